\echo Use "create extension handelsregister" or "alter extension handelsregister update" to load this file. \quit
set local search_path = pg_catalog, pg_temp;
-- Back to 0.1.0: takes back what upgrade.sql did and drops the functions and views that 0.1.0 does not have, around the
-- code of 0.1.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint.

drop index hr_registry.company_name_trigrams, hr_registry.company_former_name_trigrams;
drop function hr_registry.ranked_companies(text, boolean);
drop function hr_registry.name_trigrams(text);

-- The operator's view, what it is made of, dead letters, and pg_cron. What pg_cron has been given works on.
drop function handelsregister.health();
drop function handelsregister.queue_status();
drop view handelsregister.queue_kind;
drop function hr_queue.vacuum_state();
drop function hr_queue.last_failures(text[]);
drop function hr_queue.standstill();
drop view hr_queue.standstill_row;
drop function hr_queue.is_called();
drop function hr_queue.backlog();
drop view hr_queue.backlog_row;
drop function hr_queue.recent_successes(timestamptz);
drop view hr_queue.recent_success;
drop function hr_queue.sample_percent(regclass);
drop function handelsregister.list_dead_jobs(text, text, integer, text);
drop view handelsregister.dead_job;
drop function hr_queue.redrive_dead(text, text, integer);
drop function hr_queue.discard_dead(text, text, integer);
drop function hr_queue.schedule(interval);
drop function hr_queue.unschedule();
drop function hr_queue.require_cron(text);
drop function hr_queue.schedule_statement(interval);
drop function hr_queue.cron_jobs();
drop view hr_queue.cron_job;
drop function hr_queue.cron_janitor();
drop function hr_queue.cron_command(interval, text);
drop function hr_queue.cron_expression(interval, text);
drop function hr_queue.cron_job_name();
drop function hr_queue.note_call(integer);

alter extension handelsregister drop table hr_queue.last_call;  -- out of the dump's list as well
drop table hr_queue.last_call;
drop index hr_queue.dead_kind;
drop index hr_queue.dead_order;
alter table hr_queue.ready drop column released_at;

-- It has more columns now, which `create or replace` cannot take away.
drop function hr_queue.loader_state();
drop view hr_queue.loader_status;

-- --- particulars ----------------------------------------------------------------------------------------------
-- Nothing is lost: the documents stay, and what only this release finds in them is found again after an update.

-- 0.1.0 does not know these differences: it would never take them back.
do $$
begin
    perform pg_advisory_xact_lock(1751282022, 0);
    insert into hr_registry.change_event (seq, company_id, kind, item, document_id, effective_date, effective_is_bound,
                                          subject, old_value, new_value, identity, retracts)
    select nextval('hr_registry.change_seq'), o.*
    from (select e.company_id, e.kind, e.item, e.document_id, e.effective_date, e.effective_is_bound, e.subject,
                 e.old_value, e.new_value, e.identity, e.seq
          from hr_registry.change_event e
          where e.kind in ('branch_changed', 'succession_changed', 'register_entry_changed', 'term_changed', 'cooperative_changed',
                         'identifier_changed', 'contract_changed', 'officer_name_changed', 'officer_detail_changed', 'officer_contribution_changed')
            and e.retracts is null
            and not exists (select from hr_registry.change_event r
                            where r.company_id = e.company_id and r.retracts = e.seq)
          order by e.seq) o;
end
$$;

-- The twelve attributes of 0.1.0, with its numbers of columns.
update hr_registry.snapshot set facts = hr_registry.trim_facts(facts, '2 1 5 5 16 2 4 8 2 10 31 16');
drop function hr_registry.trim_facts(bytea, text);

