\echo Use "create extension handelsregister" or "alter extension handelsregister update" to load this file. \quit
set local search_path = pg_catalog, pg_temp;
-- Back to 0.2.0: takes back what upgrade.sql did and drops the functions and views that 0.2.0 does not have, around the
-- code of 0.2.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint; what users
-- own is kept in a table beside the extension, from which the next update takes it back.

do $$
begin
    if exists (select from hr_registry.blocked_company) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'companies are blocked',
            detail = '0.2.0 would show them to everybody.',
            hint = 'Unblock them with handelsregister.unblock_company() first.';
    end if;
end
$$;

do $$
begin
    if exists (select from hr_registry.erasure) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'persons have been erased from the register',
            detail = '0.2.0 would not leave them out of the documents that come, and would read erased documents again.',
            hint = 'Stay on this version, or delete the rows of hr_registry.erasure, and erased documents with their snapshots, if persons may come back.';
    end if;
end
$$;

create table hr_user.kept_by_downgrade (table_name text not null, content jsonb not null);
comment on table hr_user.kept_by_downgrade is 'What users own and this version does not know; the next update takes it back';
do $$
declare
    kept text;
begin
    foreach kept in array '{watchlist,watch,alert_position,saved_search,refresh_request,rate_limit,audit_log}'::text[] loop
        execute format('insert into hr_user.kept_by_downgrade select %1$L, to_jsonb(t) from hr_user.%1$I t', kept);
    end loop;
end
$$;
alter extension handelsregister drop table hr_user.kept_by_downgrade;
do $$
begin
    if not exists (select from hr_user.kept_by_downgrade) then
        drop table hr_user.kept_by_downgrade;
    end if;
end
$$;

-- The schema hr_user is nobody's again, nor is what its policies ask.
do $$
declare
    member name;
begin
    for member in
        select r.rolname from hr_user.access a join pg_catalog.pg_roles r on r.rolname = a.role_name
            where a.level in ('member', 'operator')
    loop
        execute format('revoke usage on schema hr_user from %I', member);
        execute format('revoke execute on function hr_queue.current_subject() from %I', member);
    end loop;
end
$$;

-- Row types that have fewer columns in 0.2.0, with what returns them.
drop function handelsregister.get_company_timeline(text, date, date, text[], integer, text);
drop function handelsregister.retry_job(bigint);
drop function handelsregister.cancel_job(bigint);
drop function handelsregister.list_jobs(text, text, integer, bigint);
drop function hr_queue.shown_job(hr_queue.job);
drop function handelsregister.get_job(bigint);
drop view handelsregister.job;
drop view handelsregister.company_event;

-- C functions of the queue. Those that run SQL, or may one day, have a pinned search path.

create or replace function hr_queue.library_version() returns text
    language c stable strict parallel safe set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.2.0', 'hr_library_version';
comment on function hr_queue.library_version() is 'Version of the library that serves this database';

create or replace view hr_queue.loader_status as
    select null::boolean as preloaded,
           null::integer as launcher_pid,
           null::integer as workers,
           null::boolean as enabled,
           null::integer as stopped_by,
           null::timestamptz as slots_exhausted_since,
           null::timestamptz as failing_since
    where false;
comment on view hr_queue.loader_status is 'Row type of loader_state()';
comment on column hr_queue.loader_status.preloaded is 'Is the loader in shared_preload_libraries?';
comment on column hr_queue.loader_status.launcher_pid is 'Process of the launcher; 0 where there is none';
comment on column hr_queue.loader_status.workers is 'Workers of this database';
comment on column hr_queue.loader_status.enabled is 'Setting handelsregister.enabled';
comment on column hr_queue.loader_status.stopped_by is 'Backend whose command keeps workers off this database until its transaction ends; 0 for none';
comment on column hr_queue.loader_status.slots_exhausted_since is 'Since when the server has had no free slot for a worker that is wanted; null where it has';
comment on column hr_queue.loader_status.failing_since is 'Since when the workers of this database have ended with an error, one after the other; null where they do not';

create or replace function hr_queue.loader_state() returns hr_queue.loader_status
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.2.0', 'hr_loader_status';
comment on function hr_queue.loader_state() is 'The preloaded library, its launcher, and the workers of this database';

create or replace function hr_queue.running_job_ids() returns bigint[]
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.2.0', 'hr_running_jobs';
comment on function hr_queue.running_job_ids() is 'Numbers of the jobs that processes of this database are working on';

create or replace function hr_queue.current_owner() returns name
    language c stable parallel restricted set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.2.0', 'hr_current_owner';
comment on function hr_queue.current_owner() is
    'Role in whose name a job is enqueued: in a job that of the job, else the one set by SET ROLE (as PostgREST does), else the session''s user';

create or replace function hr_queue.drain(max_jobs integer default 50) returns integer
    language c volatile strict security definer set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.2.0', 'hr_drain';
comment on function hr_queue.drain(integer) is
    'Processes at most max_jobs (50 at most) ready jobs of one kind and owner in the current transaction; returns how many. Commit soon: the change feed waits. Call it once per transaction, or two sessions may wait for each other. Errors: 55000 in a clone, 25001 above READ COMMITTED';

create or replace function hr_queue.is_home() returns boolean
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.2.0', 'hr_is_home';
comment on function hr_queue.is_home() is
    'False in a clone or a restored dump: nothing runs there until adopt_database()';

create or replace function hr_queue.result_bucket(moment timestamptz default pg_catalog.clock_timestamp())
    returns smallint
    language c stable strict parallel safe set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.2.0', 'hr_result_bucket';
comment on function hr_queue.result_bucket(timestamptz) is 'Place in the ring of results for a time of completion';

create or replace function hr_queue.wake() returns void
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.2.0', 'hr_wake_workers';
comment on function hr_queue.wake() is 'Wakes the workers of this database when the current transaction has committed';

create or replace function hr_queue.jobs_inserted() returns trigger
    language c volatile set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.2.0', 'hr_jobs_inserted';
comment on function hr_queue.jobs_inserted() is 'Wakes the workers when the transaction that inserted jobs has committed';
create or replace view handelsregister.register_id as
    select null::text as court_code,
           null::text as court_name,
           null::text as register_type,
           null::bigint as register_number,
           null::text as suffix,
           null::text as former_court_code,
           null::text as euid,
           null::boolean as is_valid,
           null::text as problem
    where false;
comment on view handelsregister.register_id is 'Row type of parse_register_id()';
comment on column handelsregister.register_id.court_code is 'Register id of the court in the EUID, such as F1103R';
comment on column handelsregister.register_id.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column handelsregister.register_id.suffix is 'Letters after the number, such as B or HL; empty where there are none';
comment on column handelsregister.register_id.former_court_code is
    'Court from which the entry was taken over with its number; empty for none';
comment on column handelsregister.register_id.euid is 'European unique identifier; null where it is not defined';
comment on column handelsregister.register_id.problem is 'What is wrong with the input; null where it is valid';

create or replace function handelsregister.parse_register_id(input text) returns handelsregister.register_id
    language c immutable strict parallel safe as '$libdir/handelsregister-0.2.0', 'hr_parse_register_id';
comment on function handelsregister.parse_register_id(text) is
    'Takes "HRB 158855 B Charlottenburg", "DEF1103R.HRB158855B" and the like apart; never raises, see is_valid and problem';
-- Texts. No SQL runs in these, and search calls them for every candidate: they do without a search path.

create or replace function hr_registry.name_trigrams(name text) returns bigint[]
    language c immutable strict parallel safe cost 1000
    as '$libdir/handelsregister-0.2.0', 'hr_name_trigrams';
comment on function hr_registry.name_trigrams(text) is 'Trigrams of the normalised name of a company as numbers, for the search index';

create or replace function hr_registry.normalize_company_name(name text) returns text
    language c immutable strict parallel safe as '$libdir/handelsregister-0.2.0', 'hr_normalize_company_name';
comment on function hr_registry.normalize_company_name(text) is
    'The name as search compares it: without case, punctuation and spelling variants';

create or replace function hr_registry.name_similarity(a text, b text) returns real
    language c immutable strict parallel safe as '$libdir/handelsregister-0.2.0', 'hr_name_similarity';
comment on function hr_registry.name_similarity(text, text) is 'Similarity of two normalised names, from 0 to 1';

create or replace function hr_registry.public_text(text text) returns text
    language c immutable strict parallel safe as '$libdir/handelsregister-0.2.0', 'hr_public_text';
comment on function hr_registry.public_text(text) is 'A free text as readers may see it: without dates of birth';
-- Stored facts of snapshots, for scripts that go back to an earlier release.

create or replace function hr_registry.trim_facts(facts bytea, columns text) returns bytea
    language c immutable strict parallel safe as '$libdir/handelsregister-0.2.0', 'hr_trim_facts';
comment on function hr_registry.trim_facts(bytea, text) is
    'The facts of a snapshot as an earlier release stores them: of the attributes only the first ones, and of each the given number of columns, such as "2 1 5". Errors: XX001 damaged facts, 22023 no list of numbers';
create or replace function hr_registry.guard_drop() returns event_trigger
    language c volatile set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.2.0', 'hr_guard_drop';
comment on function hr_registry.guard_drop() is
    'Refuses what drops the extension while there is register data, unless handelsregister.allow_drop is on';
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
end
$$;
comment on function hr_queue.register_processor(text, regprocedure, text, smallint, smallint) is
    'Makes a function (bigint, jsonb) returns jsonb the processor of a kind of job. It runs as the role that enqueued the job, in a security-restricted operation: deferrable constraints must be immediate, as the workers and work() set them, and cursors WITH HOLD and temporary tables are refused. Errors: 42P13 another signature, 42710 built-in kind';

create or replace function hr_queue.unregister_processor(kind text) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
begin
    delete from hr_queue.processor p where p.kind = unregister_processor.kind and not p.builtin;
    return found;
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

create or replace function hr_queue.redrive(job_ids bigint[]) returns integer
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
    -- Nobody enqueues under the former epoch meanwhile.
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
-- Rights of the caller, also inside security definer functions, where current_user is their owner.

create or replace function hr_user.is_operator() returns boolean
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
    return exists (
        select from pg_catalog.pg_roles caller
        where caller.rolname = hr_queue.current_owner()
          and (caller.rolsuper
               or exists (select from hr_user.access a
                          join pg_catalog.pg_roles r on r.rolname = a.role_name
                          where a.level = 'operator' and pg_catalog.pg_has_role(caller.oid, r.oid, 'usage'))));
comment on function hr_user.is_operator() is 'Does the caller have the rights of an operator?';
create or replace view handelsregister.submission as
    select null::bigint as document_id,
           null::bigint as job_id,
           null::boolean as is_duplicate,
           null::text as sha256
    where false;
comment on view handelsregister.submission is 'Row type of submit_document() and submit_documents()';
comment on column handelsregister.submission.job_id is
    'Job that reads the document, for get_job(); null where the document has been read already';
comment on column handelsregister.submission.is_duplicate is 'The same content was there before, or earlier in the same call';
comment on column handelsregister.submission.sha256 is 'Digest of the content, in hexadecimal';

create or replace function hr_registry.guess_content_type(content bytea) returns text
    language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
    return case pg_catalog.substr(pg_catalog.ltrim(pg_catalog.substr(content, 1, 64), '\xefbbbffeff00090a0d20'), 1, 1)
        when '\x3c' then 'application/xml' else 'application/octet-stream' end;
comment on function hr_registry.guess_content_type(bytea) is
    'XML where the first character is "<", behind byte order mark and white space';

-- The library is asked first, because a setting has its unit only once its library is loaded.
create or replace function hr_registry.max_document_size() returns bigint
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return case when hr_queue.library_version() is not null then
        pg_catalog.pg_size_bytes(
            coalesce(nullif(pg_catalog.current_setting('handelsregister.max_document_size', true), ''), '32MB')) end;
comment on function hr_registry.max_document_size() is 'Setting handelsregister.max_document_size, in bytes';

create or replace function hr_registry.check_contents(contents bytea[]) returns void
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    size_limit constant bigint := hr_registry.max_document_size();
    bad record;
