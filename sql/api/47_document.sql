-- Documents and the texts of the register sheet. Members and readers see what there is, operators the bytes.

create or replace view handelsregister.company_document as
    select null::bigint as company_id,
           null::bigint as document_id,
           null::text as content_type,
           null::bigint as bytes,
           null::text as sha256,
           null::text as source,
           null::timestamp as retrieved_at,
           null::date as last_entry,
           null::integer as entry_count,
           null::text as xjustiz_version,
           null::timestamp as message_created,
           null::text as next_cursor,
           null::boolean as erased
    where false;
comment on view handelsregister.company_document is 'Row type of list_company_documents()';
comment on column handelsregister.company_document.bytes is 'Size of the document; null where its content has been erased';
comment on column handelsregister.company_document.sha256 is
    'Digest of the content, in hexadecimal; null where the content has been erased: who has a copy could show by it that it told of somebody';
comment on column handelsregister.company_document.erased is 'Its content is gone, because it told of a person who is erased';
comment on column handelsregister.company_document.source is 'Where the document came from, as told by the submitter; for operators only';
comment on column handelsregister.company_document.retrieved_at is 'When it was retrieved from the register, by the register''s wall clock';
comment on column handelsregister.company_document.last_entry is 'Date of the last entry in the register sheet';
comment on column handelsregister.company_document.entry_count is 'Number of entries in the register sheet';
comment on column handelsregister.company_document.xjustiz_version is 'Version of XJustiz in which it is written';
comment on column handelsregister.company_document.message_created is 'When the message was made, by its own clock';
comment on column handelsregister.company_document.next_cursor is 'What to pass as cursor to read on behind this row; null on the last row of the last page';

-- A cursor is the number of the document that the next page follows; the latest come first.
create or replace function handelsregister.list_company_documents(
    identifier text, page_size integer default 100, cursor text default null)
    returns setof handelsregister.company_document
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    is_operator constant boolean := hr_user.is_operator();
    before_document constant bigint := (hr_user.read_cursor(cursor, '{number}'))[1]::bigint;
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query
        select p.company_id, p.document_id, d.content_type,
               case when d.erased_at is null then octet_length(d.content)::bigint end,
               case when d.erased_at is null then encode(d.sha256, 'hex') end,
               case when is_operator then d.source end, p.retrieved, p.last_entry, p.entry_count, r.xjustiz_version,
               r.message_created,
               case when p.place < p.found then p.document_id::text end, d.erased_at is not null
            from (select s.*, row_number() over (order by s.document_id desc) as place, count(*) over () as found
                      from (select n.* from hr_registry.snapshot n
                                where n.company_id = target and (before_document is null or n.document_id < before_document)
                                order by n.document_id desc limit page_size + 1) s) p
            join hr_registry.document d on d.id = p.document_id
            left join hr_registry.reading r on r.document_id = p.document_id
            where p.place <= page_size
            order by p.place;
end
$$;
comment on function handelsregister.list_company_documents(text, integer, text) is
    'Documents that state something about a company, the latest submitted first; pages by cursor. Errors: PT400, PT404';

create or replace view handelsregister.company_entry as
    select null::bigint as company_id,
           null::numeric as sheet_column,
           null::numeric as position,
           null::numeric as entry_number,
           null::text as type_code,
           null::text as type,
           null::text as text,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound,
           null::text as next_cursor
    where false;
comment on view handelsregister.company_entry is 'Row type of get_company_entries()';
comment on column handelsregister.company_entry.sheet_column is 'Column of the register sheet';
comment on column handelsregister.company_entry.position is 'Place in the column, in the first document that states the text';
comment on column handelsregister.company_entry.entry_number is 'Running number of the entry';
comment on column handelsregister.company_entry.type is 'Label of the kind of entry';
comment on column handelsregister.company_entry.text is 'Word by word, but without dates of birth';
comment on column handelsregister.company_entry.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_entry.valid_to is 'First day on which the text does not stand in the sheet any more; null where it does today';
comment on column handelsregister.company_entry.valid_to_is_bound is 'Changed on valid_to or before';
comment on column handelsregister.company_entry.next_cursor is 'What to pass as cursor to read on behind this row; null on the last row of the last page';

-- A cursor is the number of rows that came before: the texts of a sheet are few, and have no key that may be shown.
create or replace function handelsregister.get_company_entries(
    identifier text, page_size integer default 100, cursor text default null)
    returns setof handelsregister.company_entry
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    skipped constant bigint := coalesce((hr_user.read_cursor(cursor, '{count}'))[1]::bigint, 0);
    births constant text := hr_registry.births_in(target);
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query
        select p.company_id, p.sheet_column, p.position, p.entry_number, p.type_code,
               hr_registry.shown(p.type_code, p.type_label, null), hr_registry.text_without_births(p.text, births),
               p.valid_from, p.valid_from_is_bound, p.valid_to, p.valid_to_is_bound,
               case when p.place < p.found then p.place::text end
            from (select e.*, row_number() over w as place, count(*) over () as found
                      from hr_registry.register_entry e
                      where e.company_id = target
                      window w as (order by e.entry_number, e.sheet_column, e.position, e.valid_from, e.item, e.document_id)) p
            where p.place > skipped and p.place <= skipped + page_size
            order by p.place;
end
$$;
comment on function handelsregister.get_company_entries(text, integer, text) is
    'Texts of the register sheet that documents give out word by word, in their order; pages by cursor. Errors: PT400, PT404';

-- The response carries the media type of the document: PostgREST leaves that of a function of type */* to the function.
create or replace function handelsregister.download_document(document_id bigint) returns handelsregister."*/*"
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    document hr_registry.document%rowtype;
begin
    select d.* into document from hr_registry.document d where d.id = download_document.document_id;
    if not found then
        perform hr_user.refuse(404, 'unknown_document', 'unknown document',
            'list_company_documents() gives the numbers of the documents of a company.',
            jsonb_build_object('document_id', document_id));
    end if;
    if document.erased_at is not null then
        perform hr_user.refuse(410, 'document_erased', 'the document has been erased',
            'What it stated about the company, without the person concerned, is still there.',
            jsonb_build_object('document_id', document_id));
    end if;
    perform set_config('response.headers', jsonb_build_array(
        jsonb_build_object('Content-Type', document.content_type),
        jsonb_build_object('Content-Disposition', format('attachment; filename="document-%s"', document.id)),
        jsonb_build_object('X-Content-Type-Options', 'nosniff'))::text, true);
    return document.content;
end
$$;
comment on function handelsregister.download_document(bigint) is
    'The bytes of a document, over HTTP with its media type. Errors: PT404, PT410 where it has been erased';