alter extension handelsregister drop table hr_registry.company_branch;
drop table hr_registry.company_branch;
alter extension handelsregister drop table hr_registry.company_succession;
drop table hr_registry.company_succession;
alter extension handelsregister drop table hr_registry.register_entry;
drop table hr_registry.register_entry;
alter extension handelsregister drop table hr_registry.company_term;
drop table hr_registry.company_term;
alter extension handelsregister drop table hr_registry.company_cooperative;
drop table hr_registry.company_cooperative;
alter extension handelsregister drop table hr_registry.company_identifier;
drop table hr_registry.company_identifier;
alter extension handelsregister drop table hr_registry.company_contract;
drop table hr_registry.company_contract;
alter extension handelsregister drop table hr_registry.officer_name;
drop table hr_registry.officer_name;
alter extension handelsregister drop table hr_registry.officer_address;
drop table hr_registry.officer_address;
alter extension handelsregister drop table hr_registry.officer_detail;
drop table hr_registry.officer_detail;
alter extension handelsregister drop table hr_registry.officer_contribution;
drop table hr_registry.officer_contribution;
alter table hr_registry.snapshot drop column last_change;
alter table hr_registry.reading
    drop column message_id,
    drop column message_created,
    drop column sender_court,
    drop column sender_reference,
    drop column event_code,
    drop column notice_code,
    drop column product;

alter table hr_queue.ready
    reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_vacuum_cost_delay);
alter table hr_queue.deferred
    reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_vacuum_cost_delay);
alter table hr_registry.company_name reset (fillfactor);
alter table hr_registry.company_former_name reset (fillfactor);
alter table hr_registry.company_legal_form reset (fillfactor);
alter table hr_registry.company_seat reset (fillfactor);
alter table hr_registry.company_address reset (fillfactor);
alter table hr_registry.company_purpose reset (fillfactor);
alter table hr_registry.company_status reset (fillfactor);
alter table hr_registry.company_capital reset (fillfactor);
alter table hr_registry.company_articles reset (fillfactor);
alter table hr_registry.company_representation reset (fillfactor);
alter table hr_registry.officer reset (fillfactor);
alter table hr_registry.officer_authority reset (fillfactor);

-- C functions of the queue. Those that run SQL, or may one day, have a pinned search path.

create or replace function hr_queue.library_version() returns text
    language c stable strict parallel safe set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.1.0', 'hr_library_version';
comment on function hr_queue.library_version() is 'Version of the library that serves this database';

create or replace view hr_queue.loader_status as
    select null::boolean as preloaded,
           null::integer as launcher_pid,
           null::integer as workers,
           null::boolean as enabled
    where false;
comment on view hr_queue.loader_status is 'Row type of loader_state()';
comment on column hr_queue.loader_status.preloaded is 'Is the loader in shared_preload_libraries?';
comment on column hr_queue.loader_status.launcher_pid is 'Process of the launcher; 0 where there is none';
comment on column hr_queue.loader_status.workers is 'Workers of this database';
comment on column hr_queue.loader_status.enabled is 'Setting handelsregister.enabled';

create or replace function hr_queue.loader_state() returns hr_queue.loader_status
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.1.0', 'hr_loader_status';
comment on function hr_queue.loader_state() is 'The preloaded library, its launcher, and the workers of this database';

create or replace function hr_queue.running_job_ids() returns bigint[]
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.1.0', 'hr_running_jobs';
comment on function hr_queue.running_job_ids() is 'Numbers of the jobs that processes of this database are working on';

create or replace function hr_queue.current_owner() returns name
    language c stable parallel restricted set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.1.0', 'hr_current_owner';
comment on function hr_queue.current_owner() is
    'Role in whose name a job is enqueued: in a job that of the job, else the one set by SET ROLE (as PostgREST does), else the session''s user';

create or replace function hr_queue.drain(max_jobs integer default 50) returns integer
    language c volatile strict security definer set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.1.0', 'hr_drain';
comment on function hr_queue.drain(integer) is
    'Processes at most max_jobs (50 at most) ready jobs of one kind and owner in the current transaction; returns how many. Commit soon: the change feed waits. Call it once per transaction, or two sessions may wait for each other. Errors: 55000 in a clone, 25001 above READ COMMITTED';

create or replace function hr_queue.wake() returns void
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.1.0', 'hr_wake_workers';
comment on function hr_queue.wake() is 'Wakes the workers of this database when the current transaction has committed';

create or replace function hr_queue.jobs_inserted() returns trigger
    language c volatile set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.1.0', 'hr_jobs_inserted';
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
    language c immutable strict parallel safe as '$libdir/handelsregister-0.1.0', 'hr_parse_register_id';