begin
    select c.position, octet_length(c.content) as size into bad
        from unnest(contents) with ordinality c(content, position)
        where coalesce(octet_length(c.content), 0) not between 1 and size_limit
        order by c.position limit 1;
    if not found and contents is not null then
        return;
    end if;
    if coalesce(bad.size, 0) = 0 then
        raise exception 'document is empty' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'empty_document', 'position', bad.position),
            hint = 'Submit the bytes of the document, over HTTP as hexadecimal text that starts with \x.';
    end if;
    raise exception 'document is too large' using errcode = 'PT413',
        detail = jsonb_build_object('code', 'document_too_large', 'position', bad.position,
                                    'bytes', bad.size, 'limit', size_limit),
        hint = 'The limit is the setting handelsregister.max_document_size.';
end
$$;
comment on function hr_registry.check_contents(bytea[]) is 'Raises PT400 for an empty document and PT413 for one that is too large';

-- Jobs for those of the documents that have neither been read nor wait for it. The documents must be locked.
create or replace function hr_registry.enqueue_reading(document_ids bigint[]) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    unread bigint[];
begin
    select array_agg(d.id order by d.id) into unread
        from hr_registry.document d
        where d.id = any (document_ids)
          and not exists (select from hr_registry.reading r where r.document_id = d.id)
          and not exists (select from hr_queue.ready q where q.id = d.job_id)
          and not exists (select from hr_queue.deferred q where q.id = d.job_id);
    if unread is null then
        return;
    end if;
    update hr_registry.document d set job_id = j.id
        from unnest(unread) with ordinality u(document_id, position)
        join (select e.id, row_number() over (order by e.position) as position
              from hr_queue.enqueue_batch('register_content',
                       (select array_agg(jsonb_build_object('document', u.id) order by u.position)
                        from unnest(unread) with ordinality u(id, position)))
                   with ordinality e(id, position)) j using (position)
        where d.id = u.document_id;
end
$$;
comment on function hr_registry.enqueue_reading(bigint[]) is
    'Gives a job of kind register_content to every document that has not been read and has no waiting job';

-- Statements are as many for one document as for a thousand. Contents are inserted in the order of their
-- digests, so that two sessions with the same documents cannot wait for each other in a circle.
create or replace function handelsregister.submit_documents(
    contents bytea[],
    content_type text default null,
    source text default null,
    retrieved_at timestamptz default null
) returns setof handelsregister.submission
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    digests bytea[];
    added bigint[];
    pending bigint[];
begin
    perform hr_registry.check_contents(contents);
    select array_agg(sha256(c.content) order by c.position) into digests
        from unnest(contents) with ordinality c(content, position);

    with inserted as (
        insert into hr_registry.document (sha256, content, content_type, source, retrieved_at)
            select distinct on (i.digest) i.digest, i.content,
                   coalesce(nullif(submit_documents.content_type, ''), hr_registry.guess_content_type(i.content)),
                   submit_documents.source, coalesce(submit_documents.retrieved_at, now())
                from unnest(contents, digests) i(content, digest)
                where not exists (select from hr_registry.document d where d.sha256 = i.digest)
                order by i.digest
            on conflict (sha256) do nothing
            returning id)
    select coalesce(array_agg(id), '{}') into added from inserted;

    -- Locked first and judged in the next statement, which sees what the lock was waiting for.
    select array_agg(p.id) into pending
        from (select d.id from hr_registry.document d
              where d.sha256 = any (digests)
                and not exists (select from hr_registry.reading r where r.document_id = d.id)
                and not exists (select from hr_queue.ready q where q.id = d.job_id)
                and not exists (select from hr_queue.deferred q where q.id = d.job_id)
              order by d.id for update) p;
    perform hr_registry.enqueue_reading(pending);

    return query
        select d.id,
               case when not exists (select from hr_registry.reading r where r.document_id = d.id) then d.job_id end,
               d.id <> all (added) or row_number() over (partition by d.id order by i.position) > 1,
               encode(d.sha256, 'hex')
            from unnest(digests) with ordinality i(digest, position)
            join hr_registry.document d on d.sha256 = i.digest
            order by i.position;
end
$$;
comment on function handelsregister.submit_documents(bytea[], text, text, timestamptz) is
    'Stores documents and enqueues their reading; one row per document, in the order of the array. Content that is already there is not stored again';

create or replace function handelsregister.submit_document(
    content bytea,
    content_type text default null,
    source text default null,
    retrieved_at timestamptz default null
) returns handelsregister.submission
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    return (select s from handelsregister.submit_documents(
        array[content], submit_document.content_type, submit_document.source, submit_document.retrieved_at) s);
comment on function handelsregister.submit_document(bytea, text, text, timestamptz) is
    'Stores one document and enqueues its reading; see submit_documents()';
create or replace view handelsregister.job as
    select j.id as job_id, j.kind, j.state, j.attempt, j.enqueued_at, j.run_at, j.failed_at, j.finished_at,
           j.error_code, j.error_message, j.error_detail, j.error_hint, j.result
    from hr_queue.job j;
comment on view handelsregister.job is 'Row type of get_job(): a job in whatever state it is';
comment on column handelsregister.job.state is 'ready, running, deferred, dead or done';
comment on column handelsregister.job.attempt is 'Attempts that failed so far';
comment on column handelsregister.job.run_at is 'When a deferred job becomes ready';
comment on column handelsregister.job.error_code is 'SQLSTATE of the last failure';
comment on column handelsregister.job.result is 'What the processor returned';

-- Behind PostgREST all users of an application share one role. A job with a subject is that subject's alone.
create or replace function hr_user.may_see_job(job_owner name, job_subject text) returns boolean
    language sql stable parallel unsafe set search_path = pg_catalog, pg_temp
    return hr_user.is_operator()
        or case when job_subject is null then job_owner = hr_queue.current_owner()
                else coalesce(job_subject = hr_queue.current_subject(), false) end;
comment on function hr_user.may_see_job(name, text) is
    'Operators see every job, members those of their JWT''s subject, or of their role where there was no JWT';

create or replace function handelsregister.get_job(job_id bigint) returns setof handelsregister.job
    language plpgsql stable security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    found_job hr_queue.job%rowtype;
    was_issued boolean;
begin
    select j.* into found_job from hr_queue.job j where j.id = get_job.job_id;
    if found and hr_user.may_see_job(found_job.owner, found_job.subject) then
        return query select v.* from handelsregister.job v where v.job_id = get_job.job_id;
        return;
    end if;
    select get_job.job_id between 1 and s.last_value and s.is_called into was_issued from hr_queue.job_id_seq s;
    if found_job.id is null and was_issued then
        raise exception 'job % has expired', job_id using errcode = 'PT410',
            detail = jsonb_build_object('code', 'job_expired', 'job_id', job_id),
            hint = 'Results are kept for the time of the setting handelsregister.result_retention.';
    end if;
    raise exception 'no job %', coalesce(job_id::text, 'null') using errcode = 'PT404',
        detail = jsonb_build_object('code', 'unknown_job', 'job_id', job_id),
        hint = 'Ask for the number that the submitting function returned, as the user who called it.';
end
$$;
comment on function handelsregister.get_job(bigint) is
    'One job. PT404 where it was never issued or is somebody else''s, PT410 where its result has expired';
create or replace function hr_registry.shown(code text, label text, free_text text) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return nullif(hr_registry.public_text(
        concat_ws(' ', coalesce(label, case when free_text is null then code end), free_text)), '');
comment on function hr_registry.shown(text, text, text) is
    'A coded value for people: its label and the text beside it, without dates of birth; the bare code where there is neither';

create or replace view hr_registry.current_registration as
    select c.id as company_id, r.court as court_code, court.name as court_name, r.register_type, r.register_number,
           r.suffix, r.former_court as former_court_code,
           concat_ws(' ', coalesce(court.name, r.court), r.register_type, r.register_number, nullif(r.suffix, ''),
                     'früher ' || coalesce(former.name, nullif(r.former_court, ''))) as register_label,
           r.euid
    from hr_registry.company c
    cross join lateral (
        select * from hr_registry.registration r
        where r.company_id = c.id
        order by r.valid_to desc nulls first, r.valid_from desc nulls last, r.court, r.register_type, r.register_number
        limit 1) r
    left join hr_registry.court court on court.code = r.court
    left join hr_registry.court former on former.code = r.former_court;
comment on view hr_registry.current_registration is 'The entry in force of every company, else its latest';
comment on column hr_registry.current_registration.court_code is
    'Register id of the court in the EUID, such as F1103R';
comment on column hr_registry.current_registration.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column hr_registry.current_registration.suffix is
    'Letters after the number; empty where there are none';
comment on column hr_registry.current_registration.former_court_code is
    'Court from which the entry was taken over with its number; empty for none';

create or replace view hr_registry.former_name as
    select n.company_id, n.name, min(n.known) as known
    from (select company_id, name, valid_to as known from hr_registry.company_name where valid_to is not null
          union all
          select company_id, name, valid_from from hr_registry.company_former_name) n
    where n.name is not null
    group by n.company_id, n.name;
comment on view hr_registry.former_name is 'Former names, as documents state them and as later documents show';
comment on column hr_registry.former_name.known is 'First day on which the name is known to be a former one';

create or replace view handelsregister.company as
    select c.id as company_id,
           name.name,
           form.code as legal_form_code,
           hr_registry.shown(form.code, form.label, form.text) as legal_form,
           r.court_code, r.court_name, r.register_type, r.register_number, r.suffix, r.former_court_code,
           r.register_label, r.euid,
           status.code as status_code,
           hr_registry.shown(status.code, status.label, null) as status,
           seat.city as seat,
           address.street, address.house_number, address.addition as address_addition, address.po_box,
           address.postal_code, address.city, address.district, address.country_code,
           capital.amount as capital_amount,
           coalesce(capital.currency_code, capital.currency_text) as capital_currency,
           coalesce(purpose.purpose, purpose.business_purpose) as purpose,
           articles.articles_date,
           representation.rule_code as representation_code,
           hr_registry.shown(representation.rule_code, representation.rule_label, representation.rule_text)
               as representation,
           hr_registry.shown(representation.exemption_code, representation.exemption_label,
                             representation.exemption_text) as representation_exemption,
           array(select f.name from hr_registry.former_name f
                 where f.company_id = c.id and f.name is distinct from name.name
                 order by f.known desc, f.name) as former_names,
           snapshot.last_entry,
           snapshot.snapshot_count,
           snapshot.as_of
    from hr_registry.company c
    left join hr_registry.current_registration r on r.company_id = c.id
    left join hr_registry.company_name name on name.company_id = c.id and name.valid_to is null
    left join hr_registry.company_legal_form form on form.company_id = c.id and form.valid_to is null
    left join hr_registry.company_status status on status.company_id = c.id and status.valid_to is null
    left join hr_registry.company_seat seat on seat.company_id = c.id and seat.valid_to is null
    left join lateral (
        select a.* from hr_registry.company_address a
        where a.company_id = c.id and a.valid_to is null and a.is_former is not true
          and coalesce(a.kind_code, '003') in ('003', '021')
        order by a.kind_code, a.item limit 1) address on true
    left join lateral (
        select a.* from hr_registry.company_capital a
        where a.company_id = c.id and a.valid_to is null
        order by a.item limit 1) capital on true
    left join hr_registry.company_purpose purpose on purpose.company_id = c.id and purpose.valid_to is null
    left join hr_registry.company_articles articles on articles.company_id = c.id and articles.valid_to is null
    left join hr_registry.company_representation representation
        on representation.company_id = c.id and representation.valid_to is null
    cross join lateral (
        select max(s.last_entry) as last_entry, count(*)::integer as snapshot_count, max(s.retrieved) as as_of
        from hr_registry.snapshot s where s.company_id = c.id) snapshot;
comment on view handelsregister.company is 'Row type of get_company(): what is entered today';
comment on column handelsregister.company.company_id is 'Number of the company in this database; it never changes';
comment on column handelsregister.company.legal_form is 'Label of the legal form, or its text where it has no code';
comment on column handelsregister.company.court_code is 'Register id of the court in the EUID, such as F1103R';
comment on column handelsregister.company.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column handelsregister.company.suffix is 'Letters after the number; empty where there are none';
comment on column handelsregister.company.former_court_code is
    'Court from which the entry was taken over with its number; empty for none';
