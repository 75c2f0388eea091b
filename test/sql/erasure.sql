-- A person is erased: from companies, histories, the feed, documents; and does not come back
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
\set builder :testdir /sql/include/document.psql
\set digests :testdir /table_digests.sql
begin;
\set ECHO none
\i :fixture
\i :builder
\o /dev/null
\i :digests
\o
\set ECHO all

-- Every place in a table of ours that holds a text, whatever the type of the column.
create function pg_temp.traces(variadic texts text[]) returns table (place text, hits bigint) language plpgsql as $$
declare
    col record;
begin
    for col in select c.oid::regclass as relation, a.attname,
                      case when a.atttypid = 'bytea'::regtype then 'position(convert_to(u, ''UTF8'') in t.%I)'
                           else 'strpos(lower(t.%I::text), lower(u))' end as search
                   from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                   where c.relnamespace::regnamespace::text like 'hr\_%' and c.relkind = 'r'
                   order by c.oid::regclass::text collate "C", a.attnum
    loop
        execute format('select count(*) from %s t where exists (select from unnest($1) u where ' || col.search || ' > 0)',
                       col.relation, col.attname) into hits using texts;
        place := col.relation || '.' || col.attname;
        if hits > 0 then return next; end if;
    end loop;
end
$$;
create function pg_temp.traces() returns table (place text, hits bigint) language sql as $$
    select t.* from pg_temp.traces('Quellfurth', 'Tabea', '1971-03-09', '09.03.1971', '9.3.1971', 'Heimwehweg', 'Altnamig',
                                   'Mittelstadt') t $$;

-- Work that must succeed: returns how many jobs there were.
create function pg_temp.work() returns bigint language plpgsql as $$
declare
    taken bigint := 0;
    n integer;
begin
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
create function pg_temp.digests() returns text language sql as $$
    select string_agg(c.relname || ' ' || pg_temp.digest(c.oid), e'\n' order by c.relname) from pg_class c
        where c.relnamespace = 'hr_registry'::regnamespace and c.relkind = 'r' and c.relname !~ '^(erasure|court$|search_)' $$;

-- A director of one company, with a text about her, later with another address; a document that comes late.
-- A Prokurist of another one, spelled differently; named in a text only; somebody else of the same day.
\set tabea '{"role": "086", "first": "Tabea Ottilie", "last": "Quellfurth", "born": "1971-03-09", "place": "Mittelstadt", "street": "Heimwehweg", "former": "Altnamig", "rule": "einzelvertretungsberechtigt"}'
\set bruno '{"role": "086", "first": "Bruno", "last": "Bergmann", "born": "1960-05-07", "place": "Bremen", "rule": "gemeinsam mit Tabea Ottilie Quellfurth"}'
\set zoe '{"role": "285", "first": "Zoe", "last": "Zander", "born": "1975-05-05", "place": "Zwickau"}'
create temp table made (n int primary key, content bytea);
insert into made values
    (1, pg_temp.document(910001, '2023-01-10', jsonb_build_array(:'tabea'::jsonb, :'bruno'::jsonb),
        '{"Geschäftsführerin: Quellfurth, Tabea Ottilie, Mittelstadt, *09.03.1971","Kapital erhöht."}', 'seit Eintritt von Tabea Ottilie Quellfurth')),
    (2, pg_temp.document(910001, '2024-01-10', jsonb_build_array(:'tabea'::jsonb || '{"place": "Neustadt"}', :'bruno'::jsonb),
        '{"Geschäftsführerin: Quellfurth, Tabea Ottilie, Mittelstadt, *09.03.1971"}')),
    (3, pg_temp.document(910001, '2023-06-10', jsonb_build_array(:'tabea'::jsonb || '{"place": "Altstadt"}', :'bruno'::jsonb))),
    (4, pg_temp.document(910001, '2025-01-10', jsonb_build_array(:'bruno'::jsonb - 'rule'),
        '{"Nicht mehr Geschäftsführerin: Quellfurth, Tabea Ottilie, *9.3.1971"}')),
    (5, pg_temp.document(910002, '2024-03-01', jsonb_build_array(
        :'tabea'::jsonb || '{"role": "285", "first": "TABEA OTTILIE", "last": "QUELLFURTH", "prefix": "von"}', :'zoe'::jsonb))),
    (6, pg_temp.document(910003, '2024-03-01', jsonb_build_array(:'zoe'::jsonb),
        '{"Ausgeschieden: Frau Tabea Ottilie Quellfurth, geboren am 09.03.1971","Zweigniederlassung in Zwickau."}')),
    (7, pg_temp.document(910004, '2024-03-01', jsonb_build_array(:'zoe'::jsonb || '{"last": "Ottilie", "born": "1971-03-09"}')));
