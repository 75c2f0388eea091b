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
    perform hr_user.check_count('contents', cardinality(contents), 10000);
    select c.position, octet_length(c.content) as size into bad
        from unnest(contents) with ordinality c(content, position)
        where coalesce(octet_length(c.content), 0) not between 1 and size_limit
        order by c.position limit 1;
    if not found and contents is not null then
        return;
    end if;
    if coalesce(bad.size, 0) = 0 then
        perform hr_user.refuse(400, 'empty_document', 'document is empty',
            'Submit the bytes of the document, over HTTP as hexadecimal text that starts with \x.',
            jsonb_build_object('position', bad.position));
    end if;
    perform hr_user.refuse(413, 'document_too_large', 'document is too large',
        'The limit is the setting handelsregister.max_document_size.',
        jsonb_build_object('position', bad.position, 'bytes', bad.size, 'limit', size_limit));
end
$$;
comment on function hr_registry.check_contents(bytea[]) is
    'Raises PT400 for an empty document and for more than 10,000 of them, PT413 for one that is too large';

create or replace function hr_registry.check_origin(content_type text, source text, retrieved_at timestamptz) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_text('content_type', content_type, 200);
    perform hr_user.check_text('source', source, 2000);
    perform hr_user.check_retrieved_at(retrieved_at);
end
$$;
comment on function hr_registry.check_origin(text, text, timestamptz) is
    'Raises PT400 for too long a content type (200 characters) or source (2000), and for a time of retrieval that cannot be';

create or replace function hr_registry.enqueue_jobs(kind text, document_ids bigint[]) returns void
    language sql volatile set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
    as $$
        update hr_registry.document d set job_id = j.id
            from unnest(document_ids, array(
                select e.id from hr_queue.enqueue_batch(kind,
                        (select array_agg(jsonb_build_object('document', u.id) order by u.position)
                         from unnest(document_ids) with ordinality u(id, position))) with ordinality e(id, position)
                    order by e.position)) j (document_id, id)
            where d.id = j.document_id
    $$;
comment on function hr_registry.enqueue_jobs(text, bigint[]) is 'Gives each document a job of this kind, whether it has been read or not';

-- The functions below know how large the tables are even less than autovacuum does: they always go through the indexes, and
-- `offset 0` keeps what is asked of each document a search of its own.

-- Jobs for those of the documents that have neither been read nor wait for it, nor are erased. The documents must be locked.
create or replace function hr_registry.enqueue_reading(document_ids bigint[]) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
    unread bigint[];
begin
    select array_agg(d.id order by d.id) into unread
        from hr_registry.document d
        where d.id = any (document_ids) and d.erased_at is null
          and not exists (select from hr_registry.reading r where r.document_id = d.id offset 0)
          and not exists (select from hr_registry.announcement a where a.document_id = d.id offset 0)
          and not exists (select from hr_queue.ready q where q.id = d.job_id offset 0)
          and not exists (select from hr_queue.deferred q where q.id = d.job_id offset 0);
    if unread is not null then
        perform hr_registry.enqueue_jobs('register_content', unread);
    end if;
end
$$;
comment on function hr_registry.enqueue_reading(bigint[]) is
    'Gives a job of kind register_content to every document that has not been read and has no waiting job';

-- Contents are inserted in the order of their digests, so that two sessions with the same documents cannot wait for each
-- other in a circle.
create or replace function hr_registry.store_documents(
    contents bytea[], content_type text, source text, retrieved_at timestamptz) returns bigint[]
    language sql volatile set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
    with inserted as (
        insert into hr_registry.document (sha256, content, content_type, source, retrieved_at)
            select distinct on (i.digest) i.digest, i.content,
                   coalesce(nullif(store_documents.content_type, ''), hr_registry.guess_content_type(i.content)),
                   store_documents.source, coalesce(store_documents.retrieved_at, now())
                from (select c.content, sha256(c.content) as digest from unnest(contents) c (content)) i
                where not exists (select from hr_registry.document d where d.sha256 = i.digest offset 0)
                order by i.digest
            on conflict (sha256) do nothing
            returning id)
    select coalesce(array_agg(id), '{}') from inserted
$$;
comment on function hr_registry.store_documents(bytea[], text, text, timestamptz) is
    'Stores contents that are not there yet; the numbers of these';

-- Statements are as many for one document as for a thousand.
create or replace function handelsregister.submit_documents(
    contents bytea[],
    content_type text default null,
    source text default null,
    retrieved_at timestamptz default null
) returns setof handelsregister.submission
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
    digests bytea[];
    added bigint[];
    pending bigint[];
begin
    perform hr_registry.check_origin(content_type, source, retrieved_at);
    perform hr_registry.check_contents(contents);
    perform hr_queue.enter_history();
    select array_agg(sha256(c.content) order by c.position) into digests
        from unnest(contents) with ordinality c(content, position);

    added := hr_registry.store_documents(contents, content_type, source, retrieved_at);

    -- Locked first and judged in the next statement, which sees what the lock was waiting for.
    select array_agg(p.id) into pending
        from (select d.id from hr_registry.document d
              where d.sha256 = any (digests) and d.erased_at is null
                and not exists (select from hr_registry.reading r where r.document_id = d.id offset 0)
                and not exists (select from hr_queue.ready q where q.id = d.job_id offset 0)
                and not exists (select from hr_queue.deferred q where q.id = d.job_id offset 0)
              order by d.id for update) p;
    perform hr_registry.enqueue_reading(pending);

    return query
        select d.id,
               case when not exists (select from hr_registry.reading r where r.document_id = d.id) then d.job_id end,
               d.id not in (select unnest(added)) or row_number() over (partition by d.id order by i.position) > 1,
               encode(d.sha256, 'hex')
            from unnest(digests) with ordinality i(digest, position)
            cross join lateral (select t.id, t.job_id, t.sha256 from hr_registry.document t where t.sha256 = i.digest offset 0) d
            order by i.position;
end
$$;
comment on function handelsregister.submit_documents(bytea[], text, text, timestamptz) is
    'Stores documents and enqueues their reading; one row per document, in the order of the array. Content that is already there is not stored again. Errors: PT400, PT413';

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
