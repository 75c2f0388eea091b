-- Searches that a user has saved: the parameters of search_companies() under a name.

create or replace view handelsregister.saved_search as
    select null::uuid as search_id,
           null::text as name,
           null::text as q,
           null::boolean as include_former_names,
           null::text[] as register_types,
           null::text[] as courts,
           null::text[] as legal_forms,
           null::text as city,
           null::timestamptz as created_at,
           null::text as mode,
           null::text as next_cursor
    where false;
comment on view handelsregister.saved_search is 'Row type of the functions on saved searches';
comment on column handelsregister.saved_search.q is 'Text that is searched for; this and the next columns are parameters of search_companies()';
comment on column handelsregister.saved_search.include_former_names is 'Whether former names count';
comment on column handelsregister.saved_search.register_types is 'Wanted registers; null for all';
comment on column handelsregister.saved_search.courts is 'Codes of the wanted courts; null for all';
comment on column handelsregister.saved_search.legal_forms is 'Codes of the wanted legal forms; null for all';
comment on column handelsregister.saved_search.mode is 'How the words of the text must be found, as in search_companies()';
comment on column handelsregister.saved_search.next_cursor is
    'What to pass as cursor to list_saved_searches() to read on behind this row; null on the last row of the last page';

create or replace function hr_user.shown_search(search hr_user.saved_search) returns handelsregister.saved_search
    language sql stable set search_path = pg_catalog, pg_temp
    return row(search.id, search.name, search.q, search.include_former_names, search.register_types, search.courts,
               search.legal_forms, search.city, search.created_at, search.mode, null)::handelsregister.saved_search;
comment on function hr_user.shown_search(hr_user.saved_search) is 'A saved search as the API shows it';

create or replace function hr_user.find_search(search_id uuid) returns hr_user.saved_search
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    search hr_user.saved_search;
begin
    perform hr_user.require_subject();
    select s.* into search from hr_user.saved_search s where s.id = find_search.search_id;
    if not found then
        perform hr_user.refuse(404, 'unknown_search', 'unknown saved search',
            'list_saved_searches() gives the numbers of the user''s own searches.', jsonb_build_object('search_id', search_id));
    end if;
    return search;
end
$$;
comment on function hr_user.find_search(uuid) is 'A saved search of the user. Errors: PT401 without a login, PT404 where there is none';

create or replace function handelsregister.save_search(
    name text,
    q text,
    include_former_names boolean default true,
    register_types text[] default null,
    courts text[] default null,
    legal_forms text[] default null,
    city text default null,
    mode text default 'smart'
) returns handelsregister.saved_search
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    search hr_user.saved_search;
begin
    perform hr_user.spend('save_search');
    perform hr_user.check_name(save_search.name);
    -- What cannot be searched for is not saved.
    perform from handelsregister.search_companies(save_search.q, 1, null, save_search.include_former_names,
        save_search.register_types, save_search.courts, save_search.legal_forms, save_search.city, save_search.mode);
    insert into hr_user.saved_search as s
            (subject, name, q, include_former_names, register_types, courts, legal_forms, city, mode)
        values (caller, save_search.name, save_search.q, coalesce(save_search.include_former_names, true),
                save_search.register_types, save_search.courts, save_search.legal_forms, save_search.city, save_search.mode)
        on conflict on constraint saved_search_subject_name_key do nothing
        returning s.* into search;
    if not found then
        perform hr_user.refuse_name('search', save_search.name);
    end if;
    return hr_user.shown_search(search);
end
$$;
comment on function handelsregister.save_search(text, text, boolean, text[], text[], text[], text, text) is
    'Saves the parameters of a search for the user. Errors: PT400, PT401, PT409 where the name is taken, PT429';

create or replace function handelsregister.list_saved_searches(page_size integer default 100, cursor text default null)
    returns setof handelsregister.saved_search
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    caller constant text := hr_user.require_subject();
    next_name text;
begin
    perform hr_user.check_page_size(page_size, 500);
    perform hr_user.check_name_cursor(cursor);
    next_name := (select s.name from hr_user.saved_search s
                  where s.subject = caller and (list_saved_searches.cursor is null or s.name > list_saved_searches.cursor)
                  order by s.name offset page_size limit 1);
    return query
        select x.search_id, x.name, x.q, x.include_former_names, x.register_types, x.courts, x.legal_forms, x.city, x.created_at,
               x.mode, case when row_number() over (order by x.name) = page_size and next_name is not null then x.name end
            from hr_user.saved_search s cross join lateral hr_user.shown_search(s) x
            where s.subject = caller and (list_saved_searches.cursor is null or s.name > list_saved_searches.cursor)
            order by s.name limit page_size;
end
$$;
comment on function handelsregister.list_saved_searches(integer, text) is
    'Saved searches of the user by name; pages by cursor. Errors: PT400, PT401';

create or replace function handelsregister.run_saved_search(
    search_id uuid, page_size integer default 20, cursor text default null) returns setof handelsregister.company_match
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    search constant hr_user.saved_search := hr_user.find_search(run_saved_search.search_id);
begin
    return query
        select m.* from handelsregister.search_companies(search.q, page_size, cursor, search.include_former_names,
            search.register_types, search.courts, search.legal_forms, search.city, search.mode) m;
end
$$;
comment on function handelsregister.run_saved_search(uuid, integer, text) is
    'What search_companies() finds with the saved parameters; pages by cursor. Errors: PT400, PT401, PT404';

create or replace function handelsregister.delete_saved_search(search_id uuid) returns handelsregister.saved_search
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    search hr_user.saved_search;
begin
    perform hr_user.spend('delete_saved_search');
    search := hr_user.find_search(delete_saved_search.search_id);
    delete from hr_user.saved_search s where s.id = search.id;
    return hr_user.shown_search(search);
end
$$;
comment on function handelsregister.delete_saved_search(uuid) is 'Deletes a saved search and returns it. Errors: PT401, PT404, PT429';
