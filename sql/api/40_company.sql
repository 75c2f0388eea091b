create or replace function hr_registry.shown(code text, label text, free_text text) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return nullif(hr_registry.public_text(
        concat_ws(' ', coalesce(label, case when free_text is null then code end), free_text)), '');
comment on function hr_registry.shown(text, text, text) is
    'A coded value for people: its label and the text beside it, without dates of birth; the bare code where there is neither';

create or replace view hr_registry.current_registration as
    select c.id as company_id, r.court as court_code, court.name as court_name, r.register_type, r.register_number,
           r.suffix, r.former_court as former_court_code,
           concat_ws(' ', coalesce(court.name, r.court), r.register_type, r.register_number, nullif(r.suffix, ''),
                     'früher ' || coalesce(former.name, nullif(r.former_court, ''))) as register_label,
           r.euid
    from hr_registry.company c
    cross join lateral (
        select * from hr_registry.registration r
        where r.company_id = c.id
        order by r.valid_to desc nulls first, r.valid_from desc nulls last, r.court, r.register_type, r.register_number
        limit 1) r
    left join hr_registry.court court on court.code = r.court
    left join hr_registry.court former on former.code = r.former_court;
comment on view hr_registry.current_registration is 'The entry in force of every company, else its latest';
comment on column hr_registry.current_registration.court_code is
    'Register id of the court in the EUID, such as F1103R';
comment on column hr_registry.current_registration.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column hr_registry.current_registration.suffix is
    'Letters after the number; empty where there are none';
comment on column hr_registry.current_registration.former_court_code is
    'Court from which the entry was taken over with its number; empty for none';

create or replace view hr_registry.former_name as
    select n.company_id, n.name, min(n.known) as known
    from (select company_id, name, valid_to as known from hr_registry.company_name where valid_to is not null
          union all
          select company_id, name, valid_from from hr_registry.company_former_name) n
    where n.name is not null
    group by n.company_id, n.name;
comment on view hr_registry.former_name is 'Former names, as documents state them and as later documents show';
comment on column hr_registry.former_name.known is 'First day on which the name is known to be a former one';

create or replace view handelsregister.company as
    select c.id as company_id,
           name.name,
           form.code as legal_form_code,
           hr_registry.shown(form.code, form.label, form.text) as legal_form,
           r.court_code, r.court_name, r.register_type, r.register_number, r.suffix, r.former_court_code,
           r.register_label, r.euid,
           status.code as status_code,
           hr_registry.shown(status.code, status.label, null) as status,
           seat.city as seat,
           address.street, address.house_number, address.addition as address_addition, address.po_box,
           address.postal_code, address.city, address.district, address.country_code,
           capital.amount as capital_amount,
           coalesce(capital.currency_code, capital.currency_text) as capital_currency,
           coalesce(purpose.purpose, purpose.business_purpose) as purpose,
           articles.articles_date,
           representation.rule_code as representation_code,
           hr_registry.shown(representation.rule_code, representation.rule_label, representation.rule_text)
               as representation,
           hr_registry.shown(representation.exemption_code, representation.exemption_label,
                             representation.exemption_text) as representation_exemption,
           array(select f.name from hr_registry.former_name f
                 where f.company_id = c.id and f.name is distinct from name.name
                 order by f.known desc, f.name) as former_names,
           snapshot.last_entry,
           snapshot.snapshot_count,
           snapshot.as_of
    from hr_registry.company c
    left join hr_registry.current_registration r on r.company_id = c.id
    left join hr_registry.company_name name on name.company_id = c.id and name.valid_to is null
    left join hr_registry.company_legal_form form on form.company_id = c.id and form.valid_to is null
    left join hr_registry.company_status status on status.company_id = c.id and status.valid_to is null
    left join hr_registry.company_seat seat on seat.company_id = c.id and seat.valid_to is null
    left join lateral (
        select a.* from hr_registry.company_address a
        where a.company_id = c.id and a.valid_to is null and a.is_former is not true
          and coalesce(a.kind_code, '003') in ('003', '021')
        order by a.kind_code, a.item limit 1) address on true
    left join lateral (
        select a.* from hr_registry.company_capital a
        where a.company_id = c.id and a.valid_to is null
        order by a.item limit 1) capital on true
    left join hr_registry.company_purpose purpose on purpose.company_id = c.id and purpose.valid_to is null
    left join hr_registry.company_articles articles on articles.company_id = c.id and articles.valid_to is null
    left join hr_registry.company_representation representation
        on representation.company_id = c.id and representation.valid_to is null
    cross join lateral (
        select max(s.last_entry) as last_entry, count(*)::integer as snapshot_count, max(s.retrieved) as as_of
        from hr_registry.snapshot s where s.company_id = c.id) snapshot;
