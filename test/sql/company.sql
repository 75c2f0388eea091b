-- get_company: by number, EUID and register number; what is wrong with an identifier
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
\set ECHO all

\x on
select * from handelsregister.get_company('900001');
select * from handelsregister.get_company('DEF1103R.VR900002');
\x off
select company_id, register_label from handelsregister.get_company('HRB 900001 B Charlottenburg');
select company_id, register_label from handelsregister.get_company(' 900001 ');

select code, message, detail::jsonb ->> 'code' as detail_code, detail::jsonb ->> 'problem' is not null as has_problem, hint
    from pg_temp.failure($$select handelsregister.get_company('HRQ 1 Charlottenburg')$$);
select * from pg_temp.failure($$select handelsregister.get_company('HRB 999999 B Charlottenburg')$$);
select * from pg_temp.failure($$select handelsregister.get_company('999999999')$$);
select * from pg_temp.failure($$select handelsregister.get_company('')$$);
select * from pg_temp.failure($$select handelsregister.get_company(null)$$);
select code, detail from pg_temp.failure($$select handelsregister.get_company(repeat('x', 501))$$);
rollback;

-- the error comes also where there is no company at all
begin;
\set ECHO none
\i :fixture
\set ECHO all
select count(*) from hr_registry.company where id < 900001 and id > 900000;
select code from pg_temp.failure($$select handelsregister.get_company_officers('900000')$$);
select code from pg_temp.failure($$select handelsregister.get_company_timeline('900000')$$);
rollback;

-- coded values for people
select hr_registry.shown('016', 'Label', 'text'), hr_registry.shown('016', 'Label', null),
       hr_registry.shown('016', null, 'text'), hr_registry.shown('016', null, null), hr_registry.shown(null, null, null);
