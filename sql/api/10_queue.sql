create or replace function hr_queue.library_version() returns text
    language c stable strict parallel safe
    as '@LIBRARY@', 'hr_library_version';
comment on function hr_queue.library_version() is 'Version of the library that serves this database';

create or replace function hr_queue.loader_state(
    out preloaded boolean, out launcher_pid integer, out workers integer, out enabled boolean) returns record
    language c volatile strict
    as '@LIBRARY@', 'hr_loader_status';
comment on function hr_queue.loader_state() is
    'Whether the loader is preloaded, its launcher''s process (0: none), workers of this database, and handelsregister.enabled';

create or replace function hr_queue.is_home() returns boolean
    language sql stable parallel safe set search_path = ''
    as $$
        select coalesce(pg_catalog.bool_and(
                   h.system_identifier = c.system_identifier
                   and h.database_oid = (select d.oid from pg_catalog.pg_database d
                                         where d.datname = pg_catalog.current_database())), false)
               and pg_catalog.count(*) = 1
        from hr_queue.home h, pg_catalog.pg_control_system() c
    $$;
comment on function hr_queue.is_home() is
    'False in a clone or a restored dump: nothing runs there until adopt_database()';

create or replace function hr_queue.result_bucket(moment timestamptz default pg_catalog.clock_timestamp())
    returns smallint
    language sql stable parallel safe set search_path = ''
    as $$
        select (pg_catalog.floor(
                    extract(epoch from moment)
                    / extract(epoch from coalesce(
                          nullif(pg_catalog.current_setting('handelsregister.result_retention', true), ''),
                          '7 d')::interval / 2))::bigint % 4)::smallint
    $$;
comment on function hr_queue.result_bucket(timestamptz) is 'Place in the ring of results for a time of completion';

create or replace function hr_queue.expire_results() returns integer
    language plpgsql volatile security definer set search_path = ''
    as $$
declare
    retention constant interval := coalesce(
        nullif(pg_catalog.current_setting('handelsregister.result_retention', true), ''), '7 d')::interval;
    oldest constant integer := (hr_queue.result_bucket() + 1) % 4;
    newest_result timestamptz;
begin
    select r.finished_at into newest_result from hr_queue.result r where r.bucket = oldest order by r.id desc limit 1;
    if newest_result is null or newest_result > pg_catalog.clock_timestamp() - retention then
        return 0;
    end if;
    -- Never waits: a reader of old results only delays their end.
    begin
        case oldest
            when 0 then lock table hr_queue.result_0 in access exclusive mode nowait; truncate hr_queue.result_0;
            when 1 then lock table hr_queue.result_1 in access exclusive mode nowait; truncate hr_queue.result_1;
            when 2 then lock table hr_queue.result_2 in access exclusive mode nowait; truncate hr_queue.result_2;
            when 3 then lock table hr_queue.result_3 in access exclusive mode nowait; truncate hr_queue.result_3;
        end case;
    exception when lock_not_available then
        return 0;
    end;
    return 1;
end
$$;
comment on function hr_queue.expire_results() is
    'Truncates the oldest part of the ring of results if all of it is older than handelsregister.result_retention; returns how many';

create or replace function hr_queue.running_job_ids() returns bigint[]
    language c volatile strict
    as '@LIBRARY@', 'hr_running_jobs';
comment on function hr_queue.running_job_ids() is 'Numbers of the jobs that processes of this database are working on';

create or replace function hr_queue.running_jobs() returns setof bigint
    language sql volatile set search_path = ''
    as $$ select pg_catalog.unnest(hr_queue.running_job_ids()) $$;
comment on function hr_queue.running_jobs() is 'Numbers of the jobs that processes of this database are working on';

create or replace view hr_queue.job as
    select r.id, r.kind,
           case when r.id = any (array(select hr_queue.running_jobs())) then 'running' else 'ready' end as state,
           r.priority, r.owner, r.subject, r.payload, r.attempt, r.crashes, r.enqueued_at,
           null::timestamptz as run_at, null::timestamptz as failed_at, null::timestamptz as finished_at,
           null::text as error_code, null::text as error_message, null::text as error_detail,
           null::text as error_hint, null::jsonb as result
    from hr_queue.ready r
    union all
    select d.id, d.kind, 'deferred', d.priority, d.owner, d.subject, d.payload, d.attempt, d.crashes, d.enqueued_at,
           d.run_at, d.failed_at, null, d.error_code, d.error_message, d.error_detail, d.error_hint, null
    from hr_queue.deferred d
    union all
    select d.id, d.kind, 'dead', d.priority, d.owner, d.subject, d.payload, d.attempt, d.crashes, d.enqueued_at,
           null, d.failed_at, null, d.error_code, d.error_message, d.error_detail, d.error_hint, null
    from hr_queue.dead d
    union all
    select r.id, r.kind, 'done', null, r.owner, r.subject, null, r.attempt, null, r.enqueued_at,
           null, null, r.finished_at, null, null, null, null, r.result
    from hr_queue.result r;
