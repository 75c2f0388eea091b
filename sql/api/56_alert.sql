-- Alerts are the changes of watched companies, computed when they are read: the feed and the lists are all there is, so that
-- none is lost or told twice.

create or replace view handelsregister.alert as
    select null::bigint as seq,
           null::bigint as company_id,
           null::text as euid,
           null::text as name,
           null::text as kind,
           null::date as effective_date,
           null::boolean as effective_is_bound,
           null::text as subject,
           null::text as old_value,
           null::text as new_value,
           null::bigint as retracts,
           null::timestamptz as recorded_at,
           null::uuid[] as watchlist_ids,
           null::boolean as is_read
    where false;
comment on view handelsregister.alert is 'Row type of list_alerts(): a change of a watched company';
comment on column handelsregister.alert.seq is 'Place in the change feed, for after_seq and mark_alerts_read()';
comment on column handelsregister.alert.name is 'Name of the company today';
comment on column handelsregister.alert.effective_date is 'Day of the entry in the register';
comment on column handelsregister.alert.effective_is_bound is 'Entered on effective_date or before';
comment on column handelsregister.alert.subject is 'Whom or what it is about, for people';
comment on column handelsregister.alert.old_value is 'For people, shortened; null where there was none';
comment on column handelsregister.alert.new_value is 'For people, shortened; null where there is none any more';
comment on column handelsregister.alert.retracts is
    'Number of an earlier change that a late document has disproved; null for a change proper';
comment on column handelsregister.alert.watchlist_ids is 'Lists of the user that the company is on';
comment on column handelsregister.alert.is_read is 'mark_alerts_read() has been called with this number or a higher one';

create or replace view handelsregister.alert_position as
    select null::bigint as seq,
           null::timestamptz as updated_at
    where false;
comment on view handelsregister.alert_position is 'Row type of mark_alerts_read()';
comment on column handelsregister.alert_position.seq is 'Up to where the user has read the alerts';

-- The feed is the registry's: members reach it through the owner's rights, for a bounded number of companies and rows.
create or replace function hr_user.changes_of(watches hr_user.watch[], after_seq bigint, max_rows integer)
    returns setof handelsregister.alert
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(max_rows, 1000);
    perform hr_user.check_page_size(greatest(cardinality(watches), 1), 10000);
    return query
        with watch as materialized (
            select w.* from unnest(watches) w
                where not exists (select from hr_registry.hidden_company h where h.company_id = w.company_id)),
        -- The first change of each watch tells how far the page can reach, so that of many watches few are read further.
        -- The index on company and number suffices where all kinds are wanted.
        first as materialized (
            select w.*, x.seq as first_seq
                from watch w
                cross join lateral (
                    select c.seq from hr_registry.change_event c
                        where c.company_id = w.company_id and c.seq > greatest(w.since_seq, after_seq)
                        order by c.seq limit 1) x
                where w.kinds is null
            union all
            select w.*, x.seq
                from watch w
                cross join lateral (
                    select c.seq from hr_registry.change_event c
                        where c.company_id = w.company_id and c.seq > greatest(w.since_seq, after_seq)
                          and c.kind = any (w.kinds)
                        order by c.seq limit 1) x
                where w.kinds is not null),
        reach as materialized (
            select d.first_seq as last_seq from (select distinct f.first_seq from first f) d
                order by d.first_seq offset max_rows - 1 limit 1),
        near as (
            select f.*, coalesce((select r.last_seq from reach r), 9223372036854775807) as last_seq
                from first f where f.first_seq <= coalesce((select r.last_seq from reach r), f.first_seq)),
        hit as (
            select x.seq, n.watchlist_id
                from near n
                cross join lateral (
                    select c.seq from hr_registry.change_event c
                        where c.company_id = n.company_id and c.seq between n.first_seq and n.last_seq
                        order by c.seq limit max_rows) x
                where n.kinds is null
            union all
            select x.seq, n.watchlist_id
                from near n
                cross join lateral (
                    select c.seq from hr_registry.change_event c
                        where c.company_id = n.company_id and c.seq between n.first_seq and n.last_seq
                          and c.kind = any (n.kinds)
                        order by c.seq limit max_rows) x
                where n.kinds is not null),
        page as materialized (
            select h.seq, array_agg(h.watchlist_id order by h.watchlist_id) as lists
                from hit h group by h.seq order by h.seq limit max_rows),
        event as materialized (
            select e.*, p.lists from page p join hr_registry.change_event e on e.seq = p.seq),
        label as materialized (select l.* from hr_registry.labels_of(array(select distinct e.company_id from event e)) l),
        birth as materialized (select b.* from hr_registry.births_of(array(
            select distinct e.company_id from event e
                where hr_registry.has_date(concat_ws(e'\n', e.subject, e.old_value, e.new_value)))) b)
        select e.seq, e.company_id, l.euid, l.name, e.kind, e.effective_date, e.effective_is_bound,
               hr_registry.text_without_births(e.subject, coalesce(b.days, '')),
               hr_registry.text_without_births(e.old_value, coalesce(b.days, '')),
               hr_registry.text_without_births(e.new_value, coalesce(b.days, '')),
               e.retracts, e.recorded_at, e.lists, null::boolean
            from event e
            left join label l on l.company_id = e.company_id
            left join birth b on b.company_id = e.company_id
            order by e.seq;
end
$$;
comment on function hr_user.changes_of(hr_user.watch[], bigint, integer) is
    'The first changes behind a place of the feed that the given rows ask for';

create or replace function handelsregister.list_alerts(
    unread_only boolean default true, after_seq bigint default null, page_size integer default 100)
    returns setof handelsregister.alert
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    read_to constant bigint := coalesce((select p.seq from hr_user.alert_position p where p.subject = caller), 0);
begin
    perform hr_user.check_page_size(page_size, 500);
    return query
        select a.seq, a.company_id, a.euid, a.name, a.kind, a.effective_date, a.effective_is_bound, a.subject, a.old_value,
               a.new_value, a.retracts, a.recorded_at, a.watchlist_ids, a.seq <= read_to
            from hr_user.changes_of(
                array(select w from hr_user.watch w where w.subject = caller),
                greatest(coalesce(list_alerts.after_seq, 0), case when coalesce(unread_only, true) then read_to else 0 end),
                page_size) a
            order by a.seq;
end
$$;
comment on function handelsregister.list_alerts(boolean, bigint, integer) is
    'Changes of the companies that the user watches, since each has been watched, the oldest first; read on with the last seq as after_seq. Errors: PT400, PT401';

create or replace function handelsregister.mark_alerts_read(upto_seq bigint) returns handelsregister.alert_position
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    reached handelsregister.alert_position;
begin
    perform hr_user.spend('mark_alerts_read');
    if upto_seq is null or upto_seq not between 0 and hr_user.feed_end() then
        perform hr_user.refuse(400, 'invalid_seq', 'no such place in the feed', 'Pass the seq of an alert.',
                               jsonb_build_object('seq', upto_seq));
    end if;
    insert into hr_user.alert_position as p (subject, seq) values (caller, upto_seq)
        on conflict (subject) do update set seq = greatest(p.seq, excluded.seq), updated_at = now()
        returning p.seq, p.updated_at into reached;
    return reached;
end
$$;
comment on function handelsregister.mark_alerts_read(bigint) is
    'Marks the alerts up to a place in the feed as read; never goes back. Errors: PT400, PT401, PT429';
