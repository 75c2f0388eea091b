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

-- nor does one that stands in a free text
update hr_registry.officer set role_text = 'Beirat, geb. 03.04.1965', organisation_form_text = 'KG, geb. 03.04.1965'
    where company_id = 900001;
update hr_registry.officer_authority
    set rule_text = 'mit Max Alt, geb. 03.04.1965, gemeinsam', exemption_text = 'gegenüber Max Alt, geb. 03.04.1965',
        procuration_text = 'wie Max Alt, geb. 03.04.1965', local_limit = 'Ulm, mit Max Alt, geb. 03.04.1965'
    where company_id = 900001;
update hr_registry.company_representation
    set rule_text = 'durch Max Alt, geb. 03.04.1965', exemption_text = 'für Max Alt, geb. 03.04.1965'
    where company_id = 900001;
select name, role, organisation_form, representation, exemption, procuration, limits
    from handelsregister.get_company_officers('900001') order by name;
select representation, representation_exemption from handelsregister.get_company('900001');
select count(*) from (select o::text from handelsregister.get_company_officers('900001', true) o
                      union all select c::text from handelsregister.get_company('900001') c) t (shown)
    where t.shown ~ '03\.04|04-03';

select code, message from pg_temp.failure($$select handelsregister.get_company_officers('nothing')$$);
select code, message from pg_temp.failure($$select handelsregister.get_company_officers('999999999', true)$$);
rollback;

-- groups of roles
select code, hr_registry.role_group(code)
    from unnest(array['086', '194', '285', '107', '252', '275', '264', '288', null]) code;
