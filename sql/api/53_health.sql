create or replace view handelsregister.health_check as
    select null::text as "check",
           null::boolean as ok,
           null::text as detail,
           null::text as hint
    where false;
comment on view handelsregister.health_check is 'Row type of health()';
comment on column handelsregister.health_check."check" is 'What was looked at';
comment on column handelsregister.health_check.hint is 'What to do; null where all is well';

create or replace view hr_queue.cron_job as
    select null::bigint as job_id,
           null::text as schedule,
           null::boolean as active,
           null::text as last_failure
    where false;
comment on view hr_queue.cron_job is 'Row type of cron_jobs()';
comment on column hr_queue.cron_job.job_id is 'Its number in cron.job';
comment on column hr_queue.cron_job.schedule is 'When it runs';
comment on column hr_queue.cron_job.active is 'Not switched off with cron.alter_job()';
comment on column hr_queue.cron_job.last_failure is 'What its last run said, if it failed; among the last thousand runs of all jobs';

create or replace function hr_queue.cron_jobs() returns setof hr_queue.cron_job
    language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
begin
    if not exists (select from pg_catalog.pg_extension e where e.extname = 'pg_cron') then
        return;
    end if;
    return query
        select j.jobid, j.schedule, j.active,
               (select case when d.status = 'failed' then d.return_message end
                    from (select r.* from cron.job_run_details r order by r.runid desc limit 1000) d
                    where d.jobid = j.jobid and d.status in ('succeeded', 'failed') order by d.runid desc limit 1)
            from cron.job j
            where j.jobname ~ '^handelsregister [0-9]+$' and j.database = pg_catalog.current_database()
            order by j.jobid limit 1;
end
$$;
comment on function hr_queue.cron_jobs() is
    'What schedule() has given to pg_cron, one row; none where there is nothing, or where pg_cron is not in this database';

create or replace function hr_queue.vacuum_state() returns setof handelsregister.health_check
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with behind as (
            select t.relname, t.n_dead_tup, greatest(t.last_vacuum, t.last_autovacuum) as vacuumed_at
                from pg_catalog.pg_stat_all_tables t
                where t.schemaname = 'hr_queue' and t.relname in ('ready', 'deferred', 'dead')
                  and t.n_dead_tup > 100000 + 2 * t.n_live_tup
                order by t.n_dead_tup desc limit 1),
        holder as (
            select a.pid, a.xact_start from pg_catalog.pg_stat_activity a
                where a.backend_xmin is not null and a.xact_start < now() - interval '1 minute'
                  and a.pid <> pg_catalog.pg_backend_pid()
                order by pg_catalog.age(a.backend_xmin) desc limit 1)
        select 'vacuum', b.relname is null,
               case when b.relname is null then 'the tables of the queue are vacuumed in time'
                    else concat(format('hr_queue.%s has %s dead rows, last vacuumed at %s', b.relname, b.n_dead_tup,
                                       coalesce(b.vacuumed_at::text, 'no time')),
                                (select format('; process %s holds a snapshot since %s', h.pid, h.xact_start) from holder h)) end,
               'End old transactions, replication slots that lag and prepared transactions; see that autovacuum is on.'
            from (values (1)) one left join behind b on true;
end
$$;
comment on function hr_queue.vacuum_state() is 'Can vacuum keep up with the queue? A claim reads over every row that is dead but not yet removed';

