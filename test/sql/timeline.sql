-- get_company_timeline: events that hold, between two days, of some kinds
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
\set ECHO all

select seq, kind, effective_date, effective_is_bound, subject, old_value, new_value
    from handelsregister.get_company_timeline('900001');
select seq from handelsregister.get_company_timeline('900001', from_date => '2025-02-15');
select seq from handelsregister.get_company_timeline('900001', to_date => '2025-02-14');
select seq from handelsregister.get_company_timeline('900001', kinds => '{company_added,officer_left}');
select seq from handelsregister.get_company_timeline('900001', kinds => '{}');
select code, message from pg_temp.failure($$select handelsregister.get_company_timeline('999999999')$$);
select code, detail from pg_temp.failure($$select handelsregister.get_company_timeline('900001', kinds => array_fill('x'::text, array[201]))$$);
rollback;
