create or replace view hr_registry.labelled_registration as
    select r.company_id, r.court as court_code, court.name as court_name, r.register_type, r.register_number,
           r.suffix, r.former_court as former_court_code,
           concat_ws(' ', coalesce(court.name, r.court), r.register_type, r.register_number, nullif(r.suffix, ''),
                     'früher ' || coalesce(former.name, nullif(r.former_court, ''))) as register_label,
           r.euid, r.valid_from, r.valid_to
    from hr_registry.registration r
    left join hr_registry.court court on court.code = r.court
    left join hr_registry.court former on former.code = r.former_court;
comment on view hr_registry.labelled_registration is 'Entries of companies in registers, as people write them';
comment on column hr_registry.labelled_registration.court_code is
    'Register id of the court in the EUID, such as F1103R';
comment on column hr_registry.labelled_registration.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column hr_registry.labelled_registration.suffix is 'Letters after the number; empty where there are none';
comment on column hr_registry.labelled_registration.former_court_code is
    'Court from which the entry was taken over with its number; empty for none';
comment on column hr_registry.labelled_registration.valid_from is 'First day of the entry; null where it is not known';
comment on column hr_registry.labelled_registration.valid_to is 'Last day of the entry; null where it is in force';

create or replace view hr_registry.current_registration as
    select distinct on (r.company_id) r.company_id, r.court_code, r.court_name, r.register_type, r.register_number, r.suffix,
           r.former_court_code, r.register_label, r.euid
        from hr_registry.labelled_registration r
        order by r.company_id, r.valid_to desc nulls first, r.valid_from desc nulls last, r.court_code, r.register_type,
                 r.register_number;
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
    select null::bigint as company_id,
           null::text as name,
           null::text as legal_form_code,
           null::text as legal_form,
           null::text as court_code,
           null::text as court_name,
           null::text as register_type,
           null::bigint as register_number,
           null::text as suffix,
           null::text as former_court_code,
           null::text as register_label,
           null::text as euid,
           null::text as status_code,
           null::text as status,
           null::text as seat,
           null::text as street,
           null::text as house_number,
           null::text as address_addition,
           null::text as po_box,
           null::text as postal_code,
           null::text as city,
           null::text as district,
           null::text as country_code,
           null::numeric as capital_amount,
           null::text as capital_currency,
           null::text as purpose,
           null::date as articles_date,
           null::text as representation_code,
           null::text as representation,
           null::text as representation_exemption,
           null::text[] as former_names,
           null::date as last_entry,
           null::integer as snapshot_count,
           null::timestamp as as_of
    where false;
comment on view handelsregister.company is 'Row type of get_company() and lookup_company(): what is entered at a time';
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
comment on column handelsregister.company.snapshot_count is
    'Documents that state something about the company, up to the day that was asked for';
comment on column handelsregister.company.as_of is 'When the newest of these documents was retrieved from the register, by its wall clock';