comment on column handelsregister.company.register_label is 'Court, register, number and suffix for people';
comment on column handelsregister.company.euid is 'European unique identifier; null where it is not defined';
comment on column handelsregister.company.status is 'Label of the status';
comment on column handelsregister.company.seat is 'Place of the registered seat; the address may lie elsewhere';
comment on column handelsregister.company.street is 'Of the business address, as the columns up to country_code';
comment on column handelsregister.company.country_code is
    'As the document states it; in its list bfj.staat 000 is Germany';
comment on column handelsregister.company.capital_amount is 'Share capital, exact';
comment on column handelsregister.company.capital_currency is
    'ISO 4217 code; the name of a currency that has none';
comment on column handelsregister.company.articles_date is 'Date of the articles of association';
comment on column handelsregister.company.representation is 'General rule of representation';
comment on column handelsregister.company.representation_exemption is 'General exemption from section 181 BGB';
comment on column handelsregister.company.former_names is 'The latest first';
comment on column handelsregister.company.last_entry is 'Date of the latest entry in the register sheet';
comment on column handelsregister.company.snapshot_count is 'Documents that state something about the company';
comment on column handelsregister.company.as_of is 'When the newest of these documents was retrieved from the register, by its wall clock';

create or replace function hr_registry.find_company(identifier text) returns bigint
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    parsed handelsregister.register_id;
    found_id bigint;
begin
    if identifier ~ '^\s*[0-9]{1,18}\s*$' then
        select c.id into found_id from hr_registry.company c where c.id = identifier::bigint;
    else
        if coalesce(octet_length(identifier), 0) not between 1 and 500 then
            raise exception 'invalid identifier' using errcode = 'PT400',
                detail = jsonb_build_object('code', 'invalid_identifier', 'problem', 'must have 1 to 500 bytes'),
                hint = 'Give a company number, an EUID, or a register number with its court.';
        end if;
        parsed := handelsregister.parse_register_id(identifier);
        if not parsed.is_valid then
            raise exception 'invalid register number: "%"', identifier using errcode = 'PT400',
                detail = jsonb_build_object('code', 'invalid_register_id', 'problem', parsed.problem),
                hint = 'Write "HRB 158855 B Charlottenburg", an EUID, or the number of the company in this database.';
        end if;
        select r.company_id into found_id from hr_registry.registration r
            where r.court = parsed.court_code and r.register_type = parsed.register_type
              and r.register_number = parsed.register_number
              and r.suffix = coalesce(parsed.suffix, '')
              and r.former_court = coalesce(parsed.former_court_code, '');
    end if;
    if found_id is null then
        raise exception 'no company "%"', identifier using errcode = 'PT404',
            detail = jsonb_build_object('code', 'unknown_company', 'identifier', identifier),
            hint = 'Search by name with search_companies, or submit a document of the company.';
    end if;
    return found_id;
end
$$;
comment on function hr_registry.find_company(text) is
    'Number of the company with this number, EUID or register number; PT400 where it is none of these, PT404 where unknown';

create or replace function handelsregister.get_company(identifier text) returns setof handelsregister.company
    language plpgsql stable parallel safe security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
begin
    return query select c.* from handelsregister.company c where c.company_id = target;
end
$$;
comment on function handelsregister.get_company(text) is
    'Profile of a company by company number, EUID, or "HRB 12345 B Charlottenburg"; PT400 and PT404 as errors';
create or replace function hr_registry.role_group(role_code text) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return case
        when role_code in ('049', '085', '086', '088', '194', '225', '265', '266', '268', '269', '277', '282', '284',
                           '290', '294', '326', '327', '328', '333', '337', '342') then 'management'
        when role_code = '285' then 'procuration'
        when role_code in ('107', '262', '280', '281', '283', '336', '339') then 'liquidation'
        when role_code in ('095', '246', '250', '251', '252', '274', '278', '332', '340', '341', '343', '345')
            then 'partner'
        when role_code in ('275', '338', '344') then 'limited_partner'
        when role_code in ('264', '293', '315') then 'supervision'
        else 'other' end;
comment on function hr_registry.role_group(text) is
    'What the roles of the code list GDS.Rollenbezeichnung have in common; "other" for those that are no office of a company';

-- Birth dates are personal data: of them only the year leaves the registry, and no key that contains one.
create or replace view handelsregister.company_officer as
    select o.company_id,
           o.role_code,
           hr_registry.shown(o.role_code, o.role_label, o.role_text) as role,
           hr_registry.role_group(o.role_code) as role_group,
           o.kind,
           coalesce(o.organisation_name,
                    nullif(concat_ws(' ', o.title, o.first_names, o.name_prefix, o.last_name, o.name_suffix), ''))
               as name,
           o.title, o.first_names, o.call_name, o.name_prefix, o.last_name, o.name_suffix,
           nullif(concat_ws(' ', o.birth_name_prefix, o.birth_name), '') as birth_name,
           substring(o.birth_date from '^([0-9]{4})(?![0-9])')::integer as birth_year,
           o.residence, o.country_code,
           o.organisation_name,
           hr_registry.shown(o.organisation_form_code, o.organisation_form_label, o.organisation_form_text)
               as organisation_form,
           o.organisation_seat, o.register_court, o.register_type, o.register_number,
           string_agg(hr_registry.shown(a.rule_code, a.rule_label, a.rule_text), '; ' order by a.item)
               as representation,
           string_agg(hr_registry.shown(a.exemption_code, a.exemption_label, a.exemption_text), '; ' order by a.item)
               as exemption,
           string_agg(hr_registry.shown(a.procuration_code, a.procuration_label, a.procuration_text), '; '
                      order by a.item) as procuration,
           string_agg(hr_registry.public_text(a.local_limit), '; ' order by a.item) as limits,
           o.valid_from, o.valid_from_is_bound, o.valid_to, o.valid_to_is_bound
    from hr_registry.officer o
    left join (select regexp_replace(a.item, '/[^/]*$', '') as officer_item, a.*
               from hr_registry.officer_authority a) a
        on a.company_id = o.company_id and a.officer_item = o.item
       -- those in force at the end of the row; valid_to is the first day on which a row does not hold
       and a.valid_from <= greatest(o.valid_from, coalesce(o.valid_to - 1, 'infinity'))
       and (a.valid_to is null or a.valid_to >= o.valid_to)
    group by o.company_id, o.item, o.document_id;
comment on view handelsregister.company_officer is
    'Row type of get_company_officers(): one row for each time in which an officer''s entry did not change';
comment on column handelsregister.company_officer.role is 'Label of the role, or its text where it has no code';
comment on column handelsregister.company_officer.role_group is
    'management, procuration, liquidation, partner, limited_partner, supervision or other';
comment on column handelsregister.company_officer.kind is 'Natural person or organisation';
comment on column handelsregister.company_officer.name is 'The whole name for people';
comment on column handelsregister.company_officer.call_name is 'The one of the first names that is used';
comment on column handelsregister.company_officer.name_prefix is 'Such as "von der"';
comment on column handelsregister.company_officer.name_suffix is 'What is put behind the last name';
comment on column handelsregister.company_officer.birth_year is 'Year of birth; the day stays in the registry';
comment on column handelsregister.company_officer.country_code is
    'Of residence or seat, as the document states it; in its list bfj.staat 000 is Germany';
comment on column handelsregister.company_officer.register_court is 'With register_type and register_number: where an organisation is entered';
comment on column handelsregister.company_officer.register_type is
    'Kind of the register in which an organisation is entered';
comment on column handelsregister.company_officer.representation is 'Special rule of representation; null where the general one holds';
comment on column handelsregister.company_officer.exemption is 'Special exemption from section 181 BGB';
comment on column handelsregister.company_officer.procuration is 'Extension of the Prokura in substance';
comment on column handelsregister.company_officer.limits is 'Limits of the authority to a branch or a place';
comment on column handelsregister.company_officer.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_officer.valid_to is 'First day on which the entry did not hold any more; null where it holds today';
comment on column handelsregister.company_officer.valid_to_is_bound is 'Changed on valid_to or before';

create or replace function handelsregister.get_company_officers(identifier text, include_former boolean default false)
    returns setof handelsregister.company_officer
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
begin
    return query select o.* from handelsregister.company_officer o
        where o.company_id = target
          and (include_former or o.valid_to is null)
        order by o.valid_to desc nulls first, o.role_group, o.last_name, o.first_names, o.name, o.valid_from;
end
$$;
comment on function handelsregister.get_company_officers(text, boolean) is
    'Everyone entered beside the company; with include_former also who has left and what has changed. Years of birth only';
create or replace view handelsregister.company_event as
    select e.seq, e.company_id, e.kind, e.effective_date, e.effective_is_bound, e.subject, e.old_value, e.new_value,
           e.document_id, e.recorded_at
    from hr_registry.change_event e
    where e.retracts is null
      and not exists (select from hr_registry.change_event r
                      where r.company_id = e.company_id and r.retracts = e.seq);
comment on view handelsregister.company_event is
    'Row type of get_company_timeline(): a difference between two neighbouring documents, as known today';
comment on column handelsregister.company_event.seq is 'Number in the change feed';
comment on column handelsregister.company_event.kind is
    'company_added, name_changed, seat_changed, ..., officer_joined, officer_left, officer_changed';
comment on column handelsregister.company_event.effective_date is 'Day of the entry in the register';
comment on column handelsregister.company_event.effective_is_bound is 'Entered on effective_date or before';
comment on column handelsregister.company_event.subject is 'Whom or what it is about, for people';
comment on column handelsregister.company_event.old_value is 'For people, shortened; null where there was none';
comment on column handelsregister.company_event.new_value is
    'For people, shortened; null where there is none any more';
comment on column handelsregister.company_event.document_id is 'The later one of the two documents';

create or replace function handelsregister.get_company_timeline(
    identifier text,
    from_date date default null,
    to_date date default null,
    kinds text[] default null
) returns setof handelsregister.company_event
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
begin
    return query select e.* from handelsregister.company_event e
        where e.company_id = target
          and (from_date is null or e.effective_date >= from_date)
          and (to_date is null or e.effective_date <= to_date)
          and (kinds is null or e.kind = any (kinds))
        order by e.effective_date, e.seq;
end
$$;
comment on function handelsregister.get_company_timeline(text, date, date, text[]) is
    'What changed in a company, in order; both days are included. Events that a late document has disproved are left out';
create or replace view handelsregister.change as
    select hr_queue.epoch() as epoch, e.seq, e.company_id,
           (select r.euid from hr_registry.current_registration r where r.company_id = e.company_id) as euid,
           (select n.name from hr_registry.company_name n
            where n.company_id = e.company_id and n.valid_to is null) as name,
           e.kind, e.effective_date, e.effective_is_bound, e.subject, e.old_value, e.new_value, e.document_id,
           e.retracts, e.recorded_at
    from hr_registry.change_event e;
comment on view handelsregister.change is 'Row type of get_changes()';
comment on column handelsregister.change.epoch is 'Together with seq the place in the feed; a restored or cloned database has another epoch';
comment on column handelsregister.change.seq is 'Place in the feed, for after_seq; numbers have holes';
comment on column handelsregister.change.name is 'Name of the company today';
comment on column handelsregister.change.effective_date is 'Day of the entry in the register';
comment on column handelsregister.change.effective_is_bound is 'Entered on effective_date or before';
comment on column handelsregister.change.subject is 'Whom or what it is about, for people';
comment on column handelsregister.change.old_value is 'For people, shortened; null where there was none';
comment on column handelsregister.change.new_value is 'For people, shortened; null where there is none any more';
comment on column handelsregister.change.document_id is 'The later one of the two documents that differ';
comment on column handelsregister.change.retracts is
    'Number of an earlier change that a late document has disproved; null for a change proper';

create or replace function handelsregister.get_changes(
    epoch uuid default null,
    after_seq bigint default 0,
    max_rows integer default 1000
) returns setof handelsregister.change
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if max_rows is null or max_rows not between 1 and 10000 then
        raise exception 'invalid number of rows: %', coalesce(max_rows::text, 'null') using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_max_rows', 'min', 1, 'max', 10000),
            hint = 'Read on with the seq of the last row as after_seq.';
    end if;
    if get_changes.epoch <> hr_queue.epoch() then
        raise exception 'the change feed has a new epoch' using errcode = 'PT416',
            detail = jsonb_build_object('code', 'wrong_epoch', 'epoch', hr_queue.epoch()),
            hint = 'The database was restored or cloned: read everything again, from after_seq 0 in the new epoch.';
    end if;
    return query select c.* from handelsregister.change c
        where c.seq > coalesce(after_seq, 0) order by c.seq limit max_rows;