comment on view hr_queue.job is 'Every job, whatever its state';

create or replace function hr_queue.current_owner() returns name
    language sql stable parallel safe set search_path = ''
    as $$
        select coalesce(nullif(nullif(pg_catalog.current_setting('role', true), 'none'), ''),
                        session_user)::name
    $$;
comment on function hr_queue.current_owner() is
    'Role in whose name a job is enqueued: the one set by SET ROLE (as PostgREST does), else the session''s user';

create or replace function hr_queue.current_subject() returns text
    language plpgsql stable parallel safe set search_path = ''
    as $$
begin
    return pg_catalog.current_setting('request.jwt.claims', true)::jsonb ->> 'sub';
exception when data_exception then  -- unset, empty or not JSON
    return null;
end
$$;
comment on function hr_queue.current_subject() is 'Claim "sub" of the JWT of the current request; null where there is none';

create or replace function hr_queue.enqueue_batch(
    kind text, payloads jsonb[], run_at timestamptz default null, priority smallint default 0) returns setof bigint
    language plpgsql volatile security definer set search_path = ''
    as $$
#variable_conflict use_column
declare
    job_kind constant text := enqueue_batch.kind;
    due constant timestamptz := enqueue_batch.run_at;
    rank constant smallint := coalesce(enqueue_batch.priority, 0);
    job_owner constant name := hr_queue.current_owner();
    job_subject constant text := hr_queue.current_subject();
begin
    perform from hr_queue.processor p where p.kind = job_kind;
    if not found then
        raise exception using
            errcode = 'undefined_object',
            message = pg_catalog.format('no processor is registered for jobs of kind "%s"', job_kind),
            hint = 'Register one with hr_queue.register_processor().';
    end if;
    if due > pg_catalog.clock_timestamp() then
        return query
            with numbered as materialized (
                select pg_catalog.nextval('hr_queue.job_id_seq') as id, u.payload
                from pg_catalog.unnest(payloads) with ordinality as u (payload, n) order by u.n),
            inserted as (
                insert into hr_queue.deferred (id, kind, priority, owner, subject, payload, run_at)
                select n.id, job_kind, rank, job_owner, job_subject, coalesce(n.payload, '{}'), due from numbered n)
            select n.id from numbered n order by n.id;
    else
        return query
            with numbered as materialized (
                select pg_catalog.nextval('hr_queue.job_id_seq') as id, u.payload
                from pg_catalog.unnest(payloads) with ordinality as u (payload, n) order by u.n),
            inserted as (
                insert into hr_queue.ready (id, kind, priority, owner, subject, payload)
                select n.id, job_kind, rank, job_owner, job_subject, coalesce(n.payload, '{}') from numbered n)
            select n.id from numbered n order by n.id;
    end if;
end
$$;
comment on function hr_queue.enqueue_batch(text, jsonb[], timestamptz, smallint) is
    'Enqueues one job per payload in one statement; returns their numbers in order. Errors: 42704 unknown kind';

create or replace function hr_queue.enqueue(
    kind text, payload jsonb default '{}', run_at timestamptz default null, priority smallint default 0) returns bigint
    language sql volatile set search_path = ''
    as $$ select hr_queue.enqueue_batch(kind, array[payload], run_at, priority) $$;
comment on function hr_queue.enqueue(text, jsonb, timestamptz, smallint) is
    'Enqueues a job and returns its number. It runs as the role that enqueues it. Errors: 42704 unknown kind';

create or replace function hr_queue.register_processor(
    kind text, handler regprocedure, description text default null, max_attempts smallint default 5,
    batch_size smallint default 50) returns void
    language plpgsql volatile security definer set search_path = ''
    as $$
begin
    if not exists (
        select from pg_catalog.pg_proc p
        where p.oid = register_processor.handler and p.prokind = 'f' and not p.proretset
          and p.prorettype = 'pg_catalog.jsonb'::pg_catalog.regtype
          and p.proargtypes = '20 3802'::pg_catalog.oidvector)
    then
        raise exception using
            errcode = 'invalid_function_definition',
            message = pg_catalog.format('function %s cannot process jobs', register_processor.handler),
            detail = 'A processor takes (bigint, jsonb), the number and the payload of a job, and returns jsonb, its result.';
    end if;
    insert into hr_queue.processor as p (kind, handler, description, max_attempts, batch_size)
    values (register_processor.kind, register_processor.handler::text, register_processor.description,
            register_processor.max_attempts, register_processor.batch_size)
    on conflict on constraint processor_pkey do update
    set handler = excluded.handler, description = excluded.description, max_attempts = excluded.max_attempts,
        batch_size = excluded.batch_size
    where not p.builtin;
    if not found then
        raise exception using
            errcode = 'duplicate_object',
            message = pg_catalog.format('kind "%s" is processed by the extension itself', register_processor.kind),
            hint = 'Choose another name for the kind.';
    end if;
