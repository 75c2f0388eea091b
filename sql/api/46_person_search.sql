-- Searching persons by name: bounded reads of an index on last and first names.

create or replace view handelsregister.person_match as
    select null::uuid as person_id,
           null::text as name,
           null::integer as birth_year,
           null::text as residence,
           null::integer as companies,
           null::real as score,
           null::text as next_cursor
    where false;
comment on view handelsregister.person_match is 'Row type of search_persons()';
comment on column handelsregister.person_match.person_id is 'For get_person() and get_person_roles()';
comment on column handelsregister.person_match.name is 'As the latest entry has it';
comment on column handelsregister.person_match.birth_year is 'Year of birth; the day stays in the registry';
comment on column handelsregister.person_match.companies is 'Companies where the person is entered today';
comment on column handelsregister.person_match.score is 'Share of words that agree, to 1';
comment on column handelsregister.person_match.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace view hr_registry.ranked_person as
    select null::integer as rank,
           null::uuid as person_id
    where false;
comment on view hr_registry.ranked_person is 'Row type of ranked_persons()';
comment on column hr_registry.ranked_person.person_id is 'Who fits';
comment on column hr_registry.ranked_person.rank is 'Share of words that agree, in millionths';

-- No more than so many are looked at. In the collation "C", what begins so comes before what begins so with a tilde.
create or replace function hr_registry.mentions_named(last_name text, first_names text, is_whole boolean)
    returns setof hr_registry.mention
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    if is_whole then
        return query select m.* from hr_registry.mention m
            where m.last_name = mentions_named.last_name
              and m.first_names >= mentions_named.first_names and m.first_names < mentions_named.first_names || '~' limit 2000;
    else
        return query select m.* from hr_registry.mention m
            where m.last_name >= mentions_named.last_name and m.last_name < mentions_named.last_name || '~' limit 2000;
    end if;
end
$$;
comment on function hr_registry.mentions_named(text, text, boolean) is
    'Mentions whose last name begins so; or is this one, with first names that begin so';

create or replace function hr_registry.ranked_persons(words text[], birth_year integer, residence text)
    returns setof hr_registry.ranked_person
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    place constant text := nullif(hr_registry.name_words(residence), '');
    total constant integer := cardinality(words);
begin
    return query
        with part as (
            select array_to_string(words[:k], ' ') as head, array_to_string(words[k + 1:], ' ') as tail
                from generate_series(1, total) k),
        candidate as (
            select m.* from part p, lateral hr_registry.mentions_named(p.head, p.tail, true) m
            union
            select m.* from part p, lateral hr_registry.mentions_named(p.tail, p.head, true) m where p.tail <> ''
            union
            select m.* from unnest(words) w (word), lateral hr_registry.mentions_named(w.word, null, false) m),
        fitting as (
            select c.company_id, c.item, c.document_id,
                   string_to_array(concat_ws(' ', nullif(c.last_name, ''), nullif(c.first_names, '')), ' ') as named
                from candidate c
                where (birth_year is null or left(c.birth_date, 4) = birth_year::text)
                  and (place is null or position(' ' || place in ' ' || c.residence) > 0)
                  and not exists (select from hr_registry.hidden_company h where h.company_id = c.company_id))
        select max((2000000.0 * total / (total + cardinality(f.named)))::integer), v.person_id
            from fitting f
            join hr_registry.mention_person v
                on v.company_id = f.company_id and v.item = f.item and v.document_id = f.document_id
            where not exists (select from unnest(words) w (word)
                              where not exists (select from unnest(f.named) n (word) where starts_with(n.word, w.word)))
            group by v.person_id;
end
$$;
comment on function hr_registry.ranked_persons(text[], integer, text) is
    'Persons of whose names a word begins with each of these, born in the year, with a residence that has these words';

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
    words constant text[] := string_to_array(normalised, ' ');
    digest constant text := left(md5(jsonb_build_array(normalised, birth_year, residence)::text), 8);
    last_rank integer;
    last_person uuid;
begin
    if normalised = '' or length(q) > 500 or cardinality(words) > 8 then
        perform hr_user.refuse(400, 'invalid_query', 'invalid search text',
            'Give at least one letter of a name, and no more than 8 words.', jsonb_build_object('max_length', 500, 'max_words', 8));
    end if;
    if length(residence) > 200 then
        perform hr_user.refuse(400, 'invalid_filter', 'the residence is too long', 'Leave it out to allow all places.',
            jsonb_build_object('max', 200));
    end if;
    perform hr_user.check_page_size(page_size, 100);
    perform hr_user.check_cursor(cursor, '^[0-9]{1,7}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.' || digest || '$');
    if cursor is not null then
        last_rank := split_part(cursor, '.', 1)::integer;
        last_person := split_part(cursor, '.', 2)::uuid;
    end if;
    return query
        with page as (
            select m.*, row_number() over (order by m.rank desc, m.person_id) as position, count(*) over () as found
                from hr_registry.ranked_persons(words, search_persons.birth_year, search_persons.residence) m
                where last_rank is null or m.rank < last_rank or m.rank = last_rank and m.person_id > last_person
                order by m.rank desc, m.person_id limit page_size)
        select p.person_id, p.name, p.birth_year, p.residence, p.companies, (g.rank / 1000000.0)::real,
               case when g.position < g.found then concat_ws('.', g.rank, g.person_id, digest) end
            from page g
            join hr_registry.persons_of(array(select o.person_id from page o)) p on p.person_id = g.person_id
            order by g.position;
end
$$;
comment on function handelsregister.search_persons(text, integer, text, integer, text) is
    'Persons by name, in whatever order its words come and with beginnings of words, the best first; by year of birth and residence if wanted; pages by cursor. Errors: PT400';
