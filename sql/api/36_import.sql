-- Bulk import for operators: begin_import(), COPY of the lines as they are, start_import().

create or replace view handelsregister.import as
    select null::bigint as import_id,
           null::text as state,
           null::text as source,
           null::text as format,
           null::text as description,
           null::bigint as document_id,
           null::bigint as lines,
           null::bigint as lines_done,
           null::bigint as lines_failed,
           null::bigint as companies_added,
           null::bigint as companies_changed,
           null::bigint as companies_unchanged,
           null::text[] as left_out_fields,
           null::integer as jobs_left,
           null::integer as jobs_failed,
           null::text as copy_command,
           null::text as requested_by,
           null::timestamptz as created_at,
           null::timestamptz as started_at,
           null::timestamptz as finished_at
    where false;
comment on view handelsregister.import is 'Row type of begin_import(), start_import(), cancel_import(), get_import() and list_imports()';
comment on column handelsregister.import.state is 'loading, running, finishing, done, cancelled; failed where jobs have failed for good and none is left';
comment on column handelsregister.import.import_id is 'Number of the import, for before_id';
comment on column handelsregister.import.format is 'jsonl: an object a line; tsv: columns';
comment on column handelsregister.import.started_at is 'When start_import() was called first';
comment on column handelsregister.import.finished_at is 'When it was done or cancelled';
comment on column handelsregister.import.source is 'Whose data it is';
comment on column handelsregister.import.document_id is 'Document that stands for the file in histories';
comment on column handelsregister.import.lines is 'Lines in all; null while they are loaded';
comment on column handelsregister.import.lines_done is 'Lines that are taken, also those that could not be read';
comment on column handelsregister.import.lines_failed is 'Lines that could not be read: see list_import_failures()';
comment on column handelsregister.import.companies_added is 'Companies of which nothing was known before';
comment on column handelsregister.import.companies_changed is 'Times that lines brought something new about a company';
comment on column handelsregister.import.companies_unchanged is
    'Times that lines brought nothing new about a company, or it has documents of the register, which are better';
comment on column handelsregister.import.left_out_fields is 'Fields of the lines that are not taken over, with how many lines had them';
comment on column handelsregister.import.jobs_left is 'Jobs that wait or are at work';
comment on column handelsregister.import.jobs_failed is 'Jobs that have failed for good: see list_dead_jobs()';
comment on column handelsregister.import.copy_command is 'How to load lines with psql, for the owner of the extension; null when it is too late';
comment on column handelsregister.import.requested_by is 'Role that began it';

create or replace view handelsregister.import_failure as
    select null::bigint as import_id,
           null::bigint as line,
           null::text as reason,
           null::text as content
    where false;
comment on view handelsregister.import_failure is 'Row type of list_import_failures()';
comment on column handelsregister.import_failure.line is 'Place in what was loaded, from 1: the number of the line where one file was loaded at once';
comment on column handelsregister.import_failure.import_id is 'Import whose line it is';
comment on column handelsregister.import_failure.content is 'The line as it came';

-- Lines are taken word by word: the delimiter and the quote are characters that no text file has.
create or replace function hr_registry.shown_import(import hr_registry.import) returns handelsregister.import
    language sql stable set search_path = pg_catalog, pg_temp
    return (select row(import.id,
        case when import.state in ('running', 'names', 'finishing') and j.dead > 0 and j.live = 0 then 'failed'
             when import.state = 'names' then 'running' else import.state end,
        import.source, import.format, import.description, import.document_id, import.lines, import.lines_done,
        import.lines_failed, import.companies_added, import.companies_changed, import.companies_unchanged,
        (select array_agg(f.field || ': ' || f.lines order by f.lines desc, f.field) from hr_registry.import_field f
             where f.import_id = import.id),
        j.live, j.dead,
        case when import.state = 'loading' then
            e'\\copy hr_registry.import_line (line) from FILE with (format csv, delimiter e''\\x1f'', quote e''\\x1e'')' end,
        import.requested_by::text, import.created_at, import.started_at, import.finished_at)::handelsregister.import
        from (select count(*) filter (where j.state = 'live')::integer as live,
                     count(*) filter (where j.state = 'dead')::integer as dead
              from hr_registry.import_job j
              -- what is done has no jobs: no need to look through the queue
              where import.state <> 'done' and j.import_id = import.id) j);
comment on function hr_registry.shown_import(hr_registry.import) is 'An import as operators see it';

create or replace function hr_registry.find_import(import_id bigint, is_locked boolean default false) returns hr_registry.import
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    import hr_registry.import;
begin
    if is_locked then
        select i.* into import from hr_registry.import i where i.id = find_import.import_id for update;
    else
        select i.* into import from hr_registry.import i where i.id = find_import.import_id;
    end if;
    if import.id is null then
        perform hr_user.refuse(404, 'unknown_import', 'unknown import',
            'list_imports() gives the numbers of imports.', jsonb_build_object('import_id', import_id));
    end if;
    return import;
