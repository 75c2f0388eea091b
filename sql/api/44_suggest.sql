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

create or replace function handelsregister.suggest_companies(prefix text, max_hits integer default 10)
    returns setof handelsregister.company_suggestion
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    found hr_registry.found_companies;
begin
    perform hr_registry.check_search_text(prefix);
    perform hr_user.check_page_size(max_hits, 50);
    found := hr_registry.companies_beginning(prefix, max_hits);
    return query
        select l.company_id, l.name, hr_registry.public_text(h.matched_name), h.is_former, l.seat, l.register_label
            from unnest(found.company_ids, found.matched_names, found.are_former)
                     with ordinality h (company_id, matched_name, is_former, position)
            join hr_registry.labels_of(found.company_ids) l using (company_id)
            order by h.position;
end
$$;
comment on function handelsregister.suggest_companies(text, integer) is
    'Companies whose name, or a word of it, begins with what has been typed so far; former names included. Errors: PT400';
