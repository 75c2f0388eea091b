-- Persons across companies. Of birth dates only the year leaves the registry; the number of a person is a keyed digest, or
-- random, and tells nothing.

create or replace view handelsregister.person as
    select null::uuid as person_id,
           null::text as name,
           null::text as title,
           null::text as first_names,
           null::text as call_name,
           null::text as name_prefix,
           null::text as last_name,
           null::text as name_suffix,
           null::text as birth_name,
           null::integer as birth_year,
           null::text as residence,
           null::text as country_code,
           null::text[] as other_names,
           null::integer as companies,
           null::integer as former_companies,
           null::date as first_entry
    where false;
comment on view handelsregister.person is 'Row type of get_person(): who holds offices in companies, as the latest entry has it';
comment on column handelsregister.person.person_id is
    'Number of the person, equal in all companies where a full birth date says so; it tells nothing';
comment on column handelsregister.person.name is 'The whole name for people';
comment on column handelsregister.person.call_name is 'The one of the first names that is used';
comment on column handelsregister.person.name_prefix is 'Such as "von der"';
comment on column handelsregister.person.name_suffix is 'What is put behind the last name';
comment on column handelsregister.person.birth_year is 'Year of birth; the day stays in the registry';
comment on column handelsregister.person.country_code is
    'Of residence, as the document states it; in its list bfj.staat 000 is Germany';
comment on column handelsregister.person.other_names is 'Names under which the person is or was entered elsewhere';
comment on column handelsregister.person.companies is 'Companies where the person is entered today';
comment on column handelsregister.person.former_companies is 'Companies where it only was';
comment on column handelsregister.person.first_entry is 'Since when the person is known to be entered anywhere';

create or replace view handelsregister.person_role as
    select null::uuid as person_id,
           null::bigint as company_id,
           null::text as company_name,
           null::text as register_label,
           null::text as role_code,
           null::text as role,
           null::text as role_in_english,
           null::text as role_group,
           null::text as name,
           null::text as residence,
           null::text as reason,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound
    where false;
comment on view handelsregister.person_role is 'Row type of get_person_roles(): one row for each time in which an entry did not change';
comment on column handelsregister.person_role.person_id is 'The person as it is today, also where an older number was asked for';
comment on column handelsregister.person_role.company_name is 'Name today';
comment on column handelsregister.person_role.role is 'Name of the role, or its text where it has no code';
comment on column handelsregister.person_role.role_in_english is 'What the code of the role means, in English';
comment on column handelsregister.person_role.role_group is
    'management, procuration, liquidation, partner, limited_partner, supervision or other';
comment on column handelsregister.person_role.name is 'As it is entered there';
comment on column handelsregister.person_role.reason is
    'Why this is the person: birth_date, same_office, only_in_company, only_in_register, ambiguous, alone, joined or separated';
comment on column handelsregister.person_role.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.person_role.valid_to is 'First day on which the entry did not hold any more; null where it holds today';
comment on column handelsregister.person_role.valid_to_is_bound is 'Changed on valid_to or before';

create or replace function hr_registry.person_mentions(persons uuid[], most integer)
    returns setof hr_registry.mention_person
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select v.*
            from (select a.company_id, a.item, a.document_id
                      from hr_registry.person_assignment a where a.person_id = any (persons)
                  union all
                  select m.company_id, m.item, m.document_id
                      from hr_registry.mention m
                      where m.own_id = any (persons)
                        and not exists (select from hr_registry.person_assignment a
                                            where a.company_id = m.company_id and a.item = m.item
                                              and a.document_id = m.document_id)) k
            join hr_registry.mention_person v
                on v.company_id = k.company_id and v.item = k.item and v.document_id = k.document_id
            where not exists (select from hr_registry.hidden_company h where h.company_id = k.company_id)
            limit most;
end
$$;
comment on function hr_registry.person_mentions(uuid[], integer) is 'Mentions of these persons in companies that the caller may see';

-- A number that a person had before it turned out to be another one, or by which decisions know it, still leads there.
create or replace function hr_registry.find_person(person_id uuid) returns uuid
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
declare
    found_id uuid;
begin
    if exists (select from hr_registry.person_mentions(array[find_person.person_id], 1)) then
        return find_person.person_id;
    end if;
    select v.person_id into found_id
        from (select m.company_id, m.item, m.document_id from hr_registry.mention m where m.own_id = find_person.person_id
              union all
              select m.company_id, m.item, m.document_id
                  from hr_registry.person_separation s
                  join hr_registry.mention m on m.company_id = s.company_id and m.own_id = s.own_id
                  where s.person_id = find_person.person_id) k
        join hr_registry.mention_person v
            on v.company_id = k.company_id and v.item = k.item and v.document_id = k.document_id
        where not exists (select from hr_registry.hidden_company h where h.company_id = k.company_id)
        order by v.person_id limit 1;
    if found_id is null then
        perform hr_user.refuse(404, 'unknown_person', 'unknown person',
            'Numbers of persons come from get_company_officers() and search_persons().',
            jsonb_build_object('person_id', find_person.person_id));
    end if;
    return found_id;
