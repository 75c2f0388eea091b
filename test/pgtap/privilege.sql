-- Who has which right, function by function and relation by relation, against the table that is written here: what the catalog
-- has and the table does not know fails, and the other way round.
begin;
create extension if not exists pgtap;
select plan(14);
set client_min_messages = error;
create role tap_hr_reader;
create role tap_hr_member;
create role tap_hr_operator;
create role tap_hr_nobody;
delete from hr_user.access;
select handelsregister.grant_access('tap_hr_reader', 'tap_hr_member', 'tap_hr_operator');

create temp view space as
    select n.oid, n.nspname from pg_namespace n where n.nspname in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user');

-- --- functions -----------------------------------------------------------------------------------------------------------

create temp table wanted (level text, routine text);
insert into wanted
    select 'reader', 'handelsregister.' || unnest('{search_companies,suggest_companies,normalize_company_name,match_names,lookup_company,get_company,
        get_company_officers,get_company_representation,get_company_capital,get_company_addresses,get_company_names,
        get_company_registrations,get_company_entries,get_company_timeline,diff_company,list_company_documents,get_changes,
        render_company,parse_register_id,list_reference,get_company_legal_events,list_company_announcements,
        list_announcements,search_persons,get_person,get_person_roles,get_network,find_path}'::text[])
    union all
    select 'member', 'handelsregister.' || unnest('{match_companies,request_refresh,get_job,list_jobs,cancel_job,retry_job,get_quota,
        create_watchlist,rename_watchlist,delete_watchlist,list_watchlists,watch_company,unwatch_company,list_watched_companies,
        list_alerts,mark_alerts_read,save_search,list_saved_searches,run_saved_search,delete_saved_search}'::text[])
    union all
    select 'member', 'hr_user.' || unnest('{require_subject,check_page_size,check_name,check_name_cursor,fits,holding_limit,refuse,refuse_name,spend,
        shortened,is_too_long,is_too_large,check_filter,read_cursor,is_cursor_part,
        find_watchlist,shown_watchlist,company_labels,shown_watches,feed_end,changes_of,find_search,shown_search}'::text[])
    union all
    values ('member', 'hr_queue.current_subject')
    union all
    select 'operator', 'handelsregister.' || unnest('{submit_document,submit_documents,submit_announcement,
        submit_announcements,download_document,queue_status,health,get_search_index,reindex_search,check_search,
        list_dead_jobs,redrive_dead_jobs,discard_dead_jobs,block_company,unblock_company,list_blocked_companies,get_audit_log,
        set_rate_limit,apply_retention,erase_person,list_erasures,list_unmapped_paths,reprocess_documents,
        rerun_person_assignment,join_persons,split_person,list_ambiguous_mentions,begin_import,start_import,cancel_import,
        get_import,list_imports,list_import_failures,export_companies}'::text[])
    union all
    select 'operator', 'hr_queue.' || unnest('{enqueue,enqueue_batch,drain,work,expire_results,note_call,redrive,redrive_dead,
        discard_dead,register_processor,unregister_processor}'::text[]);

create temp view routine as
    select p.oid, s.nspname || '.' || p.proname as name, p.proname, p.prosecdef, p.proconfig, p.proargtypes, p.proargnames, p.prorettype
        from pg_proc p join space s on s.oid = p.pronamespace;
create temp view may_call as
    select l.level, l.height, r.name, has_function_privilege('tap_hr_' || l.level, r.oid, 'execute') as allowed
        from routine r, (values ('nobody', 0), ('reader', 1), ('member', 2), ('operator', 3)) l (level, height);
create temp view expected as
    select l.level, r.name,
           l.height >= coalesce((select case w.level when 'reader' then 1 when 'member' then 2 else 3 end from wanted w
                                 where w.routine = r.name), 9) as allowed
        from (select distinct name from routine) r, (values ('nobody', 0), ('reader', 1), ('member', 2), ('operator', 3)) l (level, height);

