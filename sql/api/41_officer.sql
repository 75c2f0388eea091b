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

create or replace function hr_registry.procuration_kind(rule text) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return case when lower(rule) like any ('{%einzelprokura%,%einzelvertretung%}') then 'sole'
                when lower(rule) like any ('{%gesamtprokura%,%gemeinsam%,%gemeinschaftlich%}') then 'joint' end;
comment on function hr_registry.procuration_kind(text) is 'Kind of a Prokura by the words of its rule of representation';

create or replace view hr_registry.officer_role as
    select r.code as role_code, r.name as german, r.english_name as english from hr_registry.reference_values('role') r;
comment on view hr_registry.officer_role is 'Roles of the code list GDS.Rollenbezeichnung that occur in registers, in both languages';
comment on column hr_registry.officer_role.english is 'Our translation';
comment on column hr_registry.officer_role.german is 'As in the list, for documents that state the code alone';

create or replace view handelsregister.company_officer as
    select null::bigint as company_id,
           null::text as role_code,
           null::text as role,
           null::text as role_group,
           null::text as kind,
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
           null::text as organisation_name,
           null::text as organisation_form,
           null::text as organisation_seat,
           null::text as register_court,
           null::text as register_type,
           null::text as register_number,
           null::text as representation,
           null::text as exemption,
           null::text as procuration,
           null::text as limits,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound,
           null::text as role_in_english,
           null::text as procuration_kind,
           null::bigint as organisation_company_id,
           null::uuid as person_id
    where false;
comment on view handelsregister.company_officer is
    'Row type of get_company_officers(): one row for each time in which an officer''s entry did not change';
comment on column handelsregister.company_officer.role is 'Name of the role, or its text where it has no code';
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
comment on column handelsregister.company_officer.role_in_english is 'What the code of the role means, in English';
comment on column handelsregister.company_officer.procuration_kind is
    'Of a Prokura: sole, or joint with others; null for other roles and where the words do not say';
comment on column handelsregister.company_officer.organisation_company_id is
    'The organisation as a company of this registry, where its register entry can mean only one';
comment on column handelsregister.company_officer.person_id is
    'The natural person, in all companies where it is entered; for get_person()';

create or replace view hr_registry.officer_period as
    select null::text as item,
           null::handelsregister.company_officer as officer
    where false;
comment on view hr_registry.officer_period is 'Row type of officers_at()';
comment on column hr_registry.officer_period.item is 'Identity of the officer within the company; it may contain a date of birth';
comment on column hr_registry.officer_period.officer is 'What may be shown';

-- A plan made for a handful would compare each of a thousand officers with each authority: hence no nested loops. The
-- authorities are put in order once for all, since an "order by" within each aggregate would sort for each officer anew,
-- and each role is looked up once.
-- Birth dates are personal data: of them only the year leaves the registry, and no key that contains one.
create or replace function hr_registry.officers_at(
    target bigint, day date, include_former boolean, items text[] default null, most integer default 1000)
    returns setof hr_registry.officer_period
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_nestloop = off set plan_cache_mode = force_generic_plan
as $$
declare
    births constant text := hr_registry.births_in(target);