end
$$;
comment on function handelsregister.get_changes(uuid, bigint, integer) is
    'Change feed: rows after a place in it, in the order in which they became visible; seq has holes. PT416 in another epoch';
create or replace view handelsregister.company_match as
    select null::bigint as company_id,
           null::text as name,
           null::text as matched_name,
           null::boolean as is_former_name,
           null::text as seat,
           null::text as register_label,
           null::text as euid,
           null::text as status,
           null::real as score,
           null::text as next_cursor
    where false;
comment on view handelsregister.company_match is 'Row type of search_companies()';
comment on column handelsregister.company_match.name is 'Name today';
comment on column handelsregister.company_match.matched_name is 'The name that fits best, which may be a former one';
comment on column handelsregister.company_match.score is 'Similarity from 0.3 to 1';
comment on column handelsregister.company_match.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

-- A cursor is "score.company.query": where the page ended, and a digest of what was asked for.
create or replace function hr_registry.search_digest(q text, include_former_names boolean) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return left(md5(include_former_names::text || q), 8);
comment on function hr_registry.search_digest(text, boolean) is 'Ties a cursor of search_companies() to its query';

create or replace view hr_registry.ranked_company as
    select null::integer as rank,
           null::bigint as company_id,
           null::text as matched_name,
           null::boolean as is_former
    where false;
comment on view hr_registry.ranked_company is 'Row type of ranked_companies()';
comment on column hr_registry.ranked_company.rank is 'Similarity in millionths';
comment on column hr_registry.ranked_company.matched_name is 'The name that fits best';
comment on column hr_registry.ranked_company.is_former is 'That name is a former one';

create or replace function hr_registry.ranked_companies(q text, include_former_names boolean)
    returns setof hr_registry.ranked_company
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
begin atomic
    with candidate as (
        select n.company_id, n.name, n.valid_to is not null as is_former
            from hr_registry.company_name n
            where hr_registry.name_trigrams(n.name) operator(pg_catalog.&&) hr_registry.name_trigrams(q)
              and (include_former_names or n.valid_to is null)
        union all
        select n.company_id, n.name, true
            from hr_registry.company_former_name n
            where hr_registry.name_trigrams(n.name) operator(pg_catalog.&&) hr_registry.name_trigrams(q)
              and include_former_names),
    scored as (
        select (1000000 * hr_registry.name_similarity(hr_registry.normalize_company_name(q),
                                                      hr_registry.normalize_company_name(c.name)))::integer as rank,
               c.company_id, c.name, c.is_former
            from candidate c)
    select distinct on (s.company_id) s.rank, s.company_id, s.name, s.is_former
        from scored s
        where s.rank >= 300000
        order by s.company_id, s.rank desc, s.is_former, s.name;
end;
comment on function hr_registry.ranked_companies(text, boolean) is
    'Companies with a name like this, each with its best name; rank is the similarity in millionths';

create or replace function handelsregister.search_companies(
    q text,
    page_size integer default 20,
    cursor text default null,
    include_former_names boolean default true
) returns setof handelsregister.company_match
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    former constant boolean := coalesce(include_former_names, true);
    last_rank integer;
    last_company bigint;
begin
    if coalesce(length(q), 0) > 500 or coalesce(hr_registry.normalize_company_name(q), '') = '' then
        raise exception 'invalid search text' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_query', 'max_length', 500),
            hint = 'Give at least one letter or digit of a company name.';
    end if;
    if page_size is null or page_size not between 1 and 100 then
        raise exception 'invalid page size: %', coalesce(page_size::text, 'null') using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_page_size', 'min', 1, 'max', 100),
            hint = 'Read on with the next_cursor of the last row.';
    end if;
    if cursor is not null then
        if cursor !~ '^[0-9]{1,7}\.[0-9]{1,18}\.[0-9a-f]{8}$'
           or split_part(cursor, '.', 3) <> hr_registry.search_digest(q, former) then
            raise exception 'invalid cursor' using errcode = 'PT400',
                detail = jsonb_build_object('code', 'invalid_cursor'),
                hint = 'Pass the next_cursor of a row, with the same search text and include_former_names.';
        end if;
        last_rank := split_part(cursor, '.', 1)::integer;
        last_company := split_part(cursor, '.', 2)::bigint;
    end if;
    return query
        with page as (
            select m.*, row_number() over (order by m.rank desc, m.company_id) as position,
                   count(*) over () as found
                from hr_registry.ranked_companies(q, former) m
                where last_rank is null or m.rank < last_rank or m.rank = last_rank and m.company_id > last_company
                order by m.rank desc, m.company_id limit page_size)
        select c.company_id, c.name, p.matched_name, p.is_former, c.seat, c.register_label, c.euid, c.status,
               (p.rank / 1000000.0)::real,
               case when p.position < p.found
                    then concat_ws('.', p.rank, p.company_id, hr_registry.search_digest(q, former)) end
            from page p join handelsregister.company c using (company_id)
            order by p.position;
end
$$;
comment on function handelsregister.search_companies(text, integer, text, boolean) is
    'Companies with a similar name, the best first, former names included; pages by cursor';
-- What the operator's view is made of, at a cost that hardly grows with the queue: up to a thousand jobs of a state are
-- counted; where there are more, a sample of some hundred pages stands for the table. Rows that are dead but not yet
-- vacuumed are read over on the way to the oldest jobs, and cost what they cost a claim.

create or replace function hr_queue.sample_percent(relation regclass) returns real
    language sql stable set search_path = pg_catalog, pg_temp
    as $$
        select least(100, 100.0 * 100 * pg_catalog.current_setting('block_size')::integer
                          / greatest(pg_catalog.pg_relation_size(relation), 1))::real
    $$;
comment on function hr_queue.sample_percent(regclass) is 'Share of a table that is about a hundred pages';

create or replace view hr_queue.backlog_row as
    select null::text as kind,
           null::bigint as ready,
           null::bigint as foreign_ready,
           null::timestamptz as oldest_enqueued_at,
           null::timestamptz as waiting_since,
           null::bigint as running,
           null::bigint as deferred,
           null::bigint as retrying,
           null::timestamptz as next_run_at,
           null::bigint as dead,
           null::boolean as is_estimate
    where false;
comment on view hr_queue.backlog_row is 'Row type of backlog()';
comment on column hr_queue.backlog_row.foreign_ready is 'Those of the ready and deferred jobs that belong to another epoch';
comment on column hr_queue.backlog_row.oldest_enqueued_at is 'When the oldest ready job was enqueued';
comment on column hr_queue.backlog_row.waiting_since is 'Since when the ready job that waits longest does so';
comment on column hr_queue.backlog_row.deferred is 'Jobs that are due later';
comment on column hr_queue.backlog_row.retrying is 'Those of the deferred jobs that have failed and wait for the next attempt';
comment on column hr_queue.backlog_row.next_run_at is 'When the next deferred job becomes ready';
comment on column hr_queue.backlog_row.dead is 'Dead letters';
comment on column hr_queue.backlog_row.is_estimate is 'Are counts extrapolated from a sample?';

-- The oldest jobs are looked at, and the sample adds kinds and counts that lie behind them. A sampled page counts for
-- as many as it stands for; the same pages are taken each time, so that figures do not jump.
create or replace function hr_queue.backlog() returns setof hr_queue.backlog_row
    language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
    with running as materialized (
        select r.id, r.kind from hr_queue.ready r where r.id = any (array(select hr_queue.running_jobs()))),
    home as materialized (select hr_queue.epoch() as epoch),
    ready_look as materialized (
        select r.id, r.kind, r.epoch, r.enqueued_at, coalesce(r.released_at, r.enqueued_at) as since
            from hr_queue.ready r order by r.id limit 1001),
    deferred_look as materialized (
        select d.kind, d.epoch, d.run_at, d.failed_at from hr_queue.deferred d order by d.run_at limit 1001),
    dead_look as materialized (
        select d.kind from hr_queue.dead d order by d.failed_at desc, d.id desc limit 1001),
    seen as materialized (
        select (select count(*) from ready_look) > 1000 as ready_is_full,
               (select count(*) from deferred_look) > 1000 as deferred_is_full,
               (select count(*) from dead_look) > 1000 as dead_is_full),
    part (kind, ready, foreign_ready, oldest_enqueued_at, waiting_since, deferred, retrying, next_run_at, dead) as (
        select l.kind, count(*)::numeric, count(*) filter (where l.epoch is distinct from h.epoch),
               min(l.enqueued_at), min(l.since),
               0::numeric, 0::numeric, null::timestamptz, 0::numeric
            from ready_look l, home h where not exists (select from running r where r.id = l.id) group by l.kind
        union all
        select s.kind, count(*) * 100 / hr_queue.sample_percent('hr_queue.ready')::numeric, 0,
               min(s.enqueued_at), min(coalesce(s.released_at, s.enqueued_at)), 0, 0, null, 0
            from hr_queue.ready s tablesample system (hr_queue.sample_percent('hr_queue.ready')) repeatable (0)
            where (select ready_is_full from seen) group by s.kind
        union all
        select l.kind, 0, count(*) filter (where l.epoch is distinct from h.epoch), null, null, count(*),
               count(l.failed_at), min(l.run_at), 0
            from deferred_look l, home h group by l.kind
        union all
        select s.kind, 0, 0, null, null, count(*) * 100 / hr_queue.sample_percent('hr_queue.deferred')::numeric,
               count(s.failed_at) * 100 / hr_queue.sample_percent('hr_queue.deferred')::numeric, min(s.run_at), 0
            from hr_queue.deferred s tablesample system (hr_queue.sample_percent('hr_queue.deferred')) repeatable (0)
            where (select deferred_is_full from seen) group by s.kind
        union all
        select l.kind, 0, 0, null, null, 0, 0, null, count(*) from dead_look l group by l.kind
        union all
        select s.kind, 0, 0, null, null, 0, 0, null, count(*) * 100 / hr_queue.sample_percent('hr_queue.dead')::numeric
            from hr_queue.dead s tablesample system (hr_queue.sample_percent('hr_queue.dead')) repeatable (0)
            where (select dead_is_full from seen) group by s.kind
        union all
        select r.kind, 0, 0, null, null, 0, 0, null, 0 from running r),
    -- Looked at and sampled: the greater figure is the better one. What another epoch owns lies in both states.
    total as (
        select p.kind, max(p.ready)::bigint as ready, sum(p.foreign_ready)::bigint as foreign_ready,
               min(p.oldest_enqueued_at) as oldest_enqueued_at, min(p.waiting_since) as waiting_since, max(p.deferred)::bigint as deferred,
               max(p.retrying)::bigint as retrying, min(p.next_run_at) as next_run_at, max(p.dead)::bigint as dead
            from part p group by p.kind)
    select t.kind, t.ready, t.foreign_ready, t.oldest_enqueued_at, t.waiting_since,
           (select count(*) from running r where r.kind = t.kind), t.deferred, t.retrying, t.next_run_at, t.dead,
           s.ready_is_full or s.deferred_is_full or s.dead_is_full
        from total t, seen s;
end;
comment on function hr_queue.backlog() is 'Jobs of every kind by state, at a bounded cost';

create or replace view hr_queue.recent_success as
    select null::text as kind,
           null::bigint as done,
           null::timestamptz as last_success_at,
           null::boolean as is_estimate
    where false;
comment on view hr_queue.recent_success is 'Row type of recent_successes()';
comment on column hr_queue.recent_success.done is 'Jobs done since the moment given';
comment on column hr_queue.recent_success.last_success_at is 'Of those, when the last one was done';
comment on column hr_queue.recent_success.is_estimate is 'Are counts extrapolated from a sample?';

-- Results are only ever appended, so the place of a row tells its age: the first page of the time looked at is found by
-- halving, and no index is needed. Of more than 128 pages eight pieces are read, among them the newest one.
create or replace function hr_queue.recent_successes(since timestamptz) returns setof hr_queue.recent_success
    language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
declare
    part record;
    first bigint;
    beyond bigint;
    middle bigint;
    width bigint;
    piece bigint;
    low tid;
    high tid;
