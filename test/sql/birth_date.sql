-- Anonymous readers see no birth date in any text, however it is written, and every other date
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
create role birth_reader;
select handelsregister.grant_access(reader => 'birth_reader') \gset
-- 1979-04-03 is stored for Erika Muster; the others are in texts only
insert into hr_registry.register_entry (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to_is_bound,
                                        sheet_column, position, entry_number, type_code, text)
    select 900001, 'e' || e.n, 900001, '2023-12-01', true, false, 4, e.n, e.n, '002', e.text
        from (values
            (1, e'Bestellt: Muster, Erika, Berlin,\n*\u00a003.\u00a004.\u00a01979'),
            (2, 'GEB. AM 3. APRIL 1979; geb.am 1979/04/03; Geb.-Datum: 3-4-79'),
            (3, 'Vertrag mit der Gesellschafterin vom 3. April 79'),
            (4, 'Prokura: Alt, Max, Köln, 01.02.1970; Neu, Eva (geb. Alt, geboren in Bonn am 5. März 1971), Köln'),
            (5, 'Gesellschaftsvertrag vom 2.5.1990, 3.6.1995 und 4.7.1998'),
            (6, 'Mit der Apfel GmbH, Köln, ist am 03.05.1979 ein Gewinnabführungsvertrag geschlossen'),
            (7, 'Urkunde des Notars Dr. Alt, Köln, 02.05.1990')) e (n, text);
insert into hr_registry.change_event (seq, company_id, kind, effective_date, effective_is_bound, subject, old_value, new_value, document_id, identity)
    values (9000001, 900001, 'entry_added', '2023-12-01', false, 'Vermerk vom 03 04 1979', 'Beschluss vom 1.2.1990, 3.4.1990, 5.6.1990',
            'Alt, Max, geboren am 1. Februar 1970', 900001, md5('5')::uuid);
insert into hr_registry.announcement (document_id, company_id, published, kind, stage, cross_border, former_layout, category, name, court, register_type,
                                      register_number, body)
    values (900003, 900001, '2025-01-02', 'other', 'done', false, false, 'other', 'Quittenwerk GmbH', 'F1103R', 'HRB', 900001,
            e'Berlin, 02.01.2025. Die Geschäftsführerin (geb.\u202fam\u202f03.\u202f04.\u202f1979) ist durch Beschluss vom 3.4.1990, 5.6.1991 und 7.8.1992 abberufen.');
update hr_registry.company_purpose set purpose = 'Das Werk von Erika Muster (3. IV. 1979), gegründet am 1.2.1990' where company_id = 900001;
update hr_registry.company_representation set rule_text = 'Muster, Erika, am 3.4.79, allein' where company_id = 900001;
update hr_registry.company_capital set note = 'Beschluss vom 1.2.1990, 3.4.1979' where company_id = 900001;
update hr_registry.officer set first_names = first_names || ' *3.4.1979', residence = 'Berlin, 03.04.1979' where last_name = 'Muster';
set role birth_reader;
\set ECHO all

select entry_number, text from handelsregister.get_company_entries('900001');
select subject, old_value, new_value from handelsregister.get_company_timeline('900001') where seq = 9000001;
select subject, old_value, new_value from handelsregister.get_changes(after_seq => 9000000);
select body from handelsregister.list_company_announcements('900001');
select body from handelsregister.list_announcements();
select kind, text from handelsregister.get_company_legal_events('900001');
select purpose, representation from handelsregister.get_company('900001');
select scope, name, rule from handelsregister.get_company_representation('900001');
select distinct note from handelsregister.get_company_capital('900001', true);
select name, first_names, residence, birth_year from handelsregister.get_company_officers('900001') where last_name = 'Muster';
select t.function, t.text ~ '1979[-/.]0?4|0?3[-./ ]*(0?4|IV|April)[-./ ]*(19)?79' as birth_date
    from (values ('render_company', handelsregister.render_company('900001')::text),
                 ('diff_company', (select string_agg(d::text, ' ') from handelsregister.diff_company('900001', '2023-12-02') d)),
                 ('get_company_names', (select string_agg(d::text, ' ') from handelsregister.get_company_names('900001') d))) t (function, text);
rollback;
