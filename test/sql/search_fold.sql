-- The index of names: entries go into the blocks, and a name that goes goes from both
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
\set builder :testdir /sql/include/document.psql
begin;
\set ECHO none
\i :fixture
\i :builder
\set ECHO all

\set bruno '{"role": "086", "first": "Bruno", "last": "Bergmann", "born": "1960-05-07", "place": "Bremen"}'
\set tabea '{"role": "086", "first": "Tabea Ottilie", "last": "Quellfurth", "born": "1971-03-09", "place": "Mittelstadt"}'
create function pg_temp.submit(number integer, name text, day date, people jsonb) returns bigint language sql as $$
    select count(*) from handelsregister.submit_document(convert_to(replace(
        convert_from(pg_temp.document(number, day, people), 'UTF8'), format('Werk %s GmbH', number), name), 'UTF8'),
        retrieved_at => '2030-01-01') $$;
create function pg_temp.work() returns text language plpgsql as $$
begin
    loop exit when hr_queue.drain() = 0; end loop;
    return (select string_agg(d.error_code || ' ' || d.error_message, '; ') from hr_queue.dead d);
end
$$;
-- The places where a piece of a word stands. Blocks hold what it does not share with the word before.
create function pg_temp.places(piece text) returns text[] language sql as $$
    select array(
        select 'block' from hr_registry.search_block b where b.domain = 'c' and position(convert_to(piece, 'UTF8') in b.content) > 0
        union
        select 'entry' from hr_registry.search_entry e where e.domain = 'c' and position(piece in e.key || coalesce(e.word, '')) > 0
        order by 1) $$;
create function pg_temp.found(q text) returns text language sql as $$
    select string_agg(s.matched_name || ' ' || s.match_kind, ', ' order by s.score desc, s.company_id)
        from handelsregister.search_companies(q) s $$;
-- As after an update that reads better.
create function pg_temp.reread() returns void language sql as $$
    update hr_registry.document d set content = convert_to(replace(convert_from(d.content, 'UTF8'),
        'Ottilie Quellfurth Unikatbau', 'Werkzeugbau'), 'UTF8') where position('Quellfurth Unikatbau' in convert_from(d.content, 'UTF8')) > 0;
    select hr_registry.enqueue_jobs('register_content', array(select d.id from hr_registry.document d
        where position('Werkzeugbau' in convert_from(d.content, 'UTF8')) > 0)) $$;
create function pg_temp.fold() returns jsonb language plpgsql as $$
declare
    job constant bigint := hr_queue.enqueue('fold_search');
begin
    if pg_temp.work() is not null then raise exception 'a job has failed'; end if;
    return (select r.result from hr_queue.result r where r.id = job);
end
$$;

select pg_temp.submit(910001, 'Ottilie Quellfurth Unikatbau GmbH', '2023-01-10', jsonb_build_array(:'tabea'::jsonb, :'bruno'::jsonb)),
       pg_temp.submit(910002, 'Unikatbau Nord GmbH', '2023-01-10', jsonb_build_array(:'bruno'::jsonb)), pg_temp.work();
select pg_temp.places('llfurth'), pg_temp.places('ikatbau');
select pg_temp.found('ottilie quelfurt unikatbau'), pg_temp.found('unicatbau');
savepoint entries;

-- entries go into the blocks; a search finds the same
select (pg_temp.fold() ->> 'entries')::integer > 8 as folded;
select pg_temp.places('llfurth'), pg_temp.places('ikatbau'), (select count(*) from hr_registry.search_entry) as entries;
select pg_temp.found('ottilie quelfurt unikatbau'), pg_temp.found('unicatbau');
select count(*) from handelsregister.check_search();
select pg_temp.fold();
-- what comes later stands beside them, and is found with them
select pg_temp.submit(910003, 'Unikatbau Süd GmbH', '2023-01-10', jsonb_build_array(:'bruno'::jsonb)), pg_temp.work();
select pg_temp.places('ikatbau'), pg_temp.found('unikatbau');

-- a document that is read anew says another name: the old one goes from the blocks; what others have stays
select pg_temp.reread(), pg_temp.work();
select pg_temp.places('llfurth'), pg_temp.places('ikatbau'), pg_temp.places('quell'), pg_temp.places('tottilie');
select pg_temp.found('ottilie quelfurt unikatbau'), pg_temp.found('unicatbau'), pg_temp.found('werzeugbau');
select count(*) from handelsregister.check_search();
rollback to entries;

-- and from the entries
select pg_temp.reread(), pg_temp.work();
select pg_temp.places('llfurth'), pg_temp.places('ikatbau'), pg_temp.places('quell');
select pg_temp.found('unicatbau'), pg_temp.found('werzeugbau');
select count(*) from handelsregister.check_search();
rollback;
