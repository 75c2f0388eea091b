-- Errors of the API: SQLSTATE for the HTTP status, DETAIL for programs, HINT for people.
begin;
create extension if not exists pgtap;
create temp table wanted (statement text, sqlstate text, code text);
insert into wanted values
    ($$select handelsregister.submit_document('')$$, 'PT400', 'empty_document'),
    ($$select handelsregister.submit_document(null)$$, 'PT400', 'empty_document'),
    ($$select handelsregister.submit_documents(array['<a/>', null]::bytea[])$$, 'PT400', 'empty_document'),
    ($$select handelsregister.submit_document(repeat('x', 2048)::bytea)$$, 'PT413', 'document_too_large'),
    ($$select handelsregister.get_job(9223372036854775807)$$, 'PT404', 'unknown_job'),
    ($$select handelsregister.get_company('HRB Nowhere')$$, 'PT400', 'invalid_register_id'),
    ($$select handelsregister.get_company('')$$, 'PT400', 'invalid_identifier'),
    ($$select handelsregister.get_company('999999999999')$$, 'PT404', 'unknown_company'),
    ($$select handelsregister.get_company('DEF1103R.HRB999999B')$$, 'PT404', 'unknown_company'),
    ($$select handelsregister.get_company_officers('999999999999')$$, 'PT404', 'unknown_company'),
    ($$select handelsregister.get_company_timeline('999999999999')$$, 'PT404', 'unknown_company'),
    ($$select handelsregister.get_changes('00000000-0000-0000-0000-000000000000')$$, 'PT416', 'wrong_epoch'),
    ($$select handelsregister.get_changes(max_rows => 0)$$, 'PT400', 'invalid_max_rows'),
    ($$select handelsregister.search_companies('')$$, 'PT400', 'invalid_query'),
    ($$select handelsregister.search_companies('x', page_size => 0)$$, 'PT400', 'invalid_page_size'),
    ($$select handelsregister.search_companies('x', cursor => 'x')$$, 'PT400', 'invalid_cursor'),
    ($$select handelsregister.normalize_company_name(repeat('x', 501))$$, 'PT400', 'invalid_query'),
    ($$select handelsregister.match_names('x', null)$$, 'PT400', 'invalid_query'),
    ($$select handelsregister.match_companies(array_fill('x'::text, array[101]))$$, 'PT400', 'invalid_names'),
    ($$select handelsregister.match_companies('{x}', max_hits => 21)$$, 'PT400', 'invalid_page_size'),
    ($$select handelsregister.list_dead_jobs(page_size => 0)$$, 'PT400', 'invalid_page_size'),
    ($$select handelsregister.list_dead_jobs(cursor => 'x')$$, 'PT400', 'invalid_cursor'),
    ($$select handelsregister.erase_person('', 'Tabea', '1971-03-09', 'case 1')$$, 'PT400', 'invalid_person'),
    ($$select handelsregister.erase_person('Quellfurth', 'Tabea', '1971-03-09', '')$$, 'PT400', 'invalid_reason'),
    ($$select a, handelsregister.erase_person('Quellfurth', 'Tabea', '1971-03-09', 'case ' || a) from generate_series(1, 2) a$$,
     'PT409', 'already_erased'),
    ($$select handelsregister.list_erasures(0)$$, 'PT400', 'invalid_page_size'),
    ($$select handelsregister.list_unmapped_paths(0)$$, 'PT400', 'invalid_page_size'),
    ($$select handelsregister.reprocess_documents(0)$$, 'PT400', 'invalid_page_size'),
    ($$select handelsregister.reprocess_documents(cursor => 'x')$$, 'PT400', 'invalid_cursor'),
    ($$select handelsregister.grant_access(reader => 'no role has this name')$$, 'PT404', 'unknown_role');
create function pg_temp.failure(statement text, out sqlstate_is text, out code text, out hint text, out message text)
    language plpgsql as $$
begin
    execute statement;
exception when others then
    get stacked diagnostics sqlstate_is = returned_sqlstate, code = pg_exception_detail, hint = pg_exception_hint,
        message = message_text;
    code := code::jsonb ->> 'code';
end
$$;
set local handelsregister.max_document_size = '1kB';
select plan(3 * (select count(*)::integer from wanted));
select is(f.sqlstate_is, w.sqlstate, w.statement) from wanted w, pg_temp.failure(w.statement) f;
select is(f.code, w.code, w.code || ' in the detail') from wanted w, pg_temp.failure(w.statement) f;
select ok(f.hint ~ '\.$' and f.message ~ '^[a-z].*[^.]$', w.code || ': style') from wanted w, pg_temp.failure(w.statement) f;
select * from finish();
rollback;
