-- Persons: who is one, whatever the order of the documents; what operators decide; reads, paths and their bounds
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
\set builder :testdir /sql/include/document.psql
begin;
\set ECHO none
\i :fixture
\i :builder
\set ECHO all
delete from hr_registry.officer;

-- The same namesakes in many companies: with full dates, partial ones, a day's difference, a new name.
\set erika_entry '{"role": "086", "first": "Erika", "last": "Quellfurth", "born": "1980-02-01", "place": "Berlin", "rule": "einzelvertretungsberechtigt"}'
\set paul_entry '{"role": "285", "first": "Paul", "last": "Neu", "born": "1965-04-03", "place": "Ulm", "rule": "Gesamtprokura gemeinsam mit einem Geschäftsführer"}'
\set bruno_entry '{"role": "086", "first": "Bruno", "prefix": "von der", "last": "Heide", "born": "1960-05-07", "place": "Bremen"}'
create temp table made (n int primary key, content bytea);
insert into made values
    (1, pg_temp.document(920001, '2024-01-10', jsonb_build_array(:'erika_entry'::jsonb, :'bruno_entry'::jsonb))),
    (2, pg_temp.document(920002, '2024-01-10', jsonb_build_array(:'paul_entry'::jsonb, :'erika_entry'::jsonb || '{"role": "285", "first": "ERIKA", "place": "Kiel"}'))),
    (3, pg_temp.document(920003, '2024-01-10', jsonb_build_array(:'erika_entry'::jsonb || '{"born": "1980"}', :'bruno_entry'::jsonb || '{"born": "1960-05", "place": "Ulm"}'))),
    (4, pg_temp.document(920004, '2024-01-10', jsonb_build_array(:'erika_entry'::jsonb || '{"born": "1980-02-02", "place": "Bonn"}', :'paul_entry'::jsonb || '{"role": "086"}'))),
    (5, pg_temp.document(920005, '2024-01-10', jsonb_build_array(:'paul_entry'::jsonb || '{"born": "1965"}'))),
    (6, pg_temp.document(920005, '2024-06-10', jsonb_build_array(:'paul_entry'::jsonb || '{"last": "Alt"}'))),
    (9, pg_temp.document(920005, '2024-03-10', jsonb_build_array(:'paul_entry'::jsonb))),
    (7, pg_temp.document(920006, '2024-01-10', jsonb_build_array(:'bruno_entry'::jsonb, :'bruno_entry'::jsonb || '{"role": "285", "prefix": null, "last": "von der Heide", "born": "1960"}')));
create function pg_temp.submit(variadic numbers int[]) returns bigint language plpgsql as $$
declare
    taken bigint := 0;
    n integer;
begin
    perform handelsregister.submit_documents(
        (select array_agg(m.content order by array_position(numbers, m.n)) from made m where m.n = any (numbers)),
        retrieved_at => '2030-01-01');
    loop
        n := hr_queue.drain();
        taken := taken + n;
        exit when n = 0;
    end loop;
    perform from hr_queue.dead d where d.kind in ('register_content', 'erase_person');
    if found then raise exception '%', (select string_agg(d.error_code || ' ' || d.error_message, '; ') from hr_queue.dead d); end if;
    return taken;
end
$$;
-- Each line is a person, whatever number it has.
create function pg_temp.persons() returns table (person text) language sql as $$
    select string_agg(format('%s %s %s %s %s', r.register_number, v.first_names, v.last_name, nullif(v.birth_date, ''), v.reason),
                      ', ' order by r.register_number, v.last_name, v.birth_date, v.item)
        from hr_registry.mention_person v join hr_registry.registration r using (company_id)
        group by v.person_id order by 1 $$;
create function pg_temp.all_persons() returns text language sql as $$ select string_agg(p.person, e'\n') from pg_temp.persons() p $$;

