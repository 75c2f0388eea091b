-- search_persons(): names mistyped, by sound, in any order, begun, in parts; filters, pages, what is hidden; the index of names
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
\set builder :testdir /sql/include/document.psql
begin;
\set ECHO none
\i :fixture
\i :builder
\set ECHO all
create temp table entry (company int, first text, prefix text, last text, born text, place text);
insert into entry values
    (930001, 'Ottilie', null, 'Quittenbaum', '1971-03-04', 'Kiel'),
    (930001, 'Ottilie Maria', null, 'Quittenbaum', '1981-03-04', 'Bonn'),
    (930001, 'Xaver', null, 'Quittenbaum-Schlörzig', '1961-03-04', 'Bonn'),
    (930002, 'Jörn-Uwe', null, 'Größwälder', '1955-12-01', 'Soest'),
    (930002, 'Hanspeter', null, 'Meyzinger', '1944-11-11', 'Unna'),
    (930002, 'Hans Peter', null, 'Maizinger', '1954-11-11', 'Unna'),
    (930003, 'Walburga', 'von der', 'Heckenwiese', '1960-05-07', 'Hamm'),
    (930003, 'Ottilie', null, 'Quittenbaum', '1971-03-04', 'Kiel'),
    (930003, 'René', null, 'd''Arzival', '1980', 'Trier'),
    (930004, 'Ottilie', null, 'Quittenbaum', '1999-01-01', 'Hamm');
select count(*) from handelsregister.submit_documents(array(
    select pg_temp.document(e.company, '2024-01-10', jsonb_agg(jsonb_build_object('role', '086', 'first', e.first, 'prefix', e.prefix,
               'last', e.last, 'born', e.born, 'place', e.place)))
        from entry e group by e.company order by e.company), retrieved_at => '2030-01-01');
select hr_queue.drain() > 0 as has_read;
select error_message from hr_queue.dead;
create function pg_temp.found(q text, birth_year int default null, residence text default null) returns table (found text)
    language sql as $$
    select concat_ws(' ', s.name, s.birth_year, s.residence, s.companies, s.score, s.match_kind)
        from handelsregister.search_persons(q, birth_year, residence) s order by s.score desc, s.name, s.birth_year $$;

-- the same words, in whatever order and spelling
select * from pg_temp.found('Ottilie Quittenbaum');
select * from pg_temp.found('QUITTENBAUM, Ottilie') except select * from pg_temp.found('Ottilie Quittenbaum');
select * from pg_temp.found('joern uwe groesswaelder');
select * from pg_temp.found('Grosswalder');
select * from pg_temp.found('rene darzival');
-- mistyped, by sound, together and apart
select * from pg_temp.found('Otilie Quitenbaum');
select * from pg_temp.found('Qittenbuam');
select * from pg_temp.found('Quiddenpaum');
select * from pg_temp.found('Maitsinger');
select * from pg_temp.found('hans peter meyzinger');
select * from pg_temp.found('hanspeter maizinger');
-- beginnings of words, in any order; one letter
select * from pg_temp.found('quitt ott');
select * from pg_temp.found('ott quitt m');
select * from pg_temp.found('x quitt');
select * from pg_temp.found('quittenbaum x');
select * from pg_temp.found('schloerz');
-- first names alone, with a prefix, a part of a double name
select * from pg_temp.found('walburga');
select * from pg_temp.found('Walburga von der Heckenwiese');
select * from pg_temp.found('Heckenwiese, W.');
select * from pg_temp.found('Xaver Schlörzig');
-- all words count
select * from pg_temp.found('ottilie meyzinger');
select * from pg_temp.found('quittenbaum 1971');
select * from pg_temp.found('1971-03-04');
select * from pg_temp.found('04.03.1971');
-- filters
select * from pg_temp.found('quittenbaum', 1971);
select * from pg_temp.found('quitenbaum', null, 'BONN');
select * from pg_temp.found('ottilie', 1999, 'Kiel');

-- pages: each once, the best first
create temp table page (n int, person_id uuid, score real, next_cursor text);
do $$
declare
    cursor text;
begin
    for n in 1 .. 10 loop
        insert into page select n, s.person_id, s.score, s.next_cursor
            from handelsregister.search_persons('quittenbaum', page_size => 2, cursor => cursor) s;
        select p.next_cursor into cursor from page p order by p.n desc, p.score, p.person_id desc limit 1;
        exit when cursor is null;
    end loop;
end $$;
select n, count(*), count(next_cursor) from page group by n order by n;
select array(select p.person_id from page p order by p.n, p.score desc, p.person_id)
       = array(select s.person_id from handelsregister.search_persons('quittenbaum') s) as in_order,
       count(distinct person_id) from page;

-- who is only in hidden companies is not there
savepoint blocked;
insert into hr_registry.blocked_company (company_id, reason, blocked_by) select company_id, 'x', 'x' from hr_registry.registration
    where register_number in (930001, 930004);
create role regress_person_reader;
select handelsregister.grant_access(reader => 'regress_person_reader');
set role regress_person_reader;
select name, birth_year, companies from handelsregister.search_persons('quitenbaum');
reset role;
rollback to blocked;

-- each name stands once, and the index made anew finds the same
select count(*), count(distinct (last_name, first_names)) from hr_registry.person_name where last_name ~ 'quitten|heckenwiese';
create temp table before as select q, f.found from (values ('quitt ott'), ('Quiddenpaum'), ('walburga'), ('Qittenbuam')) v (q), pg_temp.found(v.q) f;
select count(*) from handelsregister.check_search();
select handelsregister.reindex_search() > 0 as has_names;
select count(*) from hr_registry.search_entry;
select count(*) from handelsregister.check_search();
select count(*) from before b where not exists (select from pg_temp.found(b.q) f where f.found = b.found);
-- what is damaged is told by the companies
savepoint damaged;
delete from hr_registry.search_block where domain = 'p';
select r.register_number from handelsregister.check_search() c (company_id) join hr_registry.registration r using (company_id)
    where r.register_number > 930000 order by 1;
rollback to damaged;
delete from hr_registry.person_name where first_names = 'walburga';
select r.register_number from handelsregister.check_search() c (company_id) join hr_registry.registration r using (company_id);
select * from pg_temp.found('walburga');
rollback to damaged;

-- an erasure takes the name along, unless somebody else has it
select state from handelsregister.erase_person('von der Heckenwiese', 'Walburga', '1960-05-07', 'case 1');
select state from handelsregister.erase_person('Quittenbaum', 'Ottilie', '1999-01-01', 'case 2');
select hr_queue.drain() > 0 as has_erased;
select hr_queue.drain() > 0 as has_erased;
select error_message from hr_queue.dead;
select last_name from hr_registry.person_name where last_name ~ 'heckenwiese' or last_name = 'quittenbaum' and first_names = 'ottilie';
select count(*) from hr_registry.search_entry where key ~ 'heckenwiese|walburga' or word ~ 'heckenwiese|walburga';
select count(*) from hr_registry.search_block where position('kenwies'::bytea in content) > 0;
select * from pg_temp.found('walburga');
select * from pg_temp.found('ottilie quittenbaum');
rollback;
