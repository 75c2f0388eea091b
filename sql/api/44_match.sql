-- Names from elsewhere: taken apart, compared, and looked for among the companies.

create or replace function handelsregister.normalize_company_name(name text) returns handelsregister.normalized_name
    language plpgsql immutable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_registry.check_search_text(name);
    return hr_registry.parse_company_name(name);
end
$$;
comment on function handelsregister.normalize_company_name(text) is
    'A company''s name as search compares it: its words in one spelling, its legal form with codes, how the words sound. Errors: PT400';

create or replace function handelsregister.match_names(a text, b text) returns handelsregister.name_match
    language plpgsql immutable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_registry.check_search_text(t.name) from (values (a), (b)) t (name);
    return hr_registry.compare_names(a, b);
end
$$;
comment on function handelsregister.match_names(text, text) is
    'Are these names of one company? A score, a decision, and what they are made of. Errors: PT400';

create or replace view handelsregister.company_candidate as
    select null::integer as position,
           null::text as asked_name,
           null::bigint as company_id,
           null::text as name,
           null::text as matched_name,
           null::boolean as is_former_name,
           null::text as seat,
           null::text as register_label,
           null::text as euid,
           null::boolean as is_in_city,
           null::real as search_score,
           null::real as match_score,
           null::text as decision,
           null::real as shared,
           null::real as alike,
           null::real as spelling,
           null::text as legal_form,
           null::boolean as numbers_differ
    where false;
comment on view handelsregister.company_candidate is 'Row type of match_companies()';
comment on column handelsregister.company_candidate.position is 'Place of the name among those given, from 1';
comment on column handelsregister.company_candidate.asked_name is 'The name that was given';
comment on column handelsregister.company_candidate.name is 'Name of the company today';
comment on column handelsregister.company_candidate.matched_name is 'Its name that fits best, which may be a former one';
comment on column handelsregister.company_candidate.is_in_city is
    'Its seat is in the city that was given; null where none was';
comment on column handelsregister.company_candidate.search_score is 'Agreement from 0.3 to 1, as in search_companies()';
comment on column handelsregister.company_candidate.match_score is
    'From 0 to 1: how likely both are names of one company, as in match_names()';
comment on column handelsregister.company_candidate.decision is 'same, possible or different, of the names alone';
comment on column handelsregister.company_candidate.shared is 'Share of both names that stands in both';
comment on column handelsregister.company_candidate.alike is 'Share of both names that is mistyped, sounds alike, or is abbreviated';
comment on column handelsregister.company_candidate.spelling is
    'How alike the names are letter by letter, blanks aside; 0 below three quarters';
comment on column handelsregister.company_candidate.legal_form is
    'same, related, different, or unknown where a name tells none';
comment on column handelsregister.company_candidate.numbers_differ is 'Both have numbers that the other one has not';

-- Each name is a search: the bounds keep the worst of them all below half a second.
create or replace function hr_registry.check_names(names text[], cities text[]) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if names is null or hr_user.is_too_large(names, 50, 500, 5000) or hr_user.is_too_large(cities, 50, 500, 5000)
       or cardinality(cities) <> cardinality(names) or hr_user.is_too_large(names || cities, 100, 500, 5000) then
        perform hr_user.refuse(400, 'invalid_names', 'invalid names',
            'Give at most 50 names at once, of 5,000 characters in all, and as many cities or none; null stands for a city that is not known.',
            jsonb_build_object('max', 50, 'max_length', 500, 'max_sum', 5000));
    end if;
end
$$;
comment on function hr_registry.check_names(text[], text[]) is
    'Raises PT400 for more than 50 names, for too long ones, and for cities that are not as many';

create or replace function handelsregister.match_companies(
    names text[],
    cities text[] default null,
    max_hits integer default 5
) returns setof handelsregister.company_candidate
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform hr_registry.check_names(names, cities);
    perform hr_user.check_page_size(max_hits, 20);
    return query
        with asked as (
            select a.name, coalesce(a.city, '') as city, a.position
                from unnest(match_companies.names, match_companies.cities) with ordinality a (name, city, position)
                where hr_registry.normalize_company_name(a.name) <> ''),
        found as materialized (
            select a.position, a.name, a.city, h.*
                from asked a
                cross join lateral hr_registry.company_candidates(a.name, a.city, max_hits) c
                cross join lateral unnest(c.company_ids, c.ranks, c.matched_names, c.are_former, c.are_in_city)
                    with ordinality h (company_id, rank, matched_name, is_former, is_in_city, place))
        select f.position::integer, f.name, f.company_id, l.name, hr_registry.public_text(f.matched_name), f.is_former,
               l.seat, l.register_label, l.euid, case when f.city <> '' then f.is_in_city end,
               (f.rank / 1000000.0)::real, m.score, m.decision, m.shared, m.alike, m.spelling, m.legal_form, m.numbers_differ
            from found f
            join hr_registry.labels_of(array(select distinct o.company_id from found o)) l on l.company_id = f.company_id
            cross join lateral hr_registry.compare_names(f.name, f.matched_name) m
            order by f.position, f.place;
end
$$;
comment on function handelsregister.match_companies(text[], text[], integer) is
    'For each of up to 50 names from elsewhere the companies that it may be of, the likeliest first, former names included; a city speaks for companies there, but is no condition. A name that is null, empty or unknown has no row. Errors: PT400';
