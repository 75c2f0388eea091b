-- What becomes of jobs that cannot succeed: payloads written by hand, lack of resources. And the log of what operators do about it.
begin;
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
\set ECHO none
\i :fixture
\set ECHO all

-- Every built-in kind, with payloads of every shape, and with one key at a time of every type: a clear error of the job, and
-- never an internal one.
update hr_registry.document set retrieved_at = '2030-01-01' where id = 900001;
insert into hr_registry.import (id, source, format, document_id, state, first_line, requested_by)
    values (900001, 'offeneregister', 'jsonl', 900001, 'running', 1, session_user);
create temp table shape (payload jsonb);
insert into shape
    select v::jsonb from unnest(array['null', 'true', '1', '1e300', '"text"', '[]', '[[[1]]]', '{}', '{"": null}',
        '{"Document": 1}', '{"document": {"document": 1}}', '["document", 1]']) v;
insert into shape
    select '{"document": 900009, "erasure": 900009, "after": 0, "import": 900001, "from": 1, "to": 0, "last": false}'::jsonb
            || jsonb_build_object(k, v::jsonb)
        from unnest(array['document', 'erasure', 'after', 'import', 'from', 'to', 'last']) k,
             unnest(array['null', 'true', '"Erika Mustermann, 1957-03-14"', '[1]', '{"a": 1}', '1.5', '-1', '0', '1e30', '1e400',
                          '9223372036854775807', '9223372036854775808', '18446744073709551615', '-9223372036854775808',
                          '-9223372036854775809', '123456789012345678901234567890']) v;
do $$
begin
    perform hr_queue.enqueue_batch(p.kind, (select array_agg(s.payload) from shape s))
        from hr_queue.processor p where p.builtin order by p.kind;
    for i in 1 .. 2000 loop
        exit when hr_queue.drain(200) = 0;
    end loop;
end
$$;
select count(*) from hr_queue.ready;
select count(*) from hr_queue.deferred;
select kind, state, error_code, error_message from hr_queue.job where kind in (select p.kind from hr_queue.processor p where p.builtin)
    group by 1, 2, 3, 4 order by 1, 2, 3, 4;
select distinct error_detail from hr_queue.dead where error_code = '22023' order by 1;
select count(*) from hr_queue.dead d where concat(d.error_message, d.error_detail, d.error_hint) ~ 'Mustermann|1957';
delete from hr_queue.dead;

-- A job that lacks resources, again and again: an outage is no fault of the job's, but memory and locks may be.
create schema failing;
create function failing.process(id bigint, payload jsonb) returns jsonb language plpgsql as $$
begin
    if payload ? 'code' then
        raise exception 'not enough of it' using errcode = payload ->> 'code', detail = 'Facts.';
    end if;
    return null;
end
$$;
set handelsregister.allow_superuser_jobs = on;
select hr_queue.register_processor('lacking', 'failing.process(bigint, jsonb)', max_attempts => 3::smallint);
select count(*) from hr_queue.enqueue_batch('lacking', array['{"code": "53100"}', '{"code": "53200"}', '{"code": "53300"}', '{"code": "53400"}',
    '{"code": "54000"}', '{"code": "57P03"}', '{"code": "57014"}', '{}']::jsonb[]);
create function pg_temp.run_all(times integer) returns void language plpgsql as $$
begin
    for i in 1 .. times loop
        update hr_queue.deferred set run_at = '2020-01-01';
        while hr_queue.drain(200) > 0 loop end loop;
    end loop;
end
$$;
select pg_temp.run_all(15);
select payload ->> 'code' as code, state, attempt from hr_queue.job where kind = 'lacking' order by id;
select pg_temp.run_all(1);
select error_code, attempt, retries, error_message, error_detail from hr_queue.dead where error_code like '53%' order by 1;
select pg_temp.run_all(30);
select payload ->> 'code' as code, state, attempt from hr_queue.job where kind = 'lacking' order by id;
delete from hr_queue.deferred;

-- From the fourth lack on, and after any attempt that failed, a job is claimed alone: it runs out of what others use up no more.
select count(*) from hr_queue.enqueue_batch('lacking', array_fill('{}'::jsonb, array[6]));
update hr_queue.ready set retries = 3 where id = (select min(id) from hr_queue.ready);
update hr_queue.ready set retries = 4 where id = (select min(id) + 2 from hr_queue.ready);
update hr_queue.ready set attempt = 1 where id = (select min(id) + 3 from hr_queue.ready);
select hr_queue.drain() as batch from generate_series(1, 4);

-- What operators do about dead letters is in the log, once for each call, whichever way they go.
truncate hr_user.audit_log;
insert into hr_queue.dead (id, kind, owner, enqueued_at, error_code, error_message)
    select 900000 + n, 'lacking', session_user, '2030-01-01', 'HR001', 'Erika Mustermann' from generate_series(1, 8) n;
select hr_queue.redrive_dead('lacking', 'HR001', 1), hr_queue.redrive_dead('none');
select hr_queue.discard_dead('lacking', max_jobs => 2), hr_queue.discard_dead('none');
select hr_queue.redrive('{900004, 1}');
select handelsregister.redrive_dead_jobs('{900005}'), handelsregister.redrive_dead_jobs(kind => 'lacking', max_jobs => 1);
select handelsregister.discard_dead_jobs('{900007}'), handelsregister.discard_dead_jobs(kind => 'lacking');
select hr_queue.register_processor('logged', 'failing.process(bigint, jsonb)');
select hr_queue.unregister_processor('logged'), hr_queue.unregister_processor('logged');
select action, facts from hr_user.audit_log order by id;
rollback;