end
$$;
comment on function hr_queue.register_processor(text, regprocedure, text, smallint, smallint) is
    'Makes a function (bigint, jsonb) returns jsonb the processor of a kind of job. It runs as the role that enqueued the job. Errors: 42P13 another signature, 42710 built-in kind';

create or replace function hr_queue.unregister_processor(kind text) returns boolean
    language plpgsql volatile security definer set search_path = ''
    as $$
begin
    delete from hr_queue.processor p where p.kind = unregister_processor.kind and not p.builtin;
    return found;
end
$$;
comment on function hr_queue.unregister_processor(text) is
    'Forgets the processor of a kind; its remaining jobs become dead letters. False for a kind that is unknown or built in';

create or replace function hr_queue.drain(max_jobs integer default 50) returns integer
    language c volatile strict security definer set search_path = ''
    as '@LIBRARY@', 'hr_drain';
comment on function hr_queue.drain(integer) is
    'Processes at most max_jobs (50 at most) ready jobs of one kind and owner in the current transaction; returns how many. Commit soon: the change feed waits. Call it once per transaction, or two sessions may wait for each other. Errors: 55000 in a clone, 25001 above READ COMMITTED';

-- No "set search_path": a procedure with settings could not commit. All names are qualified, and what counts
-- happens in drain().
create or replace procedure hr_queue.work(max_jobs integer default 1000, max_ms integer default 50000)
    language plpgsql
    as $$
declare
    deadline constant timestamptz :=
        pg_catalog.clock_timestamp() operator(pg_catalog.+)
        pg_catalog.make_interval(secs => max_ms operator(pg_catalog./) 1000.0);
    remaining integer := max_jobs;
    taken integer;
begin
    while remaining operator(pg_catalog.>) 0 and pg_catalog.clock_timestamp() operator(pg_catalog.<) deadline loop
        taken := hr_queue.drain(remaining);
        commit;
        exit when taken operator(pg_catalog.=) 0;
        remaining := remaining operator(pg_catalog.-) taken;
    end loop;
    perform hr_queue.expire_results();
end
$$;
comment on procedure hr_queue.work(integer, integer) is
    'Processes ready jobs, a transaction per batch, until there are none, or max_jobs or max_ms is reached. The statement for pg_cron';

create or replace function hr_queue.redrive(job_ids bigint[]) returns integer
    language plpgsql volatile security definer set search_path = ''
    as $$
declare
    moved integer;
begin
    with revived as (
        delete from hr_queue.dead d where d.id = any (job_ids)
        returning d.id, d.kind, d.priority, d.owner, d.subject, d.payload, d.enqueued_at)
    insert into hr_queue.ready (id, kind, priority, owner, subject, payload, enqueued_at)
    select r.id, r.kind, r.priority, r.owner, r.subject, r.payload, r.enqueued_at from revived r;
    get diagnostics moved = row_count;
    return moved;
end
$$;
comment on function hr_queue.redrive(bigint[]) is
    'Gives dead letters another life with all their attempts; returns how many of the given numbers were dead letters';

create or replace function hr_queue.wake() returns void
    language c volatile strict
    as '@LIBRARY@', 'hr_wake_workers';
comment on function hr_queue.wake() is 'Wakes the workers of this database when the current transaction has committed';

create or replace function hr_queue.adopt_database(discard_jobs boolean) returns uuid
    language plpgsql volatile set search_path = ''
    as $$
declare
    new_epoch uuid;
begin
    if discard_jobs is null then
        raise exception using
            errcode = 'null_value_not_allowed', message = 'discard_jobs must be true or false';
    end if;
    delete from hr_queue.home;
    insert into hr_queue.home (database_oid, system_identifier)
        select d.oid, c.system_identifier
        from pg_catalog.pg_database d, pg_catalog.pg_control_system() c
        where d.datname = pg_catalog.current_database()
        returning epoch into new_epoch;
    if discard_jobs then
        delete from hr_queue.ready;
        delete from hr_queue.deferred;
    else
        update hr_queue.ready set epoch = new_epoch;
        update hr_queue.deferred set epoch = new_epoch;
    end if;
    perform hr_user.apply_access();
    perform hr_queue.wake();
    return new_epoch;
end
$$;
comment on function hr_queue.adopt_database(boolean) is
    'Makes a clone or a restored dump a database of its own: jobs run here from now on (or are discarded), and the change feed begins a new epoch, which is returned';

insert into hr_queue.processor (kind, batch_size, max_attempts, description, builtin)
values ('register_content', 50, 5, 'Reads a document of register content into the register tables', true)
on conflict (kind) do nothing;

-- The script itself is a reason to look at this database.
select hr_queue.wake();
