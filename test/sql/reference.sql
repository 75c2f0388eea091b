-- Code lists
select kind, count(*) as values, count(english_name) as english, count(elf_code) as elf, count(iso_code) as iso
    from unnest('{court,legal_form,role,entry_type,representation_rule,exemption,procuration,legal_status,articles,register_type,address_type,country,currency}'::text[]) wanted
    cross join lateral (select r.* from handelsregister.list_reference(wanted, 1000) r
                        union all select r.* from handelsregister.list_reference(wanted, 1000, '1000') r) r
    group by kind order by kind;
select code, name, english_name, elf_code from handelsregister.list_reference('legal_form', 1000) where elf_code in ('2HBR', '63KS') order by code;
select * from handelsregister.list_reference('legal_status');
-- A page tells where the next begins; together they are the whole
with recursive page as (
    select 1 as number, r.* from handelsregister.list_reference('entry_type', 20) r
    union all
    (with last as (select number, next_cursor from page where next_cursor is not null order by number desc limit 1)
     select last.number + 1, r.* from last, handelsregister.list_reference('entry_type', 20, last.next_cursor) r))
select number, count(*), min(code), max(code), max(next_cursor) from page group by number order by number;
-- Operators' own courts are among them
begin;
insert into hr_registry.court (code, base_code, name) values ('A0001', 'A0001', 'Amtsgericht Probehausen');
select code, name, status from handelsregister.list_reference('court', 1);
rollback;
-- Errors
do $$
declare
    call text;
    facts text;
begin
    foreach call in array array[$q$'nothing'$q$, 'null', $q$'role', 0$q$, $q$'role', 1001$q$, $q$'role', 10, 'x'$q$] loop
        begin
            execute 'select * from handelsregister.list_reference(' || call || ')';
            raise notice '%: accepted', call;
        exception when others then
            get stacked diagnostics facts = pg_exception_detail;
            raise info '%: % %', call, sqlstate, facts;
        end;
    end loop;
end
$$;