begin
    for part in
        select b.bucket::smallint as bucket, pg_catalog.pg_relation_size(b.relation)
                   / pg_catalog.current_setting('block_size')::bigint as pages
            from (values (0, 'hr_queue.result_0'::regclass), (1, 'hr_queue.result_1'), (2, 'hr_queue.result_2'),
                         (3, 'hr_queue.result_3')) b (bucket, relation)
    loop
        first := 0;
        beyond := part.pages;
        while beyond - first > 8 loop
            middle := (first + beyond) / 2;
            low := pg_catalog.format('(%s,0)', middle)::tid;
            high := pg_catalog.format('(%s,0)', middle + 1)::tid;
            if (select max(r.finished_at) from hr_queue.result r
                    where r.bucket = part.bucket and r.ctid >= low and r.ctid < high) < since then
                first := middle;
            else
                beyond := middle;
            end if;
        end loop;
        width := case when part.pages - first <= 128 then part.pages - first else 16 end;
        for piece in 0 .. case when width = part.pages - first then 0 else 7 end loop
            low := pg_catalog.format('(%s,0)', first + (part.pages - first - width) * piece / 7)::tid;
            high := pg_catalog.format('(%s,0)', first + (part.pages - first - width) * piece / 7 + width)::tid;
            return query
                select r.kind,
                       case when width < part.pages - first then count(*) * (part.pages - first) / 128 else count(*) end,
                       max(r.finished_at), width < part.pages - first
                    from hr_queue.result r
                    where r.bucket = part.bucket and r.ctid >= low and r.ctid < high and r.finished_at >= since
                    group by r.kind;
        end loop;
    end loop;
end
$$;
comment on function hr_queue.recent_successes(timestamptz) is
    'Jobs done since a moment, by kind and piece of the ring of results, at a bounded cost';
-- The operator's view: is it working, what is stuck, since when, why. Nothing here counts a table.

create or replace view hr_queue.standstill_row as
    select null::text as reason,
           null::text as remedy
    where false;
comment on view hr_queue.standstill_row is 'Row type of standstill()';
comment on column hr_queue.standstill_row.reason is 'Why no job of this database runs';
comment on column hr_queue.standstill_row.remedy is 'What to do';

-- A call need not end before its limit; the next one comes within twice that time. pg_cron comes every hour at least,
-- so more than 55 minutes (work() may be given weeks) tells nothing about the next call.
create or replace function hr_queue.is_called() returns boolean
    language sql stable set search_path = pg_catalog, pg_temp
    as $$
        select exists (select from hr_queue.last_call c
                       where c.called_at > pg_catalog.clock_timestamp() - interval '2 min'
                                           - least(c.max_ms, 3300000) * interval '2 ms')
    $$;
comment on function hr_queue.is_called() is 'Does something call work() again and again?';

create or replace function hr_queue.standstill() returns setof hr_queue.standstill_row
    language sql volatile rows 1 set search_path = pg_catalog, pg_temp
begin atomic
    select c.reason, c.remedy
        from hr_queue.loader_state() s,
             lateral (select case when exists (select from hr_queue.last_call)
                                  then 'nobody has called hr_queue.work() since ' || (select max(c.called_at) from hr_queue.last_call c)
                                  else 'nobody has ever called hr_queue.work()' end as silence) q,
             lateral (values
                (1, pg_catalog.pg_is_in_recovery(), 'this server is a standby', 'Jobs run on the primary.'),
                (2, not hr_queue.is_home(), 'this database is a clone or was restored, and nobody has adopted it',
                    'Run hr_queue.adopt_database(discard_jobs => ...) if jobs are to run here.'),
                (3, not hr_queue.is_called() and not s.preloaded, 'the library is not preloaded, and ' || q.silence,
                    'Add handelsregister to shared_preload_libraries and restart, or run hr_queue.schedule().'),
                (4, not hr_queue.is_called() and not s.enabled, 'workers are switched off (handelsregister.enabled), and ' || q.silence,
                    'Set handelsregister.enabled = on and reload.'),
                (5, not hr_queue.is_called() and s.launcher_pid = 0, 'no launcher runs, so no worker is started',
                    'The server log says why the launcher ended.'),
                (6, not hr_queue.is_called() and s.stopped_by > 0,
                    format('a command of process %s keeps workers off this database', s.stopped_by),
                    'Commit or roll back its transaction.'),
                (7, not hr_queue.is_called() and s.workers = 0 and s.slots_exhausted_since is not null,
                    'no background worker slot has been free since ' || s.slots_exhausted_since,
                    'Increase max_worker_processes and restart.'),
                (8, not hr_queue.is_called() and s.failing_since is not null,
                    'the workers of this database have ended with an error since ' || s.failing_since,
                    'The server log has the error.')) c (place, is_so, reason, remedy)
        where c.is_so
        order by c.place limit 1;
end;
comment on function hr_queue.standstill() is 'Why no job of this database can run at all; no row where they can';

create or replace view handelsregister.queue_kind as
    select null::text as kind,
           null::bigint as ready,
           null::bigint as running,
           null::bigint as deferred,
           null::bigint as dead,
           null::interval as oldest_ready_age,
           null::timestamptz as next_run_at,
           null::bigint as done_last_hour,
           null::timestamptz as waiting_since,
           null::bigint as retrying,
           null::timestamptz as last_success_at,
           null::timestamptz as last_failure_at,
           null::text as last_error_code,
           null::text as last_error_message,
           null::timestamptz as stuck_since,
           null::text as stuck_reason,
           null::boolean as is_estimate
    where false;
comment on view handelsregister.queue_kind is 'Row type of queue_status()';
comment on column handelsregister.queue_kind.kind is 'Kind of job';
comment on column handelsregister.queue_kind.deferred is 'Jobs that are due later';
comment on column handelsregister.queue_kind.dead is 'Dead letters';
comment on column handelsregister.queue_kind.oldest_ready_age is 'How long the oldest ready job has existed';
comment on column handelsregister.queue_kind.next_run_at is 'When the next deferred job becomes ready';
comment on column handelsregister.queue_kind.waiting_since is 'Since when the job that has been ready longest waits';
comment on column handelsregister.queue_kind.retrying is 'Those of the deferred jobs that have failed and wait for another attempt';
comment on column handelsregister.queue_kind.last_success_at is 'When a job was done last; null if not within the last hour';
comment on column handelsregister.queue_kind.last_failure_at is 'Newest failure among dead letters and waiting retries';
comment on column handelsregister.queue_kind.last_error_code is 'SQLSTATE of that failure';
comment on column handelsregister.queue_kind.last_error_message is 'Its message';
comment on column handelsregister.queue_kind.stuck_since is 'Since when jobs wait that ought to run; null where none do';
comment on column handelsregister.queue_kind.stuck_reason is 'Why they wait';
comment on column handelsregister.queue_kind.is_estimate is
    'A state has more than a thousand jobs, or the hour more results than are read: counts are extrapolated from a sample';

-- The comparison of rows, not of kinds, makes every planner walk dead_kind from its end.
create or replace function hr_queue.last_failures(kinds text[]) returns setof hr_queue.job
    language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select distinct on (f.kind) f.id, f.kind, f.state, f.priority, f.owner, f.subject, f.payload, f.attempt, f.crashes,
           f.enqueued_at, f.run_at, f.failed_at, null::timestamptz, f.error_code, f.error_message, f.error_detail,
           f.error_hint, null::jsonb
        from unnest(kinds) k (kind)
        cross join lateral (
            (select 'dead' as state, null::timestamptz as run_at, d.id, d.kind, d.priority, d.owner, d.subject, d.payload,
                    d.attempt, d.crashes, d.enqueued_at, d.failed_at, d.error_code, d.error_message, d.error_detail,
                    d.error_hint
                from (select n.* from hr_queue.dead n where (n.kind, n.failed_at) <= (k.kind, 'infinity')
                          order by n.kind desc, n.failed_at desc, n.id desc limit 1) d
                where d.kind = k.kind)
            union all
            (select 'deferred', d.run_at, d.id, d.kind, d.priority, d.owner, d.subject, d.payload, d.attempt, d.crashes,
                    d.enqueued_at, d.failed_at, d.error_code, d.error_message, d.error_detail, d.error_hint
                from (select n.* from hr_queue.deferred n order by n.run_at limit 1000) d
                where d.kind = k.kind and d.failed_at is not null order by d.failed_at desc limit 1)) f
        order by f.kind, f.failed_at desc;
end;
comment on function hr_queue.last_failures(text[]) is
    'The job of each kind that failed last, among dead letters and the thousand retries that are due next';

-- A minute is what a backlog may take without a word. A kind of which jobs are being done is not stuck, however long its
-- backlog; nor is a job that came after the last call of work(), where such calls do the work.
create or replace function handelsregister.queue_status() returns setof handelsregister.queue_kind
    language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with backlog as materialized (select b.* from hr_queue.backlog() b),
    success as materialized (
        select s.kind, sum(s.done)::bigint as done, max(s.last_success_at) as last_success_at,
               bool_or(s.is_estimate) as is_estimate
            from hr_queue.recent_successes(now() - interval '1 hour') s group by s.kind),
    kind as materialized (
        select p.kind from hr_queue.processor p union select b.kind from backlog b union select s.kind from success s),
    standstill as materialized (select s.reason from hr_queue.standstill() s),
    failure as materialized (select f.* from hr_queue.last_failures(array(select k.kind from kind k)) f),
    busy as materialized (
        select a.pid, a.xact_start from pg_catalog.pg_stat_activity a
            where a.datname = pg_catalog.current_database() and a.backend_type = 'handelsregister worker'
              and a.xact_start is not null order by a.xact_start limit 1),
    wait as (
        select b.kind, case when b.next_run_at < clock_timestamp() then least(b.waiting_since, b.next_run_at)
                            else b.waiting_since end as since
            from backlog b),
    stuck as (
        select w.kind, w.since, coalesce(
               (select s.reason from standstill s),
               case when b.foreign_ready > 0 then b.foreign_ready || ' of its jobs belong to another epoch: a restore brought them'
                    when w.since > clock_timestamp() - interval '1 minute' then null
                    when hr_queue.is_called() and not (select l.preloaded and l.enabled from hr_queue.loader_state() l)
                    then case when w.since < (select max(c.called_at) from hr_queue.last_call c)
                              then 'waits for the next call of hr_queue.work()' end
                    when (select count(*) from busy) > 0
                    then format('waits behind other jobs; worker %s has been at its transaction since %s',
                                (select u.pid from busy u), (select u.xact_start from busy u))
                    else 'no worker takes it: the server log says why' end) as reason
            from wait w join backlog b using (kind) left join success s using (kind)
            where w.since is not null and coalesce(s.last_success_at < now() - interval '1 minute', true))
    select k.kind, coalesce(b.ready, 0), coalesce(b.running, 0), coalesce(b.deferred, 0), coalesce(b.dead, 0),
           now() - b.oldest_enqueued_at, b.next_run_at, coalesce(s.done, 0), b.waiting_since, coalesce(b.retrying, 0),
           s.last_success_at, f.failed_at, f.error_code, f.error_message,
           case when t.reason is not null then t.since end, t.reason,
           coalesce(b.is_estimate, (select bool_or(o.is_estimate) from backlog o), false)
               or coalesce(s.is_estimate, (select bool_or(o.is_estimate) from success o), false)
        from kind k
        left join backlog b using (kind) left join success s using (kind) left join failure f using (kind)
        left join stuck t using (kind)
        order by 1;
end;
comment on function handelsregister.queue_status() is
    'Jobs of every kind by state, how they fare, and what is stuck since when and why; at a bounded cost, so that large counts are estimates';
-- pg_cron drains the queue where no worker can. It runs jobs of every database, but lists them in its own one only, and
-- knows a database by its name; so our jobs carry the database's number in their names.

create or replace function hr_queue.cron_job_name() returns text
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    as $$ select 'handelsregister ' || d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database() $$;
comment on function hr_queue.cron_job_name() is 'Name of the job of pg_cron that drains the queue of this database';

create or replace function hr_queue.cron_expression(every interval, cron_version text) returns text
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
    as $$
declare
    seconds constant numeric := extract(epoch from every);
    knows_seconds constant boolean :=
        pg_catalog.string_to_array(substring(cron_version from '^[0-9]+\.[0-9]+'), '.')::integer[] >= '{1,5}';
