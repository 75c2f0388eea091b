-- What is on the lists.

-- Names are the registry's: members reach them through the owner's rights, a page at a time.
create or replace function hr_user.company_labels(company_ids bigint[]) returns setof hr_registry.company_label
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(greatest(cardinality(company_ids), 1), 1000);
    return query
        select l.* from hr_registry.labels_of(company_ids) l
            where not exists (select from hr_registry.hidden_company h where h.company_id = l.company_id);
end
$$;
comment on function hr_user.company_labels(bigint[]) is 'What a page of companies is called today. Errors: PT400 for more than a thousand';

create or replace function hr_user.shown_watches(watches hr_user.watch[]) returns setof handelsregister.watched_company
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select w.watchlist_id, l.name, w.company_id, c.name, c.seat, c.register_label, w.kinds, w.created_at, null::text
            from unnest(watches) with ordinality w (watchlist_id, company_id, subject, kinds, since_seq, created_at, place)
            join hr_user.watchlist l on l.id = w.watchlist_id
            left join hr_user.company_labels(array(select u.company_id from unnest(watches) u)) c on c.company_id = w.company_id
            order by w.place;
end
$$;
comment on function hr_user.shown_watches(hr_user.watch[]) is 'Watched companies as the API shows them, in their order';

create or replace function hr_user.feed_end() returns bigint
    language sql stable security definer set search_path = pg_catalog, pg_temp
    return coalesce((select max(e.seq) from hr_registry.change_event e), 0);
comment on function hr_user.feed_end() is 'The last place of the change feed that can be seen; what comes later has a higher number';

create or replace function handelsregister.watch_company(identifier text, watchlist_id uuid, kinds text[] default null)
    returns handelsregister.watched_company
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    list hr_user.watchlist;
    target bigint;
    watch hr_user.watch;
begin
    perform hr_user.spend('watch_company');
    if not hr_user.fits(kinds, 100, 100) then
        perform hr_user.refuse(400, 'invalid_filter', 'too many or too long kinds', 'Leave kinds out to watch all of them.',
                               '{"max": 100, "max_length": 100}');
    end if;
    list := hr_user.find_watchlist(watch_company.watchlist_id);
    target := (select c.company_id from handelsregister.get_company(identifier) c);
    insert into hr_user.watch as w (watchlist_id, company_id, subject, kinds, since_seq)
        values (list.id, target, list.subject, watch_company.kinds, hr_user.feed_end())
        on conflict on constraint watch_pkey do update set kinds = excluded.kinds
        returning w.* into watch;
    return (select s from hr_user.shown_watches(array[watch]) s);
end
$$;
comment on function handelsregister.watch_company(text, uuid, text[]) is
    'Puts a company on a list of the user, or changes the kinds that are of interest there: changes from now on are alerts. Errors: PT400, PT401, PT404, PT422 beyond 10,000 companies, PT429';

create or replace function handelsregister.unwatch_company(identifier text, watchlist_id uuid)
    returns handelsregister.watched_company
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    list hr_user.watchlist;
    target bigint;
    shown handelsregister.watched_company;
begin
    perform hr_user.spend('unwatch_company');
    list := hr_user.find_watchlist(unwatch_company.watchlist_id);
    -- By number, because one that operators have blocked meanwhile can be taken off, too.
    if not hr_user.is_too_long(identifier, 100) and identifier ~ '^\s*[0-9]{1,18}\s*$' then
        target := identifier::bigint;
    else
        target := (select c.company_id from handelsregister.get_company(identifier) c);
    end if;
    select s.* into shown
        from (select array_agg(w) as watches from hr_user.watch w where w.watchlist_id = list.id and w.company_id = target) w
        cross join lateral hr_user.shown_watches(w.watches) s;
    if not found then
        perform hr_user.refuse(404, 'not_watched', 'the company is not on this list',
            'list_watched_companies() shows what is on it.', jsonb_build_object('company_id', target, 'watchlist_id', list.id));
    end if;
    delete from hr_user.watch w where w.watchlist_id = list.id and w.company_id = target;
    return shown;
end
$$;
comment on function handelsregister.unwatch_company(text, uuid) is
    'Takes a company off a list of the user, and returns what was there. Errors: PT400, PT401, PT404, PT429';

-- A cursor is "company.list" of the row that the next page follows.
create or replace function handelsregister.list_watched_companies(
    watchlist_id uuid default null, page_size integer default 100, cursor text default null)
    returns setof handelsregister.watched_company
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    caller constant text := hr_user.require_subject();
    parts constant text[] := hr_user.read_cursor(cursor, '{number,uuid}');
    after_company constant bigint := coalesce(parts[1]::bigint, -9223372036854775808);
    after_list constant uuid := coalesce(parts[2]::uuid, '00000000-0000-0000-0000-000000000000');
    page hr_user.watch[];
begin
    perform hr_user.check_page_size(page_size, 500);
    if list_watched_companies.watchlist_id is not null then
        perform hr_user.find_watchlist(list_watched_companies.watchlist_id);
    end if;
    page := array(
        select w from hr_user.watch w
            where w.subject = caller
              and (list_watched_companies.watchlist_id is null or w.watchlist_id = list_watched_companies.watchlist_id)
              and (w.company_id, w.watchlist_id) > (after_company, after_list)
            order by w.company_id, w.watchlist_id limit page_size + 1);
    return query
        select s.watchlist_id, s.watchlist_name, s.company_id, s.name, s.seat, s.register_label, s.kinds, s.since,
               case when s.place = page_size and cardinality(page) > page_size then s.company_id || '.' || s.watchlist_id end
            from hr_user.shown_watches(page[1:page_size]) with ordinality
                 s (watchlist_id, watchlist_name, company_id, name, seat, register_label, kinds, since, next_cursor, place)
            order by s.place;
end
$$;
comment on function handelsregister.list_watched_companies(uuid, integer, text) is
    'Companies on one list of the user or on all of them; pages by cursor. Errors: PT400, PT401, PT404';
