-- get_changes: the feed behind a place in it; the epoch
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
\set ECHO all

select epoch = hr_queue.epoch() as same_epoch, seq, company_id, euid, name, kind, retracts
    from handelsregister.get_changes(after_seq => 900000);
select seq from handelsregister.get_changes(hr_queue.epoch(), 900000, 2);
select seq from handelsregister.get_changes(hr_queue.epoch(), 900002, 2);
select count(*) from handelsregister.get_changes(after_seq => 900006);

select code, message, detail::jsonb = jsonb_build_object('code', 'wrong_epoch', 'epoch', hr_queue.epoch()) as detail, hint
    from pg_temp.failure($$select handelsregister.get_changes('00000000-0000-0000-0000-000000000000')$$);
select * from pg_temp.failure($$select handelsregister.get_changes(max_rows => 0)$$);
select code, message from pg_temp.failure($$select handelsregister.get_changes(max_rows => 10001)$$);
select code, message from pg_temp.failure($$select handelsregister.get_changes(max_rows => null)$$);
rollback;