begin
    return query
        with role as materialized (
            select r.code, hr_registry.role_group(nullif(r.code, '')) as role_group, n.german, n.english
                from (select distinct coalesce(f.role_code, '') as code
                          from hr_registry.officer f where f.company_id = target) r
                left join hr_registry.officer_role n on n.role_code = r.code),
        chosen as materialized (
            select o.*, row_number() over () as place
                from (select f.*, r.role_group, r.german, r.english
                          from hr_registry.officer f join role r on r.code = coalesce(f.role_code, '')
                          where f.company_id = target and f.valid_from <= day and (items is null or f.item = any (items))
                            and (include_former or coalesce(f.valid_to > day, true))
                          order by coalesce(f.valid_to > day, true) desc, f.valid_to desc nulls first, r.role_group,
                                   f.last_name, f.first_names, f.organisation_name, f.valid_from
                          limit most) o),
        held as (
            select c.place,
                   hr_registry.text_without_births(hr_registry.shown(a.rule_code, a.rule_label, a.rule_text), births) as rule,
                   hr_registry.text_without_births(hr_registry.shown(a.exemption_code, a.exemption_label, a.exemption_text), births)
                       as exemption,
                   hr_registry.text_without_births(
                       hr_registry.shown(a.procuration_code, a.procuration_label, a.procuration_text), births) as procuration,
                   hr_registry.text_without_births(a.local_limit, births) as local_limit
                from chosen c
                join (select left(a.item, -strpos(reverse(a.item), '/')) as officer_item, a.*
                          from hr_registry.officer_authority a where a.company_id = target) a
                    -- those in force on the day, or at the end of the row; valid_to is the first day on which a row does not hold
                    on a.officer_item = c.item
                   and a.valid_from <= least(day, greatest(c.valid_from, coalesce(c.valid_to - 1, 'infinity')))
                   and coalesce(a.valid_to > least(day, greatest(c.valid_from, coalesce(c.valid_to - 1, 'infinity'))), true)
                order by c.place, a.item),
        authority as (
            select h.place, string_agg(h.rule, '; ') as rules, string_agg(h.exemption, '; ') as exemptions,
                   string_agg(h.procuration, '; ') as procurations, string_agg(h.local_limit, '; ') as local_limits
                from held h group by h.place)
        select o.item,
               row(o.company_id, o.role_code, hr_registry.shown(o.role_code, coalesce(o.role_label, o.german), o.role_text),
                   o.role_group, o.kind,
                   coalesce(hr_registry.public_text(o.organisation_name), hr_registry.person_text(
                            nullif(concat_ws(' ', o.title, o.first_names, o.name_prefix, o.last_name, o.name_suffix), ''))),
                   hr_registry.person_text(o.title), hr_registry.person_text(o.first_names), hr_registry.person_text(o.call_name),
                   o.name_prefix, hr_registry.person_text(o.last_name),
                   hr_registry.person_text(o.name_suffix),
                   hr_registry.person_text(nullif(concat_ws(' ', o.birth_name_prefix, o.birth_name), '')),
                   substring(o.birth_date from '^([0-9]{4})(?![0-9])')::integer,
                   hr_registry.person_text(o.residence), o.country_code, hr_registry.public_text(o.organisation_name),
                   hr_registry.shown(o.organisation_form_code, o.organisation_form_label, o.organisation_form_text),
                   hr_registry.public_text(o.organisation_seat), o.register_court, o.register_type, o.register_number,
                   u.rules, u.exemptions, u.procurations, u.local_limits,
                   o.valid_from, o.valid_from_is_bound, o.valid_to, o.valid_to_is_bound, o.english,
                   case when o.role_group = 'procuration' then hr_registry.procuration_kind(u.rules) end,
                   i.organisation_company_id, i.person_id)::handelsregister.company_officer
            from chosen o
            left join authority u on u.place = o.place
            left join hr_registry.officer_identities(target) i on i.item = o.item and i.document_id = o.document_id
            order by o.place;
end
$$;
comment on function hr_registry.officers_at(bigint, date, boolean, text[], integer) is
    'Everyone entered beside a company on a day, or those with the given items, and if wanted before it: one row for each time in which an entry did not change, the first thousand; infinity is today';

create or replace function handelsregister.get_company_officers(
    identifier text, include_former boolean default false, as_of date default null)
    returns setof handelsregister.company_officer
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
begin
    return query
        select (p.officer).* from hr_registry.officers_at(target, coalesce(as_of, 'infinity'), coalesce(include_former, false)) p;
end
$$;
comment on function handelsregister.get_company_officers(text, boolean, date) is
    'Everyone entered beside the company, today or on a day; with include_former also who had left and what had changed by then. The first thousand; years of birth only. Errors: PT400, PT404';
