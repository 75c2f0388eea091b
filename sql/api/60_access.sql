-- Nothing is anybody's until grant_access() has been called; the list here is the whole of what it grants.

create or replace view hr_user.granted_routine as
    select v.level, v.routine from (values
        ('reader', 'handelsregister.search_companies(text, integer, text, boolean, text[], text[], text[], text, text)'),
        ('reader', 'handelsregister.suggest_companies(text, integer)'),
        ('reader', 'handelsregister.normalize_company_name(text)'),
        ('reader', 'handelsregister.match_names(text, text)'),
        ('reader', 'handelsregister.lookup_company(text)'),
        ('reader', 'handelsregister.get_company(text, date)'),
        ('reader', 'handelsregister.get_company_officers(text, boolean, date)'),
        ('reader', 'handelsregister.get_company_representation(text, date)'),
        ('reader', 'handelsregister.get_company_capital(text, boolean, date)'),
        ('reader', 'handelsregister.get_company_addresses(text, boolean, date)'),
        ('reader', 'handelsregister.get_company_names(text)'),
        ('reader', 'handelsregister.get_company_registrations(text)'),
        ('reader', 'handelsregister.get_company_entries(text, integer, text)'),
        ('reader', 'handelsregister.get_company_timeline(text, date, date, text[], integer, text)'),
        ('reader', 'handelsregister.diff_company(text, date, date)'),
        ('reader', 'handelsregister.list_company_documents(text, integer, text)'),
        ('reader', 'handelsregister.get_company_legal_events(text, text[], integer, text)'),
        ('reader', 'handelsregister.list_company_announcements(text, text[], integer, text)'),
        ('reader', 'handelsregister.list_announcements(text[], date, date, integer, text)'),
        ('reader', 'handelsregister.get_changes(uuid, bigint, integer)'),
        ('reader', 'handelsregister.render_company(text, date)'),
        ('reader', 'handelsregister.parse_register_id(text)'),
        ('reader', 'handelsregister.list_reference(text, integer, text)'),
        ('reader', 'handelsregister.search_persons(text, integer, text, integer, text)'),
        ('reader', 'handelsregister.get_person(uuid)'),
        ('reader', 'handelsregister.get_person_roles(uuid, boolean)'),
        ('reader', 'handelsregister.get_network(text, integer, integer, boolean)'),
        ('reader', 'handelsregister.find_path(text, text, integer, boolean)'),
        ('member', 'handelsregister.match_companies(text[], text[], integer)'),
        ('member', 'handelsregister.request_refresh(text, interval)'),
        ('member', 'handelsregister.get_job(bigint)'),
        ('member', 'handelsregister.list_jobs(text, text, integer, bigint)'),
        ('member', 'handelsregister.cancel_job(bigint)'),
        ('member', 'handelsregister.retry_job(bigint)'),
        ('member', 'handelsregister.get_quota()'),
        ('member', 'handelsregister.create_watchlist(text)'),
        ('member', 'handelsregister.rename_watchlist(uuid, text)'),
        ('member', 'handelsregister.delete_watchlist(uuid)'),
        ('member', 'handelsregister.list_watchlists(integer, text)'),
        ('member', 'handelsregister.watch_company(text, uuid, text[])'),
        ('member', 'handelsregister.unwatch_company(text, uuid)'),
        ('member', 'handelsregister.list_watched_companies(uuid, integer, text)'),
        ('member', 'handelsregister.list_alerts(boolean, bigint, integer)'),
        ('member', 'handelsregister.mark_alerts_read(bigint)'),
        ('member', 'handelsregister.save_search(text, text, boolean, text[], text[], text[], text, text)'),
        ('member', 'handelsregister.list_saved_searches(integer, text)'),
        ('member', 'handelsregister.run_saved_search(uuid, integer, text)'),
        ('member', 'handelsregister.delete_saved_search(uuid)'),
        ('member', 'hr_queue.current_subject()'),
        ('member', 'hr_user.require_subject()'),
        ('member', 'hr_user.check_page_size(integer, integer)'),
        ('member', 'hr_user.is_too_long(text, integer)'),
        ('member', 'hr_user.is_too_large(text[], integer, integer, integer)'),
        ('member', 'hr_user.check_filter(text[], integer)'),
        ('member', 'hr_user.is_cursor_part(text, text)'),
        ('member', 'hr_user.read_cursor(text, text[])'),
        ('member', 'hr_user.check_name(text)'),
        ('member', 'hr_user.check_name_cursor(text)'),
        ('member', 'hr_user.fits(text[], integer, integer)'),
        ('member', 'hr_user.holding_limit(name)'),
        ('member', 'hr_user.shortened(jsonb)'),
        ('member', 'hr_user.refuse(integer, text, text, text, jsonb, integer)'),
        ('member', 'hr_user.refuse_name(text, text)'),
        ('member', 'hr_user.spend(text)'),
        ('member', 'hr_user.find_watchlist(uuid)'),
        ('member', 'hr_user.shown_watchlist(hr_user.watchlist)'),
        ('member', 'hr_user.company_labels(bigint[])'),
        ('member', 'hr_user.shown_watches(hr_user.watch[])'),
        ('member', 'hr_user.feed_end()'),
        ('member', 'hr_user.changes_of(hr_user.watch[], bigint, integer)'),
        ('member', 'hr_user.find_search(uuid)'),
        ('member', 'hr_user.shown_search(hr_user.saved_search)'),
        ('operator', 'handelsregister.submit_document(bytea, text, text, timestamptz)'),
        ('operator', 'handelsregister.submit_documents(bytea[], text, text, timestamptz)'),
        ('operator', 'handelsregister.submit_announcement(bytea, text, timestamptz)'),
        ('operator', 'handelsregister.submit_announcements(bytea[], text, timestamptz)'),
        ('operator', 'handelsregister.download_document(bigint)'),
        ('operator', 'handelsregister.queue_status()'),
        ('operator', 'handelsregister.health()'),
        ('operator', 'handelsregister.get_search_index()'),
        ('operator', 'handelsregister.reindex_search()'),
        ('operator', 'handelsregister.check_search(integer)'),
        ('operator', 'handelsregister.list_dead_jobs(text, text, integer, text)'),
        ('operator', 'handelsregister.redrive_dead_jobs(bigint[], text, text, integer)'),
        ('operator', 'handelsregister.discard_dead_jobs(bigint[], text, text, integer)'),
        ('operator', 'handelsregister.block_company(text, text)'),
        ('operator', 'handelsregister.unblock_company(text, text)'),
        ('operator', 'handelsregister.list_blocked_companies(integer, bigint)'),
        ('operator', 'handelsregister.get_audit_log(text, integer, bigint)'),
        ('operator', 'handelsregister.set_rate_limit(text, integer)'),
        ('operator', 'handelsregister.apply_retention(interval, interval)'),
        ('operator', 'handelsregister.erase_person(text, text, text, text)'),
        ('operator', 'handelsregister.list_erasures(integer, bigint)'),
        ('operator', 'handelsregister.list_unmapped_paths(integer, integer)'),
        ('operator', 'handelsregister.reprocess_documents(integer, text)'),
        ('operator', 'handelsregister.rerun_person_assignment()'),
        ('operator', 'handelsregister.join_persons(uuid, uuid, text)'),
        ('operator', 'handelsregister.split_person(uuid, text[], text)'),
        ('operator', 'handelsregister.list_ambiguous_mentions(integer, text)'),
        ('operator', 'handelsregister.begin_import(text, text, text, timestamptz)'),
        ('operator', 'handelsregister.start_import(bigint, boolean)'),
        ('operator', 'handelsregister.cancel_import(bigint, boolean)'),
        ('operator', 'handelsregister.get_import(bigint)'),
        ('operator', 'handelsregister.list_imports(integer, bigint)'),
        ('operator', 'handelsregister.list_import_failures(bigint, integer, bigint)'),
        ('operator', 'handelsregister.export_companies(text, bigint, bigint, integer)'),
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

create or replace view hr_user.granted_table as
    select v.name from (values ('watchlist'), ('watch'), ('alert_position'), ('saved_search')) v (name);
comment on view hr_user.granted_table is 'Tables of hr_user of which members reach their own rows';

-- For all roles: the grants say who may reach the tables at all.
drop policy if exists own_rows on hr_user.watchlist;
create policy own_rows on hr_user.watchlist using (subject = (select hr_queue.current_subject()));
drop policy if exists own_rows on hr_user.watch;
create policy own_rows on hr_user.watch using (subject = (select hr_queue.current_subject()));
drop policy if exists own_rows on hr_user.alert_position;
create policy own_rows on hr_user.alert_position using (subject = (select hr_queue.current_subject()));
drop policy if exists own_rows on hr_user.saved_search;
create policy own_rows on hr_user.saved_search using (subject = (select hr_queue.current_subject()));

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
                from (values ('handelsregister', 1), ('hr_user', 2), ('hr_queue', 3)) s (name, height)
                where s.height <= mapping.height
            union all
            select format('grant select, insert, update, delete on hr_user.%I to %I', t.name, mapping.rolname)
                from hr_user.granted_table t where mapping.height >= 2
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
            from (values ('handelsregister'), ('hr_user'), ('hr_queue')) s (name) where known_role is not null
        union all
        select format('revoke all on hr_user.%I from %I', t.name, known_role)
            from hr_user.granted_table t where known_role is not null
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
    perform hr_user.check_text('reader', reader);
    perform hr_user.check_text('member', member);
    perform hr_user.check_text('operator', operator);
    for wanted in
        select w.role_name from (values (reader), (member), (operator)) w (role_name)
            where w.role_name is not null
              and not exists (select from pg_catalog.pg_roles r where r.rolname = w.role_name)
    loop
        perform hr_user.refuse(404, 'unknown_role', 'unknown role', 'Create the role first; grant_access does not create any.',
            jsonb_build_object('role', wanted.role_name));
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
    perform hr_user.note_action('grant_access', null, jsonb_build_object('reader', reader, 'member', member, 'operator', operator));
end
$$;
comment on function handelsregister.grant_access(text, text, text) is
    'Says which roles are readers, members and operators, and grants them what they may call; null leaves a level as it is. For the owner of the extension';

create or replace function handelsregister.revoke_access(
    reader boolean default false,
    member boolean default false,
    operator boolean default false
) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    former name;
begin
    for former in
        delete from hr_user.access a
            where (a.level = 'reader' and reader) or (a.level = 'member' and member) or (a.level = 'operator' and operator)
            returning a.role_name
    loop
        perform hr_user.withdraw_access(former);
    end loop;
    perform hr_user.apply_access();  -- a role may have another level, too
    perform hr_user.note_action('revoke_access', null, jsonb_build_object('reader', reader, 'member', member, 'operator', operator));
end
$$;
comment on function handelsregister.revoke_access(boolean, boolean, boolean) is
    'Takes away what grant_access() has given at the levels that are true, and forgets their roles. For the owner of the extension';

-- At the end of the last file, so that it covers every routine; what is created later must be revoked later.
revoke all on all routines in schema handelsregister, hr_queue, hr_registry, hr_user from public;
select hr_user.apply_access();
