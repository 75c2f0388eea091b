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
           null::text as next_cursor
    where false;
comment on view handelsregister.company_match is 'Row type of search_companies()';
comment on column handelsregister.company_match.name is 'Name today';
comment on column handelsregister.company_match.matched_name is 'The name that fits best, which may be a former one';
comment on column handelsregister.company_match.score is 'Similarity from 0.3 to 1';
comment on column handelsregister.company_match.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace view hr_registry.ranked_company as
    select null::integer as rank,
           null::bigint as company_id,
           null::text as matched_name,
           null::boolean as is_former
    where false;
comment on view hr_registry.ranked_company is 'Row type of ranked_companies()';
comment on column hr_registry.ranked_company.rank is 'Similarity in millionths';
comment on column hr_registry.ranked_company.matched_name is 'The name that fits best';
comment on column hr_registry.ranked_company.is_former is 'That name is a former one';

-- Of a word that goes on, the trigrams are those that do not depend on how.
create or replace function hr_registry.common_trigrams(a text, b text) returns bigint[]
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return array(select unnest(hr_registry.name_trigrams(a)) intersect select unnest(hr_registry.name_trigrams(b)));
comment on function hr_registry.common_trigrams(text, text) is 'Trigrams that two names have in common';

-- What a name must contain to be compared with the text: all of it; or one of its longer words, since another one may have
-- been mistyped; or, of a single word, one half. Each is a set of trigrams.
create or replace function hr_registry.search_parts(q text) returns setof bigint[]
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    normalised constant text := hr_registry.normalize_company_name(q);
    words constant text[] := array(
        select w.word from (select distinct w.word from unnest(string_to_array(normalised, ' ')) w (word)) w
            where length(w.word) >= 4 order by length(w.word) desc, w.word limit 3);
    word text;
    half integer;
begin
    foreach word in array words loop
        return next hr_registry.name_trigrams(word);
    end loop;
    if cardinality(words) = 1 and length(words[1]) >= 6 then
        half := length(words[1]) / 2;
        return next hr_registry.common_trigrams(left(words[1], half) || 'x', left(words[1], half) || 'y');
        return next hr_registry.common_trigrams('x' || right(words[1], half), 'y' || right(words[1], half));
    end if;
end
$$;
comment on function hr_registry.search_parts(text) is 'Trigrams of the longest words of a text, or of the halves of its only one';

-- No more than so many are looked at, of these the shortest ones are taken: they are most like what was asked for.
create or replace function hr_registry.names_containing(trigrams bigint[], former boolean, looked_at integer, taken integer)
    returns setof hr_registry.ranked_company
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
    set enable_seqscan = off set max_parallel_workers_per_gather = 0 set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select null::integer, c.company_id, c.name, c.is_former
            from ((select n.company_id, n.name, n.valid_to is not null as is_former
                       from hr_registry.company_name n
                       where hr_registry.name_trigrams(n.name) operator(pg_catalog.@>) trigrams
                         and (former or n.valid_to is null)
                       limit looked_at)
                  union all
                  (select n.company_id, n.name, true
                       from hr_registry.company_former_name n
                       where hr_registry.name_trigrams(n.name) operator(pg_catalog.@>) trigrams and former
                       limit looked_at)) c
            order by length(c.name), c.company_id
            limit taken;
end
$$;
comment on function hr_registry.names_containing(bigint[], boolean, integer, integer) is
    'Names that have all of the trigrams; without a rank yet';

create or replace function hr_registry.ranked_companies(q text, include_former_names boolean)
    returns setof hr_registry.ranked_company
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    wanted constant bigint[] := hr_registry.name_trigrams(q);
begin
    return query
        with candidate as (
            select c.* from hr_registry.names_containing(wanted, include_former_names, 20000, 1000) c
            union
            select c.* from hr_registry.search_parts(q) part (trigrams),
                            lateral hr_registry.names_containing(part.trigrams, include_former_names, 4000, 1000) c),
        scored as (
            select (1000000 * hr_registry.trigram_similarity(wanted, c.matched_name))::integer as rank, c.company_id,
                   c.matched_name, c.is_former
                from candidate c)
        select distinct on (s.company_id) s.rank, s.company_id, s.matched_name, s.is_former
            from scored s
            where s.rank >= 300000
              and not exists (select from hr_registry.hidden_company h where h.company_id = s.company_id)
            order by s.company_id, s.rank desc, s.is_former, s.matched_name;
end
$$;
comment on function hr_registry.ranked_companies(text, boolean) is
    'Companies with a name like this, each with its best name; rank is the similarity in millionths';

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
    if coalesce(length(q), 0) > 500 or coalesce(hr_registry.normalize_company_name(q), '') = '' then
        raise exception 'invalid search text' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_query', 'max_length', 500),
            hint = 'Give at least one letter or digit of a company name.';
    end if;
end
$$;
comment on function hr_registry.check_search_text(text) is 'Raises PT400 where a text has nothing to search for';

create or replace function hr_registry.check_filter(filter text[]) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if cardinality(filter) > 200 then
        raise exception 'too many values in a filter' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_filter', 'max', 200),
            hint = 'Leave the filter out to allow all values.';
    end if;
end
$$;
comment on function hr_registry.check_filter(text[]) is 'Raises PT400 for a filter with more than 200 values';

-- A cursor is "score.company.query": where the page ended, and a digest of what was asked for.
create or replace function handelsregister.search_companies(
    q text,
    page_size integer default 20,
    cursor text default null,
    include_former_names boolean default true,
    register_types text[] default null,
    courts text[] default null,
    legal_forms text[] default null,
    city text default null
) returns setof handelsregister.company_match
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    former constant boolean := coalesce(include_former_names, true);
    digest constant text := left(md5(jsonb_build_array(q, former, register_types, courts, legal_forms, city)::text), 8);
    last_rank integer;
    last_company bigint;
begin
    perform hr_registry.check_search_text(q);
    perform hr_user.check_page_size(page_size, 100);
    perform hr_registry.check_filter(f.filter) from (values (register_types), (courts), (legal_forms)) f (filter);
    perform hr_user.check_cursor(cursor, '^[0-9]{1,7}\.[0-9]{1,18}\.' || digest || '$');
    if cursor is not null then
        last_rank := split_part(cursor, '.', 1)::integer;
        last_company := split_part(cursor, '.', 2)::bigint;
    end if;
    return query
        with page as (
            select m.*, row_number() over (order by m.rank desc, m.company_id) as position,
                   count(*) over () as found
                from hr_registry.ranked_companies(q, former) m
                where (last_rank is null or m.rank < last_rank or m.rank = last_rank and m.company_id > last_company)
                  and ((register_types, courts, legal_forms, city) is null
                       or hr_registry.fits_filter(m.company_id, register_types, courts, legal_forms, city))
                order by m.rank desc, m.company_id limit page_size)
        select c.company_id, c.name, hr_registry.public_text(p.matched_name), p.is_former, c.seat, c.register_label,
               c.euid, c.status, (p.rank / 1000000.0)::real,
               case when p.position < p.found then concat_ws('.', p.rank, p.company_id, digest) end
            from page p
            join hr_registry.company_at(array(select o.company_id from page o), 'infinity') c using (company_id)
            order by p.position;
end
$$;
comment on function handelsregister.search_companies(text, integer, text, boolean, text[], text[], text[], text) is
    'Companies with a similar name, the best first, former names included; pages by cursor. Filters are values of register_type, court_code, legal_form_code, and the city of seat or address. Errors: PT400';
