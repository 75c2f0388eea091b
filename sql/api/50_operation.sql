create or replace view handelsregister.queue_kind as
    select null::text as kind,
           null::bigint as ready,
           null::bigint as running,
           null::bigint as deferred,
           null::bigint as dead,
           null::interval as oldest_ready_age,
           null::timestamptz as next_run_at,
           null::bigint as done_last_hour
    where false;
comment on view handelsregister.queue_kind is 'Row type of queue_status()';
comment on column handelsregister.queue_kind.kind is 'Kind of job';
comment on column handelsregister.queue_kind.deferred is 'Jobs that are due later';
comment on column handelsregister.queue_kind.dead is 'Dead letters';
comment on column handelsregister.queue_kind.oldest_ready_age is 'How long the oldest ready job has existed';
comment on column handelsregister.queue_kind.next_run_at is 'When the next deferred job becomes ready';

create or replace function handelsregister.queue_status() returns setof handelsregister.queue_kind
    language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(p.kind, j.kind), coalesce(j.ready, 0), coalesce(j.running, 0), coalesce(j.deferred, 0),
           coalesce(j.dead, 0), j.oldest_ready_age, j.next_run_at, coalesce(j.done_last_hour, 0)
        from hr_queue.processor p
        full join (
            select job.kind,
                   count(*) filter (where job.state = 'ready') as ready,
                   count(*) filter (where job.state = 'running') as running,
                   count(*) filter (where job.state = 'deferred') as deferred,
                   count(*) filter (where job.state = 'dead') as dead,
                   now() - min(job.enqueued_at) filter (where job.state = 'ready') as oldest_ready_age,
                   min(job.run_at) filter (where job.state = 'deferred') as next_run_at,
                   count(*) filter (where job.state = 'done' and job.finished_at > now() - interval '1 hour')
                       as done_last_hour
            from hr_queue.job job group by job.kind) j on j.kind = p.kind
        order by 1;
end;
comment on function handelsregister.queue_status() is 'Jobs of every kind by state';

create or replace view handelsregister.health_check as
    select null::text as "check",
           null::boolean as ok,
           null::text as detail,
           null::text as hint
    where false;
comment on view handelsregister.health_check is 'Row type of health()';
comment on column handelsregister.health_check."check" is 'What was looked at';
comment on column handelsregister.health_check.hint is 'What to do; null where all is well';

create or replace function handelsregister.health() returns setof handelsregister.health_check
    language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with seen as (
        select 1 as place, 'library' as name,
               hr_queue.library_version() is not distinct from e.extversion as ok,
               concat('library ', hr_queue.library_version(), ', extension ', e.extversion) as detail,
               'Reconnect; if it stays so, install the library of this version or run "alter extension handelsregister update".'
                   as hint
            from pg_catalog.pg_extension e where e.extname = 'handelsregister'
        union all
        select 2, 'home', hr_queue.is_home(),
               case when hr_queue.is_home() then 'jobs may run in this database'
                    else 'this database is a clone or was restored: no job runs' end,
               'Run hr_queue.adopt_database(discard_jobs => ...) if jobs are to run here.'
        union all
        select 3, 'foreign jobs', count(*) = 0, concat(count(*), ' jobs of another epoch, which never run by themselves'),
               'A restore brought them: run hr_queue.adopt_database(discard_jobs => false) to let them run here, or delete them.'
            from (select r.epoch from hr_queue.ready r union all select d.epoch from hr_queue.deferred d) j
            where j.epoch is distinct from hr_queue.epoch()
        union all
        select 4, 'loader', s.preloaded,
               case when s.preloaded then 'preloaded' else 'not preloaded: workers cannot be started' end,
               'Add handelsregister to shared_preload_libraries and restart, or let pg_cron run "call hr_queue.work()".'
            from hr_queue.loader_state() s
        union all
        select 5, 'workers', s.enabled and s.launcher_pid > 0,
               case when not s.enabled then 'switched off'
                    when s.launcher_pid = 0 then 'no launcher'
                    else concat('launcher ', s.launcher_pid, ', workers at work: ', s.workers) end,
               'Set handelsregister.enabled = on; look into the server log for why the launcher ended.'
            from hr_queue.loader_state() s
        union all
        select 6, 'dead letters', count(*) = 0, concat(count(*), ' jobs will not run again by themselves'),
               'Look at their errors in hr_queue.job, and give them back with hr_queue.redrive().'
            from hr_queue.dead
        union all
        select 7, 'waiting', coalesce(min(r.enqueued_at) > now() - interval '1 minute', true),
               coalesce('oldest ready job is from ' || min(r.enqueued_at), 'no job is ready'),
               'Start workers (handelsregister.workers_per_database) or "call hr_queue.work()" more often.'
            from hr_queue.ready r)
    select s.name, s.ok, s.detail, case when not s.ok then s.hint end from seen s order by s.place;
end;
comment on function handelsregister.health() is 'Is everything in order? One row per check, with what to do where it is not';
