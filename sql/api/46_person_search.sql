-- Searching persons by name: the index of names finds names, and these their mentions; all reads are bounded.

create or replace view handelsregister.person_match as
    select null::uuid as person_id,
           null::text as name,
           null::integer as birth_year,
           null::text as residence,
           null::integer as companies,
           null::real as score,
           null::text as next_cursor,
           null::text as match_kind
    where false;
comment on view handelsregister.person_match is 'Row type of search_persons()';
comment on column handelsregister.person_match.person_id is 'For get_person() and get_person_roles()';
comment on column handelsregister.person_match.name is 'As the latest entry has it';
comment on column handelsregister.person_match.birth_year is 'Year of birth; the day stays in the registry';
comment on column handelsregister.person_match.companies is 'Companies where the person is entered today';
comment on column handelsregister.person_match.score is 'Agreement of a name of the person, to 1';
comment on column handelsregister.person_match.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';
comment on column handelsregister.person_match.match_kind is
    'exact: the same words in whatever order; words: the name has them all; prefix: it has words that begin so; phonetic, corrected: it has words that sound or are written alike';

create or replace view hr_registry.ranked_person as
    select null::integer as rank,
           null::uuid as person_id,
           null::text as kind
    where false;
comment on view hr_registry.ranked_person is 'Row type of ranked_persons()';
comment on column hr_registry.ranked_person.person_id is 'Who fits';
comment on column hr_registry.ranked_person.rank is 'Agreement of the name that fits best, in millionths';
comment on column hr_registry.ranked_person.kind is 'How that one fits';

-- The best names come first, until there are enough mentions. A filter leaves out most of what is found: more is looked at.
create or replace function hr_registry.ranked_persons(q text, birth_year integer, residence text)
    returns setof hr_registry.ranked_person
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    place constant text := nullif(hr_registry.name_words(residence), '');
    names constant hr_registry.found_person_names := hr_registry.find_person_names(
        q, case when birth_year is null and place is null then 500 else 2000 end);
begin
    return query
        with looked_at as (
            select n.rank, n.kind, m.company_id, m.item, m.document_id, m.birth_date, m.residence
                from unnest(names.last_names, names.first_names, names.ranks, names.match_kinds)
                     n (last_name, first_names, rank, kind)
                cross join lateral (
                    select m.* from hr_registry.mention m
                        where m.last_name = n.last_name collate "C" and m.first_names = n.first_names collate "C"
                        limit 2000) m
                limit 10000),
        fitting as (
            select c.* from looked_at c
                where (birth_year is null or left(c.birth_date, 4) = birth_year::text)
                  and (place is null or position(' ' || place in ' ' || c.residence) > 0)
                  and not exists (select from hr_registry.hidden_company h where h.company_id = c.company_id)
                limit 2000)
        select distinct on (v.person_id) f.rank, v.person_id, f.kind
            from fitting f
            join hr_registry.mention_person v
                on v.company_id = f.company_id and v.item = f.item and v.document_id = f.document_id
            order by v.person_id, f.rank desc, f.kind;
end
$$;
comment on function hr_registry.ranked_persons(text, integer, text) is
    'Persons with a name like this, born in the year, with a residence that has these words';

create or replace function handelsregister.search_persons(
    q text,
    birth_year integer default null,
    residence text default null,
    page_size integer default 20,
    cursor text default null
) returns setof handelsregister.person_match
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    normalised constant text := coalesce(hr_registry.name_words(left(q, 501)), '');
    parts text[];
    digest text;
    last_rank integer;
    last_person uuid;
begin
    if normalised = '' or hr_user.is_too_long(q, 500) or cardinality(string_to_array(normalised, ' ')) > 8 then
        perform hr_user.refuse(400, 'invalid_query', 'invalid search text',
            'Give at least one letter of a name, and no more than 8 words.', jsonb_build_object('max_length', 500, 'max_words', 8));
    end if;
    if hr_user.is_too_long(residence, 200) then
        perform hr_user.refuse(400, 'invalid_filter', 'the residence is too long', 'Leave it out to allow all places.',
            jsonb_build_object('max', 200));
    end if;
    perform hr_user.check_page_size(page_size, 100);
    digest := left(md5(jsonb_build_array(normalised, birth_year, residence)::text), 8);
    parts := hr_user.read_cursor(cursor, array['count', 'uuid', digest]);
    last_rank := parts[1]::integer;
    last_person := parts[2]::uuid;
    return query
        with page as (
            select m.*, row_number() over (order by m.rank desc, m.person_id) as position, count(*) over () as found
                from hr_registry.ranked_persons(normalised, search_persons.birth_year, search_persons.residence) m
                where last_rank is null or m.rank < last_rank or m.rank = last_rank and m.person_id > last_person
                order by m.rank desc, m.person_id limit page_size)
        select p.person_id, p.name, p.birth_year, p.residence, p.companies, (g.rank / 1000000.0)::real,
               case when g.position < g.found then concat_ws('.', g.rank, g.person_id, digest) end,
               g.kind
            from page g
            join hr_registry.persons_of(array(select o.person_id from page o)) p on p.person_id = g.person_id
            order by g.position;
end
$$;
comment on function handelsregister.search_persons(text, integer, text, integer, text) is
    'Persons by name, the best first: its words in whatever order, also beginnings of words, mistyped ones and those that sound alike; by year of birth and residence if wanted; pages by cursor. Errors: PT400';
