-- queue_status, health, the end of results

-- Before the library is loaded a setting has no unit.
set handelsregister.result_retention = '1440';
select hr_queue.result_retention();
reset handelsregister.result_retention;

\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
\set ECHO all

insert into hr_queue.ready (kind, owner, enqueued_at) values
    ('regress_kind', session_user, now()), ('regress_kind', session_user, now() - interval '2 minutes');
insert into hr_queue.deferred (kind, owner, run_at) values ('regress_kind', session_user, '2100-01-01');
insert into hr_queue.dead (id, kind, owner, enqueued_at, error_code, error_message)
    values (nextval('hr_queue.job_id_seq'), 'regress_kind', session_user, now(), 'XX000', 'gone');
insert into hr_queue.result (bucket, id, kind, owner, attempt, enqueued_at, finished_at) values
    (0, nextval('hr_queue.job_id_seq'), 'regress_kind', session_user, 0, now(), now() - interval '59 minutes'),
    (1, nextval('hr_queue.job_id_seq'), 'regress_kind', session_user, 0, now(), now() - interval '61 minutes');
select * from handelsregister.queue_status() where kind = 'regress_kind';
select count(*) from handelsregister.queue_status() where kind = 'register_content';

select ok, detail ~ '^library [0-9.]+, extension [0-9.]+$' as detail, hint from handelsregister.health() where "check" = 'library';
select "check", ok, hint from handelsregister.health() where "check" in ('home', 'dead letters', 'waiting');
delete from hr_queue.dead;
delete from hr_queue.ready;
select "check", ok, detail, hint from handelsregister.health() where "check" in ('home', 'dead letters', 'waiting');
-- what a restore brings under another epoch
insert into hr_queue.ready (kind, owner, epoch) values ('regress_kind', session_user, gen_random_uuid());
insert into hr_queue.deferred (kind, owner, run_at, epoch) values ('regress_kind', session_user, '2100-01-01', gen_random_uuid());
select ok, detail, hint from handelsregister.health() where "check" = 'foreign jobs';
select count(*) from hr_queue.adopt_database(discard_jobs => false);
select ok, detail, hint from handelsregister.health() where "check" = 'foreign jobs';
select "check" from handelsregister.health();

-- a part of the ring ends when all of it is old, whatever the numbers of its jobs
delete from hr_queue.result;
insert into hr_queue.result (bucket, id, kind, owner, attempt, enqueued_at, finished_at)
    select (hr_queue.result_bucket() + 1) % 4, r.id, 'regress_kind', session_user, 0, now(), now() - r.age
    from (values (900001, interval '1 day'), (900002, interval '8 days')) r (id, age);
select hr_queue.expire_results();
delete from hr_queue.result where id = 900001;
select hr_queue.expire_results();
select count(*) from hr_queue.result;
rollback;
