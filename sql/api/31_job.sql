create or replace view handelsregister.job as
    select j.id as job_id, j.kind, j.state, j.attempt, j.enqueued_at, j.run_at, j.failed_at, j.finished_at,
           j.error_code, j.error_message, j.error_detail, j.error_hint, j.result
    from hr_queue.job j;
comment on view handelsregister.job is 'Row type of get_job(): a job in whatever state it is';
comment on column handelsregister.job.state is 'ready, running, deferred, dead or done';
comment on column handelsregister.job.attempt is 'Attempts that failed so far';
comment on column handelsregister.job.run_at is 'When a deferred job becomes ready';
comment on column handelsregister.job.error_code is 'SQLSTATE of the last failure';
comment on column handelsregister.job.result is 'What the processor returned';

-- Behind PostgREST all users of an application share one role. A job with a subject is that subject's alone.
create or replace function hr_user.may_see_job(job_owner name, job_subject text) returns boolean
    language sql stable parallel unsafe set search_path = pg_catalog, pg_temp
    return hr_user.is_operator()
        or case when job_subject is null then job_owner = hr_queue.current_owner()
                else coalesce(job_subject = hr_queue.current_subject(), false) end;
comment on function hr_user.may_see_job(name, text) is
    'Operators see every job, members those of their JWT''s subject, or of their role where there was no JWT';

create or replace function handelsregister.get_job(job_id bigint) returns setof handelsregister.job
    language plpgsql stable security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    found_job hr_queue.job%rowtype;
    was_issued boolean;
begin
    select j.* into found_job from hr_queue.job j where j.id = get_job.job_id;
    if found and hr_user.may_see_job(found_job.owner, found_job.subject) then
        return query select v.* from handelsregister.job v where v.job_id = get_job.job_id;
        return;
    end if;
    select get_job.job_id between 1 and s.last_value and s.is_called into was_issued from hr_queue.job_id_seq s;
    if found_job.id is null and was_issued then
        raise exception 'job % has expired', job_id using errcode = 'PT410',
            detail = jsonb_build_object('code', 'job_expired', 'job_id', job_id),
            hint = 'Results are kept for the time of the setting handelsregister.result_retention.';
    end if;
    raise exception 'no job %', coalesce(job_id::text, 'null') using errcode = 'PT404',
        detail = jsonb_build_object('code', 'unknown_job', 'job_id', job_id),
        hint = 'Ask for the number that the submitting function returned, as the user who called it.';
end
$$;
comment on function handelsregister.get_job(bigint) is
    'One job. PT404 where it was never issued or is somebody else''s, PT410 where its result has expired';
