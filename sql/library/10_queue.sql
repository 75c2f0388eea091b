-- C functions of the queue. Those that run SQL, or may one day, have a pinned search path.

create or replace function hr_queue.library_version() returns text
    language c stable strict parallel safe set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_library_version';
comment on function hr_queue.library_version() is 'Version of the library that serves this database';

create or replace view hr_queue.loader_status as
    select null::boolean as preloaded,
           null::integer as launcher_pid,
           null::integer as workers,
           null::boolean as enabled,
           null::integer as stopped_by,
           null::timestamptz as slots_exhausted_since,
           null::timestamptz as failing_since
    where false;
comment on view hr_queue.loader_status is 'Row type of loader_state()';
comment on column hr_queue.loader_status.preloaded is 'Is the loader in shared_preload_libraries?';
comment on column hr_queue.loader_status.launcher_pid is 'Process of the launcher; 0 where there is none';
comment on column hr_queue.loader_status.workers is 'Workers of this database';
comment on column hr_queue.loader_status.enabled is 'Setting handelsregister.enabled';
comment on column hr_queue.loader_status.stopped_by is 'Backend whose command keeps workers off this database until its transaction ends; 0 for none';
comment on column hr_queue.loader_status.slots_exhausted_since is 'Since when the server has had no free slot for a worker that is wanted; null where it has';
comment on column hr_queue.loader_status.failing_since is 'Since when the workers of this database have ended with an error, one after the other; null where they do not';

create or replace function hr_queue.loader_state() returns hr_queue.loader_status
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_loader_status';
comment on function hr_queue.loader_state() is 'The preloaded library, its launcher, and the workers of this database';

create or replace function hr_queue.running_job_ids() returns bigint[]
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_running_jobs';
comment on function hr_queue.running_job_ids() is 'Numbers of the jobs that processes of this database are working on';

create or replace function hr_queue.current_owner() returns name
    language c stable parallel restricted set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_current_owner';
comment on function hr_queue.current_owner() is
    'Role in whose name a job is enqueued: in a job that of the job, else the one set by SET ROLE (as PostgREST does), else the session''s user';

create or replace function hr_queue.drain(max_jobs integer default 50) returns integer
    language c volatile strict security definer set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_drain';
comment on function hr_queue.drain(integer) is
    'Processes at most max_jobs (50 at most) ready jobs of one kind and owner in the current transaction; returns how many. Commit soon: the change feed waits. Call it once per transaction, or two sessions may wait for each other. Errors: 55000 in a clone, 25001 above READ COMMITTED';

create or replace function hr_queue.wake() returns void
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_wake_workers';
comment on function hr_queue.wake() is 'Wakes the workers of this database when the current transaction has committed';

create or replace function hr_queue.jobs_inserted() returns trigger
    language c volatile set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_jobs_inserted';
comment on function hr_queue.jobs_inserted() is 'Wakes the workers when the transaction that inserted jobs has committed';
