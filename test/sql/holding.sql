-- What a user may store: the length of each value, how many rows, on whose lists; pages; and calls that are refused count
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
create role regress_hr_member;
select handelsregister.grant_access(member => 'regress_hr_member');
create function pg_temp.stored(statement text) returns text language plpgsql as $$
declare
    said text;
begin
    execute statement;
    return 'stored';
exception when others then
    get stacked diagnostics said = constraint_name;
    return concat_ws(' ', sqlstate, nullif(said, ''));
end $$;
\set ECHO all

set local role regress_hr_member;
select set_config('request.jwt.claims', '{"sub": "carol"}', true);
select watchlist_id as list from handelsregister.create_watchlist('Liste') \gset

-- each column that takes a text or a list, by SQL: what a member may write is bound by the table itself
select c.relname, a.attname, pg_temp.stored(format(
        'insert into hr_user.%I select (jsonb_populate_record(null::hr_user.%1$I, %L || jsonb_build_object(%L, %s))).*', c.relname,
        case c.relname when 'watch' then jsonb_build_object('watchlist_id', :'list', 'company_id', 900001, 'since_seq', 0)
                       else jsonb_build_object('id', gen_random_uuid(), 'include_former_names', true, 'mode', 'all', 'q', 'x', 'seq', 0, 'name', 'x') end
            || jsonb_build_object('subject', 'carol', 'created_at', now(), 'updated_at', now()),
        a.attname, case a.atttypid when 'text'::regtype then $$repeat('x', 1001)$$ else $$to_jsonb(array_fill('x'::text, array[201]))$$ end))
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.atttypid in ('text'::regtype, 'text[]'::regtype)
    where c.relnamespace = 'hr_user'::regnamespace and c.relname in ('watchlist', 'watch', 'alert_position', 'saved_search')
      and not (c.relname in ('watchlist', 'watch', 'alert_position', 'saved_search') and a.attname = 'subject')
    order by c.relname, a.attnum;
select c.relname, string_agg(a.attname, ', ' order by a.attnum) as unbound
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype)
    where c.oid in (select g::regclass from unnest('{hr_user.watchlist,hr_user.watch,hr_user.alert_position,hr_user.saved_search}'::text[]) g)
      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey))
    group by c.relname;
select pg_temp.stored($$insert into hr_user.saved_search (subject, name, q, include_former_names, courts)
                        values ('carol', 'x', 'x', true, array[repeat('x', 201)])$$) as long_element,
       pg_temp.stored($$insert into hr_user.saved_search (subject, name, q, include_former_names, courts)
                        values ('carol', 'x', 'x', true, array[['a'], ['b']])$$) as matrix,
       pg_temp.stored($$select handelsregister.save_search('x', 'quittenwerk', city => repeat('x', 20000000))$$) as by_call,
       pg_temp.stored(format($$select handelsregister.watch_company('900001', %L, array_fill('x'::text, array[101]))$$, :'list')) as many_kinds,
       pg_temp.stored(format($$select handelsregister.watch_company('900001', %L, array[repeat('x', 20000000)])$$, :'list')) as long_kind;

-- on another user's list nobody puts anything, in nobody's name
select set_config('request.jwt.claims', '{"sub": "dave"}', true);
select pg_temp.stored(format($$insert into hr_user.watch (watchlist_id, company_id, subject, since_seq) values (%L, 900001, 'dave', 0)$$, :'list')) as own_name,
       pg_temp.stored(format($$insert into hr_user.watch (watchlist_id, company_id, subject, since_seq) values (%L, 900001, 'carol', 0)$$, :'list')) as her_name;
select set_config('request.jwt.claims', '{"sub": "carol"}', true);
select name from handelsregister.watch_company('900001', :'list');

