-- Nothing is anybody's until grant_access() has been called; the list here is the whole of what it grants.

create or replace view hr_user.granted_routine as
    select v.level, v.routine from (values
        ('reader', 'handelsregister.get_company(text)'),
        ('reader', 'handelsregister.get_company_officers(text, boolean)'),
        ('reader', 'handelsregister.get_company_timeline(text, date, date, text[])'),
        ('reader', 'handelsregister.get_changes(uuid, bigint, integer)'),
        ('reader', 'handelsregister.search_companies(text, integer, text, boolean)'),
        ('reader', 'handelsregister.parse_register_id(text)'),
        ('member', 'handelsregister.get_job(bigint)'),
        ('operator', 'handelsregister.submit_document(bytea, text, text, timestamptz)'),
        ('operator', 'handelsregister.submit_documents(bytea[], text, text, timestamptz)'),
        ('operator', 'handelsregister.queue_status()'),
        ('operator', 'handelsregister.health()'),
        ('operator', 'handelsregister.list_dead_jobs(text, text, integer, text)'),
        ('operator', 'hr_queue.enqueue(text, jsonb, timestamptz, smallint)'),
        ('operator', 'hr_queue.enqueue_batch(text, jsonb[], timestamptz, smallint)'),
        ('operator', 'hr_queue.drain(integer)'),
        ('operator', 'hr_queue.work(integer, integer)'),
        ('operator', 'hr_queue.expire_results()'),
        ('operator', 'hr_queue.note_call(integer)'),
        ('operator', 'hr_queue.redrive(bigint[])'),
        ('operator', 'hr_queue.redrive_dead(text, text, integer)'),
        ('operator', 'hr_queue.discard_dead(text, text, integer)'),
        ('operator', 'hr_queue.register_processor(text, regprocedure, text, smallint, smallint)'),
        ('operator', 'hr_queue.unregister_processor(text)')) v (level, routine);
comment on view hr_user.granted_routine is 'What each level may call, beside what the lower levels may';
comment on column hr_user.granted_routine.routine is 'Its signature, as GRANT takes it';

-- GRANT takes no parameters, so its text is put together: from the list above and from names out of pg_roles.
create or replace function hr_user.apply_access() returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    mapping record;
    step text;
begin
    for mapping in
        select a.level, a.role_name, r.rolname, array_position(levels, a.level) as height
            from hr_user.access a left join pg_catalog.pg_roles r on r.rolname = a.role_name,
                 (values (array['reader', 'member', 'operator'])) l (levels)
            order by height
    loop
        if mapping.rolname is null then
            raise warning 'role "%" does not exist', mapping.role_name
                using detail = format('It has had the access of a %s.', mapping.level),
                      hint = format('Run handelsregister.grant_access(%s => ...) with a role that exists.', mapping.level);
            continue;
        end if;
        for step in
            select format('grant usage on schema %I to %I', s.name, mapping.rolname)
                from (values ('handelsregister', 1), ('hr_queue', 3)) s (name, height)
                where s.height <= mapping.height
            union all
            select format('grant execute on routine %s to %I', g.routine, mapping.rolname)
                from hr_user.granted_routine g
                where array_position(array['reader', 'member', 'operator'], g.level) <= mapping.height
        loop
            execute step;
        end loop;
    end loop;
end
$$;
comment on function hr_user.apply_access() is
    'Grants again what grant_access() has stored; run by every update of the extension and by adopt_database()';

create or replace function hr_user.withdraw_access(role_name name) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    known_role name;
    step text;
begin
    select r.rolname into known_role from pg_catalog.pg_roles r where r.rolname = withdraw_access.role_name;
    for step in
        select format('revoke all on schema %I from %I', s.name, known_role)
            from (values ('handelsregister'), ('hr_queue')) s (name) where known_role is not null
        union all
        select format('revoke all on routine %s from %I', g.routine, known_role)
            from hr_user.granted_routine g where known_role is not null
    loop
        execute step;
    end loop;
end
$$;
comment on function hr_user.withdraw_access(name) is 'Takes back all that grant_access() can grant';

create or replace function handelsregister.grant_access(
    reader text default null,
    member text default null,
    operator text default null
) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    wanted record;
    replaced name[];
    former name;
begin
    for wanted in
        select w.role_name from (values (reader), (member), (operator)) w (role_name)
            where w.role_name is not null
              and not exists (select from pg_catalog.pg_roles r where r.rolname = w.role_name)
    loop
        raise exception 'role "%" does not exist', wanted.role_name using errcode = 'PT404',
            detail = jsonb_build_object('code', 'unknown_role', 'role', wanted.role_name),
            hint = 'Create the role first; grant_access does not create any.';
    end loop;

    select array_agg(distinct a.role_name) into replaced
        from hr_user.access a
        join (values ('reader', reader), ('member', member), ('operator', operator)) w (level, role_name)
            on w.level = a.level and w.role_name <> a.role_name;
    insert into hr_user.access as a (level, role_name)
        select w.level, w.role_name
            from (values ('reader', reader), ('member', member), ('operator', operator)) w (level, role_name)
            where w.role_name is not null
        on conflict (level) do update set role_name = excluded.role_name
            where a.role_name <> excluded.role_name;

    foreach former in array coalesce(replaced, '{}') loop
        perform hr_user.withdraw_access(former);
    end loop;
    perform hr_user.apply_access();
end
$$;
comment on function handelsregister.grant_access(text, text, text) is
    'Says which roles are readers, members and operators, and grants them what they may call; null leaves a level as it is. For the owner of the extension';

-- At the end of the last file, so that it covers every routine; what is created later must be revoked later.
revoke all on all routines in schema handelsregister, hr_queue, hr_registry, hr_user from public;
select hr_user.apply_access();
