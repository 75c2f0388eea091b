-- Lists of companies that a user watches. Rows are reached with the caller's rights: row level security keeps users apart.

create or replace view handelsregister.watchlist as
    select null::uuid as watchlist_id,
           null::text as name,
           null::integer as company_count,
           null::timestamptz as created_at,
           null::text as next_cursor
    where false;
comment on view handelsregister.watchlist is 'Row type of the functions on watchlists';
comment on column handelsregister.watchlist.company_count is 'Companies on the list';
comment on column handelsregister.watchlist.next_cursor is
    'What to pass as cursor to list_watchlists() to read on behind this row; null on the last row of the last page';

create or replace view handelsregister.watched_company as
    select null::uuid as watchlist_id,
           null::text as watchlist_name,
           null::bigint as company_id,
           null::text as name,
           null::text as seat,
           null::text as register_label,
           null::text[] as kinds,
           null::timestamptz as since,
           null::text as next_cursor
    where false;
comment on view handelsregister.watched_company is 'Row type of the functions on watched companies';
comment on column handelsregister.watched_company.name is 'Name today; null while operators have blocked the company';
comment on column handelsregister.watched_company.kinds is 'Kinds of change that are of interest; null for all';
comment on column handelsregister.watched_company.since is 'Since when it has been watched';
comment on column handelsregister.watched_company.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace function hr_user.shown_watchlist(list hr_user.watchlist) returns handelsregister.watchlist
    language sql stable set search_path = pg_catalog, pg_temp
    return row(list.id, list.name, (select count(*)::integer from hr_user.watch w where w.watchlist_id = list.id),
               list.created_at, null)::handelsregister.watchlist;
comment on function hr_user.shown_watchlist(hr_user.watchlist) is 'A list as the API shows it';

create or replace function hr_user.find_watchlist(watchlist_id uuid) returns hr_user.watchlist
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    list hr_user.watchlist;
begin
    perform hr_user.require_subject();
    select l.* into list from hr_user.watchlist l where l.id = find_watchlist.watchlist_id;
    if not found then
        perform hr_user.refuse(404, 'unknown_watchlist', 'unknown watchlist',
            'list_watchlists() gives the numbers of the user''s own lists.', jsonb_build_object('watchlist_id', watchlist_id));
    end if;
    return list;
end
$$;
comment on function hr_user.find_watchlist(uuid) is 'A list of the user. Errors: PT401 without a login, PT404 where there is none';

create or replace function hr_user.check_name(name text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if hr_user.is_too_long(name, 200) or coalesce(btrim(name), '') = '' then
        perform hr_user.refuse(400, 'invalid_name', 'invalid name', 'Give a name of 1 to 200 characters.',
            jsonb_build_object('max_length', 200));
    end if;
end
$$;
comment on function hr_user.check_name(text) is 'Raises PT400 for a name that is empty or too long';

create or replace function hr_user.check_name_cursor(cursor text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if hr_user.is_too_long(cursor, 200) then
        perform hr_user.refuse(400, 'invalid_cursor', 'invalid cursor',
            'Pass the next_cursor of a row, with the same other arguments.');
    end if;
end
$$;
comment on function hr_user.check_name_cursor(text) is 'Raises PT400 where a cursor is longer than a name can be; null is the first page';

create or replace function hr_user.refuse_name(kind text, name text) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    if kind = 'watchlist' then
        perform hr_user.refuse(409, 'watchlist_exists', 'there is a watchlist of this name already', 'Choose another name.',
                               jsonb_build_object('name', name));
    end if;
    perform hr_user.refuse(409, 'search_exists', 'there is a saved search of this name already', 'Choose another name.',
                           jsonb_build_object('name', name));
end
$$;
comment on function hr_user.refuse_name(text, text) is 'Raises PT409: the user has something with this name already';

create or replace function handelsregister.create_watchlist(name text) returns handelsregister.watchlist
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    list hr_user.watchlist;
begin
    perform hr_user.spend('create_watchlist');
    perform hr_user.check_name(create_watchlist.name);
    insert into hr_user.watchlist as l (subject, name) values (caller, create_watchlist.name)
        on conflict on constraint watchlist_subject_name_key do nothing
        returning l.* into list;
    if not found then
        perform hr_user.refuse_name('watchlist', create_watchlist.name);
    end if;
    return hr_user.shown_watchlist(list);
end
$$;
comment on function handelsregister.create_watchlist(text) is
    'A new list of the user. Errors: PT400, PT401, PT409 where the name is taken, PT429';

create or replace function handelsregister.rename_watchlist(watchlist_id uuid, name text) returns handelsregister.watchlist
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    list hr_user.watchlist;
begin
    perform hr_user.spend('rename_watchlist');
    list := hr_user.find_watchlist(rename_watchlist.watchlist_id);
    perform hr_user.check_name(rename_watchlist.name);
    update hr_user.watchlist l set name = rename_watchlist.name where l.id = list.id returning l.* into list;
    return hr_user.shown_watchlist(list);
exception when unique_violation then
    perform hr_user.refuse_name('watchlist', rename_watchlist.name);
    return null;
end
$$;
comment on function handelsregister.rename_watchlist(uuid, text) is
    'Gives a list another name. Errors: PT400, PT401, PT404, PT409 where the name is taken, PT429';

create or replace function handelsregister.delete_watchlist(watchlist_id uuid) returns handelsregister.watchlist
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    list hr_user.watchlist;
    shown handelsregister.watchlist;
begin
    perform hr_user.spend('delete_watchlist');
    list := hr_user.find_watchlist(delete_watchlist.watchlist_id);
    shown := hr_user.shown_watchlist(list);
    delete from hr_user.watchlist l where l.id = list.id;
    return shown;
end
$$;
comment on function handelsregister.delete_watchlist(uuid) is
    'Deletes a list with what is on it, and returns it as it was. Errors: PT401, PT404, PT429';

-- A user has one list of a name, so that the name of a row is the place behind which the next page begins.
create or replace function handelsregister.list_watchlists(page_size integer default 100, cursor text default null)
    returns setof handelsregister.watchlist
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    page hr_user.watchlist[];
begin
    perform hr_user.check_page_size(page_size, 500);
    perform hr_user.check_name_cursor(cursor);
    page := array(select l from hr_user.watchlist l
                  where l.subject = caller and (cursor is null or l.name > cursor)
                  order by l.name limit page_size + 1);
    return query
        select s.watchlist_id, s.name, s.company_count, s.created_at,
               case when p.place = page_size and cardinality(page) > page_size then s.name end
            from unnest(page[1:page_size]) with ordinality p (id, subject, name, created_at, place)
            cross join lateral hr_user.shown_watchlist(row(p.id, p.subject, p.name, p.created_at)) s
            order by p.place;
end
$$;
comment on function handelsregister.list_watchlists(integer, text) is
    'Lists of the user by name; pages by cursor. Errors: PT400, PT401';