begin
    if seconds between 1 and 59 and seconds = trunc(seconds) then
        if knows_seconds then
            return seconds::integer || ' seconds';
        end if;
        raise exception using
            errcode = 'feature_not_supported',
            message = pg_catalog.format('pg_cron %s cannot run a job every %s seconds', cron_version, seconds::integer),
            detail = 'It knows seconds from version 1.5 on.',
            hint = 'Schedule a minute or more, or update pg_cron.';
    end if;
    if seconds between 60 and 3600 and seconds % 60 = 0 and 3600 % seconds = 0 then
        return case seconds when 60 then '* * * * *' when 3600 then '0 * * * *'
                            else pg_catalog.format('*/%s * * * *', (seconds / 60)::integer) end;
    end if;
    raise exception using
        errcode = 'invalid_parameter_value',
        message = pg_catalog.format('pg_cron cannot run a job every %s', coalesce(every::text, 'null')),
        hint = 'Give 1 to 59 seconds, or minutes that divide an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60.';
end
$$;
comment on function hr_queue.cron_expression(interval, text) is
    'Schedule of pg_cron for an interval. Errors: 0A000 seconds before pg_cron 1.5, 22023 an interval that it cannot express';

-- Runs as a superuser, where others may set search_path: all names are qualified, operators too. While the extension
-- is there, nobody else can put anything into its schema. A run ends before the next one is due.
create or replace function hr_queue.cron_command(every interval, otherwise text default '') returns text
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    as $$
        select pg_catalog.format(
            'do $hr$ begin'
            ' if exists (select from pg_catalog.pg_extension e where e.extname operator(pg_catalog.=) $q$handelsregister$q$) then'
            ' if hr_queue.is_home() then call hr_queue.work(2147483647, %s); end if;%s end if; end $hr$',
            (extract(epoch from every) * 900)::integer, otherwise)
    $$;
comment on function hr_queue.cron_command(interval, text) is
    'What pg_cron runs: drains the queue for nine tenths of the interval; does "otherwise" where the extension is gone';

-- A database that is dropped or renamed cannot tell pg_cron; a job in pg_cron's own database looks for it. Databases may
-- swap their names. A job whose number fits another database by chance, beside the right job of its own, is from a dump.
create or replace function hr_queue.cron_janitor() returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    as $$
        select 'do $hr$ begin'
            ' perform pg_catalog.set_config($q$search_path$q$, $q$pg_catalog, pg_temp$q$, true);'
            ' perform cron.alter_job(j.jobid, database => d.datname) from cron.job j'
            ' join pg_database d on j.jobname::text = $q$handelsregister $q$ || d.oid'
            ' where j.database <> d.datname and not exists (select from cron.job o join pg_database n on n.datname = o.database'
            ' and o.jobname::text = $q$handelsregister $q$ || n.oid where o.database = j.database);'
            ' perform cron.unschedule(j.jobid) from cron.job j where j.jobname ~ $q$^handelsregister [0-9]+$q$'
            ' and not exists (select from pg_database o where o.datname = j.database);'
            ' perform cron.unschedule(j.jobid) from cron.job j join cron.job o using (database)'
            ' join pg_database d on d.datname = o.database and o.jobname::text = $q$handelsregister $q$ || d.oid'
            ' where j.jobname ~ $q$^handelsregister [0-9]+$q$ and j.jobname <> o.jobname;'
            ' perform cron.unschedule(j.jobid) from cron.job j where j.jobname = $q$handelsregister janitor$q$'
            ' and not exists (select from cron.job o where o.jobname ~ $q$^handelsregister [0-9]+$q$'
            ' and o.database <> current_database());'
            ' end $hr$'
    $$;
comment on function hr_queue.cron_janitor() is
    'What pg_cron runs in its own database: follows renamed databases, forgets dropped ones and what a dump brought beside the right job, and itself when nothing is left';

create or replace function hr_queue.schedule_statement(every interval default '1 minute') returns text
    language sql stable set search_path = pg_catalog, pg_temp
    as $$
        select pg_catalog.format('select cron.schedule_in_database(%L, %L, %L, %L); select cron.schedule(%L, %L, %L);',
            hr_queue.cron_job_name(),
            hr_queue.cron_expression(every, (select a.default_version from pg_catalog.pg_available_extensions a
                                             where a.name = 'pg_cron')),
            hr_queue.cron_command(every), pg_catalog.current_database(),
            'handelsregister janitor', '* * * * *', hr_queue.cron_janitor())
    $$;
comment on function hr_queue.schedule_statement(interval) is
    'What to run in pg_cron''s database, so that it drains the queue of this one: the job, and one that cleans up after databases that are dropped. Errors: those of schedule()';

create or replace function hr_queue.require_cron(statement text) returns void
    language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
declare
    home constant text := pg_catalog.current_setting('cron.database_name', true);
begin
    if exists (select from pg_catalog.pg_extension e where e.extname = 'pg_cron') then
        return;
    end if;
    if home is null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'pg_cron is not preloaded on this server',
            hint = 'Add handelsregister to shared_preload_libraries, so that workers drain the queue, or pg_cron.';
    end if;
    if home = pg_catalog.current_database() then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'extension "pg_cron" is not installed in this database',
            hint = 'Run "create extension pg_cron" first.';
    end if;
    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = pg_catalog.format('pg_cron lists its jobs in database "%s" only', home),
        detail = pg_catalog.format('This is database "%s".', pg_catalog.current_database()),
        hint = pg_catalog.format(E'Run this in database "%s":\n%s', home, statement);
end
$$;
comment on function hr_queue.require_cron(text) is
    'Raises 55000 where pg_cron is not in this database; the hint says what to do, which may be the statement given';

create or replace function hr_queue.schedule(every interval default '1 minute') returns bigint
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    as $$
declare
    cron_version constant text := (select e.extversion from pg_catalog.pg_extension e where e.extname = 'pg_cron');
    job constant text := hr_queue.cron_job_name();
begin
    perform hr_queue.require_cron(case when cron_version is null then hr_queue.schedule_statement(every) end);
    -- One job, whoever has scheduled it, whatever the database was called then, and whatever a dump has brought.
    perform cron.unschedule(j.jobid) from cron.job j
        where j.jobname = job and (j.username <> current_user or j.database <> pg_catalog.current_database())
           or j.jobname <> job and j.jobname ~ '^handelsregister [0-9]+$' and j.database = pg_catalog.current_database();
    return cron.schedule(job, hr_queue.cron_expression(every, cron_version), hr_queue.cron_command(every, pg_catalog.format(
        ' else perform cron.unschedule(j.jobid) from cron.job j where j.jobname operator(pg_catalog.=) $q$%s$q$'
        ' and j.username operator(pg_catalog.=) current_user;', job)));
end
$$;
comment on function hr_queue.schedule(interval) is
    'Lets pg_cron drain the queue of this database, as the calling role; a second call changes the interval. The job ends itself when the extension is gone. Returns its number. Errors: 55000 pg_cron is not in this database (the hint is the statement to run in the one where it is), 0A000 seconds before pg_cron 1.5, 22023 an interval that pg_cron cannot express';

create or replace function hr_queue.unschedule() returns boolean
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    as $$
begin
    perform hr_queue.require_cron(pg_catalog.format('select cron.unschedule(jobid) from cron.job where jobname = %L;',
                                                    hr_queue.cron_job_name()));
    perform cron.unschedule(j.jobid) from cron.job j
        where j.jobname = hr_queue.cron_job_name()
           or j.jobname ~ '^handelsregister [0-9]+$' and j.database = pg_catalog.current_database();
    return found;
end
$$;
comment on function hr_queue.unschedule() is
    'Ends what schedule() began; false where nothing was scheduled. Errors: 55000 pg_cron is not in this database (the hint is the statement to run in the one where it is)';
create or replace view handelsregister.dead_job as
    select null::bigint as job_id,
           null::text as kind,
           null::text as owner,
           null::text as subject,
           null::jsonb as payload,
           null::smallint as attempt,
           null::smallint as crashes,
           null::timestamptz as enqueued_at,
           null::timestamptz as failed_at,
           null::text as error_code,
           null::text as error_message,
           null::text as error_detail,
           null::text as error_hint,
           null::text as next_cursor
    where false;
comment on view handelsregister.dead_job is 'Row type of list_dead_jobs()';
comment on column handelsregister.dead_job.owner is 'Role that enqueued the job';
comment on column handelsregister.dead_job.subject is 'Claim "sub" of the JWT under which the job was enqueued';
comment on column handelsregister.dead_job.attempt is 'Attempts that failed';
comment on column handelsregister.dead_job.crashes is 'Times that the server crashed in a batch with this job';
comment on column handelsregister.dead_job.error_code is 'SQLSTATE of the failure';
comment on column handelsregister.dead_job.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

-- A cursor is "microseconds.number" of the row that the next page follows. A generic plan would not use the index of
-- kinds; for an error code alone there is none, and letters are read from the newest on until the page is full.
create or replace function handelsregister.list_dead_jobs(
    kind text default null,
    error_code text default null,
    page_size integer default 50,
    cursor text default null
) returns setof handelsregister.dead_job
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    before_time timestamptz := 'infinity';
    before_id bigint := 0;
begin
    if page_size is null or page_size not between 1 and 1000 then
        raise exception 'invalid page size: %', coalesce(page_size::text, 'null') using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_page_size', 'min', 1, 'max', 1000),
            hint = 'Read on with the next_cursor of the last row.';
    end if;
    if cursor is not null then
        if cursor !~ '^[0-9]{1,17}\.[0-9]{1,18}$' then
            raise exception 'invalid cursor' using errcode = 'PT400',
                detail = jsonb_build_object('code', 'invalid_cursor'),
                hint = 'Pass the next_cursor of a row, with the same kind and error code.';
        end if;
        before_time := timestamptz 'epoch' + split_part(cursor, '.', 1)::bigint * interval '1 us';
        before_id := split_part(cursor, '.', 2)::bigint;
    end if;
    return query
        select p.id, p.kind, p.owner::text, p.subject, p.payload, p.attempt, p.crashes, p.enqueued_at, p.failed_at,
               p.error_code, p.error_message, p.error_detail, p.error_hint,
               case when count(*) over () > list_dead_jobs.page_size or p.place < count(*) over ()
                    then (extract(epoch from p.failed_at) * 1000000)::bigint || '.' || p.id end
            from (select d.*, row_number() over (order by d.failed_at desc, d.id desc) as place
                      from hr_queue.dead d
                      where (d.failed_at, d.id) < (before_time, before_id)
                        and (list_dead_jobs.kind is null or d.kind = list_dead_jobs.kind)
                        and (list_dead_jobs.error_code is null or d.error_code = list_dead_jobs.error_code)
                      order by d.failed_at desc, d.id desc limit list_dead_jobs.page_size + 1) p
            order by p.place limit list_dead_jobs.page_size;
end
$$;
comment on function handelsregister.list_dead_jobs(text, text, integer, text) is
    'Dead letters, of a kind or with an SQLSTATE if wanted, the newest first; pages by cursor. They are given back with hr_queue.redrive() or hr_queue.redrive_dead()';

create or replace function hr_queue.redrive_dead(
    kind text default null, error_code text default null, max_jobs integer default 1000) returns integer
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
        select hr_queue.redrive(array(
            select d.id from hr_queue.dead d
                where (redrive_dead.kind is null or d.kind = redrive_dead.kind)
                  and (redrive_dead.error_code is null or d.error_code = redrive_dead.error_code)
                order by d.failed_at, d.id limit least(greatest(redrive_dead.max_jobs, 0), 100000)
                for update skip locked))
    $$;
comment on function hr_queue.redrive_dead(text, text, integer) is
    'Gives dead letters another life, of a kind or with an SQLSTATE if wanted: the oldest max_jobs (100,000 at most); returns how many';

create or replace function hr_queue.discard_dead(
    kind text default null, error_code text default null, max_jobs integer default 1000) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
#variable_conflict use_column
declare
    discarded integer;
begin
    delete from hr_queue.dead d where d.id = any (array(
        select o.id from hr_queue.dead o
            where (discard_dead.kind is null or o.kind = discard_dead.kind)
              and (discard_dead.error_code is null or o.error_code = discard_dead.error_code)
            order by o.failed_at, o.id limit least(greatest(discard_dead.max_jobs, 0), 100000)
            for update skip locked));
    get diagnostics discarded = row_count;
    return discarded;
