-- Announcements of the registers, of one company or of all. Texts go out without dates of birth.

create or replace view handelsregister.announcement as
    select null::bigint as document_id,
           null::bigint as company_id,
           null::date as published,
           null::text as kind,
           null::text as stage,
           null::boolean as cross_border,
           null::text as category,
           null::text as name,
           null::text as seat,
           null::text as legal_form,
           null::text as court_code,
           null::text as register_label,
           null::text as reference,
           null::date as entered,
           null::timestamp as withdrawn_at,
           null::date as agreement_date,
           null::date as resolution_date,
           null::date as effective_date,
           null::date as filed_date,
           null::numeric as amount,
           null::text as currency,
           null::handelsregister.legal_party[] as parties,
           null::text as body,
           null::text as next_cursor
    where false;
comment on view handelsregister.announcement is 'Row type of list_company_announcements() and list_announcements()';
comment on column handelsregister.announcement.company_id is 'Company that it is about; null where the register number does not tell one beyond doubt';
comment on column handelsregister.announcement.published is 'Day of publication';
comment on column handelsregister.announcement.kind is
    'merger, division, hiving_off, conversion, cancellation_394, supervisory_board_list, insolvency, ...; other where it was not recognised';
comment on column handelsregister.announcement.stage is 'planned, done, ended or revoked';
comment on column handelsregister.announcement.category is 'The portal''s own sort: transformation, cancellation, documents, other, outside; before August 2022 entry, change, deletion';
comment on column handelsregister.announcement.name is 'Of the company, as announced';
comment on column handelsregister.announcement.court_code is 'Register id of the court in the EUID, such as F1103R; its name as written where it is not known';
comment on column handelsregister.announcement.register_label is 'Register number: type, number, letters and former court';
comment on column handelsregister.announcement.reference is 'File number of what is outside of the register';
comment on column handelsregister.announcement.entered is 'Day of the entry that it tells of';
comment on column handelsregister.announcement.withdrawn_at is 'When the register deleted it afterwards, by its wall clock';
comment on column handelsregister.announcement.agreement_date is 'Day of the contract or plan';
comment on column handelsregister.announcement.resolution_date is 'Day of a meeting''s or a court''s resolution';
comment on column handelsregister.announcement.effective_date is 'From or until when it holds';
comment on column handelsregister.announcement.filed_date is 'When something was handed in at the court';
comment on column handelsregister.announcement.amount is 'The first amount of money in the text';
comment on column handelsregister.announcement.legal_form is 'As announced; null where the portal knows none';
comment on column handelsregister.announcement.cross_border is 'A company of another country takes part';
comment on column handelsregister.announcement.currency is 'ISO 4217 code';
comment on column handelsregister.announcement.parties is 'Other companies that it names with their register numbers';
comment on column handelsregister.announcement.body is 'Word by word, but without dates of birth';
comment on column handelsregister.announcement.next_cursor is 'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace function hr_registry.announcement_parties(target bigint) returns handelsregister.legal_party[]
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return array(
        select row(hr_registry.public_text(p.name), p.seat, p.role, p.register_label, p.court, r.company_id, r.euid)::handelsregister.legal_party
            from hr_registry.announcement_party p
            left join hr_registry.registration r
                on (r.court, r.register_type, r.register_number, r.suffix, r.former_court)
                   = (p.court, p.register_type, p.register_number, p.suffix, p.former_court)
                   and not exists (select from hr_registry.blocked_company b where b.company_id = r.company_id)
            where p.document_id = target
            order by p.place);
comment on function hr_registry.announcement_parties(bigint) is
    'Other companies that an announcement names, with what is known of them today; not which of them are blocked';

-- A number that tells no company beyond doubt may still be that of a blocked one: with letters that the register leaves out,
-- or without those that it has.
create or replace function hr_registry.may_be_hidden(announcement hr_registry.announcement) returns boolean
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
    return exists (
        select from hr_registry.hidden_company h
            join hr_registry.registration r on r.company_id = h.company_id
            where r.register_number = (announcement).register_number and r.register_type = (announcement).register_type
              and r.court = (announcement).court
              and (r.suffix = (announcement).suffix or '' in (r.suffix, (announcement).suffix))
              and (r.former_court = (announcement).former_court or '' in (r.former_court, (announcement).former_court)));
comment on function hr_registry.may_be_hidden(hr_registry.announcement) is
    'May the register number be that of a company that the caller may not see?';