select cmp_ok((select count(*)::integer from routine), '>', 100, 'there are functions to look at');
select is_empty('select m.level, m.name, m.allowed from may_call m join expected e using (level, name) where m.allowed <> e.allowed',
                'each level may call what the table says, and no more');
select is_empty('select routine from wanted except select name from routine', 'the table names no function that does not exist');
select is_empty($$select r.name from routine r join pg_proc p using (oid), aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
                  where x.grantee = 0$$, 'no function is PUBLIC''s');
select is_empty($$select name from routine group by name having count(*) > 1 and name like 'handelsregister.%'$$, 'no overloads');

-- --- relations, sequences, types, schemas -----------------------------------------------------------------------------------

create temp view relation_right as
    select l.level, c.oid::regclass::text as name, x.privilege
        from pg_class c join space s on s.oid = c.relnamespace,
             (values ('nobody'), ('reader'), ('member'), ('operator')) l (level),
             unnest(case c.relkind when 'S' then '{usage,select,update}'::text[]
                                   else '{select,insert,update,delete,truncate,references,trigger}'::text[] end) x (privilege)
        where c.relkind in ('r', 'p', 'v', 'm', 'S')
          and case c.relkind when 'S' then has_sequence_privilege('tap_hr_' || l.level, c.oid, x.privilege)
                             else has_table_privilege('tap_hr_' || l.level, c.oid, x.privilege) end;
select set_eq('select level, name, privilege from relation_right',
    $$select l.level, 'hr_user.' || t.name, p.privilege
        from (values ('member'), ('operator')) l (level),
             (values ('watchlist'), ('watch'), ('alert_position'), ('saved_search')) t (name),
             (values ('select'), ('insert'), ('update'), ('delete')) p (privilege)$$,
    'members reach the four tables of their own rows, nobody anything else');
select is_empty($$select c.oid::regclass from pg_class c join space s on s.oid = c.relnamespace,
                         aclexplode(coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's'::"char" else 'r' end, c.relowner))) x
                  where c.relkind in ('r', 'p', 'v', 'S') and x.grantee = 0$$, 'no relation and no sequence is PUBLIC''s');
select is_empty($$select c.relname from pg_class c
                  where c.relnamespace = 'hr_user'::regnamespace and c.relname in ('watchlist', 'watch', 'alert_position', 'saved_search')
                    and (not c.relrowsecurity
                         or not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'own_rows' and p.polcmd = '*'
                                          and pg_get_expr(p.polqual, p.polrelid) ~ 'subject = .*current_subject'))$$,
                'each of the four tables shows a user the own rows only');
select set_eq($$select t.typname::text from pg_type t join space s on s.oid = t.typnamespace where t.typtype not in ('b', 'c')$$,
              array['*/*', 'text/html'], 'no types but rows, their arrays and two media types');
select set_eq($$select l.level, s.nspname::text from space s, (values ('nobody'), ('reader'), ('member'), ('operator')) l (level)
                  where has_schema_privilege('tap_hr_' || l.level, s.oid, 'usage')$$,
              $$values ('reader', 'handelsregister'), ('member', 'handelsregister'), ('member', 'hr_user'),
                       ('operator', 'handelsregister'), ('operator', 'hr_user'), ('operator', 'hr_queue')$$, 'schemas');
select is_empty($$select l.level, s.nspname from space s, (values ('nobody'), ('reader'), ('member'), ('operator')) l (level)
                  where has_schema_privilege('tap_hr_' || l.level, s.oid, 'create')$$, 'nobody creates anything there');

-- --- functions with the owner's rights ----------------------------------------------------------------------------------------

select is_empty($$select r.name from routine r
                  where r.prosecdef and not 'search_path=pg_catalog, pg_temp' = any (coalesce(r.proconfig, '{}'))$$,
                'each has a pinned search path');

