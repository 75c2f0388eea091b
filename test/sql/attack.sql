-- A role with SQL access plants types, relations and functions in its pg_temp: no definer function may run them.
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
create role regress_hr_reader;
create role regress_hr_member;
create role regress_hr_operator;
create role regress_hr_attacker in role regress_hr_reader, regress_hr_member, regress_hr_operator;
delete from hr_user.access;
select handelsregister.grant_access('regress_hr_reader', 'regress_hr_member', 'regress_hr_operator') \g /dev/null
grant usage on schema hr_queue to regress_hr_attacker;
create function public.regress_job(bigint, jsonb) returns jsonb language sql as $$ select '{}'::pg_catalog.jsonb $$;
insert into hr_queue.dead (id, kind, owner, enqueued_at, error_code, error_message)
    values (9000001, 'register_content', 'regress_hr_attacker', now(), 'XX000', 'gone');
insert into hr_registry.mention (company_id, item, document_id, last_name, first_names, birth_date, residence, is_full, own_id)
    select v.company_id, v.item, v.document_id, v.last_name, v.first_names, v.birth_date, v.residence, v.is_full,
           (hr_registry.person_numbers(array[v.key]))[1]
        from hr_registry.officer_mention v;
insert into hr_registry.person_name (last_name, first_names) select distinct m.last_name, m.first_names from hr_registry.mention m;
select handelsregister.reindex_search() \g /dev/null
\set ECHO all

-- A sequence counts, because it counts even where the statement fails later.
create sequence pg_temp.attack;
grant usage on sequence pg_temp.attack to regress_hr_attacker;
create function pg_temp.attacks() returns bigint language sql as
    $$ select case when s.is_called then s.last_value else 0 end from pg_temp.attack s $$;

set local role regress_hr_attacker;
create function pg_temp.evil() returns pg_catalog.bool language plpgsql as $$
begin
    if current_user operator(pg_catalog.<>) 'regress_hr_attacker' then
        perform pg_catalog.nextval('pg_temp.attack'::pg_catalog.regclass);
    end if;
    return true;
end
$$;

-- every type that a function names
do $$
declare
    name pg_catalog.text;
