-- The operator's view: is it working, what is stuck, since when, why. Nothing here counts a table. Functions of PL/pgSQL, whose
-- plans a session keeps: to plan these queries takes longer than to run them.

create or replace view hr_queue.standstill_row as
    select null::text as reason,
           null::text as remedy
    where false;
comment on view hr_queue.standstill_row is 'Row type of standstill()';
comment on column hr_queue.standstill_row.reason is 'Why no job of this database runs';
comment on column hr_queue.standstill_row.remedy is 'What to do';

-- A call need not end before its limit; the next one comes within twice that time. pg_cron comes every hour at least,
-- so more than 55 minutes (work() may be given weeks) tells nothing about the next call.
create or replace function hr_queue.is_called() returns boolean
    language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
begin
    return exists (select from hr_queue.last_call c
                       where c.called_at > pg_catalog.clock_timestamp() - interval '2 min'
                                           - least(c.max_ms, 3300000) * interval '2 ms');
end
$$;
comment on function hr_queue.is_called() is 'Does something call work() again and again?';

create or replace function hr_queue.standstill() returns setof hr_queue.standstill_row
    language plpgsql volatile rows 1 set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select c.reason, c.remedy
            from hr_queue.loader_state() s,
                 lateral (select case when exists (select from hr_queue.last_call)
                                      then 'nobody has called hr_queue.work() since ' || (select max(c.called_at) from hr_queue.last_call c)
                                      else 'nobody has ever called hr_queue.work()' end as silence) q,
                 lateral (values
                    (1, pg_catalog.pg_is_in_recovery(), 'this server is a standby', 'Jobs run on the primary.'),
                    (2, not hr_queue.is_home(), 'this database is a clone or was restored, and nobody has adopted it',
                        'Run hr_queue.adopt_database(discard_jobs => ...) if jobs are to run here.'),
                    (3, not hr_queue.is_called() and not s.preloaded, 'the library is not preloaded, and ' || q.silence,
                        'Add handelsregister to shared_preload_libraries and restart, or run hr_queue.schedule().'),
                    (4, not hr_queue.is_called() and not s.enabled, 'workers are switched off (handelsregister.enabled), and ' || q.silence,
                        'Set handelsregister.enabled = on and reload.'),
                    (5, not hr_queue.is_called() and s.launcher_pid = 0, 'no launcher runs, so no worker is started',
                        'The server log says why the launcher ended.'),
                    (6, not hr_queue.is_called() and s.stopped_by > 0,
                        format('a command of process %s keeps workers off this database', s.stopped_by),
                        'Commit or roll back its transaction.'),
                    (7, not hr_queue.is_called() and s.workers = 0 and s.slots_exhausted_since is not null,
                        'no background worker slot has been free since ' || s.slots_exhausted_since,
                        'Increase max_worker_processes and restart.'),
                    (8, not hr_queue.is_called() and s.failing_since is not null,
                        'the workers of this database have ended with an error since ' || s.failing_since,
                        'The server log has the error.')) c (place, is_so, reason, remedy)
            where c.is_so
            order by c.place limit 1;
end
$$;
comment on function hr_queue.standstill() is 'Why no job of this database can run at all; no row where they can';

create or replace view handelsregister.queue_kind as
    select null::text as kind,
           null::bigint as ready,
           null::bigint as running,
           null::bigint as deferred,
           null::bigint as dead,
           null::interval as oldest_ready_age,
           null::timestamptz as next_run_at,
           null::bigint as done_last_hour,
           null::timestamptz as waiting_since,
           null::bigint as retrying,
           null::timestamptz as last_success_at,
           null::timestamptz as last_failure_at,
           null::text as last_error_code,
           null::text as last_error_message,
           null::timestamptz as stuck_since,
           null::text as stuck_reason,
           null::boolean as is_estimate
    where false;
comment on view handelsregister.queue_kind is 'Row type of queue_status()';
comment on column handelsregister.queue_kind.kind is 'Kind of job';
comment on column handelsregister.queue_kind.deferred is 'Jobs that are due later';
comment on column handelsregister.queue_kind.dead is 'Dead letters';
comment on column handelsregister.queue_kind.oldest_ready_age is 'How long the oldest ready job has existed';
comment on column handelsregister.queue_kind.next_run_at is 'When the next deferred job becomes ready';
comment on column handelsregister.queue_kind.waiting_since is 'Since when the job that has been ready longest waits';
comment on column handelsregister.queue_kind.retrying is 'Those of the deferred jobs that have failed and wait for another attempt';
comment on column handelsregister.queue_kind.last_success_at is 'When a job was done last; null if not within the last hour';
comment on column handelsregister.queue_kind.last_failure_at is 'Newest failure among dead letters and waiting retries';
comment on column handelsregister.queue_kind.last_error_code is 'SQLSTATE of that failure';
comment on column handelsregister.queue_kind.last_error_message is 'Its message';
comment on column handelsregister.queue_kind.stuck_since is 'Since when jobs wait that ought to run; null where none do';
comment on column handelsregister.queue_kind.stuck_reason is 'Why they wait';
comment on column handelsregister.queue_kind.is_estimate is
    'A state has more than five hundred jobs, or the hour more results than are read: counts are extrapolated from a sample';

