-- Attributes of a company today and on a day, looking up, differences, and the page
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
insert into hr_registry.registration (court, register_type, register_number, suffix, company_id, euid, valid_from, valid_to) values
    ('K1101R', 'HRB', 900001, '', 900001, 'DEK1101R.HRB900001', '2014-03-20', '2020-06-30');
insert into hr_registry.company_identifier (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, lei, vat_id)
    values (900002, 900003, '2025-03-01', true, false, '529900T8BM49AURSDO55', 'DE811115368');
insert into hr_registry.register_entry (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to_is_bound,
                                        sheet_column, position, entry_number, type_code, type_label, text)
    select 900001, 'e' || n, 900001, '2023-12-01', true, false, 4, n, n, '002', 'Eintragungszusatz',
           'Bestellt: Muster, Erika, Berlin, *03.04.1979, Nr. ' || n from generate_series(1, 3) n;
\set ECHO all

-- looking up: by each identifier, with and without a court; what nothing has is no error
select i.identifier, c.company_id, c.name, c.register_label
    from (values (1, '900001'), (2, 'DEF1103R.HRB900001B'), (3, 'HRB 900001 B Charlottenburg'), (4, 'hrb 900001'), (5, 'HRB 900001 B'),
                 (6, 'VR900002'), (7, '5299 00T8 BM49 AURS DO55'), (8, 'de811115368'), (9, 'HRB 999999999'), (10, 'nothing'),
                 (11, '999999999999')) i (n, identifier)
    left join lateral handelsregister.lookup_company(i.identifier) c on true order by i.n, c.register_label;
select * from pg_temp.failure($$select handelsregister.lookup_company('')$$);
select code, detail::jsonb ->> 'code' as problem from pg_temp.failure($$select handelsregister.lookup_company(repeat('x', 501))$$);

-- today and on a day
select d.day, c.name, c.capital_amount, c.former_names, c.register_label
    from (values (null::date), ('2023-12-01'), ('2025-02-14'), ('2025-02-15')) d (day),
         lateral handelsregister.get_company('900001', d.day) c order by d.day nulls first;
select * from pg_temp.failure($$select handelsregister.get_company('900001', '2023-11-30')$$);
select d.day, o.role, o.name, o.birth_year, o.representation, o.exemption, o.valid_to
    from (values (1, null::date, false), (2, '2024-06-01', false), (3, null, true)) d (n, day, former),
         lateral handelsregister.get_company_officers('900001', d.former, d.day) with ordinality
             o (company_id, role_code, role, role_group, kind, name, title, first_names, call_name, name_prefix, last_name, name_suffix,
                birth_name, birth_year, residence, country_code, organisation_name, organisation_form, organisation_seat, register_court,
                register_type, register_number, representation, exemption, procuration, limits, valid_from, valid_from_is_bound, valid_to,
                valid_to_is_bound, role_in_english, procuration_kind,
                organisation_company_id, person_id, place) order by d.n, o.place;
select amount, currency, valid_from, valid_to from handelsregister.get_company_capital('900001', include_former => true);
select amount from handelsregister.get_company_capital('900001', as_of => '2024-01-01');
select kind_code, street, city, valid_from from handelsregister.get_company_addresses('900001');
select name, is_former, valid_from, valid_to from handelsregister.get_company_names('900001');
select register_label, euid, is_current, valid_from, valid_to from handelsregister.get_company_registrations('900001');
select register_label from handelsregister.get_company('900001', '2023-12-01');

-- rules in words and as structure
select scope, name, rule, may_act_alone, act_together, with_procurist, may_deal_with_self, may_represent_both_sides
    from handelsregister.get_company_representation('900001');
select name, may_act_alone, act_together from handelsregister.get_company_representation('900001', '2024-06-01') where scope = 'officer';

-- texts without dates of birth, page by page
select entry_number, type, text, next_cursor from handelsregister.get_company_entries('900001', 2);
select entry_number, next_cursor from handelsregister.get_company_entries('900001', 2, '2');
select document_id, bytes, last_entry, source, next_cursor from handelsregister.list_company_documents('900001', 1);
select document_id, next_cursor from handelsregister.list_company_documents('900001', 1, '900002');
select * from pg_temp.failure($$select handelsregister.list_company_documents('900001', 1001)$$);
select code, detail from pg_temp.failure($$select handelsregister.get_company_entries('900001', 1, 'x')$$);

-- differences, field by field
select * from handelsregister.diff_company('900001', '2024-01-01', '2025-02-15') where section <> 'officer';
select subject, op, field, new_value from handelsregister.diff_company('900001', '2024-01-01')
    where section = 'officer' and (op <> 'added' or field = 'name');
select count(*) from handelsregister.diff_company('900001', '2025-02-15');
select * from pg_temp.failure($$select handelsregister.diff_company('900001', '2025-01-01', '2024-01-01')$$);
select code, detail from pg_temp.failure($$select handelsregister.diff_company('900001', null)$$);

-- the page: texts are escaped, birth dates are years
update hr_registry.company_name set name = '<script>alert("Q & A")</script>' where company_id = 900001 and valid_to is null;
select page ~ '<script' as script, page ~ '&lt;script&gt;alert\(&quot;Q &amp; A&quot;\)' as escaped, page ~ '1979-04-03' as birth_date,
       page ~ '<td>1979</td>' as birth_year
    from handelsregister.render_company('900001') page;
select code from pg_temp.failure($$select handelsregister.render_company('900009')$$);
rollback;
