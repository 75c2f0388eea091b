-- The code lists of the register, for people and for programs that show codes.

create or replace view hr_registry.reference_value as
    select null::text as kind,
           null::bigint as position,
           null::text as code,
           null::text as name,
           null::text as english_name,
           null::text as category,
           null::text as elf_code,
           null::text as iso_code
    where false;
comment on view hr_registry.reference_value is 'Row type of reference_values()';
comment on column hr_registry.reference_value.position is 'Place in the code list, from 1';
comment on column hr_registry.reference_value.english_name is 'Null where it has none';
comment on column hr_registry.reference_value.category is 'As in handelsregister.reference';
comment on column hr_registry.reference_value.elf_code is 'Code of the legal form in ISO 20275';
comment on column hr_registry.reference_value.iso_code is 'Code of the country in ISO 3166-1';

-- The library holds them: nothing is dumped, and a new version brings its own.
create or replace function hr_registry.reference_values(kind text) returns setof hr_registry.reference_value
    language sql immutable parallel safe rows 100 set search_path = pg_catalog, pg_temp
begin atomic
    select reference_values.kind, n.position, v.field[6 * n.position - 5], v.field[6 * n.position - 4],
           nullif(v.field[6 * n.position - 3], ''), nullif(v.field[6 * n.position - 2], ''),
           nullif(v.field[6 * n.position - 1], ''), nullif(v.field[6 * n.position], '')
        from (select hr_registry.reference_fields(reference_values.kind) as field offset 0) v
        cross join lateral generate_series(1, (cardinality(v.field) / 6)::bigint) n (position)
        order by n.position;
end;
comment on function hr_registry.reference_values(text) is
    'The values of a code list that the library brings, in the order of the list; none for an unknown kind';

create or replace view handelsregister.reference as
    select null::text as kind,
           null::text as code,
           null::text as name,
           null::text as english_name,
           null::text as category,
           null::text as elf_code,
           null::text as iso_code,
           null::text as state,
           null::text as status,
           null::text as successor_code,
           null::text as next_cursor
    where false;
comment on view handelsregister.reference is 'Row type of list_reference()';
comment on column handelsregister.reference.code is 'As documents state it; unique within kind and category';
comment on column handelsregister.reference.english_name is 'Null where it has none, as sentences have';
comment on column handelsregister.reference.category is
    'Code list of a legal form; general (of the company) or special (of one officer) for a rule; historical for a country that is no more';
comment on column handelsregister.reference.elf_code is 'Code of the legal form in ISO 20275; null where that has none';
comment on column handelsregister.reference.iso_code is 'Code of the country in ISO 3166-1, two letters';
comment on column handelsregister.reference.state is 'Land of a court';
comment on column handelsregister.reference.status is 'Of a court: keeps registers, without register or dissolved';
comment on column handelsregister.reference.successor_code is
    'Court that took the registers of this one over; null where none did or it is not known';
comment on column handelsregister.reference.next_cursor is 'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace function hr_registry.check_reference_kind(kind text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if kind is null or hr_user.is_too_long(kind, 100) or kind <> all ('{court,legal_form,role,entry_type,representation_rule,exemption,procuration,legal_status,articles,register_type,address_type,country,currency}'::text[]) then
        perform hr_user.refuse(400, 'invalid_reference_kind', 'unknown kind of reference',
            'It is court, legal_form, role, entry_type, representation_rule, exemption, procuration, legal_status, articles, register_type, address_type, country or currency.');
    end if;
end
$$;
comment on function hr_registry.check_reference_kind(text) is 'Raises PT400 where list_reference() has no such kind';

-- A cursor is the number of rows before the next page.
create or replace function handelsregister.list_reference(kind text, page_size integer default 500, cursor text default null)
    returns setof handelsregister.reference
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
    behind bigint;
begin
    perform hr_registry.check_reference_kind(kind);
    perform hr_user.check_page_size(page_size, 1000);
    behind := coalesce((hr_user.read_cursor(cursor, '{count}'))[1]::bigint, 0);
    return query
        select v.kind, v.code, v.name, v.english_name, v.category, v.elf_code, v.iso_code, v.state, v.status, v.successor,
               case when v.position = behind + page_size and v.position < v.found then v.position::text end
            from (select a.*, count(*) over () as found
                      from (select r.kind, r.position, r.code, r.name, r.english_name, r.category, r.elf_code, r.iso_code,
                                   null::text as state, null::text as status, null::text as successor
                                from hr_registry.reference_values(list_reference.kind) r
                            union all
                            select 'court', row_number() over (order by c.code), c.code, c.name, null, null, null, null,
                                   c.state, c.status, c.successor
                                from hr_registry.court c where list_reference.kind = 'court') a) v
            where v.position > behind and v.position <= behind + page_size
            order by v.position;
end
$$;
comment on function handelsregister.list_reference(text, integer, text) is
    'Values of a code list: court (with former ones), legal_form, role, entry_type, representation_rule, exemption, procuration, legal_status, articles, register_type, address_type, country or currency; pages by cursor. Errors: PT400';
