-- Which mentions may be of another person because of some: what a batch that writes officers has to judge anew.

create or replace view hr_registry.reached_mention as
    select null::bigint as company_id, null::text as item, null::bigint as document_id, null::text as last_name,
           null::text as first_names, null::text as birth_date, null::text as residence, null::boolean as is_full,
           null::uuid as own_id, null::uuid as apart_id, null::uuid as person_id, null::text as reason, null::boolean as is_judged
    where false;
comment on view hr_registry.reached_mention is 'Row type of mentions_reached()';
comment on column hr_registry.reached_mention.item is 'Identity of the officer within the company';
comment on column hr_registry.reached_mention.last_name is 'Words without case, diacritics and punctuation; the prefix behind them';
comment on column hr_registry.reached_mention.birth_date is 'As exact as the document states it; empty where it does not';
comment on column hr_registry.reached_mention.is_full is 'Both names and a full birth date: it counts beyond the company';
comment on column hr_registry.reached_mention.own_id is 'The person that it is for itself';
comment on column hr_registry.reached_mention.apart_id is 'The person that it is for itself by a separation';
comment on column hr_registry.reached_mention.person_id is 'The person that it is assigned to; null where there is no assignment';
comment on column hr_registry.reached_mention.is_judged is 'Its person may be another one now; else others are judged by it';

-- write_mentions() calls these functions for every batch. What they touch is little, however large the tables:
-- they always go through the indexes, there is nothing to compile code for, and `offset 0` keeps each step a search in an
-- index by what the step before has found. A join would be turned round where the planner takes a table for small.

-- One person for certain: by equal numbers, by the office, or by hand. Numbers that a decision has set apart are reached, too.
create or replace function hr_registry.person_groups(ids uuid[]) returns uuid[]
    language plpgsql stable set search_path = pg_catalog, pg_temp
    set enable_hashagg = off  -- a table of hashes for as many rows as the planner takes the tables for
as $$
declare
    reached uuid[] := array(select distinct i from unnest(ids) i);
    found_last uuid[] := reached;
begin
    while cardinality(found_last) > 0 loop
        found_last := array(
            select n.id from unnest(found_last) r (id) cross join lateral (
                select o.own_id
                    from (select m.company_id, m.item from hr_registry.mention m where m.own_id = r.id offset 0) m
                    cross join lateral (select o.own_id from hr_registry.mention o
                                            where o.company_id = m.company_id and o.item = m.item offset 0) o
                union all select j.other_id from hr_registry.person_join j where j.one_id = r.id
                union all select j.one_id from hr_registry.person_join j where j.other_id = r.id
                union all select s.person_id from hr_registry.person_separation s where s.own_id = r.id
                union all select s.own_id from hr_registry.person_separation s where s.person_id = r.id) n (id)
            except select unnest(reached));
        reached := reached || found_last;
    end loop;
    return reached;
end
$$;
comment on function hr_registry.person_groups(uuid[]) is 'These numbers and all that are one person with them whatever else there is';

-- From date to date through the index, however often each of them is mentioned.
create or replace function hr_registry.dated_persons(last_name text, first_names text, begun_date text, most integer) returns uuid[]
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return array(
        with recursive born (birth_date, own_id) as (
            (select m.birth_date collate "C", m.own_id from hr_registry.mention m
                where m.last_name = dated_persons.last_name collate "C" and m.first_names = dated_persons.first_names collate "C"
                  and m.is_full and m.birth_date collate "C" >= begun_date and m.birth_date collate "C" < begun_date || '~'
                order by m.birth_date collate "C" limit 1)
            union all
            select n.* from born b cross join lateral (
                select m.birth_date collate "C", m.own_id from hr_registry.mention m
                    where m.last_name = dated_persons.last_name collate "C" and m.first_names = dated_persons.first_names collate "C"
                      and m.is_full and m.birth_date collate "C" > b.birth_date and m.birth_date collate "C" < begun_date || '~'
                    order by m.birth_date collate "C" limit 1) n)
        select b.own_id from born b limit most);
end
$$;
comment on function hr_registry.dated_persons(text, text, text, integer) is
    'Persons of this name with full birth dates that begin so, the first ones; one for each date';

-- Where more dates fit than one person has, some more or less of them change nothing but in their own companies.
create or replace function hr_registry.waiting_mentions(
    last_names text[], first_names text[], birth_dates text[], companies bigint[], most_dates integer) returns uuid[]
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return array(
        with begun as (
            select t.last_name collate "C" as last_name, t.first_names collate "C" as first_names,
                   left(t.birth_date, k.size) collate "C" as date, count(*)::integer as dates
                from (select distinct * from unnest(last_names, waiting_mentions.first_names, birth_dates)) t (last_name, first_names, birth_date)
                cross join (values (0), (4), (7)) k (size)
                group by 1, 2, 3),
        waiting as materialized (
            select b.last_name, b.first_names, b.date,
                   cardinality(hr_registry.dated_persons(b.last_name, b.first_names, b.date, most_dates + 1 + b.dates))
                       > most_dates + b.dates as is_settled
                from begun b
                where exists (select from hr_registry.mention p
                                  where p.last_name = b.last_name and p.first_names = b.first_names and not p.is_full
                                    and p.birth_date collate "C" = b.date offset 0))
        select p.own_id from waiting w cross join lateral (
            select m.own_id from hr_registry.mention m
                where m.last_name = w.last_name and m.first_names = w.first_names and not m.is_full
                  and m.birth_date collate "C" = w.date offset 0) p
            where not w.is_settled
        union
        select p.own_id from (select distinct c.id from unnest(companies) c (id) where exists (select from waiting w where w.is_settled)) c
            cross join lateral (select m.* from hr_registry.mention m where m.company_id = c.id and not m.is_full offset 0) p
            where (p.last_name, p.first_names, p.birth_date collate "C")
                  in (select w.last_name, w.first_names, w.date from waiting w where w.is_settled));
