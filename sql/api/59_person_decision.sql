-- What operators decide about persons. Decisions are kept, and every assignment follows them.

create or replace view handelsregister.person_rerun as
    select null::bigint as mentions,
           null::bigint as changes
    where false;
comment on view handelsregister.person_rerun is 'Row type of rerun_person_assignment()';
comment on column handelsregister.person_rerun.mentions is 'Mentions of persons in offices';
comment on column handelsregister.person_rerun.changes is 'Mentions that are another person now, or for another reason; 0 where all was right';

create or replace function hr_registry.disputable_mentions() returns uuid[]
    language sql stable set search_path = pg_catalog, pg_temp
    return array(
        select m.own_id from hr_registry.mention m where not m.is_full
        union
        select unnest(array_agg(m.own_id)) from hr_registry.mention m
            group by m.company_id, m.item having count(distinct m.own_id) > 1
        union
        select m.own_id from hr_registry.person_assignment a join hr_registry.mention m using (company_id, item, document_id)
        union
        select s.own_id from hr_registry.person_separation s
        union
        select unnest(array[j.one_id, j.other_id]) from hr_registry.person_join j);
comment on function hr_registry.disputable_mentions() is 'Numbers of mentions that may be another person than for themselves';

create or replace function handelsregister.rerun_person_assignment() returns handelsregister.person_rerun
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    answer handelsregister.person_rerun;
begin
    answer.changes := hr_registry.assign_persons(hr_registry.disputable_mentions()::text);
    select count(*) into answer.mentions from hr_registry.mention;
    perform hr_user.note_action('rerun_person_assignment', null, to_jsonb(answer));
    return answer;
end
$$;
comment on function handelsregister.rerun_person_assignment() is
    'Applies the rule of persons, and what was decided by hand, to all mentions anew';

create or replace function handelsregister.join_persons(person_id uuid, other_person_id uuid, reason text)
    returns handelsregister.person
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    one constant uuid := hr_registry.find_person(join_persons.person_id);
    other constant uuid := hr_registry.find_person(other_person_id);
    answer handelsregister.person;
begin
    perform hr_registry.check_reason(join_persons.reason);
    if one = other then
        perform hr_user.refuse(409, 'already_joined', 'both are the same person already',
            'split_person() takes offices out of a person.', jsonb_build_object('person_id', one));
    end if;
    insert into hr_registry.person_join (one_id, other_id, reason, decided_by)
        values (least(one, other), greatest(one, other), join_persons.reason,
                concat_ws('/', hr_queue.current_owner(), hr_queue.current_subject()))
        on conflict (one_id, other_id) do update
            set reason = excluded.reason, decided_by = excluded.decided_by, decided_at = now();
    perform hr_registry.assign_persons(array[one, other]::text);
    perform hr_user.note_action('join_persons', null,
        jsonb_build_object('person_id', one, 'other_person_id', other, 'reason', join_persons.reason));
    select p.* into answer from hr_registry.persons_of(array[hr_registry.find_person(one)]) p;
    return answer;
end
$$;
comment on function handelsregister.join_persons(uuid, uuid, text) is
    'Makes two persons one, for ever or until split_person(). Errors: PT400, PT404, PT409 where they are one already';

create or replace function handelsregister.split_person(person_id uuid, identifiers text[], reason text)
    returns handelsregister.person
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant uuid := hr_registry.find_person(split_person.person_id);
    new_person constant uuid := gen_random_uuid();
    companies bigint[];
    taken uuid[];
    stays boolean;
    answer handelsregister.person;
