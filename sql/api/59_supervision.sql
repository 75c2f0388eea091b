-- What operators decide about data, and the log of it.

create or replace view handelsregister.blocked_company as
    select null::bigint as company_id,
           null::text as name,
           null::text as register_label,
           null::text as reason,
           null::text as blocked_by,
           null::timestamptz as blocked_at
    where false;
comment on view handelsregister.blocked_company is 'Row type of the functions on blocked companies';
comment on column handelsregister.blocked_company.blocked_by is 'Role, and behind it the subject of the JWT if there was one';

create or replace function hr_registry.check_reason(reason text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if hr_user.is_too_long(reason, 2000) or coalesce(btrim(reason), '') = '' then
        perform hr_user.refuse(400, 'invalid_reason', 'invalid reason', 'Say why, in 1 to 2000 characters: the audit log keeps it.',
            jsonb_build_object('max_length', 2000));
    end if;
end
$$;
comment on function hr_registry.check_reason(text) is 'Raises PT400 for a reason that is empty or too long';

create or replace function hr_registry.shown_block(block hr_registry.blocked_company) returns handelsregister.blocked_company
    language sql stable set search_path = pg_catalog, pg_temp
    return (select row(block.company_id, l.name, l.register_label, block.reason, block.blocked_by,
                       block.blocked_at)::handelsregister.blocked_company
            from hr_registry.labels_of(array[block.company_id]) l);
comment on function hr_registry.shown_block(hr_registry.blocked_company) is 'A blocked company as the API shows it';

-- The feed tells both to everybody: who mirrors the register takes the company out, and reads it anew.
create or replace function hr_registry.tell_block(kind text, company_id bigint) returns void
    language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
    select hr_queue.enter_history();
    select hr_registry.take_lock('feed');
    insert into hr_registry.change_event (seq, company_id, kind, effective_date, effective_is_bound, identity)
        values (nextval('hr_registry.change_seq'), tell_block.company_id, tell_block.kind,
                (now() at time zone 'Europe/Berlin')::date, false, gen_random_uuid());
end;
comment on function hr_registry.tell_block(text, bigint) is 'Puts company_blocked or company_unblocked into the change feed';

-- What happened behind the block stands where readers have passed by. It moves to the end of the feed, in its order. Blocks
-- of versions before 0.5.1 have no event, only a time.
create or replace function hr_registry.tell_withheld(block hr_registry.blocked_company) returns void
    language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
    with place as (
        select max(e.seq) as seq from hr_registry.change_event e
            where e.company_id = (block).company_id and e.kind = 'company_blocked' and e.recorded_at >= (block).blocked_at),
    withheld as materialized (
        select w.seq, nextval('hr_registry.change_seq') as moved
            from (select e.seq from hr_registry.change_event e cross join place p
                      where e.company_id = (block).company_id and e.document_id is not null
                        and case when p.seq is not null then e.seq > p.seq else e.recorded_at >= (block).blocked_at end
                      order by e.seq) w)
    update hr_registry.change_event e
        set seq = w.moved, retracts = coalesce((select r.moved from withheld r where r.seq = e.retracts), e.retracts)
        from withheld w
        where e.seq = w.seq;
end;
comment on function hr_registry.tell_withheld(hr_registry.blocked_company) is
    'Gives the events of a company that came while it was blocked new numbers at the end of the feed, whose lock is held';

create or replace function handelsregister.block_company(identifier text, reason text) returns handelsregister.blocked_company
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    block hr_registry.blocked_company;
begin
    perform hr_registry.check_reason(block_company.reason);
    insert into hr_registry.blocked_company as b (company_id, reason, blocked_by)
        values (target, block_company.reason, concat_ws('/', hr_queue.current_owner(), hr_queue.current_subject()))
        on conflict (company_id) do nothing
        returning b.* into block;
    if not found then
        perform hr_user.refuse(409, 'already_blocked', 'the company is blocked already',
            'unblock_company() takes the block away.', jsonb_build_object('company_id', target));
    end if;
    perform hr_user.note_action('block_company', target, jsonb_build_object('reason', block_company.reason));
    perform hr_registry.tell_block('company_blocked', target);
    return hr_registry.shown_block(block);
end
$$;
comment on function handelsregister.block_company(text, text) is
    'Hides a company from readers and members, and its changes from the feed, which tells company_blocked; documents of it are read on. Errors: PT400, PT404, PT409 where it is blocked already';

create or replace function handelsregister.unblock_company(identifier text, reason text) returns handelsregister.blocked_company
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    block hr_registry.blocked_company;
begin
    perform hr_registry.check_reason(unblock_company.reason);
    delete from hr_registry.blocked_company b where b.company_id = target returning b.* into block;
    if not found then
        perform hr_user.refuse(409, 'not_blocked', 'the company is not blocked',
            'list_blocked_companies() shows which are.', jsonb_build_object('company_id', target));
    end if;
    perform hr_user.note_action('unblock_company', target, jsonb_build_object('reason', unblock_company.reason));
    perform hr_registry.tell_block('company_unblocked', target);
    perform hr_registry.tell_withheld(block);
    return hr_registry.shown_block(block);
end
$$;
comment on function handelsregister.unblock_company(text, text) is
    'Shows a blocked company again, and returns the block as it was; the feed tells company_unblocked and what happened meanwhile. Errors: PT400, PT404, PT409 where it is not blocked';

create or replace function handelsregister.list_blocked_companies(page_size integer default 100, after_id bigint default 0)
    returns setof handelsregister.blocked_company
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query
        with page as materialized (
            select b.* from hr_registry.blocked_company b where b.company_id > coalesce(after_id, 0)
                order by b.company_id limit page_size)
        select p.company_id, l.name, l.register_label, p.reason, p.blocked_by, p.blocked_at
            from page p join hr_registry.labels_of(array(select o.company_id from page o)) l on l.company_id = p.company_id
            order by p.company_id;
end
$$;
comment on function handelsregister.list_blocked_companies(integer, bigint) is
    'Blocked companies by number; read on with the last company_id as after_id. Errors: PT400';

create or replace view handelsregister.audit_entry as
    select null::bigint as audit_id,
           null::timestamptz as acted_at,
           null::text as role_name,
           null::text as subject,
           null::text as action,
           null::bigint as company_id,
           null::jsonb as facts
    where false;
comment on view handelsregister.audit_entry is 'Row type of get_audit_log()';
comment on column handelsregister.audit_entry.role_name is 'Role that acted';
comment on column handelsregister.audit_entry.subject is 'Claim "sub" of its JWT';
comment on column handelsregister.audit_entry.action is 'Name of the function';
comment on column handelsregister.audit_entry.facts is 'Arguments and effect, without personal data';

create or replace function handelsregister.get_audit_log(
    action text default null, page_size integer default 100, before_id bigint default null)
    returns setof handelsregister.audit_entry
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform hr_user.check_text('action', get_audit_log.action);
    perform hr_user.check_page_size(page_size, 1000);
    return query
        select l.id, l.acted_at, l.role_name::text, l.subject, l.action, l.company_id, l.facts
            from hr_user.audit_log l
            where (get_audit_log.action is null or l.action = get_audit_log.action)
              and (before_id is null or l.id < before_id)
            order by l.id desc limit page_size;
end
$$;
comment on function handelsregister.get_audit_log(text, integer, bigint) is
    'What operators and the owner did through the API, the newest first; read on with the last audit_id as before_id. Errors: PT400';

create or replace view handelsregister.retention_result as
    select null::integer as audit_entries,
           null::integer as dead_jobs,
           null::integer as refresh_requests,
           null::integer as usage_counts
    where false;
comment on view handelsregister.retention_result is 'Row type of apply_retention(): how many rows went';
comment on column handelsregister.retention_result.audit_entries is 'Entries of the audit log';
comment on column handelsregister.retention_result.dead_jobs is 'Dead letters';
comment on column handelsregister.retention_result.refresh_requests is 'Requests whose job has gone';
comment on column handelsregister.retention_result.usage_counts is 'Counts of calls in past hours';

create or replace function handelsregister.apply_retention(
    audit_log interval default '1 year', dead_jobs interval default '90 days') returns handelsregister.retention_result
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    gone handelsregister.retention_result;
begin
    if not hr_user.is_age(apply_retention.audit_log) or not hr_user.is_age(apply_retention.dead_jobs) then
        perform hr_user.refuse(400, 'invalid_retention', 'invalid time of retention', 'Give intervals from 0 to 1000 years.');
    end if;
    delete from hr_user.audit_log l where l.acted_at < now() - apply_retention.audit_log;
    get diagnostics gone.audit_entries = row_count;
    delete from hr_queue.dead d where d.failed_at < now() - apply_retention.dead_jobs;
    get diagnostics gone.dead_jobs = row_count;
    delete from hr_user.refresh_request r
        where r.requested_at < now() - interval '1 day' and not exists (select from hr_queue.job j where j.id = r.job_id);
    get diagnostics gone.refresh_requests = row_count;
    delete from hr_user.rate_usage u where u.hour < date_trunc('hour', now());
    get diagnostics gone.usage_counts = row_count;
    perform hr_user.note_action('apply_retention', null, to_jsonb(gone)
        || jsonb_build_object('audit_log', apply_retention.audit_log, 'dead_jobs_older_than', apply_retention.dead_jobs));
    return gone;
end
$$;
comment on function handelsregister.apply_retention(interval, interval) is
    'Deletes old entries of the audit log, old dead letters, requests whose job is gone, and counts of past hours. Errors: PT400';