create or replace function handelsregister.health() returns setof handelsregister.health_check
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with status as materialized (select q.* from handelsregister.queue_status() q),
        loader as materialized (select s.*, hr_queue.is_called() as is_called from hr_queue.loader_state() s),
        total as materialized (
            select sum(s.dead)::bigint as dead, bool_or(s.is_estimate) as is_estimate, min(s.waiting_since) as waiting_since
                from status s),
        another_epoch as materialized (
            select count(*) as jobs
                from ((select r.epoch from hr_queue.ready r order by r.id limit 500)
                      union all (select d.epoch from hr_queue.deferred d order by d.id limit 500)) j
                where j.epoch is distinct from (select hr_queue.epoch())),
        seen as (
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
            select 3, 'foreign jobs', e.jobs = 0,
                   concat(case when e.jobs >= 500 then 'at least ' end, e.jobs, ' jobs of another epoch, which never run by themselves'),
                   'A restore brought them: run hr_queue.adopt_database(discard_jobs => false) to let them run here, or delete them.'
                from another_epoch e
            union all
            select 4, 'loader', l.preloaded or l.is_called,
                   case when l.preloaded then 'preloaded' else 'not preloaded: workers cannot be started' end,
                   'Add handelsregister to shared_preload_libraries and restart, or let pg_cron drain the queue: hr_queue.schedule().'
                from loader l
            union all
            select 5, 'workers', l.enabled and l.launcher_pid > 0 and l.stopped_by = 0 and l.slots_exhausted_since is null
                                     and l.failing_since is null or l.is_called and not (l.preloaded and l.enabled),
                   case when not l.preloaded then 'none'
                        when not l.enabled then 'switched off'
                        when l.launcher_pid = 0 then 'no launcher'
                        else concat('launcher ', l.launcher_pid, ', workers at work: ', l.workers,
                                    ', kept off by process ' || nullif(l.stopped_by, 0),
                                    ', no free slot since ' || l.slots_exhausted_since,
                                    ', failing since ' || l.failing_since) end,
                   'Set handelsregister.enabled = on; increase max_worker_processes where slots are missing; the server log says why launcher or workers ended.'
                from loader l
            union all
            select 6, 'schedule', (l.preloaded and l.enabled or l.is_called) and c.last_failure is null,
                   concat_ws('; ',
                       case when c.job_id is not null
                            then format('pg_cron runs job %s at "%s"%s', c.job_id, c.schedule, case when not c.active then ', but it is not active' end) end,
                       'its last run failed: ' || c.last_failure,
                       coalesce('hr_queue.work() was last called at ' || (select max(k.called_at) from hr_queue.last_call k),
                                'hr_queue.work() has never been called'),
                       case when l.preloaded and l.enabled then 'workers do not need it' end),
                   'Run hr_queue.schedule(), or "call hr_queue.work()" by other means.'
                from loader l left join hr_queue.cron_jobs() c on true
            union all
            select 7, 'dead letters', coalesce(t.dead, 0) = 0,
                   concat(case when t.is_estimate then 'about ' end, coalesce(t.dead, 0), ' jobs will not run again by themselves',
                          '; the oldest since ' || (select min(d.failed_at) from hr_queue.dead d),
                          (select format('; the newest: %s %s', d.error_code, left(d.error_message, 200))
                               from hr_queue.dead d order by d.failed_at desc, d.id desc limit 1)),
                   'See handelsregister.list_dead_jobs(); give them back with hr_queue.redrive_dead() when the cause is gone.'
                from total t
            union all
            select 8, 'failing', count(s.kind) = 0,
                   coalesce(string_agg(format('%s: %s %s', s.kind, s.last_error_code, left(s.last_error_message, 200)), '; ' order by s.kind),
                            'no kind of job has failed after its last success'),
                   'Its newest attempt failed; get_job() shows detail and hint of one job.'
                from status s
                where s.last_failure_at > now() - interval '1 hour'
                  and s.last_failure_at > coalesce(s.last_success_at, '-infinity')
            union all
            select 9, 'waiting', not s.is_stuck,
                   concat(coalesce('oldest ready job is from ' || t.waiting_since, 'no job is ready'), '; ' || s.reasons),
                   case when s.is_stuck then
                       coalesce((select w.remedy from hr_queue.standstill() w),
                                'Start workers (handelsregister.workers_per_database) or "call hr_queue.work()" more often.') end
                from total t,
                     (select coalesce(bool_or(s.stuck_since < now() - interval '1 minute'), false) as is_stuck,
                             string_agg(distinct s.stuck_reason, '; ') as reasons from status s) s
            union all
            select 10, v."check", v.ok, v.detail, v.hint from hr_queue.vacuum_state() v
            union all
            select 11, 'results', o.oldest is null or o.oldest > now() - 3 * hr_queue.result_retention(),
                   coalesce('the part of the ring that goes next begins at ' || o.oldest, 'the part of the ring that goes next is empty'),
                   'Nothing has emptied it: end long transactions that read hr_queue.result; workers and work() do the rest.'
                from (select (select r.finished_at from hr_queue.result r
                                  where r.bucket = (select (hr_queue.result_bucket() + 1) % 4) limit 1) as oldest) o
            union all
            select 12, 'search index', e.entries <= 1000000,
                   format('about %s entries stand beside the blocks of the index of names', e.entries),
                   'They make searches slow, and jobs of kind fold_search should have brought them into it: look for dead ones, or run handelsregister.reindex_search().'
                from (select greatest(c.reltuples, 0)::bigint as entries
                          from pg_catalog.pg_class c where c.oid = 'hr_registry.search_entry'::regclass) e
            union all
            select 13, 'locks', k.trouble is null, coalesce(k.trouble, 'nobody holds a lock of the register for long'),
                   'End that transaction, or the session with pg_terminate_backend(): writers of the register wait for it, or soon will.'
                from (select hr_registry.long_locks() as trouble) k)
        select s.name, s.ok or r.is_elsewhere, case when r.is_elsewhere then 'standby: jobs run on the primary' else s.detail end,
               case when not (s.ok or r.is_elsewhere) then s.hint end
            from seen s,
                 lateral (select pg_catalog.pg_is_in_recovery() and s.name in ('loader', 'workers', 'schedule', 'waiting') as is_elsewhere) r
            order by s.place;
end
$$;
comment on function handelsregister.health() is 'Is everything in order? One row per check, with what to do where it is not';
