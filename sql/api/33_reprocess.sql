-- What of documents is kept nowhere, and reading them again when a release knows more.

create or replace view handelsregister.unmapped_path as
    select null::text as path,
           null::bigint as documents,
           null::text[] as versions,
           null::bigint as first_document_id,
           null::bigint as last_document_id
    where false;
comment on view handelsregister.unmapped_path is 'Row type of list_unmapped_paths()';
comment on column handelsregister.unmapped_path.path is 'Below the root of the message, such as fachdatenRegister/neu or fachdatenRegister/@neu';
comment on column handelsregister.unmapped_path.documents is 'In how many of the documents that were looked at it occurs';
comment on column handelsregister.unmapped_path.versions is 'Versions of these documents, as they state them: of XJustiz, and of the register part behind a slash';
comment on column handelsregister.unmapped_path.first_document_id is 'The earliest of them; download_document() gives its content';
comment on column handelsregister.unmapped_path.last_document_id is 'The latest of them';

create or replace function handelsregister.list_unmapped_paths(page_size integer default 100, max_documents integer default 5000)
    returns setof handelsregister.unmapped_path
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query
        select v.path, sum(v.documents)::bigint, array_agg(v.version order by v.version), min(v.first), max(v.last)
            from (select p.path, concat_ws('/', r.xjustiz_version, r.fach_version) as version, count(*) as documents,
                         min(r.document_id) as first, max(r.document_id) as last
                      from (select n.* from hr_registry.reading n
                                where n.unmapped <> '{}' or n.layout_guessed
                                order by n.document_id desc limit least(greatest(max_documents, 1), 100000)) r,
                           unnest(r.unmapped) as p (path)
                      group by p.path, r.xjustiz_version, r.fach_version) v
            group by v.path
            order by sum(v.documents) desc, v.path limit page_size;
end
$$;
comment on function handelsregister.list_unmapped_paths(integer, integer) is
    'Elements and attributes of documents that are kept nowhere, the most frequent first, with counts over the latest documents that have any, 5,000 unless told: a new layout shows here on the day it comes. Errors: PT400';

create or replace view handelsregister.reprocessed_document as
    select null::bigint as document_id,
           null::bigint as job_id,
           null::text as reason,
           null::text as next_cursor
    where false;
comment on view handelsregister.reprocessed_document is 'Row type of reprocess_documents()';
comment on column handelsregister.reprocessed_document.job_id is 'The job that reads it';
comment on column handelsregister.reprocessed_document.reason is 'failed, layout_guessed or unmapped';
comment on column handelsregister.reprocessed_document.next_cursor is
    'What to pass as cursor to go on behind this row; null on the last row of the last page';

-- The dead letter says it; where that has been discarded, the content type does, which only announcements are given.
create or replace function hr_registry.is_failed_announcement(document_id bigint) returns boolean
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return (select not exists (select from hr_registry.reading r where r.document_id = d.id)
                   and coalesce((select q.kind = 'announcement' from hr_queue.dead q where q.id = d.job_id),
                                d.content_type = 'text/plain')
            from hr_registry.document d where d.id = is_failed_announcement.document_id);
comment on function hr_registry.is_failed_announcement(bigint) is 'Was a document submitted as an announcement that could not be read?';

-- A cursor is the number of the document that the next page follows. Locked in one order, as submit_documents() does.
create or replace function handelsregister.reprocess_documents(page_size integer default 1000, cursor text default null)
    returns setof handelsregister.reprocessed_document
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    behind bigint;
    chosen bigint[];
    announcements bigint[];
    has_more boolean;
begin
    perform hr_user.check_page_size(page_size, 10000);
    behind := coalesce((hr_user.read_cursor(reprocess_documents.cursor, '{number}'))[1]::bigint, 0);
    with unread as (
        select d.id from hr_registry.document d
            where d.id > behind and d.erased_at is null
              and not exists (select from hr_registry.reading r where r.document_id = d.id)
              and not exists (select from hr_registry.announcement a where a.document_id = d.id)
              and not exists (select from hr_registry.import i where i.document_id = d.id)  -- bulk data are read line by line
              and not exists (select from hr_queue.ready q where q.id = d.job_id)
              and not exists (select from hr_queue.deferred q where q.id = d.job_id)
            order by d.id limit reprocess_documents.page_size + 1),
    unmapped as (
        select d.id from hr_registry.reading r join hr_registry.document d on d.id = r.document_id
            where r.document_id > behind and (r.unmapped <> '{}' or r.layout_guessed) and d.erased_at is null
              and not exists (select from hr_queue.ready q where q.id = d.job_id)
              and not exists (select from hr_queue.deferred q where q.id = d.job_id)
            order by r.document_id limit reprocess_documents.page_size + 1)
    select array_agg(f.id order by f.id) into chosen
        from (select id from unread union all select id from unmapped order by id
              limit reprocess_documents.page_size + 1) f;
    has_more := cardinality(chosen) > page_size;
    chosen := chosen[1:page_size];
    perform from hr_registry.document d where d.id = any (chosen) order by d.id for update;
    if chosen is not null then
        announcements := array(select c.id from unnest(chosen) c (id) where hr_registry.is_failed_announcement(c.id));
        perform hr_registry.enqueue_announcements(announcements);
        perform hr_registry.enqueue_jobs('register_content', array_agg(c.id order by c.id))
            from unnest(chosen) c (id) where c.id <> all (announcements) having count(*) > 0;
    end if;
    perform hr_user.note_action('reprocess_documents', null, jsonb_build_object('documents', coalesce(cardinality(chosen), 0)));
    return query
        select d.id, d.job_id,
               case when r.document_id is null then 'failed' when r.layout_guessed then 'layout_guessed' else 'unmapped' end,
               case when has_more or c.place < cardinality(chosen) then d.id::text end
            from unnest(chosen) with ordinality c (id, place)
            join hr_registry.document d on d.id = c.id
            left join hr_registry.reading r on r.document_id = d.id
            order by c.place;
end
$$;
comment on function handelsregister.reprocess_documents(integer, text) is
    'Enqueues the reading of documents that could not be read, were read with a guessed layout or had elements that are kept nowhere: to be called after an update that knows more; pages by cursor. Errors: PT400';
