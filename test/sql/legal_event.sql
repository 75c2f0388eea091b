-- What texts of the register sheet tell that has no element of its own
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
insert into hr_registry.register_entry (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to_is_bound,
                                        sheet_column, position, entry_number, type_code, text) values
    (900001, '1', 900001, '2023-12-01', true, false, 6, 1, 1, '009', 'Gesellschaftsvertrag vom 11.03.2014.'),
    (900001, '2', 900001, '2023-12-01', true, false, 6, 2, 2, '014', 'Mit der Apfelwerk AG, Berlin (Amtsgericht Charlottenburg, VR 900002) ist am 01.02.2022 ein Gewinnabführungsvertrag geschlossen.'),
    (900001, '3', 900002, '2025-02-15', false, false, 6, 3, 3, '024', 'Mit der "Birnenwerk GmbH", Hamburg (Amtsgericht Hamburg HRB 12) auf Grund Vertrages vom 02.02.2025 verschmolzen.'),
    (900001, '4', 900002, '2025-02-15', false, false, 3, 1, 4, '005', 'Der Vorstand ist durch Beschluss der Hauptversammlung vom 03.02.2025 ermächtigt, das Grundkapital um bis zu 12.500,50 EUR zu erhöhen.'),
    (900001, '5', 900002, '2025-02-15', false, false, 6, 4, 5, null, 'Über das Vermögen der Gesellschaft ist durch Beschluss vom 04.02.2025 das Insolvenzverfahren eröffnet. Verwalter: Muster, Erika, *03.04.1979');
\set ECHO all

select kind, stage, agreement_date, resolution_date, amount, currency, type_code, valid_from, valid_from_is_bound, next_cursor
    from handelsregister.get_company_legal_events('900001');
select p.* from handelsregister.get_company_legal_events('900001') e, unnest(e.parties) p;
select text from handelsregister.get_company_legal_events('900001', '{insolvency}');
select kind, next_cursor from handelsregister.get_company_legal_events('900001', page_size => 2, cursor => '1');
select count(*) from handelsregister.get_company_legal_events('900001', '{division}');
select count(*) from handelsregister.get_company_legal_events('900002');

select hr_registry.read_entry('024', 'Verschmolzen mit der A\B "Fritz" GmbH (HRB 5).');
select hr_registry.read_entry(null, 'Guten Tag') is null, hr_registry.read_entry('024', null) is null;
select code, detail from pg_temp.failure($$select handelsregister.get_company_legal_events('HRB 4 Hamburg')$$);
select code, detail from pg_temp.failure($$select handelsregister.get_company_legal_events('900001', page_size => 0)$$);
select code, detail from pg_temp.failure($$select handelsregister.get_company_legal_events('900001', cursor => 'x')$$);
select code, detail from pg_temp.failure($$select handelsregister.get_company_legal_events('900001', array_fill('x'::text, array[201]))$$);
rollback;