create function pg_temp.submit(numbers int[]) returns bigint language sql as $$
    select count(*) from handelsregister.submit_documents(
        (select array_agg(m.content order by array_position(numbers, m.n)) from made m where m.n = any (numbers)), retrieved_at => '2030-01-01') $$;

-- When makes no difference: behind all documents, before the last ones, before the first.
savepoint nothing;
select setval('hr_registry.erasure_id_seq', 1000);
select pg_temp.submit('{1,2,3,4,5,6,7}'), pg_temp.work();
select (handelsregister.erase_person('Quellfurth', 'Tabea Ottilie', '1971-03-09', 'case 1')).state, pg_temp.work();
select pg_temp.digests() as late \gset
rollback to nothing;
select setval('hr_registry.erasure_id_seq', 1000);
select pg_temp.submit('{2,3,5,7}'), pg_temp.work();
select (handelsregister.erase_person('Quellfurth', 'Tabea Ottilie', '1971-03-09', 'case 1')).state, pg_temp.work();
select pg_temp.submit('{1,4,6}'), pg_temp.work();
select pg_temp.digests() = :'late' as equal;
rollback to nothing;
select setval('hr_registry.erasure_id_seq', 1000);
select (handelsregister.erase_person('Quellfurth', 'Tabea Ottilie', '1971-03-09', 'case 1')).state, pg_temp.work();
select pg_temp.submit('{7,6,5,4,3,2,1}'), pg_temp.work();
select pg_temp.digests() = :'late' as equal;
select * from pg_temp.traces();
rollback to nothing;

-- Late documents leave events that are taken back.
select pg_temp.submit('{1,2}'), pg_temp.work();
select pg_temp.submit('{3,4,5,6,7}'), pg_temp.work();
select count(*) > 0 as has_retractions from hr_registry.change_event where retracts is not null and seq < 900000;
select * from pg_temp.traces();

-- what is refused
select * from pg_temp.failure($$select handelsregister.erase_person('', 'Tabea', '1971-03-09', 'case 1')$$);
select code, message, detail from pg_temp.failure($$select handelsregister.erase_person(null, 'Tabea', '1971-03-09', 'case 1')$$);
select code, message, detail from pg_temp.failure($$select handelsregister.erase_person('Quellfurth', ' - ', '1971-03-09', 'case 1')$$);
select code, message, detail from pg_temp.failure($$select handelsregister.erase_person('Quellfurth', 'Tabea', '1971', 'case 1')$$);
select code, message, detail from pg_temp.failure($$select handelsregister.erase_person('Quellfurth', 'Tabea', '1971-02-29', 'case 1')$$);
select code, message, detail from pg_temp.failure($$select handelsregister.erase_person('Quellfurth', 'Tabea', null, 'case 1')$$);
select code, message, detail from pg_temp.failure(format('select handelsregister.erase_person(%L, %L, %L, %L)', repeat('x', 501), 'T', '1971-03-09', 'case 1'));
select * from pg_temp.failure($$select handelsregister.erase_person('Quellfurth', 'Tabea', '1971-03-09', ' ')$$);
select code, message, detail from pg_temp.failure($$select handelsregister.erase_person('Quellfurth', 'Tabea', '1971-03-09', 'for Tabea Quellfurth')$$);
select code, message, detail from pg_temp.failure($$select handelsregister.erase_person('Quellfurth', 'Tabea', '1971-03-09', null)$$);
select code, message, detail from pg_temp.failure('select handelsregister.list_erasures(0)');
select count(*) from hr_registry.erasure;