-- Numbers, days, intervals, and identifiers are bounded by their type. Of texts, bytes, arrays and rows the table says where the
-- bound is; those that only operators may call are walked over by
-- test/t/34_arguments.pl, as all others are.
create temp table bound (routine text, argument text, bound text);
insert into bound
    select 'handelsregister.' || r.name, 'identifier', 'find_company(): 500 bytes'
        from unnest('{get_company,get_company_officers,get_company_representation,get_company_capital,get_company_addresses,
            get_company_names,get_company_registrations,get_company_entries,get_company_timeline,diff_company,
            list_company_documents,render_company,request_refresh,lookup_company,get_company_legal_events,
            list_company_announcements,get_network}'::text[]) r (name)
    union all
    select 'handelsregister.' || r.name, 'cursor', 'read_cursor(): 200 bytes, parts of its kinds'
        from unnest('{get_company_entries,get_company_timeline,list_company_documents,search_companies,list_reference,
            get_company_legal_events,list_company_announcements,list_announcements,search_persons}'::text[]) r (name)
    union all
    select 'handelsregister.search_companies', a.argument, 'check_filter(): 200 values, 20,000 characters'
        from (values ('register_types'), ('courts'), ('legal_forms')) a (argument)
    union all
    values ('handelsregister.search_companies', 'q', 'check_search_text(): 500 characters'),
           ('handelsregister.suggest_companies', 'prefix', 'check_search_text(): 500 characters'),
           ('handelsregister.normalize_company_name', 'name', 'check_search_text(): 500 characters'),
           ('handelsregister.match_names', 'a', 'check_search_text(): 500 characters'),
           ('handelsregister.match_names', 'b', 'check_search_text(): 500 characters'),
           ('handelsregister.match_companies', 'names', 'check_names(): 50 of 500 characters, 5,000 in all'),
           ('handelsregister.match_companies', 'cities', 'check_names(): as many'),
           ('handelsregister.list_reference', 'kind', 'check_reference_kind(): a list'),
           ('handelsregister.find_path', 'from_identifier', 'find_company(): 500 bytes'),
           ('handelsregister.find_path', 'to_identifier', 'find_company(): 500 bytes'),
           ('handelsregister.search_persons', 'q', '500 characters and 8 words'),
           ('handelsregister.search_persons', 'residence', '200 characters'),
           ('handelsregister.search_companies', 'city', 'check_text(): 200 characters'),
           ('handelsregister.search_companies', 'mode', 'check_search_mode(): a list'),
           ('handelsregister.get_company_timeline', 'kinds', 'check_filter(): 200 values, 20,000 characters'),
           ('handelsregister.get_company_legal_events', 'kinds', 'check_filter(): 200 values, 20,000 characters'),
           ('handelsregister.list_company_announcements', 'kinds', 'check_filter(): 200 values, 20,000 characters'),
           ('handelsregister.list_announcements', 'kinds', 'check_filter(): 200 values, 20,000 characters'),
           ('handelsregister.list_jobs', 'state', 'check_text(): 100 characters'),
           ('handelsregister.list_jobs', 'kind', 'check_text(): 100 characters'),
           ('hr_user.spend', 'function_name', 'only names that have a limit'),
           ('hr_user.company_labels', 'company_ids', 'check_page_size(): a thousand'),
           ('hr_user.changes_of', 'watches', 'check_page_size(): ten thousand');
create temp view open_argument as
    select r.name as routine, coalesce(r.proargnames[a.n], '') as argument
        from routine r
        join wanted w on w.routine = r.name and w.level <> 'operator'
        cross join lateral unnest(r.proargtypes::oid[]) with ordinality a (type, n)
        join pg_type t on t.oid = a.type
        where r.prosecdef and (t.typcategory in ('A', 'C', 'S', 'P') or t.typname in ('bytea', 'json', 'jsonb', 'text'));
select set_eq('select routine, argument from open_argument', 'select routine, argument from bound',
              'every open argument of those that readers and members may call has a bound');

select is_empty($$select m.name from may_call m join routine r using (name)
                  where m.level = 'reader' and m.allowed and not r.prosecdef and r.proname <> 'parse_register_id'$$,
                'public reads have the owner''s rights, so that no table is anybody''s');
select * from finish();
rollback;
