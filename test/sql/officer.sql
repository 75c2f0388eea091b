-- get_company_officers: years of birth only, authorities in force, former officers on demand
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
\set ECHO all

\x on
select * from handelsregister.get_company_officers('HRB 900001 B Charlottenburg');
\x off
select name, role_group, representation, valid_from, valid_to
    from handelsregister.get_company_officers('900001', include_former => true);
select count(*) from handelsregister.get_company_officers('900002');

-- no day of birth leaves
select count(*) from handelsregister.get_company_officers('900001', true) o
    where o::text ~ '1979-04|1950-10|Köln';

select code, message from pg_temp.failure($$select handelsregister.get_company_officers('nothing')$$);
select code, message from pg_temp.failure($$select handelsregister.get_company_officers('999999999', true)$$);
rollback;

-- groups of roles
select code, hr_registry.role_group(code)
    from unnest(array['086', '194', '285', '107', '252', '275', '264', '288', null]) code;