-- somebody of whom nothing is known: only the digest stays
select state, companies from handelsregister.erase_person('Niemand', 'Nora', '1950-01-01', 'case 0');
select pg_temp.work();
select state, companies, documents, events, finished_at is not null as finished from handelsregister.list_erasures();
select * from pg_temp.traces('Niemand', 'Nora', '1950-01-01');

-- the erasure: the rest of the register stays as it is
create temp table others as
    select (select jsonb_agg(to_jsonb(o) order by o) from hr_registry.officer o where o.last_name in ('Bergmann', 'Zander', 'Ottilie')) as officers,
           (select jsonb_agg(to_jsonb(n) order by n) from hr_registry.company_name n) as names,
           (select jsonb_agg(to_jsonb(e) order by e) from hr_registry.register_entry e where e.text ~ 'Kapital|Zweig') as entries,
           (select max(seq) from hr_registry.change_event where seq < 900000) as seq;
create temp table feed as select e.* from hr_registry.change_event e where e.seq < 900000;
select state, reason, requested_by = session_user as requested_by, companies
    from handelsregister.erase_person('quellfurth', 'Tabea-Ottilie', '1971-03-09', 'Art. 17 GDPR, case 1');
select current_setting('response.status') as status, current_setting('response.headers')::jsonb -> 0 ->> 'Location'
    = '/rpc/get_job?job_id=' || (select max(id) from hr_queue.ready where kind = 'erase_person') as location;
select code, message, detail::jsonb - 'job_id' - 'erasure_id' as detail, hint
    from pg_temp.failure($$select handelsregister.erase_person('Quellfurth', 'Tabea Ottilie', '1971-03-09', 'case 2')$$);
select r.payload - 'erasure' as payload, r.priority from hr_queue.ready r where kind = 'erase_person';
select pg_temp.work();
select state, companies, documents, events, finished_at is not null as finished from handelsregister.list_erasures(1);
select j.state, j.result - 'erasure' as result from handelsregister.list_erasures(1) l, handelsregister.get_job(l.job_id) j;
select * from pg_temp.traces();
select code, message, detail::jsonb ->> 'state' as state, hint
    from pg_temp.failure($$select handelsregister.erase_person('Quellfurth', 'Tabea Ottilie', '1971-03-09', 'case 2')$$);

select role, kind, name, birth_year, residence, representation, valid_from, valid_to
    from handelsregister.get_company_officers('HRB 910001 Hamburg', include_former => true) order by valid_from, name;
select role, name, birth_year from handelsregister.get_company_officers('HRB 910002 Hamburg') order by name;
select r.register_number, e.text, e.entry_number, e.valid_from, e.valid_to
    from hr_registry.register_entry e join hr_registry.registration r using (company_id) where r.register_number > 910000 order by 1, 3, 4;
select kind, effective_date, subject, old_value, new_value from handelsregister.get_company_timeline('HRB 910001 Hamburg');
select (select jsonb_agg(to_jsonb(o) order by o) from hr_registry.officer o where o.last_name in ('Bergmann', 'Zander', 'Ottilie')) = officers as officers,
       (select jsonb_agg(to_jsonb(n) order by n) from hr_registry.company_name n) = names as names,
       (select jsonb_agg(to_jsonb(e) order by e) from hr_registry.register_entry e where e.text ~ 'Kapital|Zweig') = entries as entries
    from others;
select m.n, d.content = '' as is_empty, d.erased_at is not null as erased from made m join hr_registry.document d on d.sha256 = sha256(m.content) order by 1;

-- the feed keeps its numbers; what it told of the person is empty, taken back, and told anew without her
select count(*) filter (where e.seq is null) as lost,
       count(*) filter (where e.kind is distinct from f.kind or e.retracts is distinct from f.retracts) as changed,
       count(*) filter (where e.subject is null) > 5 as some_empty, count(*) filter (where e.subject is not null) > 5 as some_full
    from feed f left join hr_registry.change_event e on e.seq = f.seq;
