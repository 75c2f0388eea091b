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

-- A cursor is "moment.number". A generic plan would not use the index of
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
    parts constant text[] := hr_user.read_cursor(list_dead_jobs.cursor, '{moment,number}');
    before_time constant timestamptz := coalesce(hr_user.moment_of(parts[1]), 'infinity');
    before_id constant bigint := coalesce(parts[2]::bigint, 9223372036854775807);
begin
    perform hr_user.check_text('kind', list_dead_jobs.kind);
    perform hr_user.check_text('error_code', list_dead_jobs.error_code);
    perform hr_user.check_page_size(page_size, 1000);
    return query
        select p.id, p.kind, p.owner::text, p.subject, p.payload, p.attempt, p.crashes, p.enqueued_at, p.failed_at,
               p.error_code, p.error_message, p.error_detail, p.error_hint,
               case when count(*) over () > list_dead_jobs.page_size or p.place < count(*) over ()
                    then hr_user.cursor_moment(p.failed_at) || '.' || p.id end
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

create or replace function hr_queue.oldest_dead(kind text, error_code text, max_jobs integer) returns bigint[]
    language sql volatile set search_path = pg_catalog, pg_temp
    as $$
        select array(
            select d.id from hr_queue.dead d
                where (oldest_dead.kind is null or d.kind = oldest_dead.kind)
                  and (oldest_dead.error_code is null or d.error_code = oldest_dead.error_code)
                order by d.failed_at, d.id limit least(greatest(oldest_dead.max_jobs, 0), 100000)
                for update skip locked)
    $$;
comment on function hr_queue.oldest_dead(text, text, integer) is
    'Numbers of the oldest dead letters, of a kind or with an SQLSTATE if wanted, which are locked and which nobody else has locked';

create or replace function hr_queue.redrive_dead(
    kind text default null, error_code text default null, max_jobs integer default 1000) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
declare
    moved constant integer := hr_queue.revive(hr_queue.oldest_dead(kind, error_code, max_jobs));
begin
    perform hr_user.note_action('redrive_dead', null,
        jsonb_build_object('kind', kind, 'error_code', error_code, 'max_jobs', max_jobs, 'jobs', moved));
    return moved;
end
$$;
comment on function hr_queue.redrive_dead(text, text, integer) is
    'Gives dead letters another life, of a kind or with an SQLSTATE if wanted: the oldest max_jobs (100,000 at most); returns how many';

create or replace function hr_queue.discard_dead(
    kind text default null, error_code text default null, max_jobs integer default 1000) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
declare
    chosen constant bigint[] := hr_queue.oldest_dead(kind, error_code, max_jobs);
    discarded integer;
begin
    delete from hr_queue.dead d where d.id = any (chosen);
    get diagnostics discarded = row_count;
    perform hr_user.note_action('discard_dead', null,
        jsonb_build_object('kind', kind, 'error_code', error_code, 'max_jobs', max_jobs, 'jobs', discarded));
    return discarded;
end
$$;
comment on function hr_queue.discard_dead(text, text, integer) is
    'Deletes dead letters for good, of a kind or with an SQLSTATE if wanted: the oldest max_jobs (100,000 at most); returns how many';
