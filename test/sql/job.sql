-- get_job: who sees which job; never issued and expired
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
create role regress_hr_member;
create role regress_hr_operator;
create role regress_hr_other;
delete from hr_user.access;
set local client_min_messages = error;
select handelsregister.grant_access(member => 'regress_hr_member', operator => 'regress_hr_operator');
grant usage on schema handelsregister to regress_hr_other;
grant execute on function handelsregister.get_job(bigint) to regress_hr_other;
do $$ begin perform nextval('hr_queue.job_id_seq') from generate_series(1, 5); end $$;
select last_value as last from hr_queue.job_id_seq \gset
insert into hr_queue.ready (id, kind, owner, subject) values
    (:last - 4, 'register_content', 'regress_hr_operator', null),
    (:last - 3, 'register_content', 'regress_hr_member', 'alice');
insert into hr_queue.dead (id, kind, owner, subject, attempt, enqueued_at, failed_at, error_code, error_message, error_detail)
    values (:last - 2, 'register_content', 'regress_hr_member', null, 5, '2025-01-01', '2025-01-02', '2200M',
            'not well-formed', 'At byte 7.');
insert into hr_queue.result (bucket, id, kind, owner, subject, attempt, enqueued_at, finished_at, result)
    values (0, :last - 1, 'register_content', 'regress_hr_operator', 'alice', 0, '2025-01-01', '2025-01-02', '{"entities": 1}');
create function pg_temp.seen(last bigint) returns text language sql as $$
    select string_agg(coalesce(f.code, '-'), ' ' order by n)
        from generate_series(4, -1, -1) with ordinality g(back, n),
             pg_temp.failure(format('select handelsregister.get_job(%s)', last - back)) f $$;
\set ECHO all

select state, kind, attempt, failed_at, error_code, error_message, error_detail from handelsregister.get_job(:last - 2);
select state, finished_at, error_code, result from handelsregister.get_job(:last - 1);

-- jobs in turn: the operator's, alice's, the member role's, alice's, expired, never issued
set local role regress_hr_operator;
select pg_temp.seen(:last);
set local role regress_hr_member;
select pg_temp.seen(:last);
set local request.jwt.claims = '{"sub": "alice"}';
select pg_temp.seen(:last);
set local request.jwt.claims = '{"sub": "bob"}';
select pg_temp.seen(:last);
set local request.jwt.claims = 'no json';
select pg_temp.seen(:last);
set local request.jwt.claims = '';
select pg_temp.seen(:last);
set local role regress_hr_other;
select pg_temp.seen(:last);
reset role;

select code, regexp_replace(message, '[0-9]+', 'N') as message, detail::jsonb ->> 'code' as detail_code, hint
    from pg_temp.failure(format('select handelsregister.get_job(%s)', :last));
select code, regexp_replace(message, '[0-9]+', 'N') as message, detail::jsonb ->> 'code' as detail_code, hint
    from pg_temp.failure(format('select handelsregister.get_job(%s)', :last + 1000000));
select * from pg_temp.failure('select handelsregister.get_job(null)');
select code from pg_temp.failure('select handelsregister.get_job(-1)');
rollback;
