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
    (hr_queue.result_bucket(now()), nextval('hr_queue.job_id_seq'), 'regress_kind', session_user, 0, now(), now() - interval '59 minutes'),
    (hr_queue.result_bucket(now()), nextval('hr_queue.job_id_seq'), 'regress_kind', session_user, 0, now(), now() - interval '61 minutes');
select kind, ready, running, deferred, dead, oldest_ready_age, next_run_at, done_last_hour
    from handelsregister.queue_status() where kind = 'regress_kind';
select now() - waiting_since as waits, retrying, last_success_at is not null as success, last_failure_at is not null as failure,
       last_error_code, last_error_message, is_estimate
    from handelsregister.queue_status() where kind = 'regress_kind';
select count(*) from handelsregister.queue_status() where kind = 'register_content';

select ok, detail ~ '^library [0-9.]+, extension [0-9.]+$' as detail, hint from handelsregister.health() where "check" = 'library';
select "check", ok, hint from handelsregister.health() where "check" in ('home', 'dead letters', 'waiting', 'failing');
select regexp_replace(detail, '\d{4}-\S+ \S+', 'T', 'g') as detail from handelsregister.health() where "check" in ('dead letters', 'failing');
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

-- why jobs wait: nobody has adopted a clone, or they belong to another epoch
delete from hr_queue.ready; delete from hr_queue.deferred;
insert into hr_queue.ready (kind, owner) values ('regress_kind', session_user);
update hr_queue.home set system_identifier = 1;
select stuck_since = waiting_since as since, stuck_reason from handelsregister.queue_status() where kind = 'regress_kind';
update hr_queue.ready set enqueued_at = now() - interval '2 min';
select ok, hint from handelsregister.health() where "check" = 'waiting' and detail ~ 'clone';
select count(*) from hr_queue.adopt_database(discard_jobs => false);
update hr_queue.ready set epoch = gen_random_uuid();
select stuck_reason from handelsregister.queue_status() where kind = 'regress_kind';
update hr_queue.ready set epoch = hr_queue.epoch(), enqueued_at = now() - interval '1 hour', released_at = now();
select oldest_ready_age > '59 min' as is_old, now() - waiting_since as waits, stuck_reason from handelsregister.queue_status() where kind = 'regress_kind';
delete from hr_queue.ready;
-- a deferred job is due when it comes out, and waits from then on
insert into hr_queue.deferred (kind, owner, run_at, enqueued_at) values ('regress_kind', session_user, now(), now() - interval '1 day');
select ok from handelsregister.health() where "check" = 'waiting';
update hr_queue.deferred set run_at = now() - interval '5 min';
select ok from handelsregister.health() where "check" = 'waiting';
delete from hr_queue.deferred;

-- a backlog at which somebody works is not stuck
insert into hr_queue.ready (kind, owner, enqueued_at) values ('regress_kind', session_user, now() - interval '10 min');
select stuck_since = waiting_since as since, stuck_reason is not null as reason from handelsregister.queue_status() where kind = 'regress_kind';
insert into hr_queue.result (bucket, id, kind, owner, attempt, enqueued_at, finished_at)
    values (hr_queue.result_bucket(now()), nextval('hr_queue.job_id_seq'), 'regress_kind', session_user, 0, now(), now() - interval '30 s');
select waiting_since is not null as waits, stuck_since, stuck_reason from handelsregister.queue_status() where kind = 'regress_kind';
select ok from handelsregister.health() where "check" = 'waiting';
delete from hr_queue.result where finished_at > now() - interval '1 min';
delete from hr_queue.ready;

-- more than five hundred jobs are estimated
insert into hr_queue.ready (kind, owner) select 'regress_kind', session_user from generate_series(1, 500);
select ready, is_estimate from handelsregister.queue_status() where kind = 'regress_kind';
insert into hr_queue.ready (kind, owner) values ('regress_kind', session_user);
select ready between 450 and 550, is_estimate from handelsregister.queue_status() where kind = 'regress_kind';
delete from hr_queue.ready;

select "check", ok, detail, hint from handelsregister.health() where "check" in ('vacuum', 'results');

-- a call of work() is noted, at most every ten seconds
delete from hr_queue.last_call;
select hr_queue.note_call(1000), hr_queue.note_call(1000);
select max_ms, called_at > now() - interval '1 minute' as is_fresh, hr_queue.is_called() from hr_queue.last_call;
update hr_queue.last_call set called_at = now() - interval '3 min';
select hr_queue.is_called();
select hr_queue.note_call(2000);
select max_ms, hr_queue.is_called() from hr_queue.last_call;
-- however long a call may last, pg_cron comes every hour
update hr_queue.last_call set max_ms = 3240000, called_at = now() - interval '1 hour';
select hr_queue.is_called();
update hr_queue.last_call set max_ms = 2147483647, called_at = now() - interval '1 day';
select hr_queue.is_called();

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