-- The comparison of rows, not of kinds, makes every planner walk dead_kind from its end.
create or replace function hr_queue.last_failures(kinds text[]) returns setof hr_queue.job
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with due as materialized (
            select n.* from (select d.* from hr_queue.deferred d order by d.run_at limit 500) n where n.failed_at is not null)
        select distinct on (f.kind) f.id, f.kind, f.state, f.priority, f.owner, f.subject, f.payload, f.attempt, f.crashes,
               f.enqueued_at, f.run_at, f.failed_at, null::timestamptz, f.error_code, f.error_message, f.error_detail,
               f.error_hint, null::jsonb
            from unnest(kinds) k (kind)
            cross join lateral (
                (select 'dead' as state, null::timestamptz as run_at, d.id, d.kind, d.priority, d.owner, d.subject, d.payload,
                        d.attempt, d.crashes, d.enqueued_at, d.failed_at, d.error_code, d.error_message, d.error_detail,
                        d.error_hint
                    from (select n.* from hr_queue.dead n where (n.kind, n.failed_at) <= (k.kind, 'infinity')
                              order by n.kind desc, n.failed_at desc, n.id desc limit 1) d
                    where d.kind = k.kind)
                union all
                (select 'deferred', d.run_at, d.id, d.kind, d.priority, d.owner, d.subject, d.payload, d.attempt, d.crashes,
                        d.enqueued_at, d.failed_at, d.error_code, d.error_message, d.error_detail, d.error_hint
                    from due d where d.kind = k.kind order by d.failed_at desc limit 1)) f
            order by f.kind, f.failed_at desc;
end
$$;
comment on function hr_queue.last_failures(text[]) is
    'The job of each kind that failed last, among dead letters and the five hundred jobs that are due next';

-- A minute is what a backlog may take without a word. A kind of which jobs are being done is not stuck, however long its
-- backlog; nor is a job that came after the last call of work(), where such calls do the work.
create or replace function handelsregister.queue_status() returns setof handelsregister.queue_kind
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with backlog as materialized (select b.* from hr_queue.backlog() b),
        success as materialized (
            select s.kind, sum(s.done)::bigint as done, max(s.last_success_at) as last_success_at,
                   bool_or(s.is_estimate) as is_estimate
                from hr_queue.recent_successes(now() - interval '1 hour') s group by s.kind),
        kind as materialized (
            select p.kind from hr_queue.processor p union select b.kind from backlog b union select s.kind from success s),
        standstill as materialized (select s.reason from hr_queue.standstill() s),
        failure as materialized (select f.* from hr_queue.last_failures(array(select k.kind from kind k)) f),
        busy as materialized (
            select a.pid, a.xact_start from pg_catalog.pg_stat_activity a
                where a.datname = pg_catalog.current_database() and a.backend_type = 'handelsregister worker'
                  and a.xact_start is not null order by a.xact_start limit 1),
        wait as (
            select b.kind, case when b.next_run_at < clock_timestamp() then least(b.waiting_since, b.next_run_at)
                                else b.waiting_since end as since
                from backlog b),
        stuck as (
            select w.kind, w.since, coalesce(
                   (select s.reason from standstill s),
                   case when b.foreign_ready > 0 then b.foreign_ready || ' of its jobs belong to another epoch: a restore brought them'
                        when w.since > clock_timestamp() - interval '1 minute' then null
                        when hr_queue.is_called() and not (select l.preloaded and l.enabled from hr_queue.loader_state() l)
                        then case when w.since < (select max(c.called_at) from hr_queue.last_call c)
                                  then 'waits for the next call of hr_queue.work()' end
                        when (select count(*) from busy) > 0
                        then format('waits behind other jobs; worker %s has been at its transaction since %s',
                                    (select u.pid from busy u), (select u.xact_start from busy u))
                        else 'no worker takes it: the server log says why' end) as reason
                from wait w join backlog b using (kind) left join success s using (kind)
                where w.since is not null and coalesce(s.last_success_at < now() - interval '1 minute', true))
        select k.kind, coalesce(b.ready, 0), coalesce(b.running, 0), coalesce(b.deferred, 0), coalesce(b.dead, 0),
               now() - b.oldest_enqueued_at, b.next_run_at, coalesce(s.done, 0), b.waiting_since, coalesce(b.retrying, 0),
               s.last_success_at, f.failed_at, f.error_code, f.error_message,
               case when t.reason is not null then t.since end, t.reason,
               coalesce(b.is_estimate, (select bool_or(o.is_estimate) from backlog o), false)
                   or coalesce(s.is_estimate, (select bool_or(o.is_estimate) from success o), false)
            from kind k
            left join backlog b using (kind) left join success s using (kind) left join failure f using (kind)
            left join stuck t using (kind)
            order by 1;
end
$$;
comment on function handelsregister.queue_status() is
    'Jobs of every kind by state, how they fare, and what is stuck since when and why; at a bounded cost, so that large counts are estimates';
