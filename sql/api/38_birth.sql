-- Birth dates of the persons in companies' documents, for keeping them out of texts. They never leave the registry.

create or replace view hr_registry.company_birth as
    select null::bigint as company_id, null::text as days where false;
comment on view hr_registry.company_birth is 'Row type of births_of()';
comment on column hr_registry.company_birth.days is
    'Full birth dates of everyone who is or was entered, in order, a blank between two';

create or replace function hr_registry.births_of(targets bigint[]) returns setof hr_registry.company_birth
    language plpgsql stable parallel safe rows 100 set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select o.company_id, string_agg(distinct o.birth_date collate "C", ' ' order by o.birth_date collate "C")
            from hr_registry.officer o
            where o.company_id = any (targets) and octet_length(o.birth_date) = 10
            group by o.company_id;
end
$$;
comment on function hr_registry.births_of(bigint[]) is
    'Birth dates of companies'' persons, a row for each company that has any';

create or replace function hr_registry.births_in(target bigint) returns text
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce((select b.days from hr_registry.births_of(array[target]) b), '');
end
$$;
comment on function hr_registry.births_in(bigint) is
    'Birth dates of a company''s persons as text_without_births() takes them; empty where it has none';
