-- The library is asked first, because a setting has its unit only once its library is loaded.
create or replace function hr_queue.result_retention() returns interval
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    as $$
        select case when hr_queue.library_version() is not null then
            coalesce(nullif(pg_catalog.current_setting('handelsregister.result_retention', true), ''), '7 d')::interval end
    $$;
comment on function hr_queue.result_retention() is 'Setting handelsregister.result_retention';

create or replace function hr_queue.expire_results() returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
declare
    oldest constant integer := (hr_queue.result_bucket() + 1) % 4;
    newest_result timestamptz;
begin
    select max(r.finished_at) into newest_result from hr_queue.result r where r.bucket = oldest;
    if newest_result is null or newest_result > pg_catalog.clock_timestamp() - hr_queue.result_retention() then
        return 0;
    end if;
    -- Never waits: a reader of old results only delays their end.
    begin
        case oldest
            when 0 then lock table hr_queue.result_0 in access exclusive mode nowait;
            when 1 then lock table hr_queue.result_1 in access exclusive mode nowait;
            when 2 then lock table hr_queue.result_2 in access exclusive mode nowait;
            when 3 then lock table hr_queue.result_3 in access exclusive mode nowait;
        end case;
    exception when lock_not_available then
        return 0;
    end;
    -- Once more, now that nobody writes: the ring may have moved on meanwhile.
    select max(r.finished_at) into newest_result from hr_queue.result r where r.bucket = oldest;
    if newest_result > pg_catalog.clock_timestamp() - hr_queue.result_retention() then
        return 0;
    end if;
    case oldest
        when 0 then truncate hr_queue.result_0;
        when 1 then truncate hr_queue.result_1;
        when 2 then truncate hr_queue.result_2;
        when 3 then truncate hr_queue.result_3;
    end case;
    return 1;
end
$$;
comment on function hr_queue.expire_results() is
    'Truncates the oldest part of the ring of results if all of it is older than handelsregister.result_retention; returns how many';

create or replace function hr_queue.running_jobs() returns setof bigint
    language sql volatile set search_path = pg_catalog, pg_temp
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
comment on column hr_queue.job.state is 'ready, running, deferred, dead or done';
comment on column hr_queue.job.owner is 'Role that enqueued the job';
comment on column hr_queue.job.subject is 'Claim "sub" of the JWT under which the job was enqueued';
comment on column hr_queue.job.attempt is 'Attempts that failed so far';
comment on column hr_queue.job.crashes is 'Times that the server crashed in a batch with this job';
comment on column hr_queue.job.error_code is 'SQLSTATE of the last failure';

-- Not for parallel plans: an exception block is a subtransaction.
create or replace function hr_queue.current_subject() returns text
    language plpgsql stable parallel unsafe set search_path = pg_catalog, pg_temp
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
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
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
    perform hr_queue.enter_history();
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
    language sql volatile set search_path = pg_catalog, pg_temp
    as $$ select hr_queue.enqueue_batch(kind, array[payload], run_at, priority) $$;
comment on function hr_queue.enqueue(text, jsonb, timestamptz, smallint) is
    'Enqueues a job and returns its number. It runs as the role that enqueues it. Errors: 42704 unknown kind';

create or replace function hr_queue.register_processor(
    kind text, handler regprocedure, description text default null, max_attempts smallint default 5,
    batch_size smallint default 50) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
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
    perform hr_user.note_action('register_processor', null, pg_catalog.jsonb_build_object(
        'kind', register_processor.kind, 'handler', register_processor.handler::text,
        'max_attempts', register_processor.max_attempts, 'batch_size', register_processor.batch_size));
end
$$;
comment on function hr_queue.register_processor(text, regprocedure, text, smallint, smallint) is
    'Makes a function (bigint, jsonb) returns jsonb the processor of a kind of job. It runs as the role that enqueued the job, in a security-restricted operation: deferrable constraints must be immediate, as the workers and work() set them, and cursors WITH HOLD and temporary tables are refused. Errors: 42P13 another signature, 42710 built-in kind';

create or replace function hr_queue.unregister_processor(kind text) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
begin
    delete from hr_queue.processor p where p.kind = unregister_processor.kind and not p.builtin;
    if not found then
        return false;
    end if;
    perform hr_user.note_action('unregister_processor', null,
        pg_catalog.jsonb_build_object('kind', unregister_processor.kind));
    return true;
end
$$;
comment on function hr_queue.unregister_processor(text) is
    'Forgets the processor of a kind; its remaining jobs become dead letters. False for a kind that is unknown or built in';

-- Never waits: of two calls at once one is enough.
create or replace function hr_queue.note_call(max_ms integer) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
declare
    last hr_queue.last_call%rowtype;