end
$$;
comment on function hr_queue.discard_dead(text, text, integer) is
    'Deletes dead letters for good, of a kind or with an SQLSTATE if wanted: the oldest max_jobs (100,000 at most); returns how many';
create or replace view handelsregister.health_check as
    select null::text as "check",
           null::boolean as ok,
           null::text as detail,
           null::text as hint
    where false;
comment on view handelsregister.health_check is 'Row type of health()';
comment on column handelsregister.health_check."check" is 'What was looked at';
comment on column handelsregister.health_check.hint is 'What to do; null where all is well';

create or replace view hr_queue.cron_job as
    select null::bigint as job_id,
           null::text as schedule,
           null::boolean as active,
           null::text as last_failure
    where false;
comment on view hr_queue.cron_job is 'Row type of cron_jobs()';
comment on column hr_queue.cron_job.job_id is 'Its number in cron.job';
comment on column hr_queue.cron_job.schedule is 'When it runs';
comment on column hr_queue.cron_job.active is 'Not switched off with cron.alter_job()';
comment on column hr_queue.cron_job.last_failure is 'What its last run said, if it failed; among the last thousand runs of all jobs';

create or replace function hr_queue.cron_jobs() returns setof hr_queue.cron_job
    language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
begin
    if not exists (select from pg_catalog.pg_extension e where e.extname = 'pg_cron') then
        return;
    end if;
    return query
        select j.jobid, j.schedule, j.active,
               (select case when d.status = 'failed' then d.return_message end
                    from (select r.* from cron.job_run_details r order by r.runid desc limit 1000) d
                    where d.jobid = j.jobid and d.status in ('succeeded', 'failed') order by d.runid desc limit 1)
            from cron.job j
            where j.jobname ~ '^handelsregister [0-9]+$' and j.database = pg_catalog.current_database()
            order by j.jobid limit 1;
end
$$;
comment on function hr_queue.cron_jobs() is
    'What schedule() has given to pg_cron, one row; none where there is nothing, or where pg_cron is not in this database';

create or replace function hr_queue.vacuum_state() returns setof handelsregister.health_check
    language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    with behind as (
        select t.relname, t.n_dead_tup, greatest(t.last_vacuum, t.last_autovacuum) as vacuumed_at
            from pg_catalog.pg_stat_all_tables t
            where t.schemaname = 'hr_queue' and t.relname in ('ready', 'deferred', 'dead')
              and t.n_dead_tup > 100000 + 2 * t.n_live_tup
            order by t.n_dead_tup desc limit 1),
    holder as (
        select a.pid, a.xact_start from pg_catalog.pg_stat_activity a
            where a.backend_xmin is not null and a.xact_start < now() - interval '1 minute'
              and a.pid <> pg_catalog.pg_backend_pid()
            order by pg_catalog.age(a.backend_xmin) desc limit 1)
    select 'vacuum', b.relname is null,
           case when b.relname is null then 'the tables of the queue are vacuumed in time'
                else concat(format('hr_queue.%s has %s dead rows, last vacuumed at %s', b.relname, b.n_dead_tup,
                                   coalesce(b.vacuumed_at::text, 'no time')),
                            (select format('; process %s holds a snapshot since %s', h.pid, h.xact_start) from holder h)) end,
           'End old transactions, replication slots that lag and prepared transactions; see that autovacuum is on.'
        from (values (1)) one left join behind b on true;
end;
comment on function hr_queue.vacuum_state() is 'Can vacuum keep up with the queue? A claim reads over every row that is dead but not yet removed';

create or replace function handelsregister.health() returns setof handelsregister.health_check
    language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with status as materialized (select q.* from handelsregister.queue_status() q),
    loader as materialized (select s.*, hr_queue.is_called() as is_called from hr_queue.loader_state() s),
    total as materialized (
        select sum(s.dead)::bigint as dead, bool_or(s.is_estimate) as is_estimate, min(s.waiting_since) as waiting_since
            from status s),
    another_epoch as materialized (
        select count(*) as jobs
            from ((select r.epoch from hr_queue.ready r order by r.id limit 1000)
                  union all (select d.epoch from hr_queue.deferred d order by d.id limit 1000)) j
            where j.epoch is distinct from hr_queue.epoch()),
    seen as (
        select 1 as place, 'library' as name,
               hr_queue.library_version() is not distinct from e.extversion as ok,
               concat('library ', hr_queue.library_version(), ', extension ', e.extversion) as detail,
               'Reconnect; if it stays so, install the library of this version or run "alter extension handelsregister update".'
                   as hint
            from pg_catalog.pg_extension e where e.extname = 'handelsregister'
        union all
        select 2, 'home', hr_queue.is_home(),
               case when hr_queue.is_home() then 'jobs may run in this database'
                    else 'this database is a clone or was restored: no job runs' end,
               'Run hr_queue.adopt_database(discard_jobs => ...) if jobs are to run here.'
        union all
        select 3, 'foreign jobs', e.jobs = 0,
               concat(case when e.jobs >= 1000 then 'at least ' end, e.jobs, ' jobs of another epoch, which never run by themselves'),
               'A restore brought them: run hr_queue.adopt_database(discard_jobs => false) to let them run here, or delete them.'
            from another_epoch e
        union all
        select 4, 'loader', l.preloaded or l.is_called,
               case when l.preloaded then 'preloaded' else 'not preloaded: workers cannot be started' end,
               'Add handelsregister to shared_preload_libraries and restart, or let pg_cron drain the queue: hr_queue.schedule().'
            from loader l
        union all
        select 5, 'workers', l.enabled and l.launcher_pid > 0 and l.stopped_by = 0 and l.slots_exhausted_since is null
                                 and l.failing_since is null or l.is_called and not (l.preloaded and l.enabled),
               case when not l.preloaded then 'none'
                    when not l.enabled then 'switched off'
                    when l.launcher_pid = 0 then 'no launcher'
                    else concat('launcher ', l.launcher_pid, ', workers at work: ', l.workers,
                                ', kept off by process ' || nullif(l.stopped_by, 0),
                                ', no free slot since ' || l.slots_exhausted_since,
                                ', failing since ' || l.failing_since) end,
               'Set handelsregister.enabled = on; increase max_worker_processes where slots are missing; the server log says why launcher or workers ended.'
            from loader l
        union all
        select 6, 'schedule', (l.preloaded and l.enabled or l.is_called) and c.last_failure is null,
               concat_ws('; ',
                   case when c.job_id is not null
                        then format('pg_cron runs job %s at "%s"%s', c.job_id, c.schedule, case when not c.active then ', but it is not active' end) end,
                   'its last run failed: ' || c.last_failure,
                   coalesce('hr_queue.work() was last called at ' || (select max(k.called_at) from hr_queue.last_call k),
                            'hr_queue.work() has never been called'),
                   case when l.preloaded and l.enabled then 'workers do not need it' end),
               'Run hr_queue.schedule(), or "call hr_queue.work()" by other means.'
            from loader l left join hr_queue.cron_jobs() c on true
        union all
        select 7, 'dead letters', coalesce(t.dead, 0) = 0,
               concat(case when t.is_estimate then 'about ' end, coalesce(t.dead, 0), ' jobs will not run again by themselves',
                      '; the oldest since ' || (select min(d.failed_at) from hr_queue.dead d),
                      (select format('; the newest: %s %s', d.error_code, left(d.error_message, 200))
                           from hr_queue.dead d order by d.failed_at desc, d.id desc limit 1)),
               'See handelsregister.list_dead_jobs(); give them back with hr_queue.redrive_dead() when the cause is gone.'
            from total t
        union all
        select 8, 'failing', count(s.kind) = 0,
               coalesce(string_agg(format('%s: %s %s', s.kind, s.last_error_code, left(s.last_error_message, 200)), '; ' order by s.kind),
                        'no kind of job has failed after its last success'),
               'Its newest attempt failed; get_job() shows detail and hint of one job.'
            from status s
            where s.last_failure_at > now() - interval '1 hour'
              and s.last_failure_at > coalesce(s.last_success_at, '-infinity')
        union all
        select 9, 'waiting', not exists (select from status s where s.stuck_since < now() - interval '1 minute'),
               concat(coalesce('oldest ready job is from ' || t.waiting_since, 'no job is ready'),
                      '; ' || (select string_agg(distinct s.stuck_reason, '; ') from status s)),
               coalesce((select s.remedy from hr_queue.standstill() s),
                        'Start workers (handelsregister.workers_per_database) or "call hr_queue.work()" more often.')
            from total t
        union all
        select 10, v."check", v.ok, v.detail, v.hint from hr_queue.vacuum_state() v
        union all
        select 11, 'results', o.oldest is null or o.oldest > now() - 3 * hr_queue.result_retention(),
               coalesce('the part of the ring that goes next begins at ' || o.oldest, 'the part of the ring that goes next is empty'),
               'Nothing has emptied it: end long transactions that read hr_queue.result; workers and work() do the rest.'
            from (select (select r.finished_at from hr_queue.result r
                              where r.bucket = (select (hr_queue.result_bucket() + 1) % 4) limit 1) as oldest) o)
    select s.name, s.ok or r.is_elsewhere, case when r.is_elsewhere then 'standby: jobs run on the primary' else s.detail end,
           case when not (s.ok or r.is_elsewhere) then s.hint end
        from seen s,
             lateral (select pg_catalog.pg_is_in_recovery() and s.name in ('loader', 'workers', 'schedule', 'waiting') as is_elsewhere) r
        order by s.place;
end;
comment on function handelsregister.health() is 'Is everything in order? One row per check, with what to do where it is not';
-- Nothing is anybody's until grant_access() has been called; the list here is the whole of what it grants.

create or replace view hr_user.granted_routine as
    select v.level, v.routine from (values
        ('reader', 'handelsregister.get_company(text)'),
        ('reader', 'handelsregister.get_company_officers(text, boolean)'),
        ('reader', 'handelsregister.get_company_timeline(text, date, date, text[])'),
        ('reader', 'handelsregister.get_changes(uuid, bigint, integer)'),
        ('reader', 'handelsregister.search_companies(text, integer, text, boolean)'),
        ('reader', 'handelsregister.parse_register_id(text)'),
        ('member', 'handelsregister.get_job(bigint)'),
        ('operator', 'handelsregister.submit_document(bytea, text, text, timestamptz)'),
        ('operator', 'handelsregister.submit_documents(bytea[], text, text, timestamptz)'),
        ('operator', 'handelsregister.queue_status()'),
        ('operator', 'handelsregister.health()'),
        ('operator', 'handelsregister.list_dead_jobs(text, text, integer, text)'),
        ('operator', 'hr_queue.enqueue(text, jsonb, timestamptz, smallint)'),
        ('operator', 'hr_queue.enqueue_batch(text, jsonb[], timestamptz, smallint)'),
        ('operator', 'hr_queue.drain(integer)'),
        ('operator', 'hr_queue.work(integer, integer)'),
        ('operator', 'hr_queue.expire_results()'),
        ('operator', 'hr_queue.note_call(integer)'),
        ('operator', 'hr_queue.redrive(bigint[])'),
        ('operator', 'hr_queue.redrive_dead(text, text, integer)'),
        ('operator', 'hr_queue.discard_dead(text, text, integer)'),
        ('operator', 'hr_queue.register_processor(text, regprocedure, text, smallint, smallint)'),
        ('operator', 'hr_queue.unregister_processor(text)')) v (level, routine);
comment on view hr_user.granted_routine is 'What each level may call, beside what the lower levels may';
comment on column hr_user.granted_routine.routine is 'Its signature, as GRANT takes it';

-- GRANT takes no parameters, so its text is put together: from the list above and from names out of pg_roles.
create or replace function hr_user.apply_access() returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    mapping record;
    step text;