end
$$;
comment on function hr_registry.find_person(uuid) is 'The person of this number today. Errors: PT404';

create or replace function hr_registry.persons_of(persons uuid[]) returns setof handelsregister.person
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        with entry as materialized (
            select v.person_id, v.birth_date, v.is_full, o,
                   hr_registry.person_text(concat_ws(' ', o.title, o.first_names, o.name_prefix, o.last_name, o.name_suffix))
                       as name
                from hr_registry.person_mentions(persons, 20000) v
                join hr_registry.officer o
                    on o.company_id = v.company_id and o.item = v.item and o.document_id = v.document_id),
        person as (
            select e.person_id, array_agg(distinct e.name) as names,
                   (array_agg(e.o order by (e.o).valid_to desc nulls first, (e.o).valid_from desc, (e.o).company_id, (e.o).item,
                                           (e.o).document_id))[1] as main,
                   coalesce(max(e.birth_date) filter (where e.is_full), max(e.birth_date)) as birth_date,
                   count(distinct (e.o).company_id) filter (where (e.o).valid_to is null) as companies,
                   count(distinct (e.o).company_id) as all_companies,
                   min((e.o).valid_from) as first_entry
                from entry e group by e.person_id),
        named as (
            select p.*, hr_registry.person_text(concat_ws(' ', (p.main).title, (p.main).first_names, (p.main).name_prefix,
                                                               (p.main).last_name, (p.main).name_suffix)) as name
                from person p)
        select n.person_id, n.name, hr_registry.person_text((n.main).title), hr_registry.person_text((n.main).first_names),
               hr_registry.person_text((n.main).call_name), (n.main).name_prefix,
               hr_registry.person_text((n.main).last_name), hr_registry.person_text((n.main).name_suffix),
               hr_registry.person_text(nullif(concat_ws(' ', (n.main).birth_name_prefix, (n.main).birth_name), '')),
               substring(n.birth_date from '^[0-9]{4}')::integer, hr_registry.person_text((n.main).residence),
               (n.main).country_code, array_remove(n.names, n.name), n.companies::integer,
               (n.all_companies - n.companies)::integer, n.first_entry
            from named n;
end
$$;
comment on function hr_registry.persons_of(uuid[]) is 'Persons as the API shows them';

create or replace function handelsregister.get_person(person_id uuid) returns setof handelsregister.person
    language plpgsql stable parallel restricted security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
begin
    return query select p.* from hr_registry.persons_of(array[hr_registry.find_person(get_person.person_id)]) p;
end
$$;
comment on function handelsregister.get_person(uuid) is
    'A natural person who holds or held offices, as the latest entry has it. Errors: PT404';

create or replace function handelsregister.get_person_roles(person_id uuid, include_former boolean default true)
    returns setof handelsregister.person_role
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant uuid := hr_registry.find_person(get_person_roles.person_id);
begin
    return query
        with entry as materialized (
            select v.reason, o.*
                from hr_registry.person_mentions(array[target], 20000) v
                join hr_registry.officer o
                    on o.company_id = v.company_id and o.item = v.item and o.document_id = v.document_id
                where o.valid_to is null or coalesce(include_former, true)
                order by o.valid_to desc nulls first, o.valid_from desc, o.company_id, o.item, o.document_id
                limit 1000)
        select target, e.company_id, l.name, l.register_label, e.role_code,
               hr_registry.shown(e.role_code, coalesce(e.role_label, r.german), e.role_text), r.english,
               hr_registry.role_group(e.role_code),
               hr_registry.person_text(concat_ws(' ', e.title, e.first_names, e.name_prefix, e.last_name, e.name_suffix)),
               hr_registry.person_text(e.residence), e.reason, e.valid_from, e.valid_from_is_bound, e.valid_to, e.valid_to_is_bound
            from entry e
            join hr_registry.labels_of(array(select distinct t.company_id from entry t)) l on l.company_id = e.company_id
            left join hr_registry.officer_role r on r.role_code = e.role_code
            order by e.valid_to desc nulls first, e.valid_from desc, e.company_id, e.item, e.document_id;
end
$$;
comment on function handelsregister.get_person_roles(uuid, boolean) is
    'Offices of a person in all companies, those of today first; unless include_former is false also former ones. The first thousand. Errors: PT404';