end
$$;
comment on function hr_registry.waiting_mentions(text[], text[], text[], bigint[], integer) is
    'Mentions without a full birth date of which the person may be another one because of persons with these names and full dates in these companies';

create or replace function hr_registry.candidate_mentions(ids uuid[], most_dates integer) returns uuid[]
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return array(
        with asked as materialized (
            select distinct m.company_id, m.last_name, m.first_names, m.birth_date collate "C" as date
                from unnest(ids) i cross join lateral (
                    select m.* from hr_registry.mention m where m.own_id = i and not m.is_full offset 0) m),
        found as materialized (
            select a.*, hr_registry.dated_persons(a.last_name, a.first_names, a.date, most_dates + 1) as persons
                from (select distinct a.last_name, a.first_names, a.date from asked a) a),
        settled as materialized (
            select f.last_name, f.first_names, f.date from found f where cardinality(f.persons) > most_dates)
        select unnest(f.persons) from found f
        union
        select m.own_id
            from (select distinct a.company_id from asked a
                      where (a.last_name, a.first_names, a.date) in (select s.last_name, s.first_names, s.date from settled s)) c
            cross join lateral (select m.* from hr_registry.mention m where m.company_id = c.company_id and m.is_full offset 0) m
            where (m.last_name, m.first_names) in (select s.last_name, s.first_names from settled s));
end
$$;
comment on function hr_registry.candidate_mentions(uuid[], integer) is
    'Persons with full birth dates who those of these that have none may be: all in their companies, and in the register no more dates of a name than tell that there are several';

-- Most are one person by themselves and depend on nobody: nothing is assigned to them, and nothing will be. However many
-- mentions a number has, either all of those that were there before have an assignment, or none has; so as many are looked
-- at as are new, and one more. Seeds hold a number once for each new mention, which is in one of these offices.
create or replace function hr_registry.disputable_persons(seeds uuid[], own_ids uuid[], companies bigint[], items text[]) returns uuid[]
    language plpgsql stable set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
begin
    return array(
        select s.id from (select i, count(*) from unnest(seeds) i group by i) s (id, times)
            where exists (select from (select m.* from hr_registry.mention m where m.own_id = s.id limit s.times + 1) m
                              where not m.is_full
                                 or exists (select from hr_registry.mention p
                                                where p.last_name = m.last_name and p.first_names = m.first_names and not p.is_full
                                                offset 0)
                                 or exists (select from hr_registry.person_assignment a
                                                where a.company_id = m.company_id and a.item = m.item
                                                  and a.document_id = m.document_id offset 0) offset 0)
               or exists (select from hr_registry.person_assignment a where a.person_id = s.id offset 0)
               -- Few registers have decisions made by hand: whether there are any is asked once.
               or (select exists (select from hr_registry.person_join))
                  and (exists (select from hr_registry.person_join j where j.one_id = s.id offset 0)
                       or exists (select from hr_registry.person_join j where j.other_id = s.id offset 0))
               or (select exists (select from hr_registry.person_separation))
                  and (exists (select from hr_registry.person_separation d where d.own_id = s.id offset 0)
                       or exists (select from hr_registry.person_separation d where d.person_id = s.id offset 0))
        union
        select t.own_id from unnest(own_ids, companies, items) t (own_id, company_id, item)
            where exists (select from hr_registry.mention m
                              where m.company_id = t.company_id and m.item = t.item and m.own_id <> t.own_id offset 0));
end
$$;
comment on function hr_registry.disputable_persons(uuid[], uuid[], bigint[], text[]) is
    'Those of the seeds that may be another person than by themselves; own_ids are those of new mentions, in these offices';

create or replace function hr_registry.mentions_reached(seeds uuid[], most_dates integer) returns setof hr_registry.reached_mention
    language plpgsql stable set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
declare
    judged uuid[] := hr_registry.person_groups(seeds);
    others uuid[];
begin
    if cardinality(judged) = 0 then
        return;
    end if;
    select hr_registry.person_groups(judged || hr_registry.waiting_mentions(
               array_agg(m.last_name), array_agg(m.first_names), array_agg(m.birth_date), array_agg(m.company_id), most_dates))
        into judged
        from unnest(judged) i cross join lateral (
            select m.* from hr_registry.mention m where m.own_id = i and m.is_full offset 0) m;
    others := hr_registry.person_groups(hr_registry.candidate_mentions(judged, most_dates));
    return query
        select m.company_id, m.item, m.document_id, m.last_name, m.first_names, m.birth_date, m.residence, m.is_full,
               m.own_id, s.person_id, a.person_id, a.reason, r.is_judged
            from (select t.id, bool_or(t.is_judged) as is_judged
                      from (select i, true from unnest(judged) i union all select i, false from unnest(others) i) t (id, is_judged)
                      group by t.id) r
            cross join lateral (select m.* from hr_registry.mention m where m.own_id = r.id offset 0) m
            left join lateral (select s.person_id from hr_registry.person_separation s
                                   where s.company_id = m.company_id and s.own_id = m.own_id offset 0) s on true
            left join lateral (select a.person_id, a.reason from hr_registry.person_assignment a
                                   where a.company_id = m.company_id and a.item = m.item and a.document_id = m.document_id
                                   offset 0) a on true;
end
$$;
comment on function hr_registry.mentions_reached(uuid[], integer) is
    'All mentions of which the person may be another one because of these numbers, and those that they are judged by';
