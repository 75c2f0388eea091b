-- normalize_company_name, match_names, match_companies
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
insert into hr_registry.company (id, fold_version) select id, 1 from generate_series(900101, 900104) id;
insert into hr_registry.company_name (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, name) values
    (900101, 900001, '2025-01-01', true, false, 'Zwetschgenhof Quitzow GmbH'),
    (900102, 900001, '2025-01-01', true, false, 'Zwetschgenhof Quitzow GmbH'),
    (900103, 900001, '2025-01-01', true, false, 'Zwetschgenhof Quitzow e.V.'),
    (900104, 900001, '2025-01-01', true, false, 'Mirabellenhof 1. Verwaltungs GmbH');
insert into hr_registry.company_seat (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, city) values
    (900101, 900001, '2025-01-01', true, false, 'Perleberg'),
    (900102, 900001, '2025-01-01', true, false, 'Frankfurt am Main'),
    (900103, 900001, '2025-01-01', true, false, 'Frankfurt (Oder)');
do $$ begin perform hr_registry.build_search_index(); end $$;
\set ECHO all

select * from handelsregister.normalize_company_name('Müller & Söhne Verwaltungs-Ges. mbH & Co. KG i. L.');
select * from handelsregister.normalize_company_name('Turnverein 1888 Stockheim');
select * from pg_temp.failure($$select handelsregister.normalize_company_name(repeat('x', 501))$$);
select code, message from pg_temp.failure($$select handelsregister.normalize_company_name(null)$$);

select m.a, m.b, n.decision, n.legal_form, n.lacks_form, n.numbers_differ, n.number_added, n.is_reordered
    from (values ('Quittenwerk GmbH', 'QUITTENWERK Gesellschaft mit beschränkter Haftung'), ('Quittenwerk GmbH', 'Quittenwerk UG'),
                 ('Quittenwerk GmbH', 'Quittenwerk e.V.'), ('Quittenwerk Bau GmbH', 'Bau Quittenwerk'),
                 ('Windpark 12 GmbH', 'Windpark 13 GmbH'), ('Windpark GmbH', 'Windpark 2 GmbH'),
                 ('Quittenwerk GmbH', 'Chorfreunde Süd e.V.')) m (a, b),
         handelsregister.match_names(m.a, m.b) n;
select bool_and(n.score between 0 and 1 and n.shared between 0 and 1 and n.only_a = 0 and n.only_b = 0 and n.spelling = 1
                and n.alike = 0 and n.open_word = 0 and n.evidence > 0) as equal
    from (values ('Quittenwerk GmbH'), ('Müller & Söhne KG')) t (name), handelsregister.match_names(t.name, upper(t.name)) n;
select code, message from pg_temp.failure($$select handelsregister.match_names('Quittenwerk', null)$$);
select code, message from pg_temp.failure($$select handelsregister.match_names(repeat('x', 501), 'Quittenwerk')$$);

-- Each name has the companies that it may be of; null, empty and unknown ones have none
select position, asked_name, company_id, name, matched_name, is_former_name, seat, register_label, euid, is_in_city, decision,
       legal_form, numbers_differ
    from handelsregister.match_companies(
        '{Qittenwerk GmbH,NULL,-,"Blitz 2014 GmbH",Wxyzqv AG,"Mirabellenhof 2. Verwaltungs GmbH"}', max_hits => 1);
select bool_and(c.search_score between 0.3 and 1 and c.match_score = m.score and c.shared = m.shared and c.alike = m.alike
                and c.spelling = m.spelling) as as_in_match_names
    from handelsregister.match_companies('{Qittenwerk GmbH,Zwetschgenhof}') c,
         handelsregister.match_names(c.asked_name, c.matched_name) m;
-- A city decides between equal names, but is no condition
select position, company_id, is_in_city from handelsregister.match_companies(
    array_fill('Zwetschgenhof Quitzow GmbH'::text, array[4]), '{Perleberg,FRANKFURT,NULL,Bonn}', 2);
select count(*), max(position) from handelsregister.match_companies(array_fill('Quittenwerk'::text, array[50]), max_hits => 1);
select count(*) from handelsregister.match_companies('{}');

-- What is hidden does not exist for members
do $$ begin perform handelsregister.block_company('900101', 'a test'); end $$;
create role regress_hr_member;
select handelsregister.grant_access(member => 'regress_hr_member');
set local role regress_hr_member;
select company_id from handelsregister.match_companies('{Zwetschgenhof Quitzow GmbH}');
reset role;

select * from pg_temp.failure($$select handelsregister.match_companies(array_fill('x'::text, array[51]))$$);
select code, message from pg_temp.failure($$select handelsregister.match_companies(array_fill(repeat('x', 101), array[50]))$$);
select code, message from pg_temp.failure($$select handelsregister.match_companies(null)$$);
select code, message from pg_temp.failure($$select handelsregister.match_companies('{x,y}', '{Bonn}')$$);
select code, message from pg_temp.failure($$select handelsregister.match_companies(array[repeat('x', 501)])$$);
select * from pg_temp.failure($$select handelsregister.match_companies('{x}', max_hits => 21)$$);
select code, message from pg_temp.failure($$select handelsregister.match_companies('{x}', max_hits => 0)$$);

-- A large number of entries beside the index is told
select ok, hint from handelsregister.health() where "check" = 'search index';
update pg_class set reltuples = 1000001 where oid = 'hr_registry.search_entry'::regclass;
select ok, detail, hint from handelsregister.health() where "check" = 'search index';
rollback;