-- The day "infinity" stands for today, including what is entered for a coming day. To plan the query for each day takes
-- longer than to run it.
create or replace function hr_registry.company_at(targets bigint[], day date) returns setof handelsregister.company
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select c.id,
               hr_registry.public_text(name.name),
               form.code as legal_form_code,
               hr_registry.shown(form.code, form.label, form.text) as legal_form,
               r.court_code, r.court_name, r.register_type, r.register_number, r.suffix, r.former_court_code,
               r.register_label, r.euid,
               status.code as status_code,
               hr_registry.shown(status.code, status.label, null) as status,
               seat.city as seat,
               address.street, address.house_number,
               hr_registry.text_without_births(address.addition, coalesce(birth.days, '')) as address_addition,
               address.po_box,
               address.postal_code, address.city, address.district, address.country_code,
               capital.amount as capital_amount,
               coalesce(capital.currency_code, capital.currency_text) as capital_currency,
               hr_registry.text_without_births(coalesce(purpose.purpose, purpose.business_purpose), coalesce(birth.days, ''))
                   as purpose,
               articles.articles_date,
               representation.rule_code as representation_code,
               hr_registry.text_without_births(
                   hr_registry.shown(representation.rule_code, representation.rule_label, representation.rule_text),
                   coalesce(birth.days, '')) as representation,
               hr_registry.text_without_births(
                   hr_registry.shown(representation.exemption_code, representation.exemption_label,
                                     representation.exemption_text), coalesce(birth.days, '')) as representation_exemption,
               array(select hr_registry.public_text(f.name) from hr_registry.former_name f
                     where f.company_id = c.id and f.known <= day and f.name is distinct from name.name
                     order by f.known desc, f.name) as former_names,
               snapshot.last_entry,
               snapshot.snapshot_count,
               snapshot.as_of
        from hr_registry.company c
        left join lateral (
            select * from hr_registry.labelled_registration r
            where r.company_id = c.id
            order by day between coalesce(r.valid_from, '-infinity') and coalesce(r.valid_to, 'infinity') desc,
                     r.valid_to desc nulls first, r.valid_from desc nulls last, r.court_code, r.register_type,
                     r.register_number
            limit 1) r on true
        left join hr_registry.company_name name
            on name.company_id = c.id and name.valid_from <= day and coalesce(name.valid_to > day, true)
        left join hr_registry.company_legal_form form
            on form.company_id = c.id and form.valid_from <= day and coalesce(form.valid_to > day, true)
        left join hr_registry.company_status status
            on status.company_id = c.id and status.valid_from <= day and coalesce(status.valid_to > day, true)
        left join hr_registry.company_seat seat
            on seat.company_id = c.id and seat.valid_from <= day and coalesce(seat.valid_to > day, true)
        left join lateral (
            select a.* from hr_registry.company_address a
            where a.company_id = c.id and a.valid_from <= day and coalesce(a.valid_to > day, true)
              and a.is_former is not true and coalesce(a.kind_code, '003') in ('003', '021')
            order by a.kind_code, a.item limit 1) address on true
        left join lateral (
            select a.* from hr_registry.company_capital a
            where a.company_id = c.id and a.valid_from <= day and coalesce(a.valid_to > day, true)
            order by a.item limit 1) capital on true
        left join hr_registry.company_purpose purpose
            on purpose.company_id = c.id and purpose.valid_from <= day and coalesce(purpose.valid_to > day, true)
        left join hr_registry.company_articles articles
            on articles.company_id = c.id and articles.valid_from <= day and coalesce(articles.valid_to > day, true)
        left join hr_registry.company_representation representation
            on representation.company_id = c.id and representation.valid_from <= day and coalesce(representation.valid_to > day, true)
        -- Few texts have a date; without any the persons are not read.
        left join lateral (
            select string_agg(distinct o.birth_date collate "C", ' ' order by o.birth_date collate "C") as days
            from hr_registry.officer o
            where hr_registry.has_date(concat_ws(e'\n', address.addition, purpose.purpose, purpose.business_purpose,
                                                 representation.rule_text, representation.exemption_text))
              and o.company_id = c.id and octet_length(o.birth_date) = 10) birth on true
        cross join lateral (
            select max(s.last_entry) as last_entry, count(*)::integer as snapshot_count, max(s.retrieved) as as_of
            from hr_registry.snapshot s
            where s.company_id = c.id and coalesce(s.last_entry, s.retrieved::date) <= day) snapshot
        where c.id = any (targets);
end
$$;
comment on function hr_registry.company_at(bigint[], date) is 'Profiles of companies on a day; infinity is today. What was not known then is null';

create or replace view hr_registry.company_label as
    select null::bigint as company_id,
           null::text as name,
           null::text as seat,
           null::text as register_label,
           null::text as euid
    where false;
comment on view hr_registry.company_label is 'Row type of labels_of()';
comment on column hr_registry.company_label.name is 'Name today';

