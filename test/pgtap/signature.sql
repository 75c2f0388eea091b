-- The API as an application sees it: names, parameters, defaults, row types, volatility.
begin;
create extension if not exists pgtap;
select plan(62);

create temp view api as
    select p.proname as name, pg_get_function_arguments(p.oid) as arguments, pg_get_function_result(p.oid) as result,
           p.provolatile as volatility, p.prosecdef as is_definer, p.proconfig, l.lanname
        from pg_proc p join pg_language l on l.oid = p.prolang
        where p.pronamespace = 'handelsregister'::regnamespace;

create temp table wanted (name name, arguments text, result text, volatility "char", is_definer boolean);
insert into wanted values
    ('submit_document', 'content bytea, content_type text DEFAULT NULL::text, source text DEFAULT NULL::text, retrieved_at timestamp with time zone DEFAULT NULL::timestamp with time zone',
     'handelsregister.submission', 'v', true),
    ('submit_documents', 'contents bytea[], content_type text DEFAULT NULL::text, source text DEFAULT NULL::text, retrieved_at timestamp with time zone DEFAULT NULL::timestamp with time zone',
     'SETOF handelsregister.submission', 'v', true),
    ('get_job', 'job_id bigint', 'SETOF handelsregister.job', 's', true),
    ('get_company', 'identifier text', 'SETOF handelsregister.company', 's', true),
    ('get_company_officers', 'identifier text, include_former boolean DEFAULT false', 'SETOF handelsregister.company_officer', 's', true),
    ('get_company_timeline', 'identifier text, from_date date DEFAULT NULL::date, to_date date DEFAULT NULL::date, kinds text[] DEFAULT NULL::text[]',
     'SETOF handelsregister.company_event', 's', true),
    ('get_changes', 'epoch uuid DEFAULT NULL::uuid, after_seq bigint DEFAULT 0, max_rows integer DEFAULT 1000',
     'SETOF handelsregister.change', 's', true),
    ('search_companies', 'q text, page_size integer DEFAULT 20, cursor text DEFAULT NULL::text, include_former_names boolean DEFAULT true',
     'SETOF handelsregister.company_match', 's', true),
    ('parse_register_id', 'input text', 'handelsregister.register_id', 'i', false),
    ('queue_status', '', 'SETOF handelsregister.queue_kind', 's', true),
    ('health', '', 'SETOF handelsregister.health_check', 's', true),
    ('list_dead_jobs', 'kind text DEFAULT NULL::text, error_code text DEFAULT NULL::text, page_size integer DEFAULT 50, cursor text DEFAULT NULL::text',
     'SETOF handelsregister.dead_job', 's', true),
    ('grant_access', 'reader text DEFAULT NULL::text, member text DEFAULT NULL::text, operator text DEFAULT NULL::text',
     'void', 'v', false);

-- 13 x 3
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

select columns_are('handelsregister', 'submission', array['document_id', 'job_id', 'is_duplicate', 'sha256']);
select columns_are('handelsregister', 'job', array['job_id', 'kind', 'state', 'attempt', 'enqueued_at', 'run_at',
    'failed_at', 'finished_at', 'error_code', 'error_message', 'error_detail', 'error_hint', 'result']);
select columns_are('handelsregister', 'company', array['company_id', 'name', 'legal_form_code', 'legal_form',
    'court_code', 'court_name', 'register_type', 'register_number', 'suffix', 'former_court_code', 'register_label',
    'euid', 'status_code', 'status', 'seat', 'street', 'house_number', 'address_addition', 'po_box', 'postal_code',
    'city', 'district', 'country_code', 'capital_amount', 'capital_currency', 'purpose', 'articles_date',
    'representation_code', 'representation', 'representation_exemption', 'former_names', 'last_entry',
    'snapshot_count', 'as_of']);
select columns_are('handelsregister', 'company_officer', array['company_id', 'role_code', 'role', 'role_group', 'kind',
    'name', 'title', 'first_names', 'call_name', 'name_prefix', 'last_name', 'name_suffix', 'birth_name', 'birth_year',
    'residence', 'country_code', 'organisation_name', 'organisation_form', 'organisation_seat', 'register_court',
    'register_type', 'register_number', 'representation', 'exemption', 'procuration', 'limits', 'valid_from',
    'valid_from_is_bound', 'valid_to', 'valid_to_is_bound']);
select columns_are('handelsregister', 'company_event', array['seq', 'company_id', 'kind', 'effective_date',
    'effective_is_bound', 'subject', 'old_value', 'new_value', 'document_id', 'recorded_at']);
select columns_are('handelsregister', 'change', array['epoch', 'seq', 'company_id', 'euid', 'name', 'kind',
    'effective_date', 'effective_is_bound', 'subject', 'old_value', 'new_value', 'document_id', 'retracts',
    'recorded_at']);
select columns_are('handelsregister', 'company_match', array['company_id', 'name', 'matched_name', 'is_former_name',
    'seat', 'register_label', 'euid', 'status', 'score', 'next_cursor']);
select columns_are('handelsregister', 'register_id', array['court_code', 'court_name', 'register_type',
    'register_number', 'suffix', 'former_court_code', 'euid', 'is_valid', 'problem']);
select columns_are('handelsregister', 'queue_kind', array['kind', 'ready', 'running', 'deferred', 'dead',
    'oldest_ready_age', 'next_run_at', 'done_last_hour', 'waiting_since', 'retrying', 'last_success_at',
    'last_failure_at', 'last_error_code', 'last_error_message', 'stuck_since', 'stuck_reason', 'is_estimate']);
select columns_are('handelsregister', 'dead_job', array['job_id', 'kind', 'owner', 'subject', 'payload', 'attempt',
    'crashes', 'enqueued_at', 'failed_at', 'error_code', 'error_message', 'error_detail', 'error_hint', 'next_cursor']);
select columns_are('handelsregister', 'health_check', array['check', 'ok', 'detail', 'hint']);
select col_type_is('handelsregister', 'company', 'capital_amount', 'numeric', 'amounts are exact');
select col_type_is('handelsregister', 'company', 'register_number', 'bigint', 'register numbers are numbers');
select col_type_is('handelsregister', 'company', 'former_names', 'text[]', 'former names are an array');
select col_type_is('handelsregister', 'company_officer', 'birth_year', 'integer', 'birth years only');
select col_type_is('handelsregister', 'change', 'epoch', 'uuid', 'the epoch is a uuid');
select col_type_is('handelsregister', 'company_match', 'score', 'real', 'scores are real');
select * from finish();
rollback;