begin
    select c.* into last from hr_queue.last_call c;
    if last.called_at > pg_catalog.clock_timestamp() - interval '10 s' and last.max_ms = note_call.max_ms then
        return;
    end if;
    perform from hr_queue.last_call c for update skip locked;
    if found then
        update hr_queue.last_call c set called_at = pg_catalog.clock_timestamp(), max_ms = note_call.max_ms;
    elsif last.called_at is null then
        insert into hr_queue.last_call (called_at, max_ms) values (pg_catalog.clock_timestamp(), note_call.max_ms)
            on conflict do nothing;
    end if;
end
$$;
comment on function hr_queue.note_call(integer) is 'Notes that work() was called';

-- No "set search_path": a procedure with settings could not commit. All names are qualified, those of types
-- too, and what counts happens in drain().
create or replace procedure hr_queue.work(max_jobs integer default 1000, max_ms integer default 50000)
    language plpgsql
    as $$
declare
    deadline constant pg_catalog.timestamptz :=
        pg_catalog.clock_timestamp() operator(pg_catalog.+)
        pg_catalog.make_interval(secs => coalesce(max_ms, 50000) operator(pg_catalog./) 1000.0);
    remaining pg_catalog.int4 := coalesce(max_jobs, 1000);
    taken pg_catalog.int4;
begin
    perform hr_queue.note_call(coalesce(max_ms, 50000));
    commit;
    while remaining operator(pg_catalog.>) 0 and pg_catalog.clock_timestamp() operator(pg_catalog.<) deadline loop
        set constraints all immediate;  -- jobs may leave no deferred triggers behind
        taken := hr_queue.drain(remaining);
        commit;
        exit when taken operator(pg_catalog.=) 0;
        remaining := remaining operator(pg_catalog.-) taken;
    end loop;
    perform hr_queue.expire_results();
end
$$;
comment on procedure hr_queue.work(integer, integer) is
    'Processes ready jobs, a transaction per batch, until there are none, or max_jobs or max_ms is reached; null stands for the default. The statement for pg_cron';

create or replace function hr_queue.revive(job_ids bigint[]) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
declare
    moved integer;
begin
    with revived as (
        delete from hr_queue.dead d where d.id = any (job_ids)
        returning d.id, d.kind, d.priority, d.owner, d.subject, d.payload, d.enqueued_at)
    insert into hr_queue.ready (id, kind, priority, owner, subject, payload, enqueued_at, released_at)
    select r.id, r.kind, r.priority, r.owner, r.subject, r.payload, r.enqueued_at, pg_catalog.clock_timestamp()
        from revived r;
    get diagnostics moved = row_count;
    return moved;
end
$$;
comment on function hr_queue.revive(bigint[]) is
    'Makes dead letters ready with all their attempts; returns how many of the given numbers were dead letters';

create or replace function hr_queue.redrive(job_ids bigint[]) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
declare
    moved constant integer := hr_queue.revive(job_ids);
begin
    perform hr_user.note_action('redrive', null, pg_catalog.jsonb_build_object('job_ids', job_ids, 'jobs', moved));
    return moved;
end
$$;
comment on function hr_queue.redrive(bigint[]) is
    'Gives dead letters another life with all their attempts; returns how many of the given numbers were dead letters';

create or replace function hr_queue.adopt_database(discard_jobs boolean) returns uuid
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    as $$
declare
    new_epoch uuid;
begin
    if discard_jobs is null then
        raise exception using
            errcode = 'null_value_not_allowed', message = 'discard_jobs must be true or false';
    end if;
    -- Nobody enqueues under the former epoch meanwhile. Whoever enqueues looks at the history first.
    lock table hr_queue.history in share row exclusive mode;
    lock table hr_queue.ready, hr_queue.deferred in share row exclusive mode;
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
    perform hr_queue.begin_history(new_epoch, null);
    perform hr_user.apply_access();
    perform hr_queue.wake();
    return new_epoch;
end
$$;
comment on function hr_queue.adopt_database(boolean) is
    'Makes a clone or a restored dump a database of its own: jobs run here from now on (or are discarded), and the change feed begins a new epoch, which is returned';

insert into hr_queue.processor (kind, batch_size, max_attempts, description, builtin)
values ('register_content', 200, 5, 'Reads a document of register content into the register tables', true),
       ('announcement', 200, 5, 'Reads an announcement and joins it to its company', true),
       ('erase_person', 1, 5, 'Takes a person out of the register', true)
on conflict (kind) do nothing;

-- The script itself is a reason to look at this database.
select hr_queue.wake();
