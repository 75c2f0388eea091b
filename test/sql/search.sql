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
rollback;
