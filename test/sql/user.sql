-- What users own: lists, alerts, searches; each user the own rows only, and no more calls an hour than allowed
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
create role regress_hr_member;
select handelsregister.grant_access(member => 'regress_hr_member');
create function pg_temp.login(who text) returns void language sql as
    $$ select set_config('request.jwt.claims', jsonb_build_object('sub', who)::text, true) $$;
\set ECHO all

set local role regress_hr_member;
select * from pg_temp.failure('select handelsregister.list_watchlists()');
select set_config('request.jwt.claims', '{"sub": "alice"}', true);
select name, company_count from handelsregister.create_watchlist('Kunden');
select watchlist_id as kunden from handelsregister.list_watchlists() \gset
select watchlist_id as lieferanten from handelsregister.create_watchlist('Lieferanten') \gset
select * from pg_temp.failure($$select handelsregister.create_watchlist('Kunden')$$);
select code, detail from pg_temp.failure($$select handelsregister.create_watchlist('  ')$$);
select name, register_label, kinds from handelsregister.watch_company('HRB 900001 B Charlottenburg', :'kunden');
select name, kinds from handelsregister.watch_company('900001', :'lieferanten', '{seat_changed}');
select name from handelsregister.watch_company('900002', :'kunden');
select company_id, name, next_cursor is null as last from handelsregister.list_watched_companies(page_size => 2);
select string_agg(distinct watchlist_name, ', ') from handelsregister.list_watched_companies(page_size => 2);
select watchlist_name, company_id from handelsregister.list_watched_companies(page_size => 2, cursor => (
    select next_cursor from handelsregister.list_watched_companies(page_size => 2) where next_cursor is not null));
select name, company_count from handelsregister.list_watchlists();
select count(*) from handelsregister.list_alerts();

-- changes from now on are alerts, once each, whatever the number of lists; kinds are filtered by list
reset role;
insert into hr_registry.change_event (seq, company_id, kind, document_id, effective_date, effective_is_bound, subject, identity)
    select 900010 + n, c.company_id, c.kind, 900002, '2025-06-01', false, 'x', md5('a' || n)::uuid
    from (values (1, 900001, 'name_changed'), (2, 900002, 'seat_changed'), (3, 900001, 'seat_changed')) c (n, company_id, kind);
set local role regress_hr_member;
select seq, name, kind, cardinality(watchlist_ids) as lists, is_read from handelsregister.list_alerts();
select seq from handelsregister.list_alerts(page_size => 2);
select seq from handelsregister.list_alerts(after_seq => 900012, page_size => 2);
select seq from handelsregister.mark_alerts_read(900012);
select seq from handelsregister.mark_alerts_read(900011);
select seq, is_read from handelsregister.list_alerts();
select seq, is_read from handelsregister.list_alerts(unread_only => false);
select * from pg_temp.failure('select handelsregister.mark_alerts_read(1000000)');

-- searches
select name, q, city from handelsregister.save_search('Berlin', 'quittenwerk', city => 'Berlin');
select search_id as berlin from handelsregister.list_saved_searches() \gset
select name, matched_name from handelsregister.run_saved_search(:'berlin');
select code, detail from pg_temp.failure($$select handelsregister.save_search('Berlin', 'x')$$);
select code, detail from pg_temp.failure($$select handelsregister.save_search('none', ' . ')$$);

-- with a mode: a mistyped word is found by some only
select name, mode from handelsregister.save_search('smart', 'quitenwerk');
select name, mode from handelsregister.save_search('all', 'quitenwerk', mode => 'all');
select s.name, count(m.company_id) as found from handelsregister.list_saved_searches() s
    left join lateral handelsregister.run_saved_search(s.search_id) m on true
    where s.name in ('smart', 'all') group by s.name order by s.name;
select code, detail from pg_temp.failure($$select handelsregister.save_search('none', 'quittenwerk', mode => 'fuzzy')$$);
select code from pg_temp.failure($$select handelsregister.save_search('none', 'quittenwerk', mode => null)$$);
select (handelsregister.delete_saved_search(s.search_id)).mode from handelsregister.list_saved_searches() s
    where s.name in ('smart', 'all') order by s.name;

-- another user sees nothing of it
select set_config('request.jwt.claims', '{"sub": "bob"}', true);
select count(*) from handelsregister.list_watchlists();
select count(*) from handelsregister.list_watched_companies();
select count(*) from handelsregister.list_saved_searches();
select count(*) from handelsregister.list_alerts(false);
select count(*) from hr_user.watch;
select code, message = 'unknown watchlist' as message from pg_temp.failure(format('select handelsregister.watch_company(%L, %L)', '900001', :'kunden'));
select code from pg_temp.failure(format('select handelsregister.list_watched_companies(%L)', :'kunden'));
select code from pg_temp.failure(format('select handelsregister.run_saved_search(%L)', :'berlin'));
select code from pg_temp.failure(format('select handelsregister.delete_saved_search(%L)', :'berlin'));
select code from pg_temp.failure(format('select handelsregister.delete_watchlist(%L)', :'kunden'));
select code from pg_temp.failure(format($$insert into hr_user.watch (watchlist_id, company_id, subject, since_seq) values (%L, 900001, 'alice', 0)$$, :'kunden'));
update hr_user.watchlist set name = 'mine';
delete from hr_user.watch;

-- and what is left to the owner of the rows
select set_config('request.jwt.claims', '{"sub": "alice"}', true);
select name from handelsregister.rename_watchlist(:'lieferanten', 'Partner');
select code from pg_temp.failure(format('select handelsregister.rename_watchlist(%L, %L)', :'lieferanten', 'Kunden'));
select company_id from handelsregister.unwatch_company('900002', :'kunden');
select code, detail::jsonb ->> 'code' as problem from pg_temp.failure(format('select handelsregister.unwatch_company(%L, %L)', '900002', :'kunden'));
select name, company_count from handelsregister.delete_watchlist(:'kunden');
select name from handelsregister.delete_saved_search(:'berlin');
select watchlist_name, company_id from handelsregister.list_watched_companies();

-- limits
select function_name, calls_per_hour, used from handelsregister.get_quota() where used > 0;
reset role;
insert into hr_user.rate_limit values ('create_watchlist', 2);
set local role regress_hr_member;
select code, message, detail::jsonb - 'retry_after_s' as detail, (detail::jsonb ->> 'retry_after_s')::int between 1 and 3600 as retry, hint
    from pg_temp.failure($$select handelsregister.create_watchlist('one more')$$);
select set_config('request.method', 'POST', true);
select code, message::jsonb ->> 'code' as pt, detail::jsonb ->> 'status' as status, detail::jsonb -> 'headers' ? 'Retry-After' as header
    from pg_temp.failure($$select handelsregister.create_watchlist('one more')$$);
rollback;