end
$$;
comment on function hr_registry.find_import(bigint, boolean) is 'An import by its number, locked if wanted. Errors: PT404';

create or replace function hr_registry.check_import(source text, format text, description text, retrieved_at timestamptz) returns void
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    other bigint;
begin
    perform hr_user.check_text('source', source);
    perform hr_user.check_text('format', format);
    perform hr_user.check_retrieved_at(retrieved_at);
    if hr_user.is_too_long(description, 1000)
       or coalesce(source, '') !~ '^[a-z][a-z0-9_]{0,62}$' or coalesce(format, '') not in ('jsonl', 'tsv') then
        perform hr_user.refuse(400, 'invalid_import', 'invalid import',
            'The source is a name in small letters, the format jsonl or tsv, the description has at most 1000 characters.',
            jsonb_build_object('source', source, 'format', format));
    end if;
    select i.id into other from hr_registry.import i where i.state = 'loading';
    if found then
        perform hr_user.refuse(409, 'import_loading', 'another import is being loaded',
            'Start or cancel it first: lines of two imports cannot be told apart.', jsonb_build_object('import_id', other));
    end if;
    if exists (select from hr_registry.import_line l
               where l.number > coalesce((select max(i.last_line) from hr_registry.import i), 0)) then
        perform hr_user.refuse(409, 'lines_without_import', 'there are lines that belong to no import',
            'Somebody has loaded them without begin_import(); delete them from hr_registry.import_line.');
    end if;
end
$$;
comment on function hr_registry.check_import(text, text, text, timestamptz) is 'Raises PT400 for what begin_import() cannot take, PT409 where lines would mix';

-- The number of the document is unique, and so is its content.
create or replace function handelsregister.begin_import(
    source text default 'offeneregister', format text default 'jsonl', description text default null,
    retrieved_at timestamptz default null) returns setof handelsregister.import
    language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    document bigint;
    content bytea;
    import hr_registry.import;
begin
    lock table hr_registry.import in share row exclusive mode;
    perform hr_registry.check_import(source, format, description, retrieved_at);
    perform hr_queue.enter_history();
    document := nextval('hr_registry.document_id_seq');
    content := convert_to(jsonb_build_object('import', document, 'source', source, 'format', format,
        'description', description, 'began', clock_timestamp())::text, 'UTF8');
    insert into hr_registry.document (id, sha256, content, content_type, source, retrieved_at)
        values (document, sha256(content), content, 'application/json', begin_import.source,
                coalesce(begin_import.retrieved_at, now()));
    insert into hr_registry.import (source, format, description, document_id, first_line, requested_by)
        values (begin_import.source, begin_import.format, begin_import.description, document,
                nextval('hr_registry.import_line_seq') + 1, hr_queue.current_owner())
        returning * into import;
    perform hr_user.note_action('begin_import', null, jsonb_build_object('import_id', import.id));
    return next hr_registry.shown_import(import);
end
$$;
comment on function handelsregister.begin_import(text, text, text, timestamptz) is
    'Begins an import of bulk data: load lines into hr_registry.import_line, then call start_import(). source: whose data it is; format: jsonl or tsv; retrieved_at: for lines that do not say when they were retrieved. Errors: PT400, PT409 where another one is being loaded';

-- The lock waits for sessions that still load.
create or replace function hr_registry.close_loading(import hr_registry.import) returns hr_registry.import
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    lock table hr_registry.import_line in share mode;
    select max(l.number), count(*) into import.last_line, import.lines
        from hr_registry.import_line l where l.number >= import.first_line;
    if import.lines = 0 then
        perform hr_user.refuse(409, 'import_empty', 'the import has no lines',
            'Load lines into hr_registry.import_line first; the column copy_command of get_import() says how.',
            jsonb_build_object('import_id', import.id));
    end if;
    update hr_registry.import i set last_line = import.last_line, lines = import.lines where i.id = import.id;
    return import;
end
$$;
comment on function hr_registry.close_loading(hr_registry.import) is 'Counts the lines of an import when no more may come. Errors: PT409 where there are none';

create or replace function handelsregister.start_import(import_id bigint, put_off_search boolean default null)
    returns setof handelsregister.import
    language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    import hr_registry.import := hr_registry.find_import(import_id, true);
    job_count integer;