create or replace function hr_registry.labels_of(targets bigint[]) returns setof hr_registry.company_label
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select c.id,
               (select hr_registry.public_text(n.name) from hr_registry.company_name n
                    where n.company_id = c.id and n.valid_to is null),
               (select s.city from hr_registry.company_seat s where s.company_id = c.id and s.valid_to is null),
               r.register_label, r.euid
            from hr_registry.company c
            -- Not current_registration, for which all courts would be read.
            left join lateral (select t.register_label, t.euid from hr_registry.labelled_registration t where t.company_id = c.id
                               order by t.valid_to desc nulls first, t.valid_from desc nulls last, t.court_code, t.register_type,
                                        t.register_number
                               limit 1) r on true
            where c.id = any (targets);
end
$$;
comment on function hr_registry.labels_of(bigint[]) is 'What companies are called today, for lists in which they occur';

create or replace function hr_registry.check_identifier(identifier text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(octet_length(identifier), 0) not between 1 and 500 then
        perform hr_user.refuse(400, 'invalid_identifier', 'invalid identifier',
            'Give a company number, an EUID, or a register number with its court.',
            jsonb_build_object('problem', 'must have 1 to 500 bytes'));
    end if;
end
$$;
comment on function hr_registry.check_identifier(text) is 'Raises PT400 where an identifier is empty or too long';

create or replace function hr_registry.company_of(parsed handelsregister.register_id) returns bigint
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return (select r.company_id from hr_registry.registration r
            where r.court = parsed.court_code and r.register_type = parsed.register_type
              and r.register_number = parsed.register_number
              and r.suffix = coalesce(parsed.suffix, '')
              and r.former_court = coalesce(parsed.former_court_code, ''));
comment on function hr_registry.company_of(handelsregister.register_id) is 'Number of the company with this entry; null where there is none';

create or replace function hr_registry.find_company(identifier text) returns bigint
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
declare
    parsed handelsregister.register_id;
    found_id bigint;
begin
    perform hr_registry.check_identifier(identifier);
    if identifier ~ '^\s*[0-9]{1,18}\s*$' then
        select c.id into found_id from hr_registry.company c where c.id = identifier::bigint;
    else
        parsed := handelsregister.parse_register_id(identifier);
        if not parsed.is_valid then
            perform hr_user.refuse(400, 'invalid_register_id', 'invalid register number',
                'Write "HRB 158855 B Charlottenburg", an EUID, or the number of the company in this database.',
                jsonb_build_object('problem', parsed.problem, 'identifier', identifier));
        end if;
        found_id := hr_registry.company_of(parsed);
    end if;
    if found_id is null or exists (select from hr_registry.hidden_company h where h.company_id = found_id) then
        perform hr_user.refuse(404, 'unknown_company', 'unknown company',
            'Search by name with search_companies, or submit a document of the company.',
            jsonb_build_object('identifier', identifier));
    end if;
    return found_id;
end
$$;
comment on function hr_registry.find_company(text) is
    'Number of the company with this number, EUID or register number; PT400 where it is none of these, PT404 where unknown or blocked';

create or replace function handelsregister.get_company(identifier text, as_of date default null)
    returns setof handelsregister.company
    language plpgsql stable parallel restricted security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    first_day date;
begin
    if as_of is not null then
        select min(n.valid_from) into first_day from hr_registry.company_name n where n.company_id = target;
        if as_of < first_day then
            perform hr_user.refuse(404, 'not_known_then', 'nothing is known of the company on that day', 'Ask for a later day.',
                jsonb_build_object('company_id', target, 'as_of', as_of, 'known_from', first_day));
        end if;
    end if;
    return query select c.* from hr_registry.company_at(array[target], coalesce(as_of, 'infinity')) c;
end
$$;
comment on function handelsregister.get_company(text, date) is
    'Profile of a company, today or on a day, by company number, EUID, or "HRB 12345 B Charlottenburg". Errors: PT400; PT404 where it is unknown, also on that day';
