-- Attributes of a company, each with the time in which it was entered. Lists end at a thousand rows: no company has more.

create or replace view handelsregister.company_name as
    select null::bigint as company_id,
           null::text as name,
           null::text as short_name,
           null::boolean as is_former,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound
    where false;
comment on view handelsregister.company_name is 'Row type of get_company_names()';
comment on column handelsregister.company_name.short_name is 'Short name, where the register has one';
comment on column handelsregister.company_name.is_former is 'Not the name of today';
comment on column handelsregister.company_name.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_name.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column handelsregister.company_name.valid_to_is_bound is 'Changed on valid_to or before';
comment on column handelsregister.company_name.valid_from is 'Null for a former name of which documents tell only that it was one';

create or replace function handelsregister.get_company_names(identifier text) returns setof handelsregister.company_name
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    births constant text := hr_registry.births_in(target);
begin
    return query
        select n.company_id, hr_registry.text_without_births(n.name, births),
               hr_registry.text_without_births(n.short_name, births), n.valid_to is not null,
               n.valid_from, n.valid_from_is_bound, n.valid_to, n.valid_to_is_bound
            from hr_registry.company_name n where n.company_id = target
        union all
        select f.company_id, hr_registry.text_without_births(f.name, births), null, true, null, null, min(f.valid_from), true
            from hr_registry.company_former_name f
            where f.company_id = target
              and not exists (select from hr_registry.company_name n where n.company_id = target and n.name = f.name)
            group by f.company_id, f.name
        order by 7 desc nulls first, 5 desc nulls last, 2
        limit 1000;
end
$$;
comment on function handelsregister.get_company_names(text) is
    'Names of a company, the latest first: those of its documents, and former ones that they tell of. Errors: PT400, PT404';

create or replace view handelsregister.company_address as
    select null::bigint as company_id,
           null::text as kind_code,
           null::text as kind,
           null::text as street,
           null::text as house_number,
           null::text as address_addition,
           null::text as po_box,
           null::text as postal_code,
           null::text as city,
           null::text as district,
           null::text as country_code,
           null::text as country,
           null::boolean as is_former,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound
    where false;
comment on view handelsregister.company_address is 'Row type of get_company_addresses()';
comment on column handelsregister.company_address.kind_code is 'Code of the list of kinds of address';
comment on column handelsregister.company_address.kind is 'Label of the kind';
comment on column handelsregister.company_address.country_code is 'As the document states it; in its list bfj.staat 000 is Germany';
comment on column handelsregister.company_address.is_former is 'The register calls the address a former one; null where it does not';
comment on column handelsregister.company_address.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_address.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column handelsregister.company_address.valid_to_is_bound is 'Changed on valid_to or before';

create or replace function handelsregister.get_company_addresses(
    identifier text, include_former boolean default false, as_of date default null)
    returns setof handelsregister.company_address
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    births constant text := hr_registry.births_in(target);
    day constant date := coalesce(as_of, 'infinity');
begin
    return query
        select a.company_id, a.kind_code, hr_registry.shown(a.kind_code, a.kind_label, null), a.street, a.house_number,
               hr_registry.text_without_births(a.addition, births),
               a.po_box, a.postal_code, a.city, a.district, a.country_code,
               hr_registry.shown(a.country_code, a.country_label, null), a.is_former,
               a.valid_from, a.valid_from_is_bound, a.valid_to, a.valid_to_is_bound
            from hr_registry.company_address a
            where a.company_id = target and a.valid_from <= day and (include_former or coalesce(a.valid_to > day, true))
            order by a.valid_to desc nulls first, a.kind_code, a.valid_from desc, a.item
            limit 1000;
end
$$;
comment on function handelsregister.get_company_addresses(text, boolean, date) is
    'Addresses of a company, today or on a day; with include_former also those it had before. Errors: PT400, PT404';

create or replace view handelsregister.company_capital as
    select null::bigint as company_id,
           null::text as kind,
           null::numeric as amount,
           null::text as currency,
           null::text as note,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound
    where false;
comment on view handelsregister.company_capital is 'Row type of get_company_capital()';
comment on column handelsregister.company_capital.kind is 'Kind of capital, such as stammkapital or grundkapital';
comment on column handelsregister.company_capital.amount is 'Exact';
comment on column handelsregister.company_capital.currency is 'ISO 4217 code; the name of a currency that has none';
comment on column handelsregister.company_capital.note is 'What the document adds';
comment on column handelsregister.company_capital.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_capital.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column handelsregister.company_capital.valid_to_is_bound is 'Changed on valid_to or before';

create or replace function handelsregister.get_company_capital(
    identifier text, include_former boolean default false, as_of date default null)
    returns setof handelsregister.company_capital
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    births constant text := hr_registry.births_in(target);
    day constant date := coalesce(as_of, 'infinity');
begin
    return query
        select k.company_id, k.kind, k.amount, coalesce(k.currency_code, k.currency_text),
               hr_registry.text_without_births(k.note, births),
               k.valid_from, k.valid_from_is_bound, k.valid_to, k.valid_to_is_bound
            from hr_registry.company_capital k
            where k.company_id = target and k.valid_from <= day and (include_former or coalesce(k.valid_to > day, true))
            order by k.valid_to desc nulls first, k.valid_from desc, k.item
            limit 1000;
end
$$;
comment on function handelsregister.get_company_capital(text, boolean, date) is
    'Share capital of a company, today or on a day; with include_former also what it was before. Errors: PT400, PT404';

create or replace view handelsregister.company_registration as
    select null::bigint as company_id,
           null::text as court_code,
           null::text as court_name,
           null::text as register_type,
           null::bigint as register_number,
           null::text as suffix,
           null::text as former_court_code,
           null::text as register_label,
           null::text as euid,
           null::boolean as is_current,
           null::date as valid_from,
           null::date as valid_to
    where false;
comment on view handelsregister.company_registration is 'Row type of get_company_registrations()';
comment on column handelsregister.company_registration.court_code is 'Register id of the court in the EUID, such as F1103R';
comment on column handelsregister.company_registration.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column handelsregister.company_registration.suffix is 'Letters after the number; empty where there are none';
comment on column handelsregister.company_registration.former_court_code is 'Court from which the entry was taken over with its number; empty for none';
comment on column handelsregister.company_registration.register_label is 'Court, register, number and suffix for people';
comment on column handelsregister.company_registration.euid is 'European unique identifier; null where it is not defined';
comment on column handelsregister.company_registration.is_current is 'The entry that get_company() shows';
comment on column handelsregister.company_registration.valid_from is 'First day of the entry; null where it is not known';
comment on column handelsregister.company_registration.valid_to is 'Last day of the entry; null where it is in force';

create or replace function handelsregister.get_company_registrations(identifier text)
    returns setof handelsregister.company_registration
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
begin
    return query
        select r.company_id, r.court_code, r.court_name, r.register_type, r.register_number, r.suffix, r.former_court_code,
               r.register_label, r.euid,
               row_number() over (order by r.valid_to desc nulls first, r.valid_from desc nulls last, r.court_code,
                                           r.register_type, r.register_number) = 1,
               r.valid_from, r.valid_to
            from hr_registry.labelled_registration r
            where r.company_id = target
            order by 10 desc, r.valid_to desc nulls first, r.valid_from desc nulls last, r.court_code, r.register_type,
                     r.register_number
            limit 1000;
end
$$;
comment on function handelsregister.get_company_registrations(text) is
    'Entries of a company in the registers, the one in force first. Errors: PT400, PT404';