-- One statement for a page: a function for each of its rows would take most of the time.
create or replace function hr_registry.shown_announcements(documents bigint[], page_size integer)
    returns setof handelsregister.announcement
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        with page as materialized (
            select p.place, a.*
                from unnest(documents) with ordinality p (document_id, place)
                join hr_registry.announcement a using (document_id)
                where p.place <= page_size),
        birth as materialized (select b.* from hr_registry.births_of(array(
            select distinct p.company_id from page p where hr_registry.has_date(p.body))) b)
        select a.document_id, a.company_id, a.published, a.kind, a.stage, a.cross_border, a.category,
               hr_registry.public_text(a.name), a.seat, a.legal_form, a.court,
               nullif(concat_ws(' ', a.register_type, a.register_number, nullif(a.suffix, ''),
                                'früher ' || nullif(a.former_court, '')), ''),
               a.reference, a.entered, a.withdrawn_at, a.agreement_date, a.resolution_date, a.effective_date, a.filed_date,
               a.amount, a.currency, hr_registry.announcement_parties(a.document_id),
               hr_registry.text_without_births(a.body, coalesce(b.days, '')),
               case when a.place < cardinality(documents) then hr_user.cursor_day(a.published) || '.' || a.document_id end
            from page a left join birth b on b.company_id = a.company_id
            order by a.place;
end
$$;
comment on function hr_registry.shown_announcements(bigint[], integer) is
    'The first announcements of a list, as many as a page takes, with a cursor where more of the list follow';

-- A cursor is "day.document"; the latest come first.
create or replace function handelsregister.list_company_announcements(
    identifier text, kinds text[] default null, page_size integer default 100, cursor text default null)
    returns setof handelsregister.announcement
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    parts constant text[] := hr_user.read_cursor(cursor, '{day,number}');
    before_day constant date := coalesce(hr_user.day_of(parts[1]), 'infinity');
    before_document constant bigint := coalesce(parts[2]::bigint, 9223372036854775807);
begin
    perform hr_user.check_page_size(page_size, 1000);
    perform hr_user.check_filter(kinds);
    return query select s.* from hr_registry.shown_announcements(array(
        select a.document_id from hr_registry.announcement a
            where a.company_id = target and (a.published, a.document_id) < (before_day, before_document)
              and (kinds is null or a.kind = any (kinds))
            order by a.published desc, a.document_id desc limit page_size + 1), page_size) s;
end
$$;
comment on function handelsregister.list_company_announcements(text, text[], integer, text) is
    'Announcements about a company, the latest first; pages by cursor. Errors: PT400, PT404';

create or replace function handelsregister.list_announcements(
    kinds text[] default null,
    from_date date default null,
    to_date date default null,
    page_size integer default 100,
    cursor text default null
) returns setof handelsregister.announcement
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    parts constant text[] := hr_user.read_cursor(cursor, '{day,number}');
    before_day date := coalesce(hr_user.day_of(parts[1]), 'infinity');
    before_document bigint := coalesce(parts[2]::bigint, 9223372036854775807);
    documents bigint[];
begin
    perform hr_user.check_page_size(page_size, 1000);
    perform hr_user.check_filter(kinds);
    -- one upper bound, where the index is entered: of two it could take the other one and read what lies between
    if to_date < before_day then
        before_day := to_date;
        before_document := 9223372036854775807;
    end if;
    if kinds is null then
        documents := array(
            select n.document_id from hr_registry.announcement n
                where n.published >= coalesce(from_date, '-infinity')
                  and (n.published, n.document_id) < (before_day, before_document)
                  and not exists (select from hr_registry.hidden_company h where h.company_id = n.company_id)
                  and (n.company_id is not null or not hr_registry.may_be_hidden(n))
                order by n.published desc, n.document_id desc limit page_size + 1);
    else
        documents := array(
            select f.document_id
                from (select distinct u.kind from unnest(kinds) u (kind)) k
                cross join lateral (
                    select n.published, n.document_id from hr_registry.announcement n
                        where n.kind = k.kind
                          and n.published >= coalesce(from_date, '-infinity')
                          and (n.published, n.document_id) < (before_day, before_document)
                          and not exists (select from hr_registry.hidden_company h where h.company_id = n.company_id)
                          and (n.company_id is not null or not hr_registry.may_be_hidden(n))
                  and (n.company_id is not null or not hr_registry.may_be_hidden(n))
                        order by n.published desc, n.document_id desc limit page_size + 1) f
                order by f.published desc, f.document_id desc limit page_size + 1);
    end if;
    return query select s.* from hr_registry.shown_announcements(documents, page_size) s;
end
$$;
comment on function handelsregister.list_announcements(text[], date, date, integer, text) is
    'Announcements of all registers, of some kinds and days if wanted, the latest first; both days are included, pages by cursor. Errors: PT400';
