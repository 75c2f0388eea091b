-- Rights of the caller, also inside security definer functions, where current_user is their owner.

-- In plpgsql, which keeps the plan: every read asks.
create or replace function hr_user.is_operator() returns boolean
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (
        select from pg_catalog.pg_roles caller
        where caller.rolname = hr_queue.current_owner()
          and (caller.rolsuper
               or exists (select from hr_user.access a
                          join pg_catalog.pg_roles r on r.rolname = a.role_name
                          where a.level = 'operator' and pg_catalog.pg_has_role(caller.oid, r.oid, 'usage'))));
end
$$;
comment on function hr_user.is_operator() is 'Does the caller have the rights of an operator?';

create or replace function hr_user.require_subject() returns text
    language plpgsql stable parallel unsafe security definer set search_path = pg_catalog, pg_temp
as $$
declare
    subject constant text := hr_queue.current_subject();
begin
    if coalesce(subject, '') = '' then
        perform hr_user.refuse(401, 'login_required', 'nobody is logged in',
            'Send a JWT with the claim "sub"; in plain SQL set request.jwt.claims.');
    end if;
    return subject;
end
$$;
comment on function hr_user.require_subject() is 'Claim "sub" of the JWT of the current request. Errors: PT401 where there is none';

-- Blocked companies exist for operators only. A view, so that a plan asks for the caller's rights once.
create or replace view hr_registry.hidden_company as
    select b.company_id from hr_registry.blocked_company b where not (select hr_user.is_operator());
comment on view hr_registry.hidden_company is 'Companies that the caller may not see';

create or replace function hr_user.note_action(action text, company_id bigint, facts jsonb) returns void
    language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
    insert into hr_user.audit_log (role_name, subject, action, company_id, facts)
    values (hr_queue.current_owner(), hr_queue.current_subject(), note_action.action, note_action.company_id,
            coalesce(note_action.facts, '{}'));
end;
comment on function hr_user.note_action(text, bigint, jsonb) is 'Writes a line of the audit log; without personal data';

create or replace function hr_user.answer_accepted(job_id bigint) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('response.status', '202', true);
    perform set_config('response.headers',
        jsonb_build_array(jsonb_build_object('Location', '/rpc/get_job?job_id=' || job_id))::text, true);
end
$$;
comment on function hr_user.answer_accepted(bigint) is 'Lets PostgREST answer 202, with where to ask for the job';

-- What of the caller goes into an error, goes into its details.
create or replace function hr_user.shortened(facts jsonb) returns jsonb
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return (select coalesce(jsonb_object_agg(f.key, case when jsonb_typeof(f.value) = 'string' then to_jsonb(left(f.value #>> '{}', 200))
                                                         when octet_length(f.value::text) > 1000 then to_jsonb(left(f.value::text, 200))
                                                         else f.value end), '{}')
            from jsonb_each(facts) f);
comment on function hr_user.shortened(jsonb) is 'Facts of which no text is longer than 200 characters';

-- The only place that raises PTxyz. PostgREST writes the message into the status line of the answer, line ends and all: a
-- message is a constant where it is passed here, which test/structure.sh sees to. Only an error of SQLSTATE PGRST can carry a
-- header; everybody else gets the usual one.
create or replace function hr_user.refuse(
    status integer, code text, message text, hint text, facts jsonb default '{}', retry_after integer default null)
    returns void
    language plpgsql volatile parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    detail constant jsonb := jsonb_build_object('code', code) || hr_user.shortened(facts)
        || case when retry_after is null then '{}' else jsonb_build_object('retry_after_s', retry_after) end;
begin
    if retry_after is null or coalesce(current_setting('request.method', true), '') = '' then
        raise exception '%', message using errcode = 'PT' || status, detail = detail, hint = hint;
    end if;
    raise exception using errcode = 'PGRST',
        message = jsonb_build_object('code', 'PT' || status, 'message', message, 'details', detail::text, 'hint', hint),
        detail = jsonb_build_object('status', status, 'headers', jsonb_build_object('Retry-After', retry_after::text));
end
$$;
comment on function hr_user.refuse(integer, text, text, text, jsonb, integer) is
    'Raises an error that PostgREST answers with the status and, if there is a time after which to try again, the header Retry-After. The message is a constant; what a caller has given goes into the facts, which are shortened';
