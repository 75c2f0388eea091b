-- The API as an application sees it: names, parameters, defaults, row types, volatility.
begin;
create extension if not exists pgtap;
select plan(264);

create temp view api as
    select p.proname as name, pg_get_function_arguments(p.oid) as arguments, pg_get_function_result(p.oid) as result,
           p.provolatile as volatility, p.prosecdef as is_definer, p.proconfig, l.lanname
        from pg_proc p join pg_language l on l.oid = p.prolang
        where p.pronamespace = 'handelsregister'::regnamespace;

create temp table wanted (name name, arguments text, result text, volatility "char", is_definer boolean);
insert into wanted values
    ('apply_retention', 'audit_log interval DEFAULT ''1 year''::interval,'
     ' dead_jobs interval DEFAULT ''90 days''::interval',
     'handelsregister.retention_result', 'v', true),
    ('block_company', 'identifier text, reason text',
     'handelsregister.blocked_company', 'v', true),
    ('cancel_job', 'job_id bigint',
     'SETOF handelsregister.job', 'v', true),
    ('create_watchlist', 'name text',
     'handelsregister.watchlist', 'v', false),
    ('delete_saved_search', 'search_id uuid',
     'handelsregister.saved_search', 'v', false),
    ('delete_watchlist', 'watchlist_id uuid',
     'handelsregister.watchlist', 'v', false),
    ('diff_company', 'identifier text, from_date date, to_date date DEFAULT NULL::date',
     'SETOF handelsregister.company_difference', 's', true),
    ('discard_dead_jobs', 'job_ids bigint[] DEFAULT NULL::bigint[], kind text DEFAULT NULL::text,'
     ' error_code text DEFAULT NULL::text, max_jobs integer DEFAULT 1000',
     'integer', 'v', true),
    ('download_document', 'document_id bigint',
     'handelsregister."*/*"', 's', true),
    ('begin_import', 'source text DEFAULT ''offeneregister''::text, format text DEFAULT ''jsonl''::text,'
     ' description text DEFAULT NULL::text,'
     ' retrieved_at timestamp with time zone DEFAULT NULL::timestamp with time zone',
     'SETOF handelsregister.import', 'v', true),
    ('check_search', 'max_companies integer DEFAULT 100',
     'SETOF bigint', 's', true),
    ('cancel_import', 'import_id bigint, discard boolean DEFAULT false',
     'SETOF handelsregister.import', 'v', true),
    ('export_companies', 'format text DEFAULT ''jsonl''::text, after_company_id bigint DEFAULT 0,'
     ' to_company_id bigint DEFAULT NULL::bigint, max_companies integer DEFAULT 1000',
     'SETOF handelsregister.export_line', 's', true),
    ('get_import', 'import_id bigint',
     'SETOF handelsregister.import', 's', true),
    ('list_import_failures', 'import_id bigint, page_size integer DEFAULT 100, after_line bigint DEFAULT 0',
     'SETOF handelsregister.import_failure', 's', true),
    ('list_imports', 'page_size integer DEFAULT 100, before_id bigint DEFAULT NULL::bigint',
     'SETOF handelsregister.import', 's', true),
    ('start_import', 'import_id bigint, put_off_search boolean DEFAULT NULL::boolean',
     'SETOF handelsregister.import', 'v', true),
    ('erase_person', 'last_name text, first_names text, birth_date text, reason text',
     'handelsregister.erasure', 'v', true),
    ('find_path', 'from_identifier text, to_identifier text, max_depth integer DEFAULT 6,'
     ' include_former boolean DEFAULT true',
     'SETOF handelsregister.path_step', 's', true),
    ('get_audit_log', 'action text DEFAULT NULL::text, page_size integer DEFAULT 100,'
     ' before_id bigint DEFAULT NULL::bigint',
     'SETOF handelsregister.audit_entry', 's', true),
    ('get_changes', 'epoch uuid DEFAULT NULL::uuid, after_seq bigint DEFAULT 0, max_rows integer DEFAULT 100',
     'SETOF handelsregister.change', 's', true),
    ('get_company', 'identifier text, as_of date DEFAULT NULL::date',
     'SETOF handelsregister.company', 's', true),
    ('get_company_addresses', 'identifier text, include_former boolean DEFAULT false, as_of date DEFAULT NULL::date',
     'SETOF handelsregister.company_address', 's', true),
    ('get_company_capital', 'identifier text, include_former boolean DEFAULT false, as_of date DEFAULT NULL::date',
     'SETOF handelsregister.company_capital', 's', true),
    ('get_company_entries', 'identifier text, page_size integer DEFAULT 100, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.company_entry', 's', true),
    ('get_company_names', 'identifier text',
     'SETOF handelsregister.company_name', 's', true),
    ('get_company_officers', 'identifier text, include_former boolean DEFAULT false, as_of date DEFAULT NULL::date',
     'SETOF handelsregister.company_officer', 's', true),
    ('get_company_registrations', 'identifier text',
     'SETOF handelsregister.company_registration', 's', true),
    ('get_company_representation', 'identifier text, as_of date DEFAULT NULL::date',
     'SETOF handelsregister.company_representation', 's', true),
    ('get_company_timeline', 'identifier text, from_date date DEFAULT NULL::date, to_date date DEFAULT NULL::date,'
     ' kinds text[] DEFAULT NULL::text[], page_size integer DEFAULT 100, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.company_event', 's', true),
    ('get_job', 'job_id bigint',
     'SETOF handelsregister.job', 's', true),
    ('get_network', 'identifier text, depth integer DEFAULT 2, max_nodes integer DEFAULT 100,'
     ' include_former boolean DEFAULT false',
     'SETOF handelsregister.network_item', 's', true),
    ('get_person', 'person_id uuid',
     'SETOF handelsregister.person', 's', true),
    ('get_person_roles', 'person_id uuid, include_former boolean DEFAULT true',
     'SETOF handelsregister.person_role', 's', true),
    ('get_quota', '',
     'SETOF handelsregister.quota', 's', true),
    ('get_search_index', '',
     'SETOF handelsregister.search_index', 's', true),
    ('grant_access', 'reader text DEFAULT NULL::text, member text DEFAULT NULL::text, operator text DEFAULT NULL::text',
     'void', 'v', false),
    ('health', '',
     'SETOF handelsregister.health_check', 's', true),
    ('join_persons', 'person_id uuid, other_person_id uuid, reason text',
     'handelsregister.person', 'v', true),
    ('list_ambiguous_mentions', 'page_size integer DEFAULT 100, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.ambiguous_mention', 's', true),
    ('list_alerts', 'unread_only boolean DEFAULT true, after_seq bigint DEFAULT NULL::bigint,'
     ' page_size integer DEFAULT 100',
     'SETOF handelsregister.alert', 's', false),
    ('list_blocked_companies', 'page_size integer DEFAULT 100, after_id bigint DEFAULT 0',
     'SETOF handelsregister.blocked_company', 's', true),
    ('list_announcements', 'kinds text[] DEFAULT NULL::text[], from_date date DEFAULT NULL::date, to_date date DEFAULT NULL::date,'
     ' page_size integer DEFAULT 100, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.announcement', 's', true),
    ('list_company_announcements', 'identifier text, kinds text[] DEFAULT NULL::text[], page_size integer DEFAULT 100,'
     ' cursor text DEFAULT NULL::text',
     'SETOF handelsregister.announcement', 's', true),
    ('get_company_legal_events', 'identifier text, kinds text[] DEFAULT NULL::text[], page_size integer DEFAULT 100,'
     ' cursor text DEFAULT NULL::text',
     'SETOF handelsregister.company_legal_event', 's', true),
    ('list_company_documents', 'identifier text, page_size integer DEFAULT 100, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.company_document', 's', true),
    ('list_dead_jobs', 'kind text DEFAULT NULL::text, error_code text DEFAULT NULL::text,'
     ' page_size integer DEFAULT 50, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.dead_job', 's', true),
    ('list_erasures', 'page_size integer DEFAULT 100, before_id bigint DEFAULT NULL::bigint',
     'SETOF handelsregister.erasure', 's', true),
    ('list_jobs', 'state text DEFAULT NULL::text, kind text DEFAULT NULL::text, page_size integer DEFAULT 50,'
     ' before_id bigint DEFAULT NULL::bigint',
     'SETOF handelsregister.job', 's', true),
    ('list_reference', 'kind text, page_size integer DEFAULT 500, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.reference', 's', true),
    ('list_saved_searches', 'page_size integer DEFAULT 100, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.saved_search', 's', false),
    ('list_unmapped_paths', 'page_size integer DEFAULT 100, max_documents integer DEFAULT 5000',
     'SETOF handelsregister.unmapped_path', 's', true),
    ('list_watched_companies', 'watchlist_id uuid DEFAULT NULL::uuid, page_size integer DEFAULT 100,'
     ' cursor text DEFAULT NULL::text',
     'SETOF handelsregister.watched_company', 's', false),
    ('list_watchlists', 'page_size integer DEFAULT 100, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.watchlist', 's', false),
    ('lookup_company', 'identifier text',
     'SETOF handelsregister.company', 's', true),
    ('mark_alerts_read', 'upto_seq bigint',
     'handelsregister.alert_position', 'v', false),
    ('match_companies', 'names text[], cities text[] DEFAULT NULL::text[], max_hits integer DEFAULT 5',
     'SETOF handelsregister.company_candidate', 's', true),
    ('match_names', 'a text, b text',
     'handelsregister.name_match', 'i', true),
    ('normalize_company_name', 'name text',
     'handelsregister.normalized_name', 'i', true),
    ('parse_register_id', 'input text',
     'handelsregister.register_id', 'i', false),
    ('queue_status', '',
     'SETOF handelsregister.queue_kind', 's', true),
    ('redrive_dead_jobs', 'job_ids bigint[] DEFAULT NULL::bigint[], kind text DEFAULT NULL::text,'
     ' error_code text DEFAULT NULL::text, max_jobs integer DEFAULT 1000',
     'integer', 'v', true),
    ('rename_watchlist', 'watchlist_id uuid, name text',
     'handelsregister.watchlist', 'v', false),
    ('render_company', 'identifier text, as_of date DEFAULT NULL::date',
     'handelsregister."text/html"', 's', true),
    ('reprocess_documents', 'page_size integer DEFAULT 1000, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.reprocessed_document', 'v', true),
    ('rerun_person_assignment', '',
     'handelsregister.person_rerun', 'v', true),
    ('request_refresh', 'identifier text, max_age interval DEFAULT ''7 days''::interval',
     'SETOF handelsregister.refresh_request', 'v', true),
    ('retry_job', 'job_id bigint',
     'SETOF handelsregister.job', 'v', true),
    ('revoke_access', 'reader boolean DEFAULT false, member boolean DEFAULT false, operator boolean DEFAULT false',
     'void', 'v', false),
    ('run_saved_search', 'search_id uuid, page_size integer DEFAULT 20, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.company_match', 's', false),
    ('save_search', 'name text, q text, include_former_names boolean DEFAULT true,'
     ' register_types text[] DEFAULT NULL::text[], courts text[] DEFAULT NULL::text[],'
     ' legal_forms text[] DEFAULT NULL::text[], city text DEFAULT NULL::text, mode text DEFAULT ''smart''::text',
     'handelsregister.saved_search', 'v', false),
    ('reindex_search', '',
     'bigint', 'v', true),
    ('search_companies', 'q text, page_size integer DEFAULT 20, cursor text DEFAULT NULL::text,'
     ' include_former_names boolean DEFAULT true, register_types text[] DEFAULT NULL::text[],'
     ' courts text[] DEFAULT NULL::text[], legal_forms text[] DEFAULT NULL::text[], city text DEFAULT NULL::text,'
     ' mode text DEFAULT ''smart''::text',
     'SETOF handelsregister.company_match', 's', true),
    ('search_persons', 'q text, birth_year integer DEFAULT NULL::integer, residence text DEFAULT NULL::text,'
     ' page_size integer DEFAULT 20, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.person_match', 's', true),
    ('set_rate_limit', 'function_name text, calls_per_hour integer DEFAULT NULL::integer',
     'handelsregister.rate_limit', 'v', true),
    ('submit_announcement', 'content bytea, source text DEFAULT NULL::text,'
     ' retrieved_at timestamp with time zone DEFAULT NULL::timestamp with time zone',
     'handelsregister.submission', 'v', true),
    ('submit_announcements', 'contents bytea[], source text DEFAULT NULL::text,'
     ' retrieved_at timestamp with time zone DEFAULT NULL::timestamp with time zone',
     'SETOF handelsregister.submission', 'v', true),
    ('split_person', 'person_id uuid, identifiers text[], reason text',
     'handelsregister.person', 'v', true),
    ('submit_document', 'content bytea, content_type text DEFAULT NULL::text, source text DEFAULT NULL::text,'
     ' retrieved_at timestamp with time zone DEFAULT NULL::timestamp with time zone',
     'handelsregister.submission', 'v', true),
    ('submit_documents', 'contents bytea[], content_type text DEFAULT NULL::text, source text DEFAULT NULL::text,'
     ' retrieved_at timestamp with time zone DEFAULT NULL::timestamp with time zone',
     'SETOF handelsregister.submission', 'v', true),
    ('suggest_companies', 'prefix text, max_hits integer DEFAULT 10',
     'SETOF handelsregister.company_suggestion', 's', true),
    ('unblock_company', 'identifier text, reason text',
     'handelsregister.blocked_company', 'v', true),
    ('unwatch_company', 'identifier text, watchlist_id uuid',
     'handelsregister.watched_company', 'v', false),
    ('watch_company', 'identifier text, watchlist_id uuid, kinds text[] DEFAULT NULL::text[]',
     'handelsregister.watched_company', 'v', false);