begin
    perform hr_registry.check_reason(split_person.reason);
    perform hr_user.check_filter(identifiers);
    companies := array(select distinct hr_registry.find_company(i) from unnest(identifiers) i);
    select array_agg(distinct v.own_id) filter (where v.company_id = any (companies)),
           coalesce(bool_or(v.company_id <> all (companies)), false)
        into taken, stays from hr_registry.person_mentions(array[target], null) v;
    if taken is null then
        perform hr_user.refuse(409, 'nothing_to_split', 'the person is in none of these companies',
            'get_person_roles() shows in which companies the person is: name some of them.',
            jsonb_build_object('person_id', target, 'companies', companies));
    end if;
    if not stays then
        perform hr_user.refuse(409, 'nothing_to_split', 'the person is in no other companies',
            'get_person_roles() shows in which companies the person is: name some of them.',
            jsonb_build_object('person_id', target, 'companies', companies));
    end if;
    insert into hr_registry.person_separation (company_id, own_id, person_id, reason, decided_by)
        select distinct v.company_id, v.own_id, new_person, split_person.reason,
               concat_ws('/', hr_queue.current_owner(), hr_queue.current_subject())
            from hr_registry.person_mentions(array[target], null) v where v.company_id = any (companies)
        on conflict (company_id, own_id) do update
            set person_id = excluded.person_id, reason = excluded.reason, decided_by = excluded.decided_by, decided_at = now();
    perform hr_registry.assign_persons((target || taken)::text);
    perform hr_user.note_action('split_person', null, jsonb_build_object('person_id', target, 'new_person_id', new_person,
        'companies', companies, 'reason', split_person.reason));
    select p.* into answer from hr_registry.persons_of(array[new_person]) p;
    return answer;
end
$$;
comment on function handelsregister.split_person(uuid, text[], text) is
    'Makes who holds the offices in these companies another person, which is returned, for ever or until join_persons(). Errors: PT400, PT404, PT409 where the person is in none of them, or in no others';

create or replace view handelsregister.ambiguous_mention as
    select null::bigint as company_id,
           null::uuid as person_id,
           null::text as name,
           null::integer as birth_year,
           null::text as residence,
           null::uuid[] as candidates,
           null::text as next_cursor
    where false;
comment on view handelsregister.ambiguous_mention is 'Row type of list_ambiguous_mentions()';
comment on column handelsregister.ambiguous_mention.person_id is 'Of whom several may be meant: a person of its own until join_persons()';
comment on column handelsregister.ambiguous_mention.birth_year is 'Year of birth, where one is stated';
comment on column handelsregister.ambiguous_mention.candidates is 'Who may be meant, the first hundred';
comment on column handelsregister.ambiguous_mention.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace function handelsregister.list_ambiguous_mentions(page_size integer default 100, cursor text default null)
    returns setof handelsregister.ambiguous_mention
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    parts constant text[] := hr_user.read_cursor(cursor, '{number,uuid}');
    last_company constant bigint := parts[1]::bigint;
    last_person constant uuid := parts[2]::uuid;
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query
        with page as materialized (
            select a.company_id, a.person_id, min(a.item) as item, lead(true) over w as has_next
                from hr_registry.person_assignment a
                where a.reason = 'ambiguous'
                  and (last_company is null or (a.company_id, a.person_id) > (last_company, last_person))
                group by a.company_id, a.person_id
                window w as (order by a.company_id, a.person_id)
                order by a.company_id, a.person_id limit page_size)
        select g.company_id, g.person_id,
               hr_registry.person_text(concat_ws(' ', o.title, o.first_names, o.name_prefix, o.last_name, o.name_suffix)),
               substring(m.birth_date from '^[0-9]{4}')::integer, hr_registry.person_text(o.residence),
               array(select distinct v.person_id
                         from hr_registry.mention c join hr_registry.mention_person v using (company_id, item, document_id)
                         where c.last_name = m.last_name and c.first_names = m.first_names and c.is_full
                           and starts_with(c.birth_date, m.birth_date)
                         order by 1 limit 100),
               case when g.has_next then g.company_id || '.' || g.person_id end
            from page g
            cross join lateral (select m.* from hr_registry.mention m
                                    where m.company_id = g.company_id and m.item = g.item order by m.document_id limit 1) m
            join hr_registry.officer o
                on o.company_id = m.company_id and o.item = m.item and o.document_id = m.document_id
            order by g.company_id, g.person_id;
end
$$;
comment on function handelsregister.list_ambiguous_mentions(integer, text) is
    'Mentions without a full birth date for which several persons are possible, by company; pages by cursor. Errors: PT400';
