-- How an import goes from step to step. Jobs take ranges of lines; the last one of a step enqueues the next step.

-- Its jobs wait, are at work or have failed; their payloads tell of the import.
create or replace view hr_registry.import_job as
    select (j.payload ->> 'import')::bigint as import_id, j.id, j.kind, j.state,
           (j.payload ->> 'from')::bigint as from_line, (j.payload ->> 'to')::bigint as to_line
    from (select r.id, r.kind, r.payload, 'live' as state from hr_queue.ready r
          union all
          select d.id, d.kind, d.payload, 'live' from hr_queue.deferred d
          union all
          select d.id, d.kind, d.payload, 'dead' from hr_queue.dead d) j
    where j.kind in ('import_lines', 'finish_import') and jsonb_typeof(j.payload -> 'import') = 'number';
comment on view hr_registry.import_job is 'Jobs of imports that have not succeeded';
comment on column hr_registry.import_job.import_id is 'Import whose job it is';
comment on column hr_registry.import_job.from_line is 'First line that it takes';
comment on column hr_registry.import_job.to_line is 'Last line that it takes';
comment on column hr_registry.import_job.state is 'live: it waits or is at work; dead: it has failed for good';

-- A thousand lines: some tenths of a second, and as many advisory locks. Ranges without lines get no job, nor do those that
-- have one.
create or replace function hr_registry.enqueue_import_lines(import_id bigint, is_last boolean) returns integer
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    job_count integer;
begin
    select count(*) into job_count from (
        select hr_queue.enqueue_batch('import_lines', array_agg(
                   jsonb_build_object('import', i.id, 'from', r.from_line, 'to', least(r.from_line + 999, i.last_line), 'last', is_last)
                   order by r.from_line), priority => 10::smallint)
            from hr_registry.import i
            cross join lateral generate_series(i.first_line, i.last_line, 1000) r (from_line)
            where i.id = enqueue_import_lines.import_id
              and exists (select from hr_registry.import_line l
                          where l.number between r.from_line and least(r.from_line + 999, i.last_line))
              and not exists (select from hr_registry.import_job j
                              where j.import_id = i.id and j.state = 'live' and j.from_line = r.from_line)
            having count(*) > 0) e;
    return job_count;
end
$$;
comment on function hr_registry.enqueue_import_lines(bigint, boolean) is
    'Jobs for all lines of an import that have none; returns how many. is_last: lines that still miss another one fail';

create or replace function hr_registry.advance_import(import_id bigint) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    job_count integer;
begin
    job_count := hr_registry.enqueue_import_lines(advance_import.import_id, true);
    if job_count = 0 then
        perform hr_queue.enqueue('finish_import', jsonb_build_object('import', advance_import.import_id));
    end if;
    update hr_registry.import i
        set state = case when job_count = 0 then 'finishing' else 'names' end, jobs_left = job_count
        where i.id = advance_import.import_id;
end
$$;
comment on function hr_registry.advance_import(bigint) is
    'The next step of an import: what waited for other lines, then the search indexes';

create or replace function hr_registry.end_import_lines(
    import_id bigint, lines bigint, failures bigint, added bigint, changed bigint, unchanged bigint,
    fields text[], field_lines bigint[]) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    import hr_registry.import;
begin
    update hr_registry.import i
        set jobs_left = greatest(i.jobs_left - 1, 0), lines_done = i.lines_done + end_import_lines.lines,
            lines_failed = i.lines_failed + failures, companies_added = i.companies_added + added,
            companies_changed = i.companies_changed + changed, companies_unchanged = i.companies_unchanged + unchanged
        where i.id = end_import_lines.import_id
        returning i.* into import;
    insert into hr_registry.import_field as f (import_id, field, lines)
        select import.id, u.field, u.lines from unnest(fields, field_lines) u (field, lines)
        on conflict on constraint import_field_pkey do update set lines = f.lines + excluded.lines;
    if import.jobs_left = 0 and import.state in ('running', 'names') then
        perform hr_registry.advance_import(import.id);
    end if;
end
$$;
comment on function hr_registry.end_import_lines(bigint, bigint, bigint, bigint, bigint, bigint, text[], bigint[]) is
    'Counts what a job of an import has done; the last job enqueues the next step';

-- The index is made when no job is at work that leaves its names out: they hold the lock shared.
create or replace function hr_registry.finish_import(import_id bigint) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    filled text;
    import hr_registry.import;
begin
    select i.* into import from hr_registry.import i where i.id = finish_import.import_id for update;
    if import.search_indexes <> '{}' then
        perform hr_registry.build_search_index();
    end if;
    if import.companies_added + import.companies_changed > 0 then
        foreach filled in array '{company,registration,snapshot,company_name,company_former_name,company_seat,company_status,company_address,source_number}'::text[] loop
            execute format('analyze hr_registry.%I', filled);
        end loop;
    end if;
    update hr_registry.import i
        set state = case when i.state = 'finishing' then 'done' else i.state end, search_indexes = '{}', jobs_left = 0,
            finished_at = clock_timestamp()
        where i.id = import.id;
end
$$;
comment on function hr_registry.finish_import(bigint) is 'Makes the index of names if it was put off, and ends the import';

insert into hr_queue.processor (kind, batch_size, max_attempts, description, builtin)
values ('import_lines', 1, 5, 'Takes lines of bulk data into the register tables', true),
       ('finish_import', 1, 5, 'Builds what an import has put off', true)
on conflict (kind) do nothing;
