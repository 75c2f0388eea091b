create or replace function hr_registry.role_group(role_code text) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return case
        when role_code in ('049', '085', '086', '088', '194', '225', '265', '266', '268', '269', '277', '282', '284',
                           '290', '294', '326', '327', '328', '333', '337', '342') then 'management'
        when role_code = '285' then 'procuration'
        when role_code in ('107', '262', '280', '281', '283', '336', '339') then 'liquidation'
        when role_code in ('095', '246', '250', '251', '252', '274', '278', '332', '340', '341', '343', '345')
            then 'partner'
        when role_code in ('275', '338', '344') then 'limited_partner'
        when role_code in ('264', '293', '315') then 'supervision'
        else 'other' end;
comment on function hr_registry.role_group(text) is
    'What the roles of the code list GDS.Rollenbezeichnung have in common; "other" for those that are no office of a company';

-- Birth dates are personal data: of them only the year leaves the registry, and no key that contains one.
create or replace view handelsregister.company_officer as
    select o.company_id,
           o.role_code,
           hr_registry.shown(o.role_code, o.role_label, o.role_text) as role,
           hr_registry.role_group(o.role_code) as role_group,
           o.kind,
           coalesce(o.organisation_name,
                    nullif(concat_ws(' ', o.title, o.first_names, o.name_prefix, o.last_name, o.name_suffix), ''))
               as name,
           o.title, o.first_names, o.call_name, o.name_prefix, o.last_name, o.name_suffix,
           nullif(concat_ws(' ', o.birth_name_prefix, o.birth_name), '') as birth_name,
           substring(o.birth_date from '^([0-9]{4})(?![0-9])')::integer as birth_year,
           o.residence, o.country_code,
           o.organisation_name,
           hr_registry.shown(o.organisation_form_code, o.organisation_form_label, o.organisation_form_text)
               as organisation_form,
           o.organisation_seat, o.register_court, o.register_type, o.register_number,
           string_agg(hr_registry.shown(a.rule_code, a.rule_label, a.rule_text), '; ' order by a.item)
               as representation,
           string_agg(hr_registry.shown(a.exemption_code, a.exemption_label, a.exemption_text), '; ' order by a.item)
               as exemption,
           string_agg(hr_registry.shown(a.procuration_code, a.procuration_label, a.procuration_text), '; '
                      order by a.item) as procuration,
           string_agg(hr_registry.public_text(a.local_limit), '; ' order by a.item) as limits,
           o.valid_from, o.valid_from_is_bound, o.valid_to, o.valid_to_is_bound
    from hr_registry.officer o
    left join (select regexp_replace(a.item, '/[^/]*$', '') as officer_item, a.*
               from hr_registry.officer_authority a) a
        on a.company_id = o.company_id and a.officer_item = o.item
       -- those in force at the end of the row; valid_to is the first day on which a row does not hold
       and a.valid_from <= greatest(o.valid_from, coalesce(o.valid_to - 1, 'infinity'))
       and (a.valid_to is null or a.valid_to >= o.valid_to)
    group by o.company_id, o.item, o.document_id;
comment on view handelsregister.company_officer is
    'Row type of get_company_officers(): one row for each time in which an officer''s entry did not change';
comment on column handelsregister.company_officer.role is 'Label of the role, or its text where it has no code';
comment on column handelsregister.company_officer.role_group is
    'management, procuration, liquidation, partner, limited_partner, supervision or other';
comment on column handelsregister.company_officer.kind is 'Natural person or organisation';
comment on column handelsregister.company_officer.name is 'The whole name for people';
comment on column handelsregister.company_officer.call_name is 'The one of the first names that is used';
comment on column handelsregister.company_officer.name_prefix is 'Such as "von der"';
comment on column handelsregister.company_officer.name_suffix is 'What is put behind the last name';
comment on column handelsregister.company_officer.birth_year is 'Year of birth; the day stays in the registry';
comment on column handelsregister.company_officer.country_code is
    'Of residence or seat, as the document states it; in its list bfj.staat 000 is Germany';
comment on column handelsregister.company_officer.register_court is 'With register_type and register_number: where an organisation is entered';
comment on column handelsregister.company_officer.register_type is
    'Kind of the register in which an organisation is entered';
comment on column handelsregister.company_officer.representation is 'Special rule of representation; null where the general one holds';
comment on column handelsregister.company_officer.exemption is 'Special exemption from section 181 BGB';
comment on column handelsregister.company_officer.procuration is 'Extension of the Prokura in substance';
comment on column handelsregister.company_officer.limits is 'Limits of the authority to a branch or a place';
comment on column handelsregister.company_officer.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_officer.valid_to is 'First day on which the entry did not hold any more; null where it holds today';
comment on column handelsregister.company_officer.valid_to_is_bound is 'Changed on valid_to or before';

create or replace function handelsregister.get_company_officers(identifier text, include_former boolean default false)
    returns setof handelsregister.company_officer
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
begin
    return query select o.* from handelsregister.company_officer o
        where o.company_id = target
          and (include_former or o.valid_to is null)
        order by o.valid_to desc nulls first, o.role_group, o.last_name, o.first_names, o.name, o.valid_from;
end
$$;
comment on function handelsregister.get_company_officers(text, boolean) is
    'Everyone entered beside the company; with include_former also who has left and what has changed. Years of birth only';