comment on function handelsregister.parse_register_id(text) is
    'Takes "HRB 158855 B Charlottenburg", "DEF1103R.HRB158855B" and the like apart; never raises, see is_valid and problem';
-- Texts. No SQL runs in these, and search calls them for every candidate: they do without a search path.

create or replace function hr_registry.name_trigrams(name text) returns text[]
    language c immutable strict parallel safe cost 1000
    as '$libdir/handelsregister-0.1.0', 'hr_name_trigrams';
comment on function hr_registry.name_trigrams(text) is 'Trigrams of the normalised name of a company, for the search index';

create or replace function hr_registry.normalize_company_name(name text) returns text
    language c immutable strict parallel safe as '$libdir/handelsregister-0.1.0', 'hr_normalize_company_name';
comment on function hr_registry.normalize_company_name(text) is
    'The name as search compares it: without case, punctuation and spelling variants';

create or replace function hr_registry.name_similarity(a text, b text) returns real
    language c immutable strict parallel safe as '$libdir/handelsregister-0.1.0', 'hr_name_similarity';
comment on function hr_registry.name_similarity(text, text) is 'Similarity of two normalised names, from 0 to 1';

create or replace function hr_registry.public_text(text text) returns text
    language c immutable strict parallel safe as '$libdir/handelsregister-0.1.0', 'hr_public_text';
comment on function hr_registry.public_text(text) is 'A free text as readers may see it: without dates of birth';
create or replace function hr_registry.guard_drop() returns event_trigger
    language c volatile set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.1.0', 'hr_guard_drop';
comment on function hr_registry.guard_drop() is
    'Refuses DROP EXTENSION handelsregister while there is register data, unless handelsregister.allow_drop is on';
create or replace function hr_queue.is_home() returns boolean
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
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

-- The library is asked first, because a setting has its unit only once its library is loaded.
create or replace function hr_queue.result_retention() returns interval
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    as $$
        select case when hr_queue.library_version() is not null then
            coalesce(nullif(pg_catalog.current_setting('handelsregister.result_retention', true), ''), '7 d')::interval end
    $$;
comment on function hr_queue.result_retention() is 'Setting handelsregister.result_retention';

create or replace function hr_queue.result_bucket(moment timestamptz default pg_catalog.clock_timestamp())
    returns smallint
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    as $$
        select (pg_catalog.floor(extract(epoch from moment)
                                 / extract(epoch from hr_queue.result_retention() / 2))::bigint % 4)::smallint
    $$;
comment on function hr_queue.result_bucket(timestamptz) is 'Place in the ring of results for a time of completion';

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

-- No "set search_path": a procedure with settings could not commit. All names are qualified, those of types
-- too, and what counts happens in drain().
create or replace procedure hr_queue.work(max_jobs integer default 1000, max_ms integer default 50000)
    language plpgsql
    as $$
declare
    deadline constant pg_catalog.timestamptz :=
        pg_catalog.clock_timestamp() operator(pg_catalog.+)
        pg_catalog.make_interval(secs => max_ms operator(pg_catalog./) 1000.0);
    remaining pg_catalog.int4 := max_jobs;
    taken pg_catalog.int4;
begin
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
    'Processes ready jobs, a transaction per batch, until there are none, or max_jobs or max_ms is reached. The statement for pg_cron';

create or replace function hr_queue.redrive(job_ids bigint[]) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
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
create or replace view handelsregister.queue_kind as
    select null::text as kind,
           null::bigint as ready,
           null::bigint as running,
           null::bigint as deferred,
           null::bigint as dead,
           null::interval as oldest_ready_age,
           null::timestamptz as next_run_at,
           null::bigint as done_last_hour
    where false;
comment on view handelsregister.queue_kind is 'Row type of queue_status()';
comment on column handelsregister.queue_kind.kind is 'Kind of job';
comment on column handelsregister.queue_kind.deferred is 'Jobs that are due later';
comment on column handelsregister.queue_kind.dead is 'Dead letters';
comment on column handelsregister.queue_kind.oldest_ready_age is 'How long the oldest ready job has existed';
comment on column handelsregister.queue_kind.next_run_at is 'When the next deferred job becomes ready';

