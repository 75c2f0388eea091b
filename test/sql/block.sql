-- A block and its end in the feed: readers who go on from their place miss nothing and read nothing twice; and what else
-- could tell of a blocked company
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
alter sequence hr_registry.change_seq restart 900101;
create role regress_hr_reader;
create role regress_hr_member;
create role regress_hr_operator;
select handelsregister.grant_access('regress_hr_reader', 'regress_hr_member', 'regress_hr_operator');
-- What a batch does that reads a document: the lock, then numbers.
create function pg_temp.change(company bigint, what text, retracted bigint default null) returns bigint language sql as $$
    select hr_registry.take_lock('feed');
    insert into hr_registry.change_event (seq, company_id, kind, document_id, effective_date, effective_is_bound, identity, new_value, retracts)
        values (nextval('hr_registry.change_seq'), company, 'name_changed', 900002, '2025-02-15', false, gen_random_uuid(), what, retracted)
        returning seq $$;
create table pg_temp.reader (level text primary key, place bigint default 900100, log text[] default '{}');
insert into pg_temp.reader (level) values ('regress_hr_reader'), ('regress_hr_operator');
-- Everybody reads what has come since the last call.
create function pg_temp.read_on() returns table (reader text, news text[]) language plpgsql as $$
declare
    r record;
begin
    for r in select * from pg_temp.reader order by level loop
        perform set_config('role', r.level, true);
        select array_agg(concat_ws(' ', c.kind, c.company_id, c.name is not null, c.new_value, 'retracts ' || c.retracts - 900100) order by c.seq), max(c.seq)
            into news, r.place from handelsregister.get_changes(after_seq => r.place, max_rows => 1000) c;
        perform set_config('role', 'none', true);
        update pg_temp.reader u set place = coalesce(r.place, u.place), log = log || coalesce(news, '{}') where u.level = r.level;
        reader := r.level;
        return next;
    end loop;
end $$;
create function pg_temp.act(role_name text, statement text) returns void language plpgsql as $$
begin
    perform set_config('role', role_name, true);
    execute statement;
    perform set_config('role', 'none', true);
end $$;
\set ECHO all

set local request.jwt.claims = '{"sub": "block/watcher"}';
set local role regress_hr_member;
select watchlist_id as list from handelsregister.create_watchlist('Liste') \gset
select name from handelsregister.watch_company('900001', :'list');
reset role;

select pg_temp.change(900001, 'before') as before \gset
select * from pg_temp.read_on();
select pg_temp.act('regress_hr_operator', $$select handelsregister.block_company('900001', 'x')$$);
select pg_temp.change(900002, 'of another company');
select pg_temp.change(900001, 'hidden one') as hidden \gset
select * from pg_temp.read_on();
select pg_temp.change(900001, 'hidden two');
select pg_temp.change(900001, null, :hidden);
select pg_temp.change(900001, null, :before);
select * from pg_temp.read_on();
set local role regress_hr_member;
select count(*) from handelsregister.list_alerts();
select pg_temp.act('regress_hr_member', 'select handelsregister.mark_alerts_read(900103)');
select pg_temp.act('regress_hr_operator', $$select handelsregister.unblock_company('900001', 'x')$$);
select pg_temp.change(900001, 'after');
select * from pg_temp.read_on();
select (select log from pg_temp.reader where level = 'regress_hr_reader') = log as all_read_alike from pg_temp.reader where level = 'regress_hr_operator';
set local role regress_hr_member;
select kind, name, new_value, retracts - 900100 as retracts from handelsregister.list_alerts();
set local role regress_hr_reader;
select kind, new_value from handelsregister.get_company_timeline('900001', '2025-02-15', '2025-02-15', '{name_changed,company_blocked,company_unblocked}');
reset role;

-- once more, with nothing meanwhile; and a block of 0.5.0, which the feed does not know
select pg_temp.act('regress_hr_operator', $$select handelsregister.block_company('900001', 'x')$$);
select pg_temp.act('regress_hr_operator', $$select handelsregister.unblock_company('900001', 'x')$$);
select * from pg_temp.read_on();
insert into hr_registry.blocked_company (company_id, reason, blocked_by) values (900002, 'x', 'x');
select pg_temp.change(900002, 'hidden');
select * from pg_temp.read_on();
select pg_temp.act('regress_hr_operator', $$select handelsregister.unblock_company('900002', 'x')$$);
select * from pg_temp.read_on();

-- announcements that the number of a blocked company could be that of
insert into hr_registry.document (id, sha256, content, content_type)
    select id, sha256(id::text::bytea), 'x', 'application/json' from generate_series(900010, 900017) id;
insert into hr_registry.announcement (document_id, company_id, court, register_type, register_number, suffix, former_court, name, published, category,
                                      kind, stage, cross_border, former_layout) values
    (900010, 900001, 'F1103R', 'HRB', 900001, 'B', '', 'linked', '2026-01-01', 'other', 'other', 'done', false, false),
    (900011, null, 'F1103R', 'HRB', 900001, '', '', 'without its letters', '2026-01-01', 'other', 'other', 'done', false, false),
    (900012, null, 'F1103R', 'HRB', 900001, 'C', '', 'with other letters', '2026-01-01', 'other', 'other', 'done', false, false),
    (900013, null, 'F1103R', 'VR', 900002, 'X', '', 'with letters that it lacks', '2026-01-01', 'other', 'other', 'done', false, false),
    (900014, null, 'F1103R', 'VR', 900002, '', 'X1112R', 'from a former court', '2026-01-01', 'other', 'other', 'done', false, false),
    (900015, null, 'F1103R', 'HRB', 900002, '', '', 'of another register', '2026-01-01', 'other', 'other', 'done', false, false),
    (900016, null, 'D3201', 'VR', 900002, '', '', 'of another court', '2026-01-01', 'other', 'other', 'done', false, false),
    (900017, null, 'F1103R', null, null, null, null, 'outside of the register', '2026-01-01', 'other', 'other', 'done', false, false);
set local role regress_hr_reader;
select count(*) from handelsregister.list_announcements(from_date => '2026-01-01', to_date => '2026-01-01');
set local role regress_hr_operator;
select company_id from handelsregister.block_company('900001', 'x');
select company_id from handelsregister.block_company('900002', 'x');
select count(*) from handelsregister.list_announcements(from_date => '2026-01-01', to_date => '2026-01-01');
set local role regress_hr_reader;
select name from handelsregister.list_announcements(from_date => '2026-01-01', to_date => '2026-01-01') order by document_id;
select name from handelsregister.list_announcements('{other}', '2026-01-01', '2026-01-01') order by document_id;
rollback;
