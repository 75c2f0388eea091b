-- Jobs lie in tables by state. A claim deletes from ready in the transaction of the effects, so there
-- is no running state on disk: a crash gives the job back at once.

-- One row after installation. In a clone it names another database, and a restore adds the old row to the new one
-- (hence no key): then nothing runs until adopt_database().
create table hr_queue.home (
    database_oid oid not null,
    system_identifier bigint not null,
    epoch uuid not null default gen_random_uuid(),
    since timestamptz not null default clock_timestamp()
);
comment on table hr_queue.home is 'The database in which jobs may run; a row that names another one stops all work';
comment on column hr_queue.home.epoch is 'Epoch of the jobs; the newest row counts';
insert into hr_queue.home (database_oid, system_identifier)
    select d.oid, c.system_identifier
    from pg_database d, pg_control_system() c
    where d.datname = current_database();

create function hr_queue.epoch() returns uuid
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    as $$ select h.epoch from hr_queue.home h order by h.since desc limit 1 $$;
comment on function hr_queue.epoch() is 'Epoch of the jobs; a restore or an adoption begins a new one';

create sequence hr_queue.job_id_seq;
comment on sequence hr_queue.job_id_seq is 'Numbers of jobs; a job keeps its number in every state';

create table hr_queue.processor (
    kind text primary key check (kind ~ '^[a-z][a-z0-9_]{0,62}$'),
    handler text,
    batch_size smallint not null default 50 check (batch_size between 1 and 200),
    max_attempts smallint not null default 5 check (max_attempts between 1 and 100),
    description text,
    builtin boolean not null default false,
    check (builtin = (handler is null))
);
comment on table hr_queue.processor is 'What processes the jobs of a kind';
comment on column hr_queue.processor.handler is
    'Qualified signature of a function (bigint, jsonb) returns jsonb; null for a processor built into the library';
comment on column hr_queue.processor.batch_size is 'Jobs of this kind that one transaction may take';
comment on column hr_queue.processor.builtin is 'Brought by the extension; not part of a dump';

create table hr_queue.ready (
    id bigint primary key default nextval('hr_queue.job_id_seq'),
    kind text not null,
    priority smallint not null default 0,
    owner name not null,
    subject text,
    payload jsonb not null default '{}',
    attempt smallint not null default 0,
    retries smallint not null default 0,
    crashes smallint not null default 0,
    interrupts smallint not null default 0,
    enqueued_at timestamptz not null default now(),
    epoch uuid not null default hr_queue.epoch(),
    released_at timestamptz
);
comment on table hr_queue.ready is 'Jobs that may run now';
comment on column hr_queue.ready.priority is 'Smaller runs first';
comment on column hr_queue.ready.owner is 'Role that enqueued the job; SQL processors run as it';
comment on column hr_queue.ready.subject is 'Claim "sub" of the JWT under which the job was enqueued';
comment on column hr_queue.ready.attempt is 'Attempts that failed so far';
comment on column hr_queue.ready.retries is 'Retries that do not count as attempts: deadlocks, serialization failures, lack of resources';
comment on column hr_queue.ready.crashes is 'Times that the server crashed in a batch with this job; from 1 on the job runs alone';
comment on column hr_queue.ready.interrupts is 'Times that the process of this job was killed without a fault of its own being seen';
comment on column hr_queue.ready.epoch is 'Epoch of hr_queue.home at enqueue: jobs that a restore brings never run by themselves';
comment on column hr_queue.ready.released_at is
    'When the job came here from another state; null for one that was ready at once';
create index ready_order on hr_queue.ready (priority, id);

create table hr_queue.deferred (
    id bigint primary key default nextval('hr_queue.job_id_seq'),
    kind text not null,
    priority smallint not null default 0,
    owner name not null,
    subject text,
    payload jsonb not null default '{}',
    attempt smallint not null default 0,
    retries smallint not null default 0,
    crashes smallint not null default 0,
    interrupts smallint not null default 0,
    enqueued_at timestamptz not null default now(),
    epoch uuid not null default hr_queue.epoch(),
    run_at timestamptz not null,
    failed_at timestamptz,
    error_code text,
    error_message text,
    error_detail text,
    error_hint text
);
comment on table hr_queue.deferred is 'Jobs that are due later: enqueued for a time, or waiting for the next attempt';
comment on column hr_queue.deferred.run_at is 'When the job becomes ready';
comment on column hr_queue.deferred.error_code is 'SQLSTATE of the last failure';
create index deferred_due on hr_queue.deferred (run_at);

create table hr_queue.dead (
    id bigint primary key,
    kind text not null,
    priority smallint not null default 0,
    owner name not null,
    subject text,
    payload jsonb not null default '{}',
    attempt smallint not null default 0,
    retries smallint not null default 0,
    crashes smallint not null default 0,
    interrupts smallint not null default 0,
    enqueued_at timestamptz not null,
    failed_at timestamptz not null default clock_timestamp(),
    error_code text not null,
    error_message text not null,
    error_detail text,
    error_hint text
);
comment on table hr_queue.dead is 'Dead letters: jobs that will not run again by themselves, with their last error';
comment on column hr_queue.dead.error_code is 'SQLSTATE of the failure';
create index dead_order on hr_queue.dead (failed_at, id);
create index dead_kind on hr_queue.dead (kind, failed_at, id);

-- Retention is a ring: results of one period go to one partition, and the oldest partition is truncated.
create table hr_queue.result (
    bucket smallint not null,
    id bigint not null,
    kind text not null,
    owner name not null,
    subject text,
    attempt smallint not null,
    enqueued_at timestamptz not null,
    finished_at timestamptz not null default clock_timestamp(),
    result jsonb,
    primary key (bucket, id)
) partition by list (bucket);
comment on table hr_queue.result is 'Completed jobs, kept for handelsregister.result_retention';
comment on column hr_queue.result.bucket is 'Place in the ring of partitions, from the time of completion';
create table hr_queue.result_0 partition of hr_queue.result for values in (0);
create table hr_queue.result_1 partition of hr_queue.result for values in (1);
create table hr_queue.result_2 partition of hr_queue.result for values in (2);
create table hr_queue.result_3 partition of hr_queue.result for values in (3);
comment on table hr_queue.result_0 is 'Part of the ring of results';
comment on table hr_queue.result_1 is 'Part of the ring of results';
comment on table hr_queue.result_2 is 'Part of the ring of results';
comment on table hr_queue.result_3 is 'Part of the ring of results';

-- At most one row.
create table hr_queue.last_call (
    called_at timestamptz not null,
    max_ms integer not null
);
comment on table hr_queue.last_call is
    'The last call of work(): shows whether something drains the queue where no worker does';
comment on column hr_queue.last_call.called_at is 'When it began, to ten seconds';
comment on column hr_queue.last_call.max_ms is 'How long it could last; pg_cron comes again not long after';
create unique index last_call_single on hr_queue.last_call ((true));
