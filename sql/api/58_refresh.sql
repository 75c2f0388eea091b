-- Asking for newer documents. Who fetches them is the operators' choice: a processor of kind refresh_company, which gets
-- {"company": number, "register_label": text, "euid": text}, runs as their role and submits what it has found.

create or replace view handelsregister.refresh_request as
    select null::bigint as job_id,
           null::bigint as company_id,
           null::text as state,
           null::boolean as is_duplicate,
           null::integer as queue_position,
           null::timestamp as retrieved_at
    where false;
comment on view handelsregister.refresh_request is 'Row type of request_refresh()';
comment on column handelsregister.refresh_request.job_id is 'For get_job(); null where what is there is new enough';
comment on column handelsregister.refresh_request.state is 'State of the job; fresh where none is needed';
comment on column handelsregister.refresh_request.is_duplicate is 'Somebody had asked already: the job is shared';
comment on column handelsregister.refresh_request.queue_position is 'Place among the ready jobs; null where the job is not ready';
comment on column handelsregister.refresh_request.retrieved_at is 'When the newest document was retrieved, by the register''s wall clock';

create or replace function hr_user.waiting_refresh(company_id bigint) returns bigint
    language sql volatile set search_path = pg_catalog, pg_temp
    return (select r.job_id from hr_user.refresh_request r
            where r.company_id = waiting_refresh.company_id
              and (exists (select from hr_queue.ready q where q.id = r.job_id)
                   or exists (select from hr_queue.deferred q where q.id = r.job_id))
            order by r.job_id desc limit 1);
comment on function hr_user.waiting_refresh(bigint) is 'Job that waits to fetch newer documents of a company; null where there is none';

-- The job belongs to the operators' role, not to the member's: only what an operator has registered decides what it does.
create or replace function hr_user.enqueue_refresh(company_id bigint) returns bigint
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    operator_role name;
    job_id bigint;
begin
    select r.rolname into operator_role
        from hr_user.access a join pg_catalog.pg_roles r on r.rolname = a.role_name
        where a.level = 'operator' and exists (select from hr_queue.processor p where p.kind = 'refresh_company');
    if not found then
        perform hr_user.refuse(501, 'no_source', 'nothing fetches documents in this installation',
            'An operator registers what fetches them: hr_queue.register_processor(''refresh_company'', ...).', '{}');
    end if;
    insert into hr_queue.ready (kind, owner, subject, payload)
        select 'refresh_company', operator_role, hr_queue.current_subject(),
               jsonb_build_object('company', r.company_id, 'register_label', r.register_label, 'euid', r.euid)
            from hr_registry.current_registration r where r.company_id = enqueue_refresh.company_id
        returning id into job_id;
    return job_id;
end
$$;
comment on function hr_user.enqueue_refresh(bigint) is
    'Enqueues a job that fetches newer documents. Errors: PT501 where no operator has registered what fetches them';

create or replace function handelsregister.request_refresh(identifier text, max_age interval default '7 days')
    returns setof handelsregister.refresh_request
    language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    answer handelsregister.refresh_request;
begin
    if not hr_user.is_age(max_age) then
        perform hr_user.refuse(400, 'invalid_max_age', 'invalid age', 'Give an interval from 0 to 1000 years.');
    end if;
    answer.company_id := hr_registry.find_company(identifier);
    select max(s.retrieved) into answer.retrieved_at from hr_registry.snapshot s where s.company_id = answer.company_id;
    answer.is_duplicate := false;
    if answer.retrieved_at > now() at time zone 'Europe/Berlin' - max_age then
        answer.state := 'fresh';
        return next answer;
        return;
    end if;
    perform hr_user.spend('request_refresh');
    -- Two who ask at the same time share the job.
    perform hr_registry.take_lock('refresh', answer.company_id);
    answer.job_id := hr_user.waiting_refresh(answer.company_id);
    answer.is_duplicate := answer.job_id is not null;
    if answer.job_id is null then
        answer.job_id := hr_user.enqueue_refresh(answer.company_id);
    end if;
    insert into hr_user.refresh_request (subject, job_id, company_id) values (caller, answer.job_id, answer.company_id)
        on conflict do nothing;
    select j.state into answer.state from hr_queue.job j where j.id = answer.job_id;
    answer.queue_position := hr_queue.queue_position(answer.job_id);
    perform hr_user.answer_accepted(answer.job_id);
    return next answer;
end
$$;
comment on function handelsregister.request_refresh(text, interval) is
    'Asks for documents of a company that are younger than max_age; over HTTP 202 with the job''s Location, or 200 where what is there is new enough. Errors: PT400, PT401, PT404, PT429, PT501 where nothing fetches documents';
