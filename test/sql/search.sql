-- search_companies: current and former names, pages, what is refused
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
insert into hr_registry.company (id, fold_version) select id, 1 from generate_series(900101, 900105) id;
insert into hr_registry.company_name (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, name)
    select id, 900001, '2025-01-01', true, false, 'Zwetschgenhof Quitzow ' || chr(id - 900100 + 64) || ' GmbH'
    from generate_series(900101, 900105) id;
do $$ begin perform hr_registry.build_search_index(); end $$;
\set ECHO all

select company_id, name, matched_name, is_former_name, seat, register_label, euid, status, score
    from handelsregister.search_companies('Quittenwerk GmbH', page_size => 1);
select company_id, name, matched_name, is_former_name, score between 0.3 and 1 as score
    from handelsregister.search_companies('blitz 2014 gmbh', page_size => 1);
select count(*) from handelsregister.search_companies('blitz 2014 gmbh', include_former_names => false)
    where company_id = 900001;
select company_id, matched_name from handelsregister.search_companies('Chorfreunde Süd', page_size => 1);

-- pages give every company once, in the order of one long page
create temp table page on commit drop as
    with recursive page (no, rows) as (
        select 1, array(select s from handelsregister.search_companies('Zwetschgenhof Quitzow', 2) s)
        union all
        select no + 1, array(select s from handelsregister.search_companies('Zwetschgenhof Quitzow', 2,
                                                                            page.rows[array_upper(page.rows, 1)].next_cursor) s)
            from page where page.rows[array_upper(page.rows, 1)].next_cursor is not null)
    select no, position, company_id, next_cursor
        from page, rows from (unnest(rows)) with ordinality
             u(company_id, name, matched_name, is_former_name, seat, register_label, euid, status, score, next_cursor, position);
select count(*), count(distinct company_id), max(no) from page where company_id between 900101 and 900105;
select array(select company_id from page order by no, position)
     = array(select company_id from handelsregister.search_companies('Zwetschgenhof Quitzow', 100)) as same_order;
select count(*) from page where next_cursor is null;

select * from pg_temp.failure($$select handelsregister.search_companies('')$$);
select code, message from pg_temp.failure($$select handelsregister.search_companies(null)$$);
select code, message from pg_temp.failure($$select handelsregister.search_companies(' .,- ')$$);
select code, message from pg_temp.failure($$select handelsregister.search_companies(repeat('x', 501))$$);
select * from pg_temp.failure($$select handelsregister.search_companies('x', page_size => 101)$$);
select code, message from pg_temp.failure($$select handelsregister.search_companies('x', page_size => 0)$$);
select * from pg_temp.failure($$select handelsregister.search_companies('x', cursor => 'no cursor')$$);
select code, message from pg_temp.failure(format(
    $$select handelsregister.search_companies('something else', cursor => %L)$$, (select min(next_cursor) from page)));
-- Modes
select m.mode, array(select matched_name || ': ' || match_kind from handelsregister.search_companies(m.q, mode => m.mode)) as found
    from (values ('smart', 'qiuttenwerk'), ('smart', 'quittenw'), ('all', 'quittenwerk'), ('all', 'quittenwerk blitz'),
                 ('any', 'quittenwerk nichts'), ('exact', 'zwetschgenhof quitzow b'), ('exact', 'zwetschgenhof quitzow'),
                 ('prefix', 'chorfreu'), ('phonetic', 'kwittenwerk'), ('phonetic', 'chorfroinde')) m (mode, q);
select * from pg_temp.failure($$select handelsregister.search_companies('x', mode => 'best')$$);
select distinct matched_field, total_hits from handelsregister.search_companies('zwetschgenhof', 2);

-- The index leads to every name; what is written past it does not, until the index is made anew
select * from handelsregister.check_search();
insert into hr_registry.company (id, fold_version) values (900106, 1);
insert into hr_registry.company_name (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, name)
    values (900106, 900001, '2025-01-01', true, false, 'Mirabellenhof Quitzow KG');
select * from handelsregister.check_search();
select handelsregister.reindex_search() > 6 as names;
select * from handelsregister.check_search();
select name from handelsregister.suggest_companies('mirab');
-- What is damaged leads to nothing, and searches go on, until it is made anew
update hr_registry.search_block set content = substring(content for length(content) / 2) || '\xffff';
select count(*) > 0 as is_told from handelsregister.check_search();
select count(*) < 3 as is_answered from handelsregister.search_companies('mirabellenhof quitzow quittenwerk zwetschgenhof', mode => 'any');
select handelsregister.reindex_search() > 6 as names;
select * from handelsregister.check_search();
-- A name that is gone is not found, although the index still leads to it
delete from hr_registry.company_name where company_id = 900106;
select name from handelsregister.suggest_companies('mirab');
select name from handelsregister.search_companies('Mirabellenhof Quitzow KG', mode => 'exact');
rollback;