savepoint nothing;
select pg_temp.submit(1, 2, 3, 4, 5, 6, 7, 9);
select * from pg_temp.persons();
select pg_temp.all_persons() as together \gset
rollback to nothing;
select pg_temp.submit(6), pg_temp.submit(3), pg_temp.submit(7), pg_temp.submit(5), pg_temp.submit(4), pg_temp.submit(2), pg_temp.submit(1), pg_temp.submit(9);
select pg_temp.all_persons() = :'together' as equal;
rollback to nothing;
select pg_temp.submit(4, 2), pg_temp.submit(1, 5), pg_temp.submit(9, 7, 3, 6);
select pg_temp.all_persons() = :'together' as equal;

-- the worker notes what the views make of the officers
select count(*) as persons,
       count(*) filter (where (v.last_name, v.first_names, v.birth_date, v.residence, v.is_full, (hr_registry.person_numbers(array[v.key]))[1])
                              is distinct from (m.last_name, m.first_names, m.birth_date, m.residence, m.is_full, m.own_id)) as differing
    from hr_registry.officer_mention v full join hr_registry.mention m using (company_id, item, document_id);

-- once more changes nothing; what is lost comes back
select * from handelsregister.rerun_person_assignment();
delete from hr_registry.person_assignment;
select changes > 0 as has_changes from handelsregister.rerun_person_assignment();
select pg_temp.all_persons() = :'together' as equal;
update hr_registry.person_assignment set reason = 'alone', person_id = gen_random_uuid();
select changes > 0 as has_changes from handelsregister.rerun_person_assignment();
select pg_temp.all_persons() = :'together' as equal;

-- a number tells nothing, and is not that of another database
select count(*) from hr_registry.mention m
    where m.own_id in (encode(substring(sha256(convert_to(m.last_name || '|' || m.first_names || '|' || m.birth_date, 'UTF8')) for 16), 'hex')::uuid,
                       md5(m.last_name || '|' || m.first_names || '|' || m.birth_date)::uuid);

-- --- reads ---------------------------------------------------------------------------------------------------------

create function pg_temp.number_of(first text, last text, company bigint) returns uuid language sql as $$
    select v.person_id from hr_registry.mention_person v join hr_registry.registration r using (company_id)
        where v.first_names = first and v.last_name = last and r.register_number = company order by v.document_id desc limit 1 $$;
select pg_temp.number_of('erika', 'quellfurth', 920001) as erika, pg_temp.number_of('erika', 'quellfurth', 920003) as unclear,
       pg_temp.number_of('paul', 'neu', 920002) as paul, pg_temp.number_of('bruno', 'heide von der', 920001) as bruno \gset
\x on
select name, title, first_names, call_name, name_prefix, last_name, birth_year, residence, other_names, companies,
       former_companies, first_entry from handelsregister.get_person(:'paul');
\x off
select company_name, register_label, role_code, role, role_in_english, role_group, name, residence, reason, valid_from, valid_to
    from handelsregister.get_person_roles(:'paul');
select company_name from handelsregister.get_person_roles(:'paul', false);
select company_name, name from handelsregister.get_person_roles(:'bruno');
select o.name, o.role, o.role_in_english, o.procuration_kind, o.representation, o.person_id = :'paul' as is_paul
    from handelsregister.get_company_officers('HRB 920002 Hamburg') o;

-- numbers by which a person was known lead to it
select p.name from hr_registry.mention m, handelsregister.get_person(m.own_id) p where m.last_name in ('alt', 'neu') and m.is_full group by 1;

select name, birth_year, residence, companies, score from handelsregister.search_persons('quellfurth') order by 3;
select name, residence, score from handelsregister.search_persons('ERIKA Quell') order by 2;
select name, birth_year, companies from handelsregister.search_persons('Quellfurth, Erika', residence => 'bonn');
select name, residence from handelsregister.search_persons('Heide') order by 2;
select name from handelsregister.search_persons('von der heide bruno', 1960, 'Bremen');
select name from handelsregister.search_persons('heide', 1961);
create temp table page as select * from handelsregister.search_persons('quellfurth', page_size => 2);
select count(*), count(next_cursor) from page;
select count(*), count(next_cursor) from handelsregister.search_persons('quellfurth', page_size => 2, cursor => (select max(next_cursor) from page)) s
    where not exists (select from page p where p.person_id = s.person_id);

-- --- network -------------------------------------------------------------------------------------------------------