begin
    for mapping in
        select a.level, a.role_name, r.rolname, array_position(levels, a.level) as height
            from hr_user.access a left join pg_catalog.pg_roles r on r.rolname = a.role_name,
                 (values (array['reader', 'member', 'operator'])) l (levels)
            order by height
    loop
        if mapping.rolname is null then
            raise warning 'role "%" does not exist', mapping.role_name
                using detail = format('It has had the access of a %s.', mapping.level),
                      hint = format('Run handelsregister.grant_access(%s => ...) with a role that exists.', mapping.level);
            continue;
        end if;
        for step in
            select format('grant usage on schema %I to %I', s.name, mapping.rolname)
                from (values ('handelsregister', 1), ('hr_queue', 3)) s (name, height)
                where s.height <= mapping.height
            union all
            select format('grant execute on routine %s to %I', g.routine, mapping.rolname)
                from hr_user.granted_routine g
                where array_position(array['reader', 'member', 'operator'], g.level) <= mapping.height
        loop
            execute step;
        end loop;
    end loop;
end
$$;
comment on function hr_user.apply_access() is
    'Grants again what grant_access() has stored; run by every update of the extension and by adopt_database()';

create or replace function hr_user.withdraw_access(role_name name) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    known_role name;
    step text;
begin
    select r.rolname into known_role from pg_catalog.pg_roles r where r.rolname = withdraw_access.role_name;
    for step in
        select format('revoke all on schema %I from %I', s.name, known_role)
            from (values ('handelsregister'), ('hr_queue')) s (name) where known_role is not null
        union all
        select format('revoke all on routine %s from %I', g.routine, known_role)
            from hr_user.granted_routine g where known_role is not null
    loop
        execute step;
    end loop;
end
$$;
comment on function hr_user.withdraw_access(name) is 'Takes back all that grant_access() can grant';

create or replace function handelsregister.grant_access(
    reader text default null,
    member text default null,
    operator text default null
) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    wanted record;
    replaced name[];
    former name;
begin
    for wanted in
        select w.role_name from (values (reader), (member), (operator)) w (role_name)
            where w.role_name is not null
              and not exists (select from pg_catalog.pg_roles r where r.rolname = w.role_name)
    loop
        raise exception 'role "%" does not exist', wanted.role_name using errcode = 'PT404',
            detail = jsonb_build_object('code', 'unknown_role', 'role', wanted.role_name),
            hint = 'Create the role first; grant_access does not create any.';
    end loop;

    select array_agg(distinct a.role_name) into replaced
        from hr_user.access a
        join (values ('reader', reader), ('member', member), ('operator', operator)) w (level, role_name)
            on w.level = a.level and w.role_name <> a.role_name;
    insert into hr_user.access as a (level, role_name)
        select w.level, w.role_name
            from (values ('reader', reader), ('member', member), ('operator', operator)) w (level, role_name)
            where w.role_name is not null
        on conflict (level) do update set role_name = excluded.role_name
            where a.role_name <> excluded.role_name;

    foreach former in array coalesce(replaced, '{}') loop
        perform hr_user.withdraw_access(former);
    end loop;
    perform hr_user.apply_access();
end
$$;
comment on function handelsregister.grant_access(text, text, text) is
    'Says which roles are readers, members and operators, and grants them what they may call; null leaves a level as it is. For the owner of the extension';

-- At the end of the last file, so that it covers every routine; what is created later must be revoked later.
revoke all on all routines in schema handelsregister, hr_queue, hr_registry, hr_user from public;
select hr_user.apply_access();

drop function handelsregister.revoke_access(boolean, boolean, boolean);
drop view hr_user.granted_table;
drop function handelsregister.apply_retention(interval, interval);
drop view handelsregister.retention_result;
drop function handelsregister.get_audit_log(text, integer, bigint);
drop view handelsregister.audit_entry;
drop function handelsregister.list_blocked_companies(integer, bigint);
drop function handelsregister.unblock_company(text, text);
drop function handelsregister.block_company(text, text);
drop function hr_registry.shown_block(hr_registry.blocked_company);
drop function hr_registry.check_reason(text);
drop view handelsregister.blocked_company;
drop function handelsregister.request_refresh(text, interval);
drop function hr_user.enqueue_refresh(bigint);
drop function hr_user.waiting_refresh(bigint);
drop view handelsregister.refresh_request;
drop function handelsregister.list_erasures(integer, bigint);
drop function handelsregister.erase_person(text, text, text, text);
drop function hr_registry.check_erasure(text, text, text, text);
drop function hr_registry.enqueue_erasure(bigint, bigint);
drop function hr_registry.person_tokens(text[]);
drop view handelsregister.erasure;
drop function handelsregister.mark_alerts_read(bigint);
drop function handelsregister.list_alerts(boolean, bigint, integer);
drop function hr_user.changes_of(hr_user.watch[], bigint, integer);
drop view handelsregister.alert_position;
drop view handelsregister.alert;
drop function handelsregister.delete_saved_search(uuid);
drop function handelsregister.run_saved_search(uuid, integer, text);
drop function handelsregister.list_saved_searches();
drop function handelsregister.save_search(text, text, boolean, text[], text[], text[], text);
drop function hr_user.find_search(uuid);
drop function hr_user.shown_search(hr_user.saved_search);
drop view handelsregister.saved_search;
drop function handelsregister.list_watched_companies(uuid, integer, text);
drop function handelsregister.unwatch_company(text, uuid);
drop function handelsregister.watch_company(text, uuid, text[]);
drop function hr_user.feed_end();
drop function hr_user.shown_watches(hr_user.watch[]);
drop function hr_user.company_labels(bigint[]);
drop function handelsregister.list_watchlists();
drop function handelsregister.delete_watchlist(uuid);
drop function handelsregister.rename_watchlist(uuid, text);
drop function handelsregister.create_watchlist(text);
drop function hr_user.refuse_name(text, text);
drop function hr_user.check_name(text);
drop function hr_user.find_watchlist(uuid);
drop function hr_user.shown_watchlist(hr_user.watchlist);
drop view handelsregister.watched_company;
drop view handelsregister.watchlist;
drop function handelsregister.discard_dead_jobs(bigint[], text, text, integer);
drop function handelsregister.redrive_dead_jobs(bigint[], text, text, integer);
drop function handelsregister.render_company(text, date);
drop function hr_registry.html_profile(handelsregister.company);
drop function hr_registry.html_table(text[], text[]);
drop function hr_registry.html(text);
drop function handelsregister.diff_company(text, date, date);
drop view handelsregister.company_difference;
drop function hr_registry.state_at(bigint, date, text[]);
drop function hr_registry.officers_changed(bigint, date, date);
drop view hr_registry.state_part;
drop function handelsregister.download_document(bigint);
drop function handelsregister.get_company_entries(text, integer, text);
drop view handelsregister.company_entry;
drop function handelsregister.list_company_documents(text, integer, text);
drop view handelsregister.company_document;
drop function handelsregister.get_company_representation(text, date);
drop view handelsregister.company_representation;
drop function hr_registry.parse_representation(text);
drop view hr_registry.representation_rule;
drop function handelsregister.get_company_registrations(text);
drop view handelsregister.company_registration;
drop function handelsregister.get_company_capital(text, boolean, date);
drop view handelsregister.company_capital;
drop function handelsregister.get_company_addresses(text, boolean, date);
drop view handelsregister.company_address;
drop function handelsregister.get_company_names(text);
drop view handelsregister.company_name;
drop function handelsregister.suggest_companies(text, integer);
drop function hr_registry.names_with_beginning(text);
drop view handelsregister.company_suggestion;
drop function handelsregister.search_companies(text, integer, text, boolean, text[], text[], text[], text);
drop function hr_registry.check_filter(text[]);
drop function hr_registry.check_search_text(text);
drop function hr_registry.fits_filter(bigint, text[], text[], text[], text);
drop function hr_registry.names_containing(bigint[], boolean, integer, integer);
drop function hr_registry.search_parts(text);
drop function hr_registry.common_trigrams(text, text);
drop view hr_registry.standing_event;
drop function handelsregister.get_company_officers(text, boolean, date);
drop function hr_registry.officers_at(bigint, date, boolean, text[], integer);
drop view hr_registry.officer_period;
drop function handelsregister.lookup_company(text);
drop function hr_registry.companies_with_identifier(text);
drop function hr_registry.companies_with_number(text, bigint, text);
drop function handelsregister.get_company(text, date);
drop function hr_registry.company_of(handelsregister.register_id);
drop function hr_registry.check_identifier(text);
drop function hr_registry.labels_of(bigint[]);
drop view hr_registry.company_label;
drop function hr_registry.company_at(bigint[], date);
drop view hr_registry.labelled_registration;
drop function hr_user.refuse_state(hr_queue.job, text);
drop function hr_user.find_job(bigint);
drop function hr_queue.sampled_pages(regclass);
drop view hr_queue.sampled_page;
drop function hr_queue.queue_position(bigint);
drop function hr_user.may_see_job(bigint, name, text);
drop function handelsregister.set_rate_limit(text, integer);
drop view handelsregister.rate_limit;
drop function handelsregister.get_quota();
drop view handelsregister.quota;
drop function hr_user.spend(text);
drop function hr_user.limit_of(text);
drop view hr_user.default_rate_limit;
drop function hr_user.refuse(integer, text, text, text, jsonb, integer);
drop function hr_user.answer_accepted(bigint);
drop function hr_user.check_cursor(text, text);
drop function hr_user.check_page_size(integer, integer);
drop function hr_user.note_action(text, bigint, jsonb);
drop view hr_registry.hidden_company;
drop function hr_user.require_subject();
drop function hr_registry.person_key(text, text, text);
drop function hr_registry.trigram_similarity(bigint[], text);

drop domain handelsregister."*/*";
drop domain handelsregister."text/html";
alter extension handelsregister drop table hr_user.watch;
drop table hr_user.watch;
alter extension handelsregister drop table hr_user.watchlist;
drop table hr_user.watchlist;
alter extension handelsregister drop table hr_user.alert_position;
drop table hr_user.alert_position;
alter extension handelsregister drop table hr_user.saved_search;
drop table hr_user.saved_search;
alter extension handelsregister drop table hr_user.refresh_request;
drop table hr_user.refresh_request;
alter extension handelsregister drop table hr_user.rate_limit;
drop table hr_user.rate_limit;
alter extension handelsregister drop table hr_user.rate_usage;
drop table hr_user.rate_usage;
alter extension handelsregister drop table hr_user.audit_log;
drop table hr_user.audit_log;
alter extension handelsregister drop table hr_registry.blocked_company;
drop table hr_registry.blocked_company;
alter extension handelsregister drop sequence hr_user.audit_id_seq;
drop sequence hr_user.audit_id_seq;
drop index hr_registry.company_identifier_lei;
drop index hr_registry.company_identifier_vat_id;
drop index hr_registry.company_identifier_business_id;
drop index hr_registry.company_identifier_reid;
drop index hr_registry.change_event_retracts;

delete from hr_queue.processor where kind = 'erase_person' and builtin;
alter extension handelsregister drop table hr_registry.erasure;  -- out of the dump's list as well
drop table hr_registry.erasure;
alter extension handelsregister drop table hr_registry.erasure_secret;
drop table hr_registry.erasure_secret;
alter extension handelsregister drop sequence hr_registry.erasure_id_seq;
drop sequence hr_registry.erasure_id_seq;
alter table hr_registry.document drop column erased_at;
comment on table hr_registry.document is 'Documents as submitted, each content once; rows are not changed, except for job_id';
-- The server takes whatever is granted when a script of an extension ends for what the script brings: pg_dump would leave
-- the roles of grant_access out, and revoke from the number of one that has been dropped, which no restore survives.
with member as (
    select d.classid, d.objid, e.extowner
        from pg_catalog.pg_extension e
        join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass and d.refobjid = e.oid and d.deptype = 'e'
        where e.extname = 'handelsregister'),
depended as (  -- since PostgreSQL 17
    delete from pg_catalog.pg_shdepend s using member m
        where s.dbid = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
          and s.classid = m.classid and s.objid = m.objid and s.deptype = 'i' and s.refobjid <> m.extowner)
update pg_catalog.pg_init_privs p
    set initprivs = array(select i from unnest(p.initprivs) i
                          where (select x.grantee in (0, m.extowner) from aclexplode(array[i]) x limit 1))
    from member m where m.classid = p.classoid and m.objid = p.objoid;
-- And a schema as it was created has no entry at all.
delete from pg_catalog.pg_init_privs p using pg_catalog.pg_namespace n
    where p.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass and p.objoid = n.oid
      and n.nspname in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user')
      and p.initprivs = acldefault('n', n.nspowner);
