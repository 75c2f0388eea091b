create or replace view handelsregister.job as
    select null::bigint as job_id,
           null::text as kind,
           null::text as state,
           null::smallint as attempt,
           null::timestamptz as enqueued_at,
           null::timestamptz as run_at,
           null::timestamptz as failed_at,
           null::timestamptz as finished_at,
           null::text as error_code,
           null::text as error_message,
           null::text as error_detail,
           null::text as error_hint,
           null::jsonb as result,
           null::integer as queue_position
    where false;
comment on view handelsregister.job is 'Row type of get_job(): a job in whatever state it is';
comment on column handelsregister.job.state is 'ready, running, deferred, dead or done';
comment on column handelsregister.job.attempt is 'Attempts that failed so far';
comment on column handelsregister.job.run_at is 'When a deferred job becomes ready';
comment on column handelsregister.job.error_code is 'SQLSTATE of the last failure';
comment on column handelsregister.job.result is 'What the processor returned';
comment on column handelsregister.job.queue_position is
    'Place among the ready jobs, from 1 on; 1001 stands for all behind the thousandth. Null in other states';

-- Behind PostgREST all users of an application share one role. A job with a subject is that subject's alone, unless
-- others have asked for the same.
create or replace function hr_user.may_see_job(job_id bigint, job_owner name, job_subject text) returns boolean
    language sql stable parallel unsafe set search_path = pg_catalog, pg_temp
    return hr_user.is_operator()
        or case when job_subject is null then job_owner = hr_queue.current_owner()
                else coalesce(job_subject = hr_queue.current_subject(), false) end
        or exists (select from hr_user.refresh_request r
                   where r.subject = hr_queue.current_subject() and r.job_id = may_see_job.job_id);
comment on function hr_user.may_see_job(bigint, name, text) is
    'Operators see every job, members those of their JWT''s subject or that they share in, or of their role where there was no JWT';

create or replace function hr_queue.queue_position(job_id bigint) returns integer
    language sql stable set search_path = pg_catalog, pg_temp
    return (select 1 + (select count(*)::integer
                        from (select from hr_queue.ready b where (b.priority, b.id) < (r.priority, r.id)
                              order by b.priority, b.id limit 1000) before)
            from hr_queue.ready r where r.id = queue_position.job_id);
comment on function hr_queue.queue_position(bigint) is 'Place of a job among those that are ready, at most 1001; null where it is not ready';

-- The columns of a job as members see it.
create or replace function hr_queue.shown_job(job hr_queue.job) returns handelsregister.job
    language sql stable set search_path = pg_catalog, pg_temp
    return row(job.id, job.kind, job.state, job.attempt, job.enqueued_at, job.run_at, job.failed_at, job.finished_at,
               job.error_code, job.error_message, job.error_detail, job.error_hint, job.result,
               case when job.state = 'ready' then hr_queue.queue_position(job.id) end)::handelsregister.job;
comment on function hr_queue.shown_job(hr_queue.job) is 'A job as the API shows it';

create or replace function hr_user.find_job(job_id bigint) returns hr_queue.job
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    found_job hr_queue.job%rowtype;
    was_issued boolean;
begin
    select j.* into found_job from hr_queue.job j where j.id = find_job.job_id;
    if found and hr_user.may_see_job(found_job.id, found_job.owner, found_job.subject) then
        return found_job;
    end if;
    select find_job.job_id between 1 and s.last_value and s.is_called into was_issued from hr_queue.job_id_seq s;
    if exists (select from hr_queue.history h where find_job.job_id > h.last_job and find_job.job_id <= h.skipped_to) then
        perform hr_user.refuse(410, 'job_lost', 'the job is lost',
            'The server has gone back to an earlier state, by a failover or a recovery: submit again what the job was for.',
            jsonb_build_object('job_id', job_id));
    end if;
    if found_job.id is null and was_issued then
        perform hr_user.refuse(410, 'job_expired', 'the job has expired',
            'It was cancelled, or its result has been kept for the time of the setting handelsregister.result_retention.',
            jsonb_build_object('job_id', job_id));
    end if;
    perform hr_user.refuse(404, 'unknown_job', 'unknown job',
        'Ask for the number that the submitting function returned, as the user who called it.',
        jsonb_build_object('job_id', job_id));
    return null;
end
$$;
comment on function hr_user.find_job(bigint) is
    'A job that the caller may see. Errors: PT404 where it was never issued or is somebody else''s, PT410 where it has expired or was lost';

create or replace function handelsregister.get_job(job_id bigint) returns setof handelsregister.job
    language plpgsql stable security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
begin
    return next hr_queue.shown_job(hr_user.find_job(job_id));
end
$$;
comment on function handelsregister.get_job(bigint) is
    'One job. PT404 where it was never issued or is somebody else''s, PT410 where its result has expired or the job was lost';
