create or replace view handelsregister.company_suggestion as
    select null::bigint as company_id,
           null::text as name,
           null::text as matched_name,
           null::boolean as is_former_name,
           null::text as seat,
           null::text as register_label
    where false;
comment on view handelsregister.company_suggestion is 'Row type of suggest_companies()';
comment on column handelsregister.company_suggestion.name is 'Name today';
comment on column handelsregister.company_suggestion.matched_name is 'The name that begins so, which may be a former one';

-- Candidates have all trigrams of the beginning but the one that marks the end of a word.
create or replace function hr_registry.names_with_beginning(beginning text)
    returns setof hr_registry.ranked_company
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    wanted constant text := hr_registry.normalize_company_name(beginning);
    trigrams constant bigint[] := hr_registry.common_trigrams(wanted || 'x', wanted || 'y');
begin
    return query
        with fitting as (
            select c.company_id, c.matched_name, c.is_former, hr_registry.normalize_company_name(c.matched_name) as normalised
                from hr_registry.names_containing(trigrams, true, 500, 1000) c)
        select distinct on (f.company_id)
               case when starts_with(f.normalised, wanted) then 2 else 1 end, f.company_id, f.matched_name, f.is_former
            from fitting f
            where position(' ' || wanted in ' ' || f.normalised) > 0
              and not exists (select from hr_registry.hidden_company h where h.company_id = f.company_id)
            order by f.company_id, starts_with(f.normalised, wanted) desc, f.is_former, f.matched_name;
end
$$;
comment on function hr_registry.names_with_beginning(text) is
    'Companies with a name (rank 2) or a word of a name (rank 1) that begins so, among the first few hundred candidates';

create or replace function handelsregister.suggest_companies(prefix text, max_hits integer default 10)
    returns setof handelsregister.company_suggestion
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_registry.check_search_text(prefix);
    perform hr_user.check_page_size(max_hits, 50);
    return query
        with hit as (
            select m.*, row_number() over (order by m.rank desc, m.is_former, length(m.matched_name), m.company_id) as position
                from hr_registry.names_with_beginning(prefix) m
                order by m.rank desc, m.is_former, length(m.matched_name), m.company_id limit max_hits)
        select c.company_id, c.name, hr_registry.public_text(h.matched_name), h.is_former, c.seat, c.register_label
            from hit h
            join hr_registry.company_at(array(select o.company_id from hit o), 'infinity') c using (company_id)
            order by h.position;
end
$$;
comment on function handelsregister.suggest_companies(text, integer) is
    'Companies whose name, or a word of it, begins with what has been typed so far; former names included. Errors: PT400';
