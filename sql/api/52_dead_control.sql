-- Dead letters through the API, for operators who have no SQL.

create or replace function hr_queue.check_dead(job_ids bigint[], kind text, error_code text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_count('job_ids', cardinality(job_ids), 10000);
    perform hr_user.check_text('kind', kind);
    perform hr_user.check_text('error_code', error_code);
end
$$;
comment on function hr_queue.check_dead(bigint[], text, text) is
    'Raises PT400 for more than 10,000 jobs, and for too long a kind or SQLSTATE';

create or replace function handelsregister.redrive_dead_jobs(
    job_ids bigint[] default null, kind text default null, error_code text default null, max_jobs integer default 1000)
    returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    moved integer;
begin
    perform hr_queue.check_dead(job_ids, kind, error_code);
    moved := hr_queue.revive(coalesce(job_ids, hr_queue.oldest_dead(kind, error_code, max_jobs)));
    perform hr_user.note_action('redrive_dead_jobs', null, jsonb_build_object('job_ids', job_ids, 'kind', kind,
        'error_code', error_code, 'jobs', moved));
    return moved;
end
$$;
comment on function handelsregister.redrive_dead_jobs(bigint[], text, text, integer) is
    'Gives dead letters another life: those with the given numbers, else the oldest max_jobs of a kind or with an SQLSTATE if wanted; returns how many. Errors: PT400';

create or replace function handelsregister.discard_dead_jobs(
    job_ids bigint[] default null, kind text default null, error_code text default null, max_jobs integer default 1000)
    returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    chosen bigint[];
    discarded integer;
begin
    perform hr_queue.check_dead(job_ids, kind, error_code);
    chosen := coalesce(job_ids, hr_queue.oldest_dead(kind, error_code, max_jobs));
    delete from hr_queue.dead d where d.id = any (chosen);
    get diagnostics discarded = row_count;
    perform hr_user.note_action('discard_dead_jobs', null, jsonb_build_object('job_ids', job_ids, 'kind', kind,
        'error_code', error_code, 'jobs', discarded));
    return discarded;
end
$$;
comment on function handelsregister.discard_dead_jobs(bigint[], text, text, integer) is
    'Deletes dead letters for good: those with the given numbers, else the oldest max_jobs of a kind or with an SQLSTATE if wanted; returns how many. Errors: PT400';
