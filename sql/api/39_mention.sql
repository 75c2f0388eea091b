-- Mentions of persons and organisations in rows of hr_registry.officer, and which person each one is.

create or replace function hr_registry.person_secret() returns bytea
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from hr_registry.person_secret) then
        insert into hr_registry.person_secret (secret)
            values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))) on conflict do nothing;
    end if;
    return (select s.secret from hr_registry.person_secret s);
end
$$;
comment on function hr_registry.person_secret() is 'Key of the numbers of persons, made when it is needed first';

create or replace function hr_registry.person_numbers(keys text[]) returns uuid[]
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    secret constant bytea := hr_registry.person_secret();
begin
    return array(select encode(substring(sha256(secret || sha256(secret || convert_to(k.key, 'UTF8'))) from 1 for 16), 'hex')::uuid
                     from unnest(keys) with ordinality k (key, place) order by k.place);
end
$$;
comment on function hr_registry.person_numbers(text[]) is 'Numbers of persons by themselves, by the keys in hr_registry.officer_mention';

-- One key for all companies only where both names and the day of birth are stated. The office that an erased person has
-- left mentions nobody.
create or replace view hr_registry.officer_mention as
    select o.company_id, o.item, o.document_id, (p.person).last_name, (p.person).first_names, (p.person).birth_date,
           (p.person).residence, (p.person).is_full, (p.person).key
    from hr_registry.officer o
    cross join lateral (
        select hr_registry.read_person(o.company_id, o.name_prefix, o.last_name, o.first_names, o.birth_date,
                                       o.residence) as person
        offset 0) p
    where o.kind = 'person' and ((p.person).last_name <> '' or (p.person).first_names <> '');
comment on view hr_registry.officer_mention is 'What hr_registry.mention holds, made of the officers';
comment on column hr_registry.officer_mention.item is 'Identity of the officer within the company';
comment on column hr_registry.officer_mention.last_name is 'Words without case, diacritics and punctuation; the prefix behind them';
comment on column hr_registry.officer_mention.birth_date is 'As exact as the document states it; empty where it does not';
comment on column hr_registry.officer_mention.is_full is 'Both names and a full birth date: it counts beyond the company';
comment on column hr_registry.officer_mention.key is 'Equal for who is one person by itself';

create or replace view hr_registry.officer_entry as
    select o.company_id, o.item, o.document_id, p.court_code as court, p.register_type, p.register_number,
           coalesce(p.suffix, '') as suffix, coalesce(p.former_court_code, '') as former_court
    from hr_registry.officer o
    cross join lateral handelsregister.parse_register_id(
        concat_ws(' ', o.register_court, case when o.register_number !~ '^ *[A-Za-z]' then o.register_type end,
                  o.register_number)) p
    where o.register_court is not null and o.register_number is not null and p.is_valid;
comment on view hr_registry.officer_entry is 'What hr_registry.organisation_mention holds, made of the officers';
comment on column hr_registry.officer_entry.item is 'Identity of the officer within the company';
comment on column hr_registry.officer_entry.court is 'Register id of the court in the EUID';
comment on column hr_registry.officer_entry.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column hr_registry.officer_entry.suffix is 'Letters after the number; empty where none are stated';
comment on column hr_registry.officer_entry.former_court is 'Court from which the entry was taken over; empty for none';

create or replace view hr_registry.mention_person as
    select m.company_id, m.item, m.document_id, m.last_name, m.first_names, m.birth_date, m.is_full, m.own_id,
           coalesce(a.person_id, m.own_id) as person_id,
           coalesce(a.reason, case when m.is_full then 'birth_date' else 'alone' end) as reason
    from hr_registry.mention m left join hr_registry.person_assignment a using (company_id, item, document_id);
comment on view hr_registry.mention_person is 'Which person each mention is, and why';
comment on column hr_registry.mention_person.item is 'Identity of the officer within the company';
comment on column hr_registry.mention_person.last_name is 'Words without case, diacritics and punctuation; the prefix behind them';
comment on column hr_registry.mention_person.birth_date is 'As exact as the document states it; empty where it does not';
comment on column hr_registry.mention_person.is_full is 'Both names and a full birth date: it counts beyond the company';
comment on column hr_registry.mention_person.own_id is 'The person that it is for itself';
comment on column hr_registry.mention_person.person_id is 'The person that it is';
comment on column hr_registry.mention_person.reason is
    'birth_date, same_office, only_in_company, only_in_register, ambiguous, alone, joined or separated';

create or replace view hr_registry.organisation_company as
    select o.company_id, o.item, o.document_id, r.company_id as organisation_company_id
    from hr_registry.organisation_mention o
    cross join lateral (
        select min(r.company_id) as company_id from hr_registry.registration r
        where r.court = o.court and r.register_type = o.register_type and r.register_number = o.register_number
          and (o.suffix = '' or r.suffix = o.suffix) and (o.former_court = '' or r.former_court = o.former_court)
        having count(distinct r.company_id) = 1) r;
comment on view hr_registry.organisation_company is 'Organisations as officers that are companies of this registry, where only one can be meant';
comment on column hr_registry.organisation_company.item is 'Identity of the officer within the company';
comment on column hr_registry.organisation_company.organisation_company_id is 'The organisation';

