-- Looking up by whatever a person has: one answer, several, or none.

-- The courts are walked over in the primary key, so that a number without a court needs no index of its own.
create or replace function hr_registry.companies_with_number(register_type text, register_number bigint, suffix text)
    returns setof bigint
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with recursive court (code) as (
            (select r.court from hr_registry.registration r order by r.court limit 1)
            union all
            select (select r.court from hr_registry.registration r where r.court > c.code order by r.court limit 1)
                from court c where c.code is not null)
        select r.company_id
            from court c
            cross join lateral (
                select r.company_id from hr_registry.registration r
                    where r.court = c.code and r.register_type = companies_with_number.register_type
                      and r.register_number = companies_with_number.register_number
                      and r.suffix = coalesce(nullif(companies_with_number.suffix, ''), r.suffix)) r
            where c.code is not null;
end
$$;
comment on function hr_registry.companies_with_number(text, bigint, text) is
    'Companies that have this number in the register of whatever court; an empty suffix stands for any';

create or replace function hr_registry.companies_with_identifier(identifier text)
    returns setof bigint
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select i.company_id from hr_registry.company_identifier i where i.lei = identifier and i.valid_to is null
        union select i.company_id from hr_registry.company_identifier i where i.vat_id = identifier and i.valid_to is null
        union select i.company_id from hr_registry.company_identifier i where i.business_id = identifier and i.valid_to is null
        union select i.company_id from hr_registry.company_identifier i where i.reid = identifier and i.valid_to is null;
end
$$;
comment on function hr_registry.companies_with_identifier(text) is
    'Companies that state this LEI, VAT identification number, business identification number or REID today';

create or replace function handelsregister.lookup_company(identifier text) returns setof handelsregister.company
    language plpgsql stable parallel restricted security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    wanted text;
    number_only text[];
    parsed handelsregister.register_id;
    targets bigint[];
begin
    perform hr_registry.check_identifier(identifier);
    wanted := upper(regexp_replace(identifier, '\s', '', 'g'));
    number_only := regexp_match(wanted, '^(HRA|HRB|GNR|PR|VR|GSR|GR)0*([0-9]{1,9})([A-Z]{0,4})$');
    parsed := handelsregister.parse_register_id(identifier);
    if wanted ~ '^[0-9]{1,18}$' then
        targets := array[wanted::bigint];
    elsif parsed.is_valid then
        targets := array[hr_registry.company_of(parsed)];
    elsif number_only is not null then
        targets := array(select hr_registry.companies_with_number(
            (array['HRA', 'HRB', 'GnR', 'PR', 'VR', 'GsR', 'GR'])[
                array_position(array['HRA', 'HRB', 'GNR', 'PR', 'VR', 'GSR', 'GR'], number_only[1])],
            number_only[2]::bigint, number_only[3]));
    else
        targets := array(select hr_registry.companies_with_identifier(wanted));
    end if;
    return query
        select c.* from hr_registry.company_at(targets, 'infinity') c
            where not exists (select from hr_registry.hidden_company h where h.company_id = c.company_id)
            order by c.register_label, c.company_id;
end
$$;
comment on function handelsregister.lookup_company(text) is
    'Companies by company number, EUID, register number, LEI, VAT identification number, business identification number or REID; several where a register number comes without its court, none where nothing has it. Errors: PT400 where it is empty or too long';