begin
    for name in select t.typname from pg_catalog.pg_type t
        where t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace and t.typname = any (array[
            'bool', 'bytea', 'date', 'float4', 'float8', 'int2', 'int4', 'int8', 'interval', 'jsonb', 'name', 'numeric', 'oid',
            'oidvector', 'regclass', 'regprocedure', 'regrole', 'regtype', 'text', 'timestamp', 'timestamptz', 'uuid'])
    loop
        execute pg_catalog.format('create domain pg_temp.%1$I as pg_catalog.%1$I check (pg_temp.evil())', name);
    end loop;
    -- every relation, of the catalog and of the extension
    for name in select distinct c.relname from pg_catalog.pg_class c
        where c.relkind in ('r', 'p', 'v')
          and (c.relname in ('pg_roles', 'pg_proc', 'pg_database', 'pg_extension', 'pg_class', 'pg_type', 'pg_namespace')
               or c.relnamespace in (select n.oid from pg_catalog.pg_namespace n
                                     where n.nspname in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user')))
    loop
        execute pg_catalog.format('create view pg_temp.%I as select pg_temp.evil()', name);
    end loop;
end
$$;
create function pg_temp.length(pg_catalog.text) returns pg_catalog.int4 language sql as $$ select pg_temp.evil()::pg_catalog.int4 $$;
create function pg_temp.sha256(pg_catalog.bytea) returns pg_catalog.bytea language sql as
    $$ select null::pg_catalog.bytea where pg_temp.evil() $$;
create function pg_temp.now() returns timestamp with time zone language sql as
    $$ select null::timestamp with time zone where pg_temp.evil() $$;

-- the attack works where a function lets it
reset role;
create function pg_temp.careless() returns pg_catalog.text language plpgsql security definer set search_path = '' as $$
declare
    value text := 'x';
begin
    return value;
end
$$;
set local role regress_hr_attacker;
select pg_temp.careless();
reset role;
select pg_temp.attacks();
set local role regress_hr_attacker;

create temp table statement (call pg_catalog.text);
insert into statement values
    ('handelsregister.get_company($$HRB 900001 B Charlottenburg$$)'),
    ('handelsregister.get_company($$900001$$)'),
    ('handelsregister.get_company($$nothing$$)'),
    ('handelsregister.get_company($$999999999$$)'),
    ('handelsregister.get_company_officers($$900001$$, true)'),
    ('handelsregister.get_company_timeline($$900001$$, $$2020-01-01$$, $$2030-01-01$$, array[$$seat_changed$$])'),
    ('handelsregister.get_changes()'),
    ('handelsregister.get_changes(max_rows => 0)'),
    ('handelsregister.get_changes($$00000000-0000-0000-0000-000000000000$$)'),
    ('handelsregister.search_companies($$quittenwerk$$)'),
    ('handelsregister.search_companies($$quittenwerk$$, 1, $$1000000.900001.00000000$$)'),
    ('handelsregister.search_companies($$$$)'),
    ('handelsregister.search_companies($$quittenwerk$$, 0)'),
    ('handelsregister.normalize_company_name($$Quittenwerk GmbH$$)'),
    ('handelsregister.normalize_company_name($$$$)'),
    ('handelsregister.match_names($$Quittenwerk GmbH$$, $$Quittenwerk$$)'),
    ('handelsregister.match_companies(array[$$Quittenwerk$$, $$Chorfreunde$$], array[$$Berlin$$, null])'),
    ('handelsregister.match_companies(null)'),
    ('handelsregister.parse_register_id($$HRB 1 Berlin$$)'),
    ('handelsregister.list_reference($$legal_status$$, 2)'),
    ('handelsregister.list_reference($$nothing$$)'),
    ('handelsregister.get_job(1)'),
    ('handelsregister.get_job(9000001)'),
    ('handelsregister.get_job(9000002)'),
    ('handelsregister.submit_document($$<attack/>$$)'),
    ('handelsregister.submit_documents(array[$$<attack/>$$, $$<attack2/>$$]::pg_catalog.bytea[], source => $$x$$)'),
    ('handelsregister.submit_announcement($$attack$$)'),
    ('handelsregister.submit_announcements(array[$$attack$$, $$attack2$$]::pg_catalog.bytea[], $$x$$)'),
    ('handelsregister.submit_document($$$$)'),
    ('handelsregister.submit_document(null)'),
    ('handelsregister.erase_person($$Quellfurth$$, $$Tabea$$, $$1971-03-09$$, $$case 1$$)'),
    ('handelsregister.erase_person($$Quellfurth$$, $$Tabea$$, $$1971-03-09$$, $$case 1$$)'),
    ('handelsregister.erase_person($$$$, $$Tabea$$, $$1971-03-09$$, $$case 1$$)'),
    ('handelsregister.list_erasures()'),
    ('handelsregister.list_erasures(before_id => 1)'),
    ('handelsregister.list_erasures(0)'),
    ('handelsregister.list_unmapped_paths()'),
    ('handelsregister.list_unmapped_paths(0)'),
    ('handelsregister.reprocess_documents(cursor => $$9000000$$)'),
    ('handelsregister.reprocess_documents(cursor => $$x$$)'),
    ('handelsregister.begin_import(format => $$tsv$$)'),
    ('handelsregister.begin_import(format => $$xml$$)'),
    ('handelsregister.get_import(0)'),
    ('handelsregister.list_imports()'),
    ('handelsregister.list_import_failures(0)'),
    ('handelsregister.start_import(0)'),
    ('handelsregister.cancel_import((select import_id from handelsregister.list_imports(1)), true)'),
    ('handelsregister.export_companies($$csv$$)'),
    ('handelsregister.export_companies($$jsonl$$)'),
    ('handelsregister.export_companies($$ftm$$)'),
    ('handelsregister.export_companies($$bods$$)'),
    ('handelsregister.export_companies($$xml$$)'),
    ('handelsregister.queue_status()'),
    ('handelsregister.health()'),
    ('handelsregister.get_search_index()'),
    ('handelsregister.reindex_search()'),
    ('handelsregister.check_search(1)'),
    ('hr_queue.register_processor($$attack$$, $$public.regress_job(pg_catalog.int8, pg_catalog.jsonb)$$)'),
    ('hr_queue.register_processor($$attack$$, $$pg_catalog.now()$$)'),
    ('hr_queue.register_processor($$register_content$$, $$public.regress_job(pg_catalog.int8, pg_catalog.jsonb)$$)'),
    ('hr_queue.enqueue($$attack$$)'),
    ('hr_queue.enqueue($$attack$$, run_at => $$2100-01-01$$)'),
    ('hr_queue.enqueue($$unknown$$)'),
    ('hr_queue.enqueue_batch($$attack$$, array[null, $${}$$]::pg_catalog.jsonb[])'),
    ('hr_queue.drain()'),
    ('hr_queue.drain()'),
    ('hr_queue.redrive(array[9000001])'),
    ('hr_queue.drain()'),
    ('handelsregister.list_dead_jobs($$attack$$, $$22023$$, 1)'),
    ('handelsregister.list_dead_jobs(cursor => $$1893456000000000.9000001$$)'),
    ('handelsregister.list_dead_jobs(cursor => $$x$$)'),
    ('handelsregister.list_dead_jobs(page_size => 0)'),
    ('hr_queue.redrive_dead($$attack$$, $$22023$$, 1)'),
    ('hr_queue.redrive_dead()'),
    ('hr_queue.discard_dead($$attack$$, $$22023$$, 1)'),
    ('hr_queue.discard_dead()'),
    ('hr_queue.note_call(1)'),
    ('hr_queue.note_call(1)'),
    ('hr_queue.note_call(2)'),
    ('hr_queue.expire_results()'),
    ('hr_queue.unregister_processor($$attack$$)'),
    ('pg_catalog.set_config($$request.jwt.claims$$, $${"sub": "eve"}$$, true)'),
    ('handelsregister.get_company($$900001$$, $$2024-01-01$$)'),
    ('handelsregister.get_company($$900001$$, $$1900-01-01$$)'),
    ('handelsregister.get_company_officers($$900001$$, true, $$2024-01-01$$)'),
    ('handelsregister.lookup_company($$HRB 900001$$)'),
    ('handelsregister.lookup_company($$900001$$)'),
    ('handelsregister.lookup_company($$DE 811 115 368$$)'),
    ('handelsregister.get_company_representation($$900001$$)'),
    ('handelsregister.get_company_capital($$900001$$, true)'),
    ('handelsregister.get_company_addresses($$900001$$, true)'),
    ('handelsregister.get_company_names($$900001$$)'),
    ('handelsregister.get_company_registrations($$900001$$)'),
    ('handelsregister.get_company_entries($$900001$$, 2, $$1$$)'),
    ('handelsregister.get_company_timeline($$900001$$, page_size => 1, cursor => $$0.0$$)'),
    ('handelsregister.list_company_documents($$900001$$, 1)'),
    ('handelsregister.get_company_legal_events($$900001$$, $${merger}$$, 1, $$0$$)'),
    ('handelsregister.list_company_announcements($$900001$$, $${merger}$$, 1, $$0.0$$)'),
    ('handelsregister.list_announcements($${merger}$$, $$2024-01-01$$, $$2025-01-01$$, 1, $$0.0$$)'),
    ('handelsregister.diff_company($$900001$$, $$2024-01-01$$)'),
    ('handelsregister.diff_company($$900001$$, $$2024-01-01$$, $$2023-01-01$$)'),
    ('handelsregister.render_company($$900001$$)'),
    ('handelsregister.search_companies($$quittenwerk$$, register_types => $${HRB}$$, courts => $${F1103R}$$, legal_forms => $${GmbH}$$, city => $$berlin$$, mode => $$all$$)'),
    ('handelsregister.suggest_companies($$quitt$$)'),
    ('handelsregister.create_watchlist($$eve$$)'),
    ('handelsregister.create_watchlist($$eve$$)'),
    ('handelsregister.list_watchlists()'),
    ('handelsregister.watch_company($$900001$$, (select watchlist_id from handelsregister.list_watchlists() limit 1))'),
    ('handelsregister.rename_watchlist((select watchlist_id from handelsregister.list_watchlists() limit 1), $$Eve$$)'),
    ('handelsregister.list_watched_companies()'),
    ('handelsregister.list_alerts(false)'),
    ('handelsregister.mark_alerts_read(900001)'),
    ('handelsregister.mark_alerts_read(-1)'),
    ('handelsregister.unwatch_company($$900001$$, (select watchlist_id from handelsregister.list_watchlists() limit 1))'),
    ('handelsregister.delete_watchlist((select watchlist_id from handelsregister.list_watchlists() limit 1))'),
    ('handelsregister.delete_watchlist(null)'),
    ('handelsregister.save_search($$eve$$, $$quittenwerk$$)'),
    ('handelsregister.list_saved_searches()'),
    ('handelsregister.run_saved_search((select search_id from handelsregister.list_saved_searches() limit 1))'),
    ('handelsregister.delete_saved_search((select search_id from handelsregister.list_saved_searches() limit 1))'),
    ('handelsregister.request_refresh($$900001$$)'),
    ('handelsregister.get_quota()'),
    ('handelsregister.list_jobs()'),
    ('handelsregister.cancel_job(9000001)'),
    ('handelsregister.retry_job(9000001)'),
    ('handelsregister.block_company($$900001$$, $$eve$$)'),
    ('handelsregister.list_blocked_companies()'),
    ('handelsregister.unblock_company($$900001$$, $$eve$$)'),
    ('handelsregister.download_document(900001)'),
    ('handelsregister.download_document(-1)'),
    ('handelsregister.redrive_dead_jobs($${9000001}$$)'),
    ('handelsregister.redrive_dead_jobs(kind => $$attack$$)'),
    ('handelsregister.discard_dead_jobs($${9000001}$$)'),
    ('handelsregister.discard_dead_jobs(kind => $$attack$$)'),
    ('handelsregister.set_rate_limit($$watch_company$$, 5)'),
    ('handelsregister.set_rate_limit($$x$$, 5)'),
    ('handelsregister.apply_retention()'),
    ('handelsregister.get_audit_log()'),
    ('handelsregister.search_persons($$muster erika$$, 1979, $$Berlin$$, 1)'),
    ('handelsregister.search_persons($$$$)'),
    ('handelsregister.get_person((select person_id from handelsregister.search_persons($$muster$$) limit 1))'),
    ('handelsregister.get_person(null)'),
    ('handelsregister.get_person_roles((select person_id from handelsregister.search_persons($$muster$$) limit 1), false)'),
    ('handelsregister.get_network($$900001$$, 3)'),
    ('handelsregister.get_network($$900001$$, 0)'),
    ('handelsregister.find_path($$900001$$, (select person_id::pg_catalog.text from handelsregister.search_persons($$muster$$) limit 1))'),
    ('handelsregister.find_path($$900001$$, $$900002$$, 0)'),
    ('handelsregister.rerun_person_assignment()'),
    ('handelsregister.join_persons((select person_id from handelsregister.search_persons($$muster$$) limit 1), (select person_id from handelsregister.search_persons($$alt$$) limit 1), $$eve$$)'),
    ('handelsregister.split_person((select person_id from handelsregister.search_persons($$alt$$) limit 1), $${900001}$$, $$eve$$)'),
    ('handelsregister.list_ambiguous_mentions()'),
    ('hr_queue.current_subject()');
reset role;
-- each is called as the attacker, with an error or without; what it did stays, for those that follow
create function pg_temp.attempt(call pg_catalog.text) returns pg_catalog.text language plpgsql as $$
begin
    execute pg_catalog.concat('select * from ', call);
    return '00000';
exception when others then
    return sqlstate;
end
$$;
create function pg_temp.done(call pg_catalog.text) returns table (code pg_catalog.text, attacks pg_catalog.int8) language plpgsql as $$
declare
    before constant pg_catalog.int8 := pg_temp.attacks();
begin
    perform pg_catalog.set_config('role', 'regress_hr_attacker', true);
    code := pg_temp.attempt(call);
    perform pg_catalog.set_config('role', 'none', true);
    attacks := pg_temp.attacks() operator(pg_catalog.-) before;
    return next;
end
$$;
select d.code, d.attacks, s.call from pg_temp.statement s, pg_temp.done(s.call) d;

-- nothing that they may call has been left out
select p.oid::pg_catalog.regprocedure from pg_catalog.pg_proc p
    where p.pronamespace in ('handelsregister'::pg_catalog.regnamespace, 'hr_queue'::pg_catalog.regnamespace)
      and p.prokind = 'f' and pg_catalog.has_function_privilege('regress_hr_attacker', p.oid, 'execute')
      and not exists (select from pg_temp.statement s
                      where s.call like pg_catalog.concat('%', p.pronamespace::pg_catalog.regnamespace, '.', p.proname, '(%'));
rollback;
