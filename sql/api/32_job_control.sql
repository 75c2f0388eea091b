-- What users do with their jobs.

create or replace function handelsregister.list_jobs(
    state text default null, kind text default null, page_size integer default 50, before_id bigint default null)
    returns setof handelsregister.job
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sees_all constant boolean := hr_user.is_operator();
    caller text;
begin
    perform hr_user.check_text('state', list_jobs.state);
    perform hr_user.check_text('kind', list_jobs.kind);
    perform hr_user.check_page_size(page_size, 200);
    if not sees_all then
        caller := hr_user.require_subject();
        return query
            select s.*
                from (select r.job_id from hr_user.refresh_request r
                          where r.subject = caller and (before_id is null or r.job_id < before_id)
                          order by r.job_id desc) own
                join hr_queue.job j on j.id = own.job_id
                cross join lateral hr_queue.shown_job(j) s
                where (list_jobs.state is null or j.state = list_jobs.state)
                  and (list_jobs.kind is null or j.kind = list_jobs.kind)
                order by own.job_id desc limit page_size;
        return;
    end if;
    return query
        select s.*
            from (select j.* from hr_queue.job j
                      where (before_id is null or j.id < before_id)
                        and (list_jobs.state is null or j.state = list_jobs.state)
                        and (list_jobs.kind is null or j.kind = list_jobs.kind)
                      order by j.id desc limit page_size) p
            cross join lateral hr_queue.shown_job(p) s
            order by p.id desc;
end
$$;
comment on function handelsregister.list_jobs(text, text, integer, bigint) is
    'Jobs, the newest first: of members their own, of operators all; read on with the last job_id as before_id. Errors: PT400, PT401';

create or replace function hr_user.refuse_state(job hr_queue.job, wanted text) returns void
    language sql volatile set search_path = pg_catalog, pg_temp
    return hr_user.refuse(409, 'job_state_conflict', 'the job is in another state', wanted,
                          jsonb_build_object('job_id', job.id, 'state', job.state));
comment on function hr_user.refuse_state(hr_queue.job, text) is 'Raises PT409: the job is not in the state that the caller expects';

-- A claim holds the row of a job that is at work: then it cannot be cancelled any more.
create or replace function handelsregister.cancel_job(job_id bigint) returns setof handelsregister.job
    language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    is_operator constant boolean := hr_user.is_operator();
    job hr_queue.job;
    taken bigint;
begin
    if not is_operator then
        perform hr_user.spend('cancel_job');
    end if;
    job := hr_user.find_job(cancel_job.job_id);
    if job.state in ('done', 'dead') then
        perform hr_user.refuse_state(job, 'Only a job that waits can be cancelled.');
    end if;
    if not is_operator then
        delete from hr_user.refresh_request r
            where r.job_id = cancel_job.job_id and r.subject = hr_queue.current_subject();
        if exists (select from hr_user.refresh_request r where r.job_id = cancel_job.job_id) then
            return next hr_queue.shown_job(job);  -- others still want it
            return;
        end if;
    end if;
    select q.id into taken from hr_queue.ready q where q.id = cancel_job.job_id for update skip locked;
    if taken is null then
        select q.id into taken from hr_queue.deferred q where q.id = cancel_job.job_id for update skip locked;
    end if;
    if taken is null then
        job.state := case when job.state in ('ready', 'deferred') then 'running' else job.state end;
        perform hr_user.refuse_state(job, 'Only a job that waits can be cancelled.');
    end if;
    delete from hr_queue.ready q where q.id = taken;
    delete from hr_queue.deferred q where q.id = taken;
    delete from hr_user.refresh_request r where r.job_id = taken;
    return next hr_queue.shown_job(job);
end
$$;
comment on function handelsregister.cancel_job(bigint) is
    'Takes a waiting job back and returns it as it was; one that other users share goes on for them. Errors: PT404, PT409 where it is at work or has ended, PT410, PT429';

create or replace function handelsregister.retry_job(job_id bigint) returns setof handelsregister.job
    language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    job hr_queue.job;
begin
    if not hr_user.is_operator() then
        perform hr_user.spend('retry_job');
    end if;
    job := hr_user.find_job(retry_job.job_id);
    if job.state <> 'dead' or hr_queue.revive(array[job.id]) = 0 then
        perform hr_user.refuse_state(job, 'Only a job that has failed for good can be tried again.');
    end if;
    return query select s.* from hr_queue.job j cross join lateral hr_queue.shown_job(j) s where j.id = job.id;
end
$$;
comment on function handelsregister.retry_job(bigint) is
    'Gives a failed job another life with all its attempts. Errors: PT404, PT409 where it has not failed for good, PT410, PT429';
