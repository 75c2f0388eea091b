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

-- A cursor is "score.company.query": where the page ended, and a digest of what was asked for.
create or replace function hr_registry.search_digest(q text, include_former_names boolean) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return left(md5(include_former_names::text || q), 8);
comment on function hr_registry.search_digest(text, boolean) is 'Ties a cursor of search_companies() to its query';

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

create or replace function hr_registry.ranked_companies(q text, include_former_names boolean)
    returns setof hr_registry.ranked_company
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
begin atomic
    with candidate as (
        select n.company_id, n.name, n.valid_to is not null as is_former
            from hr_registry.company_name n
            where hr_registry.name_trigrams(n.name) operator(pg_catalog.&&) hr_registry.name_trigrams(q)
              and (include_former_names or n.valid_to is null)
        union all
        select n.company_id, n.name, true
            from hr_registry.company_former_name n
            where hr_registry.name_trigrams(n.name) operator(pg_catalog.&&) hr_registry.name_trigrams(q)
              and include_former_names),
    scored as (
        select (1000000 * hr_registry.name_similarity(hr_registry.normalize_company_name(q),
                                                      hr_registry.normalize_company_name(c.name)))::integer as rank,
               c.company_id, c.name, c.is_former
            from candidate c)
    select distinct on (s.company_id) s.rank, s.company_id, s.name, s.is_former
        from scored s
        where s.rank >= 300000
        order by s.company_id, s.rank desc, s.is_former, s.name;
end;
comment on function hr_registry.ranked_companies(text, boolean) is
    'Companies with a name like this, each with its best name; rank is the similarity in millionths';

create or replace function handelsregister.search_companies(
    q text,
    page_size integer default 20,
    cursor text default null,
    include_former_names boolean default true
) returns setof handelsregister.company_match
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    former constant boolean := coalesce(include_former_names, true);
    last_rank integer;
    last_company bigint;
begin
    if coalesce(length(q), 0) > 500 or coalesce(hr_registry.normalize_company_name(q), '') = '' then
        raise exception 'invalid search text' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_query', 'max_length', 500),
            hint = 'Give at least one letter or digit of a company name.';
    end if;
    if page_size is null or page_size not between 1 and 100 then
        raise exception 'invalid page size: %', coalesce(page_size::text, 'null') using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_page_size', 'min', 1, 'max', 100),
            hint = 'Read on with the next_cursor of the last row.';
    end if;
    if cursor is not null then
        if cursor !~ '^[0-9]{1,7}\.[0-9]{1,18}\.[0-9a-f]{8}$'
           or split_part(cursor, '.', 3) <> hr_registry.search_digest(q, former) then
            raise exception 'invalid cursor' using errcode = 'PT400',
                detail = jsonb_build_object('code', 'invalid_cursor'),
                hint = 'Pass the next_cursor of a row, with the same search text and include_former_names.';
        end if;
        last_rank := split_part(cursor, '.', 1)::integer;
        last_company := split_part(cursor, '.', 2)::bigint;
    end if;
    return query
        with page as (
            select m.*, row_number() over (order by m.rank desc, m.company_id) as position,
                   count(*) over () as found
                from hr_registry.ranked_companies(q, former) m
                where last_rank is null or m.rank < last_rank or m.rank = last_rank and m.company_id > last_company
                order by m.rank desc, m.company_id limit page_size)
        select c.company_id, c.name, p.matched_name, p.is_former, c.seat, c.register_label, c.euid, c.status,
               (p.rank / 1000000.0)::real,
               case when p.position < p.found
                    then concat_ws('.', p.rank, p.company_id, hr_registry.search_digest(q, former)) end
            from page p join handelsregister.company c using (company_id)
            order by p.position;
end
$$;
comment on function handelsregister.search_companies(text, integer, text, boolean) is
    'Companies with a similar name, the best first, former names included; pages by cursor';
