-- The row types of the API: an application's generated types hold them, so that columns may only be added at the end.
begin;
create extension if not exists pgtap;
select plan(54);

create temp table wanted (name text, columns text);
insert into wanted values
    ('alert',
     'seq bigint, company_id bigint, euid text, name text, kind text, effective_date date, effective_is_bound boolean,'
     ' subject text, old_value text, new_value text, retracts bigint, recorded_at timestamp with time zone,'
     ' watchlist_ids uuid[], is_read boolean'),
    ('alert_position',
     'seq bigint, updated_at timestamp with time zone'),
    ('ambiguous_mention',
     'company_id bigint, person_id uuid, name text, birth_year integer, residence text, candidates uuid[], next_cursor'
     ' text'),
    ('audit_entry',
     'audit_id bigint, acted_at timestamp with time zone, role_name text, subject text, action text, company_id'
     ' bigint, facts jsonb'),
    ('blocked_company',
     'company_id bigint, name text, register_label text, reason text, blocked_by text, blocked_at timestamp with time'
     ' zone'),
    ('change',
     'epoch uuid, seq bigint, company_id bigint, euid text, name text, kind text, effective_date date,'
     ' effective_is_bound boolean, subject text, old_value text, new_value text, document_id bigint, retracts bigint,'
     ' recorded_at timestamp with time zone'),
    ('company',
     'company_id bigint, name text, legal_form_code text, legal_form text, court_code text, court_name text,'
     ' register_type text, register_number bigint, suffix text, former_court_code text, register_label text, euid text,'
     ' status_code text, status text, seat text, street text, house_number text, address_addition text, po_box text,'
     ' postal_code text, city text, district text, country_code text, capital_amount numeric, capital_currency text,'
     ' purpose text, articles_date date, representation_code text, representation text, representation_exemption text,'
     ' former_names text[], last_entry date, snapshot_count integer, as_of timestamp without time zone'),
    ('company_address',
     'company_id bigint, kind_code text, kind text, street text, house_number text, address_addition text, po_box'
     ' text, postal_code text, city text, district text, country_code text, country text, is_former boolean, valid_from'
     ' date, valid_from_is_bound boolean, valid_to date, valid_to_is_bound boolean'),
    ('company_capital',
     'company_id bigint, kind text, amount numeric, currency text, note text, valid_from date, valid_from_is_bound'
     ' boolean, valid_to date, valid_to_is_bound boolean'),
    ('announcement',
     'document_id bigint, company_id bigint, published date, kind text, stage text, cross_border boolean, category text,'
     ' name text, seat text, legal_form text, court_code text, register_label text, reference text, entered date,'
     ' withdrawn_at timestamp without time zone, agreement_date date, resolution_date date, effective_date date, filed_date'
     ' date, amount numeric, currency text, parties handelsregister.legal_party[], body text, next_cursor text'),
    ('company_legal_event',
     'company_id bigint, kind text, stage text, cross_border boolean, agreement_date date, resolution_date date,'
     ' effective_date date, amount numeric, currency text, parties handelsregister.legal_party[], sheet_column numeric,'
     ' entry_number numeric, type_code text, text text, valid_from date, valid_from_is_bound boolean, valid_to date,'
     ' valid_to_is_bound boolean, next_cursor text'),
    ('legal_party',
     'name text, seat text, role text, register_label text, court text, company_id bigint, euid text'),
    ('company_candidate',
     'position integer, asked_name text, company_id bigint, name text, matched_name text, is_former_name boolean, seat'
     ' text, register_label text, euid text, is_in_city boolean, search_score real, match_score real, decision text,'
     ' shared real, alike real, spelling real, legal_form text, numbers_differ boolean'),
    ('name_match',
     'score real, decision text, shared real, alike real, only_a real, only_b real, evidence real, open_word real,'
     ' spelling real, legal_form text, lacks_form boolean, numbers_differ boolean, number_added boolean, is_reordered'
     ' boolean'),
    ('normalized_name',
     'normalized text, words text[], legal_form text, legal_form_code text, elf_code text, is_in_liquidation boolean,'
     ' phonetic_codes text[]'),
    ('company_difference',
     'company_id bigint, section text, subject text, op text, field text, old_value text, new_value text'),
    ('company_document',
     'company_id bigint, document_id bigint, content_type text, bytes bigint, sha256 text, source text, retrieved_at'
     ' timestamp without time zone, last_entry date, entry_count integer, xjustiz_version text, message_created'
     ' timestamp without time zone, next_cursor text, erased boolean'),
    ('company_entry',
     'company_id bigint, sheet_column numeric, position numeric, entry_number numeric, type_code text, type text, text'
     ' text, valid_from date, valid_from_is_bound boolean, valid_to date, valid_to_is_bound boolean, next_cursor text'),
    ('company_event',
     'seq bigint, company_id bigint, kind text, effective_date date, effective_is_bound boolean, subject text,'
     ' old_value text, new_value text, document_id bigint, recorded_at timestamp with time zone, next_cursor text'),
    ('company_match',
     'company_id bigint, name text, matched_name text, is_former_name boolean, seat text, register_label text, euid'
     ' text, status text, score real, next_cursor text,'
     ' match_kind text, matched_field text, total_hits bigint'),
    ('company_name',
     'company_id bigint, name text, short_name text, is_former boolean, valid_from date, valid_from_is_bound boolean,'
     ' valid_to date, valid_to_is_bound boolean'),
    ('company_officer',
     'company_id bigint, role_code text, role text, role_group text, kind text, name text, title text, first_names'
     ' text, call_name text, name_prefix text, last_name text, name_suffix text, birth_name text, birth_year integer,'
     ' residence text, country_code text, organisation_name text, organisation_form text, organisation_seat text,'
     ' register_court text, register_type text, register_number text, representation text, exemption text, procuration'
     ' text, limits text, valid_from date, valid_from_is_bound boolean, valid_to date, valid_to_is_bound boolean,'
     ' role_in_english text, procuration_kind text, organisation_company_id bigint, person_id uuid'),
    ('company_registration',
     'company_id bigint, court_code text, court_name text, register_type text, register_number bigint, suffix text,'
     ' former_court_code text, register_label text, euid text, is_current boolean, valid_from date, valid_to date'),
    ('company_representation',
     'company_id bigint, scope text, name text, role_code text, role text, rule_code text, rule text, may_act_alone'
     ' text, act_together text, with_procurist boolean, exemption text, may_deal_with_self boolean,'
     ' may_represent_both_sides boolean, procuration text, limits text'),
    ('company_suggestion',
     'company_id bigint, name text, matched_name text, is_former_name boolean, seat text, register_label text'),
    ('dead_job',
     'job_id bigint, kind text, owner text, subject text, payload jsonb, attempt smallint, crashes smallint,'
     ' enqueued_at timestamp with time zone, failed_at timestamp with time zone, error_code text, error_message text,'
     ' error_detail text, error_hint text, next_cursor text'),
    ('erasure',
     'erasure_id bigint, job_id bigint, state text, reason text, requested_by text, requested_at timestamp with time'
     ' zone, finished_at timestamp with time zone, companies bigint, documents bigint, events bigint'),
    ('export_line',
     'company_id bigint, line text'),
    ('import',
     'import_id bigint, state text, source text, format text, description text, document_id bigint, lines bigint,'
     ' lines_done bigint, lines_failed bigint, companies_added bigint, companies_changed bigint, companies_unchanged'
     ' bigint, left_out_fields text[], jobs_left integer, jobs_failed integer, copy_command text, requested_by text,'
     ' created_at timestamp with time zone, started_at timestamp with time zone, finished_at timestamp with time zone'),
    ('import_failure',
     'import_id bigint, line bigint, reason text, content text'),
    ('health_check',
     'check text, ok boolean, detail text, hint text'),
    ('job',
     'job_id bigint, kind text, state text, attempt smallint, enqueued_at timestamp with time zone, run_at timestamp'
     ' with time zone, failed_at timestamp with time zone, finished_at timestamp with time zone, error_code text,'
     ' error_message text, error_detail text, error_hint text, result jsonb, queue_position integer'),
    ('queue_kind',
     'kind text, ready bigint, running bigint, deferred bigint, dead bigint, oldest_ready_age interval, next_run_at'
     ' timestamp with time zone, done_last_hour bigint, waiting_since timestamp with time zone, retrying bigint,'
     ' last_success_at timestamp with time zone, last_failure_at timestamp with time zone, last_error_code text,'
     ' last_error_message text, stuck_since timestamp with time zone, stuck_reason text, is_estimate boolean'),
    ('network_item',
     'kind text, id text, company_id bigint, person_id uuid, name text, source text, target text, role_code text,'
     ' role text, role_in_english text, role_group text, valid_from date, valid_to date, depth integer, is_complete'
     ' boolean'),
    ('path_step',
     'step integer, kind text, company_id bigint, person_id uuid, name text, holder text, role_code text, role text,'
     ' role_in_english text, valid_from date, valid_to date'),
    ('person',
     'person_id uuid, name text, title text, first_names text, call_name text, name_prefix text, last_name text,'
     ' name_suffix text, birth_name text, birth_year integer, residence text, country_code text, other_names text[],'
     ' companies integer, former_companies integer, first_entry date'),
    ('person_match',
     'person_id uuid, name text, birth_year integer, residence text, companies integer, score real, next_cursor text,'
     ' match_kind text'),
    ('person_rerun',
     'mentions bigint, changes bigint'),
    ('person_role',
     'person_id uuid, company_id bigint, company_name text, register_label text, role_code text, role text,'
     ' role_in_english text, role_group text, name text, residence text, reason text, valid_from date,'
     ' valid_from_is_bound boolean, valid_to date, valid_to_is_bound boolean'),
    ('quota',
     'function_name text, calls_per_hour integer, used integer, resets_at timestamp with time zone'),
    ('rate_limit',
     'function_name text, calls_per_hour integer'),
    ('reference',
     'kind text, code text, name text, english_name text, category text, elf_code text, iso_code text, state text, status'
     ' text, successor_code text, next_cursor text'),
    ('refresh_request',
     'job_id bigint, company_id bigint, state text, is_duplicate boolean, queue_position integer, retrieved_at'
     ' timestamp without time zone'),
    ('register_id',
     'court_code text, court_name text, register_type text, register_number bigint, suffix text, former_court_code'
     ' text, euid text, is_valid boolean, problem text, former_court_name text, court_match text, euid_problem text'),
    ('reprocessed_document',
     'document_id bigint, job_id bigint, reason text, next_cursor text'),
    ('retention_result',
     'audit_entries integer, dead_jobs integer, refresh_requests integer, usage_counts integer'),
    ('saved_search',
     'search_id uuid, name text, q text, include_former_names boolean, register_types text[], courts text[],'
     ' legal_forms text[], city text, created_at timestamp with time zone, mode text, next_cursor text'),
    ('search_index',
     'blocks bigint, bytes bigint, new_entries bigint, names_read bigint'),
    ('submission',
     'document_id bigint, job_id bigint, is_duplicate boolean, sha256 text'),
    ('unmapped_path',
     'path text, documents bigint, versions text[], first_document_id bigint, last_document_id bigint'),
    ('watched_company',
     'watchlist_id uuid, watchlist_name text, company_id bigint, name text, seat text, register_label text, kinds'
     ' text[], since timestamp with time zone, next_cursor text'),
    ('watchlist',
     'watchlist_id uuid, name text, company_count integer, created_at timestamp with time zone, next_cursor text');

create temp view api as
    select c.oid, c.relname::text as name,
           string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum) as columns
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
        where c.relnamespace = 'handelsregister'::regnamespace group by c.oid;

select is(a.columns, w.columns, w.name) from wanted w left join api a using (name) order by w.name;
select is_empty('select name from api except select name from wanted', 'no row type that this test does not know');
select is_empty($$select a.name from api a where not exists (
                      select from pg_proc p where p.pronamespace = 'handelsregister'::regnamespace
                         and p.prorettype = (select c.reltype from pg_class c where c.oid = a.oid))
                    and not exists (
                      select from pg_attribute t join api o on o.oid = t.attrelid
                         where t.atttypid = (select y.typarray from pg_type y join pg_class c on c.reltype = y.oid
                                                 where c.oid = a.oid))$$, 'each is what a function returns, or a list in it');
select * from finish();
rollback;