-- A company that is the partner of another one; it came before the entry that states it.
insert into hr_registry.officer (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, kind, role_code,
                                 organisation_name, register_court, register_type, register_number)
    select r.company_id, 'org' || n, s.document_id, '2024-01-10', false, false, 'organisation', '252', 'Werk 920006 GmbH', v.court, v.type, v.number
        from hr_registry.registration r join hr_registry.snapshot s using (company_id),
             (values (1, 'Amtsgericht Hamburg', 'HRB', '920006'), (2, 'Amtsgericht Hamburg', 'HRB', '920099'),
                     (3, 'Handelskammer Tirol', 'FN', '920006'), (4, 'Hamburg', null, 'HRB 920006')) v (n, court, type, number)
        where r.register_number = 920004;
insert into hr_registry.organisation_mention select e.* from hr_registry.officer_entry e where e.item like 'org%';
select o.register_court, o.register_number, c.register_label from handelsregister.get_company_officers('HRB 920004 Hamburg') o
    left join hr_registry.current_registration c on c.company_id = o.organisation_company_id where o.kind = 'organisation' order by 1, 2;

create function pg_temp.network(start text, depth integer default 2, max_nodes integer default 100, former boolean default false)
    returns table (kind text, item text, role text, depth integer, is_complete boolean) language sql as $$
    with net as (select * from handelsregister.get_network(start, depth, max_nodes, former)),
         named as (select n.*, case when n.kind = 'link' then s.name || ' -> ' || t.name else n.name end as item
                       from net n left join net s on s.id = n.source left join net t on t.id = n.target)
    select n.kind, n.item, n.role_in_english, n.depth, n.is_complete from named n order by n.depth nulls last, n.kind, n.item, 3 $$;
select * from pg_temp.network('HRB 920001 Hamburg', 1);
select * from pg_temp.network('HRB 920006 Hamburg');
select * from pg_temp.network(:'paul', 1);
select * from pg_temp.network(:'paul', 4, 3);
select count(*) filter (where n.kind <> 'link'), bool_or(n.is_complete) from handelsregister.get_network(:'paul', 4, 1) n;

select step, kind, name, holder, role_in_english from handelsregister.find_path('HRB 920001 Hamburg', :'paul');
select step, name, holder from handelsregister.find_path(:'paul', 'HRB 920001 Hamburg', 3);
select count(*) from handelsregister.find_path(:'paul', 'HRB 920001 Hamburg', 2);
select step, name, holder from handelsregister.find_path(:'paul', :'paul');
select count(*) from handelsregister.find_path('900002', 'HRB 920001 Hamburg');

-- --- by hand --------------------------------------------------------------------------------------------------------

select name, birth_year, residence, cardinality(candidates), next_cursor is null as is_last from handelsregister.list_ambiguous_mentions();
select companies from handelsregister.join_persons(:'unclear', :'erika', 'same signature');
select * from pg_temp.persons() where person ~ 'quellfurth';
select pg_temp.submit(1, 2) as nothing_new, (select r.changes from handelsregister.rerun_person_assignment() r) as changes;
select companies from handelsregister.split_person(:'erika', '{HRB 920003 Hamburg}', 'other signature');
select companies from handelsregister.split_person(:'erika', '{HRB 920002 Hamburg}', 'another Erika');
select * from pg_temp.persons() where person ~ 'quellfurth';
select changes from handelsregister.rerun_person_assignment();
-- and back again, whatever comes
select companies from handelsregister.join_persons(pg_temp.number_of('erika', 'quellfurth', 920002), :'erika', 'she is');
insert into made values (8, pg_temp.document(920002, '2024-03-10', jsonb_build_array(:'erika_entry'::jsonb || '{"role": "285", "place": "Hamburg"}')));
select pg_temp.submit(8);
select * from pg_temp.persons() where person ~ 'quellfurth';
select action, facts - '{person_id,other_person_id,new_person_id,companies}'::text[] as facts from hr_user.audit_log
    where action ~ 'person' order by id;

-- blocked companies are not there, nor is who is only in them
savepoint blocked;
insert into hr_registry.blocked_company (company_id, reason, blocked_by) select company_id, 'x', 'x' from hr_registry.registration
    where register_number in (920002, 920004);