-- so many rows, by SQL and by call; the owner, who restores dumps, is not bound
insert into hr_user.watchlist (subject, name) select 'carol', 'Liste ' || n from generate_series(1, 99) n;
select pg_temp.stored($$insert into hr_user.watchlist (subject, name) values ('carol', 'one too many')$$);
select code, detail from pg_temp.failure($$select handelsregister.create_watchlist('one too many')$$);
insert into hr_user.saved_search (subject, name, q, include_former_names) select 'carol', 'Suche ' || n, 'x', true from generate_series(1, 200) n;
select code, detail from pg_temp.failure($$select handelsregister.save_search('one too many', 'quittenwerk')$$);
insert into hr_user.watch (watchlist_id, company_id, subject, since_seq) select :'list', n, 'carol', 0 from generate_series(1, 9999) n;
select code, detail from pg_temp.failure(format($$select handelsregister.watch_company('900002', %L)$$, :'list'));
select kinds from handelsregister.watch_company('900001', :'list', '{seat_changed}');
select set_config('request.jwt.claims', '{"sub": "dave"}', true);
select name from handelsregister.create_watchlist('of another user');
reset role;
select pg_temp.stored($$insert into hr_user.watchlist (subject, name) values ('carol', 'restored')$$);
set local role regress_hr_member;
select set_config('request.jwt.claims', '{"sub": "carol"}', true);

-- pages: whatever their size, each row once and in order
create function pg_temp.walk(of_function text, page_size integer) returns text[] language plpgsql as $$
declare
    place text;
    page text[];
    walked text[] := '{}';
begin
    loop
        execute format('select array_agg(l.name), max(l.next_cursor) from handelsregister.%I($1, $2) l', of_function) into page, place using page_size, place;
        exit when page is null;
        walked := walked || page;
        exit when place is null;
    end loop;
    return walked;
end $$;
select pg_temp.walk('list_watchlists', s) = pg_temp.walk('list_watchlists', 500) as lists,
       pg_temp.walk('list_saved_searches', s) = pg_temp.walk('list_saved_searches', 500) as searches,
       cardinality(pg_temp.walk('list_watchlists', s)) as how_many
    from unnest(array[1, 7, 100, 101]) s;
select code, detail from pg_temp.failure($$select handelsregister.list_watchlists(501)$$);
select code, detail from pg_temp.failure($$select handelsregister.list_watchlists(cursor => repeat('x', 201))$$);
select code, detail from pg_temp.failure($$select handelsregister.list_saved_searches(cursor => repeat('x', 201))$$);

-- every write function counts the calls that it refuses
select set_config('request.jwt.claims', '{"sub": "frank"}', true);
create temp table refused (function_name text, call text);
insert into refused values
    ('create_watchlist', $$create_watchlist('')$$),
    ('rename_watchlist', $$rename_watchlist(gen_random_uuid(), 'x')$$),
    ('delete_watchlist', $$delete_watchlist(gen_random_uuid())$$),
    ('watch_company', $$watch_company('nonsense', gen_random_uuid())$$),
    ('unwatch_company', $$unwatch_company('nonsense', gen_random_uuid())$$),
    ('save_search', $$save_search('x', '')$$),
    ('delete_saved_search', $$delete_saved_search(gen_random_uuid())$$),
    ('mark_alerts_read', $$mark_alerts_read(-1)$$),
    ('cancel_job', $$cancel_job(-1)$$),
    ('retry_job', $$retry_job(-1)$$),
    ('request_refresh', $$request_refresh('900001')$$);
grant select on refused to public;
select r.function_name, f.code is not null as refused from refused r
    cross join lateral pg_temp.failure('select handelsregister.' || r.call) f
    cross join generate_series(1, 3) order by 1;
select function_name, used from handelsregister.get_quota() order by 1;
reset role;
select d.function_name from hr_user.default_rate_limit d where d.function_name not in (select r.function_name from refused r);
insert into hr_user.rate_limit values ('create_watchlist', 3);
set local role regress_hr_member;
select code from pg_temp.failure($$select handelsregister.create_watchlist('a good name')$$);
rollback;
