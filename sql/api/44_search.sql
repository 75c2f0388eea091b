create or replace view handelsregister.company_match as
    select null::bigint as company_id,
           null::text as name,
           null::text as matched_name,
           null::boolean as is_former_name,
           null::text as seat,
           null::text as register_label,
           null::text as euid,
           null::text as status,
           null::real as score,
           null::text as next_cursor,
           null::text as match_kind,
           null::text as matched_field,
           null::bigint as total_hits
    where false;
comment on view handelsregister.company_match is 'Row type of search_companies()';
comment on column handelsregister.company_match.name is 'Name today';
comment on column handelsregister.company_match.matched_name is 'The name that fits best, which may be a former one';
comment on column handelsregister.company_match.score is 'Agreement from 0.3 to 1';
comment on column handelsregister.company_match.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';
comment on column handelsregister.company_match.match_kind is
    'exact: the same name; prefix: it begins so; words: it has all words; phonetic, corrected: it has words that sound or are written alike; partial: it has some';
comment on column handelsregister.company_match.matched_field is 'name or former_name';
comment on column handelsregister.company_match.total_hits is 'How many there are in all; an estimate where they are hundreds';

-- What is asked for besides the name; null is no condition.
create or replace function hr_registry.fits_filter(
    company_id bigint, register_types text[], courts text[], legal_forms text[], city text) returns boolean
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
begin atomic
    select (register_types is null and courts is null
            or exists (select from hr_registry.registration r
                       where r.company_id = fits_filter.company_id
                         and (register_types is null or r.register_type = any (register_types))
                         and (courts is null or r.court = any (courts))))
        and (legal_forms is null
             or exists (select from hr_registry.company_legal_form f
                        where f.company_id = fits_filter.company_id and f.valid_to is null and f.code = any (legal_forms)))
        and (fits_filter.city is null
             or exists (select from hr_registry.company_seat s
                        where s.company_id = fits_filter.company_id and s.valid_to is null
                          and lower(s.city) = lower(fits_filter.city))
             or exists (select from hr_registry.company_address a
                        where a.company_id = fits_filter.company_id and a.valid_to is null
                          and lower(a.city) = lower(fits_filter.city)));
end;
comment on function hr_registry.fits_filter(bigint, text[], text[], text[], text) is
    'Is the company entered in one of the registers and courts, and has it today one of the legal forms and the city?';

create or replace function hr_registry.check_search_text(q text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if hr_user.is_too_long(q, 500) or coalesce(hr_registry.normalize_company_name(q), '') = '' then
        perform hr_user.refuse(400, 'invalid_query', 'invalid search text', 'Give at least one letter or digit of a company name.',
            jsonb_build_object('max_length', 500));
    end if;
end
$$;
comment on function hr_registry.check_search_text(text) is 'Raises PT400 where a text has nothing to search for';

create or replace function hr_registry.check_search_mode(mode text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if hr_user.is_too_long(mode, 100) or coalesce(mode, '') <> all ('{smart,all,any,exact,prefix,phonetic}') then
        perform hr_user.refuse(400, 'invalid_mode', 'invalid search mode', 'Leave the mode out for what a person would expect.',
            jsonb_build_object('modes', '{smart,all,any,exact,prefix,phonetic}'::text[]));
    end if;
end
$$;
comment on function hr_registry.check_search_mode(text) is 'Raises PT400 for a mode that search_companies() does not have';

-- A cursor is "rank.company.query": where the page ended, and a digest of what was asked for.
create or replace function handelsregister.search_companies(
    q text,
    page_size integer default 20,
    cursor text default null,
    include_former_names boolean default true,
    register_types text[] default null,
    courts text[] default null,
    legal_forms text[] default null,
    city text default null,
    mode text default 'smart'
) returns setof handelsregister.company_match
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
    former constant boolean := coalesce(include_former_names, true);
    parts text[];
    digest text;
    last_rank integer;
    last_company bigint;
    found hr_registry.found_companies;
begin
    perform hr_registry.check_search_text(q);
    perform hr_registry.check_search_mode(mode);
    perform hr_user.check_page_size(page_size, 100);
    perform hr_user.check_filter(register_types), hr_user.check_filter(courts), hr_user.check_filter(legal_forms),
            hr_user.check_text('city', city, 200);
    digest := left(md5(jsonb_build_array(q, former, register_types, courts, legal_forms, city, mode)::text), 8);
    parts := hr_user.read_cursor(cursor, array['count', 'number', digest]);
    last_rank := parts[1]::integer;
    last_company := parts[2]::bigint;
    found := hr_registry.find_companies(q, mode, former::integer, coalesce(register_types::text, ''),
        coalesce(courts::text, ''), coalesce(legal_forms::text, ''), coalesce(city, ''));
    return query
        with hit as (
            select * from unnest(found.company_ids, found.ranks, found.matched_names, found.are_former, found.match_kinds)
                              with ordinality h (company_id, rank, matched_name, is_former, kind, position)),
        page as (
            select h.*, count(*) over () as behind
                from hit h
                where last_rank is null or h.rank < last_rank or h.rank = last_rank and h.company_id > last_company
                order by h.position limit page_size),
        numbered as (select p.*, row_number() over (order by p.position) as line from page p)
        select c.company_id, c.name, hr_registry.public_text(p.matched_name), p.is_former, c.seat, c.register_label,
               c.euid, hr_registry.shown(s.code, s.label, null), (p.rank / 1000000.0)::real,
               case when p.line < p.behind then concat_ws('.', p.rank, p.company_id, digest) end,
               p.kind, case when p.is_former then 'former_name' else 'name' end, found.total
            from numbered p
            join hr_registry.labels_of(array(select o.company_id from page o)) c using (company_id)
            left join hr_registry.company_status s on s.company_id = p.company_id and s.valid_to is null
            order by p.position;
end
$$;
comment on function handelsregister.search_companies(text, integer, text, boolean, text[], text[], text[], text, text) is
    'Companies by name, the best first, former names included; pages by cursor. mode: smart forgives mistakes and word order, all or any of the words, exact, prefix, phonetic. Filters are values of register_type, court_code, legal_form_code, and the city of seat or address. Errors: PT400';