begin
    if import.state = 'done' then
        perform hr_user.refuse(409, 'import_done', 'the import is done',
            'Begin another one: it changes what is new, and doubles nothing.', jsonb_build_object('import_id', import.id));
    end if;
    if import.state = 'loading' then
        import := hr_registry.close_loading(import);
    end if;
    if coalesce(put_off_search, not exists (select from hr_registry.company_name)) then
        update hr_registry.import i set search_indexes = '{search_block}' where i.id = import.id;
    end if;
    delete from hr_queue.dead d using hr_registry.import_job j
        where j.import_id = import.id and j.state = 'dead' and d.id = j.id;
    perform hr_registry.enqueue_import_lines(import.id, import.state = 'names');
    select count(*) into job_count from hr_registry.import_job j
        where j.import_id = import.id and j.state = 'live' and j.kind = 'import_lines';
    update hr_registry.import i
        set state = case when i.state = 'names' then 'names' else 'running' end, jobs_left = job_count,
            started_at = coalesce(i.started_at, clock_timestamp()), finished_at = null
        where i.id = import.id;
    if job_count = 0 then
        perform hr_registry.advance_import(import.id);
    end if;
    perform hr_user.note_action('start_import', null, jsonb_build_object('import_id', import.id));
    return query select s.* from hr_registry.import i cross join lateral hr_registry.shown_import(i) s where i.id = import.id;
end
$$;
comment on function handelsregister.start_import(bigint, boolean) is
    'Enqueues the jobs of an import; of one that was cancelled or has failed those that are missing. put_off_search: put its names into the search index at the end only, which is faster for much and leaves them unfound meanwhile; null: where there are no names yet. Errors: PT404, PT409';

create or replace function handelsregister.cancel_import(import_id bigint, discard boolean default false)
    returns setof handelsregister.import
    language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    import hr_registry.import := hr_registry.find_import(import_id, true);
begin
    if import.state = 'done' then
        perform hr_user.refuse(409, 'import_done', 'the import is done',
            'What it has brought stays.', jsonb_build_object('import_id', import.id));
    end if;
    if import.state = 'loading' then
        lock table hr_registry.import_line in share mode;
        select coalesce(max(l.number), import.first_line), count(*) into import.last_line, import.lines
            from hr_registry.import_line l where l.number >= import.first_line;
    end if;
    with waiting as materialized (
        select r.id from hr_queue.ready r join hr_registry.import_job j on j.id = r.id
            where j.import_id = import.id order by r.id for update of r skip locked)
    delete from hr_queue.ready r using waiting w where r.id = w.id;
    with waiting as materialized (
        select d.id from hr_queue.deferred d join hr_registry.import_job j on j.id = d.id
            where j.import_id = import.id order by d.id for update of d skip locked)
    delete from hr_queue.deferred d using waiting w where d.id = w.id;
    if import.search_indexes <> '{}' then
        perform hr_queue.enqueue('finish_import', jsonb_build_object('import', import.id));
    end if;
    if discard then
        delete from hr_registry.import_line l where l.number between import.first_line and import.last_line;
        delete from hr_registry.import_failure f where f.import_id = import.id;
    end if;
    update hr_registry.import i
        set state = 'cancelled', last_line = import.last_line, lines = import.lines, finished_at = clock_timestamp()
        where i.id = import.id;
    perform hr_user.note_action('cancel_import', null, jsonb_build_object('import_id', import.id, 'discard', discard));
    return query select s.* from hr_registry.import i cross join lateral hr_registry.shown_import(i) s where i.id = import.id;
end
$$;
comment on function handelsregister.cancel_import(bigint, boolean) is
    'Takes back the jobs of an import that wait; what it has brought stays. start_import() goes on with it, unless its lines and failures are discarded. Errors: PT404, PT409';

create or replace function handelsregister.get_import(import_id bigint) returns setof handelsregister.import
    language plpgsql stable security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
begin
    return next hr_registry.shown_import(hr_registry.find_import(import_id));
end
$$;
comment on function handelsregister.get_import(bigint) is 'An import and how far it is. Errors: PT404';

create or replace function handelsregister.list_imports(page_size integer default 100, before_id bigint default null)
    returns setof handelsregister.import
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query select s.* from (select i from hr_registry.import i where before_id is null or i.id < before_id
                                  order by i.id desc limit page_size) p
        cross join lateral hr_registry.shown_import(p.i) s order by s.import_id desc;
end
$$;
comment on function handelsregister.list_imports(integer, bigint) is 'Imports, the newest first; pages by before_id. Errors: PT400';

create or replace function handelsregister.list_import_failures(
    import_id bigint, page_size integer default 100, after_line bigint default 0)
    returns setof handelsregister.import_failure
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    import constant hr_registry.import := hr_registry.find_import(import_id);
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query
        select f.import_id, f.line - import.first_line + 1, f.reason, f.content
            from hr_registry.import_failure f
            where f.import_id = import.id and f.line - import.first_line >= coalesce(after_line, 0)
            order by f.line limit page_size;
end
$$;
comment on function handelsregister.list_import_failures(bigint, integer, bigint) is
    'Lines that could not be read, with the reason, in their order; pages by after_line. Errors: PT400, PT404';
