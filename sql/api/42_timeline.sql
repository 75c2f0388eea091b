create or replace view handelsregister.company_event as
    select null::bigint as seq,
           null::bigint as company_id,
           null::text as kind,
           null::date as effective_date,
           null::boolean as effective_is_bound,
           null::text as subject,
           null::text as old_value,
           null::text as new_value,
           null::bigint as document_id,
           null::timestamptz as recorded_at,
           null::text as next_cursor
    where false;
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
comment on column handelsregister.company_event.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace view hr_registry.standing_event as
    select e.seq, e.company_id, e.kind, e.effective_date, e.effective_is_bound, e.subject, e.old_value, e.new_value,
           e.document_id, e.recorded_at
    from hr_registry.change_event e
    where e.retracts is null
      and e.document_id is not null
      and not exists (select from hr_registry.change_event r
                      where r.company_id = e.company_id and r.retracts = e.seq);
comment on view hr_registry.standing_event is 'Differences between documents that no late document has disproved';
comment on column hr_registry.standing_event.seq is 'Number in the change feed';
comment on column hr_registry.standing_event.effective_date is 'Day of the entry in the register';
comment on column hr_registry.standing_event.effective_is_bound is 'Entered on effective_date or before';
comment on column hr_registry.standing_event.subject is 'Whom or what it is about, for people';
comment on column hr_registry.standing_event.old_value is 'For people, shortened; null where there was none';
comment on column hr_registry.standing_event.new_value is 'For people, shortened; null where there is none any more';

-- A cursor is "day.seq".
create or replace function handelsregister.get_company_timeline(
    identifier text,
    from_date date default null,
    to_date date default null,
    kinds text[] default null,
    page_size integer default 100,
    cursor text default null
) returns setof handelsregister.company_event
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    parts constant text[] := hr_user.read_cursor(cursor, '{day,number}');
    after_day constant date := coalesce(hr_user.day_of(parts[1]), '-infinity');
    after_seq constant bigint := coalesce(parts[2]::bigint, 0);
    births constant text := hr_registry.births_in(target);
begin
    perform hr_user.check_page_size(page_size, 1000);
    perform hr_user.check_filter(kinds);
    return query
        select p.seq, p.company_id, p.kind, p.effective_date, p.effective_is_bound,
               hr_registry.text_without_births(p.subject, births),
               hr_registry.text_without_births(p.old_value, births), hr_registry.text_without_births(p.new_value, births),
               p.document_id, p.recorded_at,
               case when p.place < count(*) over () then hr_user.cursor_day(p.effective_date) || '.' || p.seq end
            from (select e.*, row_number() over (order by e.effective_date, e.seq) as place
                      from hr_registry.standing_event e
                      where e.company_id = target
                        and (e.effective_date, e.seq) > (after_day, after_seq)
                        and e.effective_date between coalesce(from_date, '-infinity') and coalesce(to_date, 'infinity')
                        and (kinds is null or e.kind = any (kinds))
                      order by e.effective_date, e.seq limit page_size + 1) p
            order by p.place limit page_size;
end
$$;
comment on function handelsregister.get_company_timeline(text, date, date, text[], integer, text) is
    'What changed in a company, in order; both days are included, pages by cursor. Events that a late document has disproved are left out. Errors: PT400, PT404';
