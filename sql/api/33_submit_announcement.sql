-- Announcements go in as documents do; their jobs are of another kind.

create or replace function hr_registry.enqueue_announcements(document_ids bigint[]) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
    unread bigint[];
begin
    -- Locked first and judged in the next statement, which sees what the lock was waiting for.
    perform from hr_registry.document d where d.id = any (document_ids) order by d.id for update;
    select array_agg(d.id order by d.id) into unread
        from hr_registry.document d
        where d.id = any (document_ids) and d.erased_at is null
          and not exists (select from hr_registry.announcement a where a.document_id = d.id offset 0)
          and not exists (select from hr_queue.ready q where q.id = d.job_id offset 0)
          and not exists (select from hr_queue.deferred q where q.id = d.job_id offset 0);
    if unread is not null then
        perform hr_registry.enqueue_jobs('announcement', unread);
    end if;
end
$$;
comment on function hr_registry.enqueue_announcements(bigint[]) is
    'Gives a job of kind announcement to every document that has not been read as one and has no waiting job';

create or replace function handelsregister.submit_announcements(
    contents bytea[], source text default null, retrieved_at timestamptz default null)
    returns setof handelsregister.submission
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
    digests bytea[];
    added bigint[];
    pending bigint[];
begin
    perform hr_registry.check_origin(null, source, retrieved_at);
    perform hr_registry.check_contents(contents);
    perform hr_queue.enter_history();
    select array_agg(sha256(c.content) order by c.position) into digests
        from unnest(contents) with ordinality c(content, position);
    added := hr_registry.store_documents(contents, 'text/plain', source, retrieved_at);
    select array_agg(d.id) into pending
        from hr_registry.document d
        where d.sha256 = any (digests) and d.erased_at is null
          and not exists (select from hr_registry.announcement a where a.document_id = d.id offset 0);
    perform hr_registry.enqueue_announcements(pending);
    return query
        select d.id,
               case when not exists (select from hr_registry.announcement a where a.document_id = d.id) then d.job_id end,
               d.id not in (select unnest(added)) or row_number() over (partition by d.id order by i.position) > 1,
               encode(d.sha256, 'hex')
            from unnest(digests) with ordinality i(digest, position)
            cross join lateral (select t.id, t.job_id, t.sha256 from hr_registry.document t where t.sha256 = i.digest offset 0) d
            order by i.position;
end
$$;
comment on function handelsregister.submit_announcements(bytea[], text, timestamptz) is
    'Stores announcements of the registers and enqueues their reading; one row per announcement, in the order of the array. Each is a text of the portal, or a JSON object with the key "details" or "text". Errors: PT400, PT413';

create or replace function handelsregister.submit_announcement(
    content bytea, source text default null, retrieved_at timestamptz default null)
    returns handelsregister.submission
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    return (select s from handelsregister.submit_announcements(
        array[content], submit_announcement.source, submit_announcement.retrieved_at) s);
comment on function handelsregister.submit_announcement(bytea, text, timestamptz) is
    'Stores one announcement and enqueues its reading; see submit_announcements()';