create or replace function handelsregister.queue_status() returns setof handelsregister.queue_kind
    language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(p.kind, j.kind), coalesce(j.ready, 0), coalesce(j.running, 0), coalesce(j.deferred, 0),
           coalesce(j.dead, 0), j.oldest_ready_age, j.next_run_at, coalesce(j.done_last_hour, 0)
        from hr_queue.processor p
        full join (
            select job.kind,
                   count(*) filter (where job.state = 'ready') as ready,
                   count(*) filter (where job.state = 'running') as running,
                   count(*) filter (where job.state = 'deferred') as deferred,
                   count(*) filter (where job.state = 'dead') as dead,
                   now() - min(job.enqueued_at) filter (where job.state = 'ready') as oldest_ready_age,
                   min(job.run_at) filter (where job.state = 'deferred') as next_run_at,
                   count(*) filter (where job.state = 'done' and job.finished_at > now() - interval '1 hour')
                       as done_last_hour
            from hr_queue.job job group by job.kind) j on j.kind = p.kind
        order by 1;
end;
comment on function handelsregister.queue_status() is 'Jobs of every kind by state';

create or replace view handelsregister.health_check as
    select null::text as "check",
           null::boolean as ok,
           null::text as detail,
           null::text as hint
    where false;
comment on view handelsregister.health_check is 'Row type of health()';
comment on column handelsregister.health_check."check" is 'What was looked at';
comment on column handelsregister.health_check.hint is 'What to do; null where all is well';

create or replace function handelsregister.health() returns setof handelsregister.health_check
    language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with seen as (
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
        select 3, 'foreign jobs', count(*) = 0, concat(count(*), ' jobs of another epoch, which never run by themselves'),
               'A restore brought them: run hr_queue.adopt_database(discard_jobs => false) to let them run here, or delete them.'
            from (select r.epoch from hr_queue.ready r union all select d.epoch from hr_queue.deferred d) j
            where j.epoch is distinct from hr_queue.epoch()
        union all
        select 4, 'loader', s.preloaded,
               case when s.preloaded then 'preloaded' else 'not preloaded: workers cannot be started' end,
               'Add handelsregister to shared_preload_libraries and restart, or let pg_cron run "call hr_queue.work()".'
            from hr_queue.loader_state() s
        union all
        select 5, 'workers', s.enabled and s.launcher_pid > 0,
               case when not s.enabled then 'switched off'
                    when s.launcher_pid = 0 then 'no launcher'
                    else concat('launcher ', s.launcher_pid, ', workers at work: ', s.workers) end,
               'Set handelsregister.enabled = on; look into the server log for why the launcher ended.'
            from hr_queue.loader_state() s
        union all
        select 6, 'dead letters', count(*) = 0, concat(count(*), ' jobs will not run again by themselves'),
               'Look at their errors in hr_queue.job, and give them back with hr_queue.redrive().'
            from hr_queue.dead
        union all
        select 7, 'waiting', coalesce(min(r.enqueued_at) > now() - interval '1 minute', true),
               coalesce('oldest ready job is from ' || min(r.enqueued_at), 'no job is ready'),
               'Start workers (handelsregister.workers_per_database) or "call hr_queue.work()" more often.'
            from hr_queue.ready r)
    select s.name, s.ok, s.detail, case when not s.ok then s.hint end from seen s order by s.place;
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
        ('operator', 'hr_queue.enqueue(text, jsonb, timestamptz, smallint)'),
        ('operator', 'hr_queue.enqueue_batch(text, jsonb[], timestamptz, smallint)'),
        ('operator', 'hr_queue.drain(integer)'),
        ('operator', 'hr_queue.work(integer, integer)'),
        ('operator', 'hr_queue.expire_results()'),
        ('operator', 'hr_queue.redrive(bigint[])'),
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

create index company_name_trigrams on hr_registry.company_name using gin (hr_registry.name_trigrams(name));
create index company_former_name_trigrams on hr_registry.company_former_name
    using gin (hr_registry.name_trigrams(name));

drop event trigger handelsregister_guard_drop;
create event trigger handelsregister_guard_drop on ddl_command_start
    when tag in ('DROP EXTENSION', 'DROP OWNED')
    execute function hr_registry.guard_drop();
comment on event trigger handelsregister_guard_drop is 'Register data is not lost by a slip';
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