select count(*) filter (where r.identity <> e.identity or r.item <> e.item or r.subject is distinct from e.subject) as unlike, count(*) > 5 as some
    from hr_registry.change_event e join hr_registry.change_event r on r.retracts = e.seq where e.seq < 900000;
select bool_and(e.retracts is not null or exists (select from hr_registry.change_event r where r.retracts = e.seq)) as all_taken_back
    from hr_registry.change_event e where e.subject is null and e.seq < 900000;

-- the same documents again: known, and not read; not even where a job says so
select count(*), bool_and(s.is_duplicate) as duplicates, count(s.job_id) as jobs
    from handelsregister.submit_documents((select array_agg(content order by n) from made)) s;
select pg_temp.digests() as erased \gset
select count(*) from hr_queue.enqueue_batch('register_content',
    (select array_agg(jsonb_build_object('document', d.id)) from hr_registry.document d where d.erased_at is not null));
select pg_temp.work();
select pg_temp.digests() = :'erased' as unchanged;
select * from pg_temp.traces();

-- a later document that tells of her: read without her, and emptied
select (handelsregister.submit_document(pg_temp.document(910004, '2025-06-01', jsonb_build_array(:'zoe'::jsonb, :'tabea'::jsonb),
    '{"Bestellt: Quellfurth, Tabea Ottilie, Mittelstadt, *09.03.1971"}'))).is_duplicate;
select pg_temp.work();
select * from pg_temp.traces();
select role, name from handelsregister.get_company_officers('HRB 910004 Hamburg') order by name;
select content = '' as is_empty, erased_at is not null as erased from hr_registry.document where id < 900000 order by id desc limit 1;
rollback to nothing;

-- More companies than one job takes: another one goes on.
select count(*) from handelsregister.submit_documents((select array_agg(pg_temp.document(920000 + n, '2024-01-10',
    jsonb_build_array(:'tabea'::jsonb, :'zoe'::jsonb))) from generate_series(1, 201) n));
select pg_temp.work();
select state from handelsregister.erase_person('Quellfurth', 'Tabea Ottilie', '1971-03-09', 'case 1');
select hr_queue.drain();
select l.state, l.companies, l.documents, j.kind, j.state as job_state from handelsregister.list_erasures() l, handelsregister.get_job(l.job_id) j;
select r.result ->> 'companies' as companies, r.result ->> 'job' = l.job_id::text as goes_on
    from hr_queue.result r, handelsregister.list_erasures() l where r.kind = 'erase_person';
select pg_temp.work();
select l.state, l.companies, l.documents from handelsregister.list_erasures() l;
select * from pg_temp.traces();
rollback to nothing;

-- What becomes of one whose job fails, or is discarded.
select state, job_id as first_job from handelsregister.erase_person('Quellfurth', 'Tabea Ottilie', '1971-03-09', 'case 1') \gset
with gone as (delete from hr_queue.ready r where r.id = :first_job returning r.*)
    insert into hr_queue.dead (id, kind, owner, payload, enqueued_at, error_code, error_message)
    select id, kind, owner, payload, enqueued_at, 'XX000', 'test' from gone;
select state from handelsregister.list_erasures();
select code, detail::jsonb ->> 'state' as state, hint
    from pg_temp.failure($$select handelsregister.erase_person('Quellfurth', 'Tabea Ottilie', '1971-03-09', 'case 2')$$);
select hr_queue.discard_dead('erase_person');
select state, job_id > :first_job as is_new_job, reason
    from handelsregister.erase_person('QUELLFURTH', 'Tabea Ottilie', '1971-03-09', 'case 2');
select pg_temp.work();
select erasure_id > 0 as numbered, state, reason from handelsregister.list_erasures();
select erasure_id from handelsregister.list_erasures(before_id => 1);

-- Jobs that nobody should enqueue by hand.
select count(*) from hr_queue.enqueue_batch('erase_person', '{"{}","{\"erasure\": 0}"}');
select hr_queue.drain(), hr_queue.drain();
select error_code, error_message, error_detail, error_hint from hr_queue.dead order by id;
rollback;
