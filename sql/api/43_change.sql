create or replace view handelsregister.change as
    select null::uuid as epoch,
           null::bigint as seq,
           null::bigint as company_id,
           null::text as euid,
           null::text as name,
           null::text as kind,
           null::date as effective_date,
           null::boolean as effective_is_bound,
           null::text as subject,
           null::text as old_value,
           null::text as new_value,
           null::bigint as document_id,
           null::bigint as retracts,
           null::timestamptz as recorded_at
    where false;
comment on view handelsregister.change is 'Row type of get_changes()';
comment on column handelsregister.change.epoch is
    'Together with seq the place in the feed; another one after a failover, a recovery to a point in time, a restore or in a clone';
comment on column handelsregister.change.seq is 'Place in the feed, for after_seq; numbers have holes';
comment on column handelsregister.change.name is 'Name of the company today';
comment on column handelsregister.change.effective_date is 'Day of the entry in the register';
comment on column handelsregister.change.effective_is_bound is 'Entered on effective_date or before';
comment on column handelsregister.change.subject is 'Whom or what it is about, for people';
comment on column handelsregister.change.old_value is 'For people, shortened; null where there was none';
comment on column handelsregister.change.new_value is 'For people, shortened; null where there is none any more';
comment on column handelsregister.change.document_id is 'The later one of the two documents that differ; null where operators block or unblock a company';
comment on column handelsregister.change.retracts is
    'Number of an earlier change that a late document has disproved; null for a change proper';

create or replace function handelsregister.get_changes(
    epoch uuid default null,
    after_seq bigint default 0,
    max_rows integer default 100
) returns setof handelsregister.change
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    current_epoch constant uuid := hr_registry.feed_epoch();
begin
    if max_rows is null or max_rows not between 1 and 1000 then
        perform hr_user.refuse(400, 'invalid_max_rows', 'invalid number of rows',
            'Read on with the seq of the last row as after_seq.', jsonb_build_object('min', 1, 'max', 1000));
    end if;
    perform hr_registry.check_feed_place(get_changes.epoch, coalesce(after_seq, 0));
    return query
        with page as materialized (
            select e.* from hr_registry.change_event e
                where e.seq > coalesce(after_seq, 0)
                  and (e.kind = 'company_blocked'
                       or not exists (select from hr_registry.blocked_company b where b.company_id = e.company_id))
                order by e.seq limit max_rows),
        label as materialized (select l.* from hr_registry.labels_of(array(select distinct p.company_id from page p)) l),
        birth as materialized (select b.* from hr_registry.births_of(array(
            select distinct p.company_id from page p
                where hr_registry.has_date(concat_ws(e'\n', p.subject, p.old_value, p.new_value)))) b)
        select current_epoch, p.seq, p.company_id, l.euid, l.name, p.kind, p.effective_date, p.effective_is_bound,
               hr_registry.text_without_births(p.subject, coalesce(b.days, '')),
               hr_registry.text_without_births(p.old_value, coalesce(b.days, '')),
               hr_registry.text_without_births(p.new_value, coalesce(b.days, '')),
               p.document_id, p.retracts, p.recorded_at
            from page p
            left join label l on l.company_id = p.company_id and p.kind <> 'company_blocked'
            left join birth b on b.company_id = p.company_id
            order by p.seq;
end
$$;
comment on function handelsregister.get_changes(uuid, bigint, integer) is
    'Change feed: rows after a place in it, in the order in which they became visible; seq has holes. Of a blocked company there is nothing but company_blocked, for operators too; company_unblocked comes before what happened meanwhile. PT416 for a place of another epoch that is not part of this one; its parted_at says from where to read on';
