-- The queue engine through drain(): claims, outcomes, retries, dead letters, processors of one's own. In one
-- transaction that is rolled back, so that no worker sees a job.
\set SHOW_CONTEXT never
begin;
create role hr_worker_owner;
create schema work;
grant usage on schema work to hr_worker_owner;
create table work.effect (job bigint, n integer unique deferrable initially deferred, who name default current_user);
grant insert, select on work.effect to hr_worker_owner;
create function work.note(job_id bigint, payload jsonb) returns jsonb language plpgsql as $$
begin
    insert into work.effect values (job_id, (payload ->> 'n')::integer);
    if payload ? 'fail' then
        raise exception 'job wants to fail' using errcode = payload ->> 'fail', detail = 'The detail.', hint = 'The hint.';
    end if;
    return jsonb_build_object('n', payload -> 'n', 'sub', nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub');
end
$$;

-- What work() and the workers do first: constraints are checked in the job, as the job's owner.
set constraints all immediate;

-- Registering: the signature is checked, built-in kinds stay.
savepoint s;
select hr_queue.register_processor('note', 'pg_catalog.now()');
rollback to s;
select hr_queue.register_processor('register_content', 'work.note(bigint,jsonb)');
rollback to s;
select hr_queue.register_processor('Bad Kind', 'work.note(bigint,jsonb)');
rollback to s;
select hr_queue.unregister_processor('register_content'), hr_queue.unregister_processor('nothing');
select hr_queue.register_processor('note', 'work.note(bigint,jsonb)', 'notes', max_attempts => 2::smallint);
select kind, handler, batch_size, max_attempts, description, builtin from hr_queue.processor order by kind;

-- Enqueueing: unknown kinds are refused; owner and subject are taken from the session.
savepoint s;
select hr_queue.enqueue('nothing');
rollback to s;
grant usage on schema hr_queue to hr_worker_owner;
grant execute on function hr_queue.enqueue, hr_queue.enqueue_batch to hr_worker_owner;
set local role hr_worker_owner;
set local request.jwt.claims = '{"sub": "user-1"}';
create temp table job as select * from hr_queue.enqueue_batch('note', array['{"n": 1}', '{"n": 2}', null]::jsonb[]) with ordinality j (id, n);
set local request.jwt.claims = '';
insert into job select hr_queue.enqueue('note', '{"n": 4}', priority => -1::smallint), 4;
insert into job select hr_queue.enqueue('note', '{"n": 5}', run_at => now() + interval '1 hour'), 5;
reset role;
grant select on job to public;
select j.n, q.kind, q.state, q.owner, q.subject, q.priority, q.payload, q.run_at > now() as later
    from job j join hr_queue.job q using (id) order by j.n;

-- One batch: priority first, effects as the owner, results; what is due later stays.
select hr_queue.drain();
select j.n, q.state, q.result from job j join hr_queue.job q using (id) order by j.n;
select e.n, e.who from work.effect e order by e.job;
select hr_queue.drain();

-- A failing job of a batch is found: the others complete, it waits for its next attempt, then dies.
create temp table failing as
    select * from hr_queue.enqueue_batch('note', array['{"n": 11}', '{"n": 12, "fail": "P0012"}', '{"n": 13}']::jsonb[])
    with ordinality j (id, n);
savepoint s;
select hr_queue.drain();  -- of a superuser: refused, each by itself
select f.n, q.state, q.attempt, q.error_code, q.error_message from failing f join hr_queue.job q using (id) order by f.n;
rollback to s;
set local handelsregister.allow_superuser_jobs = on;
select hr_queue.drain();
select f.n, q.state, q.attempt, q.error_code, q.error_message, q.error_detail, q.error_hint, q.run_at is not null as again
    from failing f join hr_queue.job q using (id) order by f.n;
update hr_queue.deferred set run_at = clock_timestamp() where error_code is not null;
select hr_queue.drain();
select f.n, q.state, q.attempt, q.error_code from failing f join hr_queue.job q using (id) order by f.n;
select e.n from work.effect e where e.n > 10 order by e.n;

-- A deferrable constraint counts before the job is done.
create temp table again as select hr_queue.enqueue('note', '{"n": 11}') as id;
select hr_queue.drain();
select q.state, q.attempt, q.error_code, q.error_message from again join hr_queue.job q using (id);
update hr_queue.deferred set run_at = clock_timestamp() + interval '1 hour';  -- not in what follows

-- Redrive gives a dead letter all its attempts back; a conflict does not use one up.
select hr_queue.redrive(array(select d.id from hr_queue.dead d)), hr_queue.redrive(array[-1]::bigint[]);
select q.state, q.attempt, q.error_code from failing f join hr_queue.job q using (id) where f.n = 2;
update hr_queue.ready set payload = '{"n": 12, "fail": "40001"}';
select hr_queue.drain();
select d.attempt, d.retries, d.error_code from hr_queue.deferred d where d.error_code = '40001';

-- A kind without its function, and without its processor.
drop function work.note(bigint, jsonb);
update hr_queue.deferred set run_at = clock_timestamp();
select hr_queue.drain() > 0 as drained, hr_queue.drain() >= 0 as drained;
select distinct d.error_code, d.error_message from hr_queue.deferred d where d.error_code = '42883';
select hr_queue.unregister_processor('note');
update hr_queue.deferred set run_at = clock_timestamp();
select hr_queue.drain() > 0 as drained, hr_queue.drain() >= 0 as drained;
select distinct d.error_code, d.error_message, d.error_hint from hr_queue.dead d;

-- Malformed payloads of the built-in processor are dead letters at once.
select count(*) from hr_queue.enqueue_batch('register_content', array['{}', '{"document": "x"}', '{"document": -1}', '[]']::jsonb[]);
select hr_queue.drain();
select d.payload, d.attempt, d.error_code, d.error_message from hr_queue.dead d where d.kind = 'register_content' order by d.id;

-- Results live in a ring of four partitions.
select hr_queue.result_bucket('2026-01-01 00:00+00'), hr_queue.result_bucket('2026-01-08 00:00+00');
select hr_queue.expire_results();
rollback;

-- In a clone nothing runs until it is adopted.
begin;
update hr_queue.home set system_identifier = system_identifier + 1;
select hr_queue.is_home();
savepoint s;
select hr_queue.drain();
rollback to s;
select hr_queue.adopt_database(null);
rollback to s;
select count(*) from hr_queue.enqueue_batch('register_content', array['{}', '{}']::jsonb[]);
create temp table old_epoch as select hr_queue.epoch();
create temp table adopted as select hr_queue.adopt_database(discard_jobs => true) as epoch;
select hr_queue.is_home(), hr_queue.drain(), o.epoch <> a.epoch as is_new, a.epoch = hr_queue.epoch() as is_current
    from old_epoch o, adopted a;
rollback;

-- Above READ COMMITTED a claim could not see what others have written.
begin isolation level repeatable read;
select hr_queue.drain();
rollback;

-- Dropping the extension by a slip.
begin;
insert into hr_registry.document (sha256, content, content_type) values (sha256('x'), 'x', 'text/plain');
savepoint s;
drop extension handelsregister;
rollback to s;
create role hr_nobody;
drop owned by hr_nobody;
set local client_min_messages = warning;
drop extension plpgsql cascade;
rollback to s;
set local handelsregister.allow_drop = on;
set local client_min_messages = warning;
drop extension handelsregister cascade;
select count(*) from pg_namespace where nspname in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user');
rollback;
