-- What differs between two days: the states of both, compared part by part.

create or replace view hr_registry.state_part as
    select null::text as section,
           null::text as item,
           null::text as subject,
           null::jsonb as fields
    where false;
comment on view hr_registry.state_part is 'Row type of state_at()';
comment on column hr_registry.state_part.section is 'company, address, capital or officer';
comment on column hr_registry.state_part.item is 'Which of several; it may contain a date of birth';
comment on column hr_registry.state_part.subject is 'Whom or what it is about, for people';
comment on column hr_registry.state_part.fields is 'What may be shown, by name';

-- Of a thousand officers few differ between two days.
create or replace function hr_registry.officers_changed(target bigint, a date, b date) returns text[]
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return array(
        select o.item from hr_registry.officer o
            where o.company_id = target
              and (o.valid_from <= a and coalesce(o.valid_to > a, true)) <> (o.valid_from <= b and coalesce(o.valid_to > b, true))
        union
        select left(u.item, -strpos(reverse(u.item), '/')) from hr_registry.officer_authority u
            where u.company_id = target
              and (u.valid_from <= a and coalesce(u.valid_to > a, true)) <> (u.valid_from <= b and coalesce(u.valid_to > b, true)));
comment on function hr_registry.officers_changed(bigint, date, date) is 'Items of the officers whose entry or authority differs between two days';

-- When a row began and ended is not part of a state, nor are the documents that tell of it.
create or replace function hr_registry.state_at(target bigint, day date, officers text[]) returns setof hr_registry.state_part
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
declare
    births constant text := hr_registry.births_in(target);
begin
    return query
        select 'company', '', c.name, to_jsonb(c) - '{company_id,former_names,last_entry,snapshot_count,as_of,street,house_number,
               address_addition,po_box,postal_code,city,district,country_code,capital_amount,capital_currency}'::text[]
            from hr_registry.company_at(array[target], day) c
        union all
        select 'address', a.item, coalesce(a.kind_label, a.kind_code), jsonb_build_object('street', a.street,
                   'house_number', a.house_number, 
                   'address_addition', hr_registry.text_without_births(a.addition, births), 'po_box', a.po_box,
                   'postal_code', a.postal_code, 'city', a.city, 'district', a.district, 'country_code', a.country_code)
            from hr_registry.company_address a
            where a.company_id = target and a.valid_from <= day and coalesce(a.valid_to > day, true)
        union all
        select 'capital', k.item, k.kind, jsonb_build_object('amount', k.amount::text,
                   'currency', coalesce(k.currency_code, k.currency_text))
            from hr_registry.company_capital k
            where k.company_id = target and k.valid_from <= day and coalesce(k.valid_to > day, true)
        union all
        select 'officer', o.item, (o.officer).name, to_jsonb(o.officer)
                   - '{company_id,valid_from,valid_from_is_bound,valid_to,valid_to_is_bound,role_in_english,procuration_kind,
                   organisation_company_id,person_id}'::text[]
            from hr_registry.officers_at(target, day, false, officers) o;
end
$$;
comment on function hr_registry.state_at(bigint, date, text[]) is
    'What was entered of a company on a day, in parts, of the officers those with the given items; infinity is today';

create or replace view handelsregister.company_difference as
    select null::bigint as company_id,
           null::text as section,
           null::text as subject,
           null::text as op,
           null::text as field,
           null::text as old_value,
           null::text as new_value
    where false;
comment on view handelsregister.company_difference is 'Row type of diff_company()';
comment on column handelsregister.company_difference.section is 'company, address, capital or officer';
comment on column handelsregister.company_difference.subject is 'Whom or what it is about, for people';
comment on column handelsregister.company_difference.op is 'added, removed or changed: what happened to the whole that the field is part of';
comment on column handelsregister.company_difference.field is 'Name of the column in the row types of the API';
comment on column handelsregister.company_difference.old_value is 'Value on the first day; null where there was none';
comment on column handelsregister.company_difference.new_value is 'Value on the second day; null where there was none';

create or replace function handelsregister.diff_company(identifier text, from_date date, to_date date default null)
    returns setof handelsregister.company_difference
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    until constant date := coalesce(to_date, date 'infinity');
    changed text[];
begin
    if from_date is null or from_date > coalesce(to_date, 'infinity') then
        perform hr_user.refuse(422, 'invalid_period', 'the period has no beginning, or ends before it begins',
            'Give from_date, and a to_date that is not before it.',
            jsonb_build_object('from_date', from_date, 'to_date', to_date));
    end if;
    changed := hr_registry.officers_changed(target, from_date, until);
    return query
        select target, section, coalesce(n.subject, o.subject),
               case when o.item is null then 'added' when n.item is null then 'removed' else 'changed' end,
               f.field, f.old_value, f.new_value
            from hr_registry.state_at(target, from_date, changed) o
            full join hr_registry.state_at(target, until, changed) n using (section, item)
            cross join lateral (
                select field, before.value as old_value, after.value as new_value
                    from jsonb_each_text(coalesce(o.fields, '{}')) before (field, value)
                    full join jsonb_each_text(coalesce(n.fields, '{}')) after (field, value) using (field)
                    where before.value is distinct from after.value) f
            order by array_position(array['company', 'capital', 'address', 'officer'], section), 3, 4, field
            limit 10000;
end
$$;
comment on function handelsregister.diff_company(text, date, date) is
    'What differs in a company between two days, field by field; without to_date up to today. Errors: PT400, PT404, PT422 where the period ends before it begins';