-- three of each
select is(a.arguments, w.arguments, w.name || ': arguments') from wanted w left join api a using (name) order by w.name;
select is(a.result, w.result, w.name || ': result') from wanted w left join api a using (name) order by w.name;
select is((a.volatility, a.is_definer), (w.volatility, w.is_definer), w.name || ': volatility and security')
    from wanted w left join api a using (name) order by w.name;

select is_empty('select name from api group by name having count(*) > 1', 'no overloads');
select is_empty('select name from api except select name from wanted', 'no function that this test does not know');
select is_empty($$select p.oid::regprocedure from pg_proc p join pg_language l on l.oid = p.prolang
                  where p.pronamespace in ('handelsregister'::regnamespace, 'hr_queue'::regnamespace,
                                           'hr_registry'::regnamespace, 'hr_user'::regnamespace)
                    and p.prokind = 'f' and not (l.lanname = 'c' and p.provolatile = 'i')
                    and not 'search_path=pg_catalog, pg_temp' = any (coalesce(p.proconfig, '{}'))$$,
                'the search path of every function that may run SQL is pinned, pg_temp last');
select is_empty($$select p.oid::regprocedure from pg_proc p
                  where p.pronamespace in ('handelsregister'::regnamespace, 'hr_queue'::regnamespace,
                                           'hr_registry'::regnamespace, 'hr_user'::regnamespace)
                    and obj_description(p.oid, 'pg_proc') is null$$, 'every function has a comment');
select is_empty($$select c.oid::regclass from pg_class c
                  where c.relnamespace in ('handelsregister'::regnamespace, 'hr_queue'::regnamespace,
                                           'hr_registry'::regnamespace, 'hr_user'::regnamespace)
                    and c.relkind in ('r', 'p', 'v', 'S') and obj_description(c.oid, 'pg_class') is null$$,
                'every table, view and sequence has a comment');
select is_empty($$select relname from pg_class
                  where relnamespace = 'handelsregister'::regnamespace and relkind <> 'v'$$,
                'the API schema holds views and functions only');

select col_type_is('handelsregister', 'company', 'capital_amount', 'numeric', 'amounts are exact');
select col_type_is('handelsregister', 'company', 'register_number', 'bigint', 'register numbers are numbers');
select col_type_is('handelsregister', 'company', 'former_names', 'text[]', 'former names are an array');
select col_type_is('handelsregister', 'company_officer', 'birth_year', 'integer', 'birth years only');
select col_type_is('handelsregister', 'change', 'epoch', 'uuid', 'the epoch is a uuid');
select col_type_is('handelsregister', 'company_match', 'score', 'real', 'scores are real');
select * from finish();
rollback;
