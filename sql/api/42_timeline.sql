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
