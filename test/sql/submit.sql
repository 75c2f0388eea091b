-- submit_document(s): one row per document in order, content once, jobs for what has not been read
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
\set ECHO all

select document_id is not null as document, job_id is not null as job, is_duplicate, sha256
    from handelsregister.submit_document('<a/>', source => 'regress');
select is_duplicate, sha256 from handelsregister.submit_document('<a/>');
select content_type, source from hr_registry.document where sha256 = sha256('<a/>');

-- in the order of the array; a duplicate within it shares document and job
create temp table submitted on commit drop as
    select row_number() over () as position, s.*
        from handelsregister.submit_documents(array['<b/>', '<a/>', 'text', '<b/>', '\xefbbbf0a3c63']::bytea[]) s;
select position, dense_rank() over (order by document_id) as document, dense_rank() over (order by job_id) as job,
       is_duplicate, left(sha256, 8) as sha256 from submitted order by position;
select d.content, d.content_type, r.payload = jsonb_build_object('document', d.id) as payload, r.owner = session_user as owner
    from hr_registry.document d join hr_queue.ready r on r.id = d.job_id
    where d.id in (select document_id from submitted) order by d.id;
select is_duplicate from handelsregister.submit_document('x', 'application/pdf');
select content_type from hr_registry.document where content = 'x';

-- a waiting job is returned again, a dead one replaced; what has been read gives no job and writes nothing
create temp table before on commit drop as select * from hr_registry.document where content = '<a/>';
select s.job_id = before.job_id as same_job from handelsregister.submit_document('<a/>') s, before;
with dead as (delete from hr_queue.ready using before where ready.id = before.job_id returning ready.*)
    insert into hr_queue.dead (id, kind, owner, enqueued_at, error_code, error_message)
    select id, kind, owner, enqueued_at, '2200M', 'not well-formed' from dead;
select s.job_id > before.job_id as new_job, s.is_duplicate from handelsregister.submit_document('<a/>') s, before;
select r.id = d.job_id as latest from hr_registry.document d join hr_queue.ready r on r.id = d.job_id where content = '<a/>';
insert into hr_registry.reading (document_id, xjustiz_version, fach_version, layout_guessed, findings, entities)
    select id, '3.5.1', '3.4', false, '{}', 1 from before;
create temp table read on commit drop as
    select id, ctid as place, xmin as inserter, xmax as deleter from hr_registry.document where content = '<a/>';
select s.job_id, s.is_duplicate from handelsregister.submit_document('<a/>') s;
select count(*) from read join hr_registry.document d using (id)
    where d.ctid = read.place and d.xmin = read.inserter and d.xmax = read.deleter;

select count(*) from handelsregister.submit_documents('{}');
select * from pg_temp.failure($$select handelsregister.submit_document('')$$);
select * from pg_temp.failure($$select handelsregister.submit_document(null)$$);
select * from pg_temp.failure($$select handelsregister.submit_documents(array['<ok/>', null, '']::bytea[])$$);
select code, detail from pg_temp.failure($$select handelsregister.submit_documents(null)$$);
select count(*) from hr_registry.document where content = '<ok/>';
set local handelsregister.max_document_size = '16kB';
select * from pg_temp.failure($$select handelsregister.submit_documents(array['<ok/>', repeat('x', 16385)::bytea])$$);
select is_duplicate from handelsregister.submit_document(repeat('x', 16384)::bytea);
rollback;