comment on view handelsregister.company is 'Row type of get_company(): what is entered today';
comment on column handelsregister.company.company_id is 'Number of the company in this database; it never changes';
comment on column handelsregister.company.legal_form is 'Label of the legal form, or its text where it has no code';
comment on column handelsregister.company.court_code is 'Register id of the court in the EUID, such as F1103R';
comment on column handelsregister.company.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column handelsregister.company.suffix is 'Letters after the number; empty where there are none';
comment on column handelsregister.company.former_court_code is
    'Court from which the entry was taken over with its number; empty for none';
comment on column handelsregister.company.register_label is 'Court, register, number and suffix for people';
comment on column handelsregister.company.euid is 'European unique identifier; null where it is not defined';
comment on column handelsregister.company.status is 'Label of the status';
comment on column handelsregister.company.seat is 'Place of the registered seat; the address may lie elsewhere';
comment on column handelsregister.company.street is 'Of the business address, as the columns up to country_code';
comment on column handelsregister.company.country_code is
    'As the document states it; in its list bfj.staat 000 is Germany';
comment on column handelsregister.company.capital_amount is 'Share capital, exact';
comment on column handelsregister.company.capital_currency is
    'ISO 4217 code; the name of a currency that has none';
comment on column handelsregister.company.articles_date is 'Date of the articles of association';
comment on column handelsregister.company.representation is 'General rule of representation';
comment on column handelsregister.company.representation_exemption is 'General exemption from section 181 BGB';
comment on column handelsregister.company.former_names is 'The latest first';
comment on column handelsregister.company.last_entry is 'Date of the latest entry in the register sheet';
comment on column handelsregister.company.snapshot_count is 'Documents that state something about the company';
comment on column handelsregister.company.as_of is 'When the newest of these documents was retrieved from the register, by its wall clock';

create or replace function hr_registry.find_company(identifier text) returns bigint
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    parsed handelsregister.register_id;
    found_id bigint;
begin
    if identifier ~ '^\s*[0-9]{1,18}\s*$' then
        select c.id into found_id from hr_registry.company c where c.id = identifier::bigint;
    else
        if coalesce(octet_length(identifier), 0) not between 1 and 500 then
            raise exception 'invalid identifier' using errcode = 'PT400',
                detail = jsonb_build_object('code', 'invalid_identifier', 'problem', 'must have 1 to 500 bytes'),
                hint = 'Give a company number, an EUID, or a register number with its court.';
        end if;
        parsed := handelsregister.parse_register_id(identifier);
        if not parsed.is_valid then
            raise exception 'invalid register number: "%"', identifier using errcode = 'PT400',
                detail = jsonb_build_object('code', 'invalid_register_id', 'problem', parsed.problem),
                hint = 'Write "HRB 158855 B Charlottenburg", an EUID, or the number of the company in this database.';
        end if;
        select r.company_id into found_id from hr_registry.registration r
            where r.court = parsed.court_code and r.register_type = parsed.register_type
              and r.register_number = parsed.register_number
              and r.suffix = coalesce(parsed.suffix, '')
              and r.former_court = coalesce(parsed.former_court_code, '');
    end if;
    if found_id is null then
        raise exception 'no company "%"', identifier using errcode = 'PT404',
            detail = jsonb_build_object('code', 'unknown_company', 'identifier', identifier),
            hint = 'Search by name with search_companies, or submit a document of the company.';
    end if;
    return found_id;
end
$$;
comment on function hr_registry.find_company(text) is
    'Number of the company with this number, EUID or register number; PT400 where it is none of these, PT404 where unknown';

create or replace function handelsregister.get_company(identifier text) returns setof handelsregister.company
    language plpgsql stable parallel safe security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
begin
    return query select c.* from handelsregister.company c where c.company_id = target;
end
$$;
comment on function handelsregister.get_company(text) is
    'Profile of a company by company number, EUID, or "HRB 12345 B Charlottenburg"; PT400 and PT404 as errors';