create or replace view hr_registry.officer_identity as
    select null::text as item,
           null::bigint as document_id,
           null::uuid as person_id,
           null::bigint as organisation_company_id
    where false;
comment on view hr_registry.officer_identity is 'Row type of officer_identities()';
comment on column hr_registry.officer_identity.item is 'Identity of the officer within the company';
comment on column hr_registry.officer_identity.person_id is 'The natural person';
comment on column hr_registry.officer_identity.organisation_company_id is 'The organisation, where the caller may see it';

create or replace function hr_registry.officer_identities(target bigint) returns setof hr_registry.officer_identity
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select v.item, v.document_id, v.person_id, null::bigint
            from hr_registry.mention_person v where v.company_id = target
        union all
        select e.item, e.document_id, null, e.organisation_company_id
            from hr_registry.organisation_company e
            where e.company_id = target
              and not exists (select from hr_registry.hidden_company h where h.company_id = e.organisation_company_id);
end
$$;
comment on function hr_registry.officer_identities(bigint) is 'Who the officers of a company are beyond it';

-- Returns the numbers of which the persons may have changed. Of a name that goes, those without a full date may have waited
-- for it to be the only one.
create or replace function hr_registry.forget_mentions(
    companies bigint[], items text[], documents bigint[], most_dates integer) returns uuid[]
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
declare
    gone hr_registry.mention[];
begin
    delete from hr_registry.person_assignment a where a.ctid = any (array(
        select a.ctid from unnest(companies, items, documents) t (company_id, item, document_id) cross join lateral (
            select a.ctid from hr_registry.person_assignment a
                where a.company_id = t.company_id and a.item = t.item and a.document_id = t.document_id offset 0) a));
    delete from hr_registry.organisation_mention o where o.ctid = any (array(
        select o.ctid from unnest(companies, items, documents) t (company_id, item, document_id) cross join lateral (
            select o.ctid from hr_registry.organisation_mention o
                where o.company_id = t.company_id and o.item = t.item and o.document_id = t.document_id offset 0) o));
    with deleted as (
        delete from hr_registry.mention m where m.ctid = any (array(
            select m.ctid from unnest(companies, items, documents) t (company_id, item, document_id) cross join lateral (
                select m.ctid from hr_registry.mention m
                    where m.company_id = t.company_id and m.item = t.item and m.document_id = t.document_id offset 0) m))
            returning m)
    select array_agg(d.m) into gone from deleted d;
    return array(
        select g.own_id from unnest(gone) g
        union
        select unnest(hr_registry.waiting_mentions(array_agg(g.last_name), array_agg(g.first_names), array_agg(g.birth_date),
                                                   array_agg(g.company_id), most_dates))
            from unnest(gone) g where g.is_full
        union
        select o.own_id from (select distinct * from unnest(companies, items)) t (company_id, item) cross join lateral (
            select m.own_id from hr_registry.mention m where m.company_id = t.company_id and m.item = t.item offset 0) o);
end
$$;
comment on function hr_registry.forget_mentions(bigint[], text[], bigint[], integer) is
    'Removes the mentions of rows of hr_registry.officer; returns the numbers whose persons depend on them';

-- In the order of names, so that two transactions that bring some of the same wait for each other in one direction only. The
-- table is locked also where nothing is new: an erasure then sees the mentions that it must not forget. A plan that was made
-- when the table was empty must not read all of it later.
create or replace function hr_registry.note_person_names(last_names text[], first_names text[])
    returns setof hr_registry.person_name
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    return query
        insert into hr_registry.person_name as added (last_name, first_names)
            select distinct t.last_name collate "C", t.first_names collate "C"
                from unnest(note_person_names.last_names, note_person_names.first_names) t (last_name, first_names)
                where not exists (select from hr_registry.person_name n
                                  where n.last_name = t.last_name collate "C" and n.first_names = t.first_names collate "C"
                                  offset 0)
                order by 1, 2
            on conflict (last_name, first_names) do nothing
            returning added.*;
end
$$;
comment on function hr_registry.note_person_names(text[], text[]) is 'Adds names that are not there yet; returns these';

-- The lock waits for those who write a mention of one of the names in this moment: they hold theirs until it can be seen.
create or replace function hr_registry.forget_person_names() returns setof hr_registry.person_name
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = on set enable_hashjoin = on set enable_mergejoin = on
as $$
#variable_conflict use_column
declare
    unmentioned constant bigint[] := array(
        select n.id from hr_registry.person_name n
            where not exists (select from hr_registry.mention m
                              where m.last_name = n.last_name and m.first_names = n.first_names));
begin
    if unmentioned = '{}' then
        return;
    end if;
    lock table hr_registry.person_name in share row exclusive mode;
    return query
        delete from hr_registry.person_name n
            where n.id = any (unmentioned)
              and not exists (select from hr_registry.mention m
                              where m.last_name = n.last_name and m.first_names = n.first_names)
            returning n.*;
end
$$;
comment on function hr_registry.forget_person_names() is 'Removes names that no mention has any more; returns them';
