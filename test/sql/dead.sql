-- Dead letters: listed, given back, deleted
begin;
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
\set ECHO none
\i :fixture
\set ECHO all
insert into hr_queue.dead (id, kind, owner, subject, payload, attempt, crashes, enqueued_at, failed_at, error_code, error_message,
                           error_detail, error_hint)
    select 900000 + n, case when n % 2 = 0 then 'even' else 'odd' end, session_user, 'somebody', jsonb_build_object('n', n), 5, 0,
           '2030-01-01', timestamptz '2030-01-02' + (n / 2) * interval '1 min', case when n > 4 then '22023' else 'XX000' end,
           'error ' || n, 'detail ' || n, 'hint ' || n
        from generate_series(1, 7) n;

select job_id, kind, owner = session_user as is_mine, subject, payload, attempt, crashes, enqueued_at, failed_at, error_code,
       error_message, error_detail, error_hint, next_cursor
    from handelsregister.list_dead_jobs(page_size => 1);
select job_id, failed_at, next_cursor from handelsregister.list_dead_jobs(page_size => 3);
select job_id, failed_at, next_cursor from handelsregister.list_dead_jobs(page_size => 3, cursor => (
    select next_cursor from handelsregister.list_dead_jobs(page_size => 3) order by failed_at, job_id limit 1));
select job_id, next_cursor from handelsregister.list_dead_jobs(page_size => 7);
select job_id, next_cursor from handelsregister.list_dead_jobs(kind => 'even', page_size => 2);
select job_id from handelsregister.list_dead_jobs(error_code => 'XX000');
select job_id from handelsregister.list_dead_jobs(kind => 'odd', error_code => '22023');
select job_id from handelsregister.list_dead_jobs(kind => 'none');
select * from pg_temp.failure('select handelsregister.list_dead_jobs(page_size => 1001)');
select * from pg_temp.failure($$select handelsregister.list_dead_jobs(cursor => '1.2.3')$$);

-- pages meet without a gap and without a row twice
with recursive walk (ids, next, n) as (
    select array[l.job_id], l.next_cursor, 1 from handelsregister.list_dead_jobs(page_size => 1) l
    union all
    select w.ids || l.job_id, l.next_cursor, n + 1 from walk w, handelsregister.list_dead_jobs(page_size => 1, cursor => w.next) l
        where w.next is not null)
select ids from walk order by n desc limit 1;

select hr_queue.redrive_dead(error_code => 'XX000', max_jobs => 2);
select id, kind, attempt, released_at is not null as is_released from hr_queue.ready where id > 900000 order by id;
select hr_queue.redrive_dead('odd');
select hr_queue.redrive_dead('odd'), hr_queue.redrive_dead(max_jobs => 0), hr_queue.redrive_dead(max_jobs => null);
select hr_queue.discard_dead('even', '22023');
select hr_queue.discard_dead(max_jobs => -1);
select id from hr_queue.dead order by id;
select id, kind from hr_queue.ready where id > 900000 order by id;
rollback;
