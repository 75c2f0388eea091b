-- The job table of the original design: one row per job for ever, with a state.
create schema bench;
create table bench.job (
    id bigint generated always as identity primary key,
    document_id bigint not null,
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
    attempts integer not null default 0,
    error text,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz
);
-- Names are searched by pg_trgm; ours keeps an index of its own.
create extension pg_trgm;
create index on hr_registry.company_name using gin (name gin_trgm_ops);
create index job_queued on bench.job (id) where state = 'queued';
insert into bench.job (document_id)
    select (r.payload ->> 'document')::bigint from hr_queue.ready r order by r.priority, r.id;