create role regress_person_reader;
select handelsregister.grant_access(reader => 'regress_person_reader');
set role regress_person_reader;
select companies from handelsregister.get_person(:'erika');
select count(*) from handelsregister.get_person_roles(:'paul') r where r.company_name ~ '92000[24]';
select birth_year, residence, companies from handelsregister.search_persons('quellfurth') order by 2;
select count(*) from handelsregister.get_network(:'paul', 4) n where n.name ~ '92000[24]';
select count(*) from handelsregister.find_path('HRB 920001 Hamburg', :'paul');
reset role;
rollback to blocked;

-- --- erasure ---------------------------------------------------------------------------------------------------------

select state from handelsregister.erase_person('Quellfurth', 'Erika', '1980-02-01', 'case 1');
select pg_temp.submit(2);
select * from pg_temp.persons() where person ~ 'quellfurth';
select code, message ~ 'unknown person' as is_unknown from pg_temp.failure(format('select handelsregister.get_person(%L)', :'erika'));
select (select count(*) from hr_registry.person_join), (select count(*) from hr_registry.person_separation);

-- --- what is refused -------------------------------------------------------------------------------------------------

select code, detail, hint from pg_temp.failure($$select handelsregister.get_person('00000000-0000-0000-0000-000000000000')$$);
select code, message from pg_temp.failure($$select handelsregister.get_person_roles(null)$$);
select code, detail from pg_temp.failure($$select handelsregister.search_persons(' ., ')$$);
select code, message from pg_temp.failure($$select handelsregister.search_persons(null)$$);
select code, message from pg_temp.failure($$select handelsregister.search_persons(repeat('x', 501))$$);
select code, message from pg_temp.failure($$select handelsregister.search_persons('a b c d e f g h i')$$);
select code, message from pg_temp.failure($$select handelsregister.search_persons('x', page_size => 101)$$);
select code, message from pg_temp.failure($$select handelsregister.search_persons('x', residence => repeat('x', 201))$$);
select code, message from pg_temp.failure($$select handelsregister.search_persons('x', cursor => 'no cursor')$$);
select count(*) from handelsregister.search_persons('x~ <y%', -2147483648, '%');
select count(*) from handelsregister.search_persons('qu', null, ' ');
select count(*) from handelsregister.search_persons('%q_\', 2147483647);
select code, detail from pg_temp.failure($$select handelsregister.get_network('920001', 5)$$);
select code, message from pg_temp.failure($$select handelsregister.get_network('HRB 920001 Hamburg', 5)$$);
select code, message from pg_temp.failure($$select handelsregister.get_network('HRB 920001 Hamburg', 1, 501)$$);
select code, message from pg_temp.failure($$select handelsregister.get_network('HRB 920001 Hamburg', null)$$);
select code, message from pg_temp.failure($$select handelsregister.get_network('00000000-0000-0000-0000-000000000000')$$);
select code, message from pg_temp.failure($$select handelsregister.find_path('HRB 920001 Hamburg', 'nothing')$$);
select code, message from pg_temp.failure($$select handelsregister.find_path('HRB 920001 Hamburg', 'HRB 920001 Hamburg', 9)$$);
select code, message from pg_temp.failure(format('select handelsregister.join_persons(%1$L, %1$L, %2$L)', :'paul', 'x'));
select code, message from pg_temp.failure(format('select handelsregister.join_persons(%L, %L, %L)', :'paul', :'bruno', ' '));
select code, message from pg_temp.failure(format('select handelsregister.split_person(%L, %L, %L)', :'paul', '{HRB 920001 Hamburg}', 'x'));
select code, message from pg_temp.failure(format('select handelsregister.split_person(%L, null, %L)', :'paul', 'x'));
select code, message from pg_temp.failure(format('select handelsregister.split_person(%L, %L, %L)', :'paul',
    '{HRB 920002 Hamburg,HRB 920004 Hamburg,HRB 920005 Hamburg}', 'x'));
select code, message from pg_temp.failure($$select handelsregister.list_ambiguous_mentions(cursor => 'x')$$);
select code, message from pg_temp.failure($$select handelsregister.list_ambiguous_mentions(0)$$);
rollback;
