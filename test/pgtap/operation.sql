-- The operator's view costs the same whatever lies in the queue, and its estimates are good enough to act upon.
begin;
create extension if not exists pgtap;
select plan(13);
set local jit = off;

-- triggers would only wake the workers
set local session_replication_role = replica;
insert into hr_queue.processor (kind, handler) values ('tap_many', 'x'), ('tap_few', 'x'), ('tap_none', 'x');
insert into hr_queue.ready (kind, owner, enqueued_at)
    select case when n = 1 then 'tap_few' else 'tap_many' end, current_user, now() - interval '1 hour'
        from generate_series(1, 100000) n;
insert into hr_queue.deferred (kind, owner, run_at, failed_at, error_code, error_message)
    select 'tap_many', current_user, now() + n * interval '1 s', now(), '40001', 'later' from generate_series(1, 50000) n;
insert into hr_queue.dead (id, kind, owner, enqueued_at, failed_at, error_code, error_message)
    select -n, case when n = 1 then 'tap_few' else 'tap_many' end, current_user, now(), now() + n * interval '1 ms', '22023', 'no. ' || n
        from generate_series(1, 100000) n;
-- forty hours, oldest first, as a queue writes them
insert into hr_queue.result (bucket, id, kind, owner, attempt, enqueued_at, finished_at)
    select hr_queue.result_bucket(), -n, case when n = 1 then 'tap_few' else 'tap_many' end, current_user, 0, now(),
           now() - n * interval '1 s'
        from generate_series(144000, 1, -1) n;
set local session_replication_role = origin;

create function pg_temp.pages(statement text) returns integer language plpgsql as $$
declare
    plan json;
begin
    execute 'explain (analyze, buffers, format json) ' || statement into plan;
    return (plan -> 0 -> 'Plan' ->> 'Shared Hit Blocks')::integer + (plan -> 0 -> 'Plan' ->> 'Shared Read Blocks')::integer;
end
$$;
create function pg_temp.size(variadic relations regclass[]) returns bigint language sql as
    $$ select sum(pg_relation_size(r)) / current_setting('block_size')::integer from unnest(relations) r $$;

select cmp_ok(pg_temp.size('hr_queue.ready', 'hr_queue.deferred', 'hr_queue.dead', 'hr_queue.result_0', 'hr_queue.result_1',
                           'hr_queue.result_2', 'hr_queue.result_3'), '>', 6000::bigint, 'there is a lot in the queue');
select cmp_ok(pg_temp.pages('select * from handelsregister.queue_status()'), '<', 2500, 'queue_status() reads little of it');
select cmp_ok(pg_temp.pages('select * from handelsregister.health()'), '<', 4000, 'health() reads little of it');
select cmp_ok(pg_temp.pages($$select * from handelsregister.list_dead_jobs('tap_few')$$), '<', 500, 'nor does a rare kind make list_dead_jobs() read them all');

select ok(s.ready between 70000 and 130000, 'ready: ' || s.ready) from handelsregister.queue_status() s where s.kind = 'tap_many';
select ok(s.deferred between 35000 and 65000 and s.retrying = s.deferred, 'deferred: ' || s.deferred)
    from handelsregister.queue_status() s where s.kind = 'tap_many';
select ok(s.dead between 70000 and 130000, 'dead: ' || s.dead) from handelsregister.queue_status() s where s.kind = 'tap_many';
select ok(s.done_last_hour between 3300 and 3700, 'done: ' || s.done_last_hour)
    from handelsregister.queue_status() s where s.kind = 'tap_many';
select is((s.waiting_since, s.last_error_code, s.last_error_message, s.is_estimate), (now() - interval '1 hour', '22023'::text, 'no. 100000'::text, true),
          'what is oldest and newest is exact') from handelsregister.queue_status() s where s.kind = 'tap_many';
select is((s.ready, s.last_error_message, s.done_last_hour), (1::bigint, 'no. 1'::text, 1::bigint), 'a rare kind is seen where it is old or new')
    from handelsregister.queue_status() s where s.kind = 'tap_few';
select is((s.ready, s.dead, s.last_error_code), (0::bigint, 0::bigint, null::text), 'and one without jobs is listed')
    from handelsregister.queue_status() s where s.kind = 'tap_none';

-- more results than are read
set local session_replication_role = replica;
insert into hr_queue.result (bucket, id, kind, owner, attempt, enqueued_at, finished_at)
    select hr_queue.result_bucket(), -200000 - n, 'tap_many', current_user, 0, now(), now() from generate_series(1, 200000) n;
set local session_replication_role = origin;
select ok(s.done_last_hour between 150000 and 250000 and s.is_estimate, 'a busy hour is estimated: ' || s.done_last_hour)
    from handelsregister.queue_status() s where s.kind = 'tap_many';
select cmp_ok(pg_temp.pages('select * from handelsregister.queue_status()'), '<', 2500, 'and read in part');
select * from finish();
rollback;
