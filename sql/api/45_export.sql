-- Companies for other programs, in four formats. All of it is what the API shows today: of births the year, nothing of
-- companies that are blocked. Identifiers are made of what is shown, so that they tell nothing more.

create or replace view handelsregister.export_line as
    select null::bigint as company_id,
           null::text as line
    where false;
comment on view handelsregister.export_line is 'Row type of export_companies()';
comment on column handelsregister.export_line.company_id is 'Company that the line tells of; pass the last one as after_company_id to read on';

comment on column handelsregister.export_line.line is 'A line of the file';

create or replace view hr_registry.exported_officer as
    select null::handelsregister.company_officer as officer,
           null::text as party_id,
           null::text as relation_id
    where false;
comment on view hr_registry.exported_officer is 'Row type of exported_officers()';
comment on column hr_registry.exported_officer.officer is 'What may be shown';
comment on column hr_registry.exported_officer.party_id is 'Stands for the person or organisation within this company';
comment on column hr_registry.exported_officer.relation_id is 'Stands for the office';

create or replace function hr_registry.exported_officers(targets bigint[]) returns setof hr_registry.exported_officer
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
    select p.officer, md5(concat_ws('|', 'party', f.company_id, (p.officer).kind, (p.officer).name, (p.officer).birth_year)),
           md5(concat_ws('|', 'relation', f.company_id, (p.officer).kind, (p.officer).name, (p.officer).birth_year,
                         (p.officer).role_code, (p.officer).role, (p.officer).valid_from))
        from (select distinct o.company_id from hr_registry.officer o where o.company_id = any (targets) and o.valid_to is null) f
        cross join lateral hr_registry.officers_at(f.company_id, 'infinity', false, null, 1000000) p
        where (p.officer).name is not null
$$;
comment on function hr_registry.exported_officers(bigint[]) is 'Officers in office of companies, with identifiers';

create or replace function hr_registry.csv_line(cells text[]) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return (select string_agg(case when c.cell ~ '[",\r\n]' then '"' || replace(c.cell, '"', '""') || '"' else c.cell end,
                              ',' order by c.place)
            from unnest(cells) with ordinality u (cell, place), lateral (values (coalesce(u.cell, ''), u.place)) c (cell, place));
comment on function hr_registry.csv_line(text[]) is 'Cells as a line of RFC 4180';

create or replace function hr_registry.csv_lines(targets bigint[], with_header boolean) returns setof handelsregister.export_line
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select l.* from (
            select null::bigint, 'company_id,name,register_label,court_code,register_type,register_number,suffix,former_court_code,euid,'
                       'status_code,status,legal_form_code,legal_form,seat,street,house_number,postal_code,city,country_code,'
                       'capital_amount,capital_currency,purpose,former_names,as_of'
                where with_header
            union all
            select c.company_id, hr_registry.csv_line(array[c.company_id::text, c.name, c.register_label, c.court_code, c.register_type,
                       c.register_number::text, c.suffix, c.former_court_code, c.euid, c.status_code, c.status, c.legal_form_code,
                       c.legal_form, c.seat, c.street, c.house_number, c.postal_code, c.city, c.country_code, c.capital_amount::text,
                       c.capital_currency, c.purpose, array_to_string(c.former_names, '; '), c.as_of::text])
                from hr_registry.company_at(targets, 'infinity') c) l (company_id, line)
            order by l.company_id nulls first;
end
$$;
comment on function hr_registry.csv_lines(bigint[], boolean) is 'Companies as CSV';

create or replace function hr_registry.jsonl_lines(targets bigint[]) returns setof handelsregister.export_line
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select c.company_id, (jsonb_strip_nulls(to_jsonb(c)) || jsonb_build_object(
                   'officers', coalesce(o.list, '[]'), 'source_numbers', coalesce(n.list, '{}')))::text
            from hr_registry.company_at(targets, 'infinity') c
            left join (select (e.officer).company_id, jsonb_agg(jsonb_strip_nulls(to_jsonb(e.officer)) - 'company_id') as list
                           from hr_registry.exported_officers(targets) e group by 1) o using (company_id)
            left join (select s.company_id, jsonb_object_agg(s.source, s.number) as list
                           from hr_registry.source_number s where s.company_id = any (targets) group by 1) n using (company_id)
            order by c.company_id;
end
$$;
comment on function hr_registry.jsonl_lines(bigint[]) is 'Companies with their officers, an object a line: the columns of get_company() and get_company_officers() that are not null';

-- A company in HRA or HRB is a Company, any other entity an Organization, which cannot be owned: its partners are members.
create or replace function hr_registry.ftm_lines(targets bigint[]) returns setof handelsregister.export_line
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with company as materialized (
            select c.*, 'hr-' || c.company_id as id,
                   case when c.register_type in ('HRA', 'HRB') then 'Company' else 'Organization' end as schema
                from hr_registry.company_at(targets, 'infinity') c where c.name is not null),
        link as (
            select e.*, c.id, case
                       when (e.officer).role_group = 'procuration' then array['Representation', 'agent', 'client']
                       when (e.officer).role_group not in ('partner', 'limited_partner', 'other') then array['Directorship', 'director', 'organization']
                       when (e.officer).role_group = 'other' then array['UnknownLink', 'subject', 'object']
                       when c.schema = 'Company' then array['Ownership', 'owner', 'asset']
                       else array['Membership', 'member', 'organization'] end as edge
                from hr_registry.exported_officers(targets) e join company c on c.company_id = (e.officer).company_id),
        entity (company_id, place, id, schema, properties) as (
            select c.company_id, 1, c.id, c.schema, jsonb_build_object(
                       'name', c.name, 'previousName', to_jsonb(c.former_names), 'legalForm', c.legal_form, 'status', c.status,
                       'registrationNumber', to_jsonb(array[c.register_label, c.euid]), 'jurisdiction', 'de', 'country', 'de',
                       'description', c.purpose, 'opencorporatesUrl', (
                           select 'https://opencorporates.com/companies/de/' || s.number from hr_registry.source_number s
                               where s.company_id = c.company_id and s.source = 'offeneregister' order by s.number limit 1),
                       'address', nullif(concat_ws(', ', nullif(concat_ws(' ', c.street, c.house_number), ''),
                                                   nullif(concat_ws(' ', c.postal_code, coalesce(c.city, c.seat)), '')), ''))
                from company c
            union all
            select distinct on ((l.officer).company_id, l.party_id) (l.officer).company_id, 2, 'hr-' || l.party_id,
                   case (l.officer).kind when 'organisation' then 'LegalEntity' else 'Person' end, jsonb_build_object(
                       'name', (l.officer).name, 'firstName', (l.officer).first_names, 'lastName', (l.officer).last_name,
                       'title', (l.officer).title, 'birthDate', (l.officer).birth_year::text, 'address', (l.officer).residence)
                from link l
            union all
            select distinct on ((l.officer).company_id, l.relation_id) (l.officer).company_id, 3, 'hr-' || l.relation_id, l.edge[1],
                   jsonb_build_object(l.edge[2], 'hr-' || l.party_id, l.edge[3], l.id, 'role', (l.officer).role,
                       'startDate', case when not (l.officer).valid_from_is_bound then (l.officer).valid_from end)
                from link l)
        select e.company_id, jsonb_build_object('id', e.id, 'schema', e.schema, 'properties', p.list)::text
            from entity e
            cross join lateral (
                select jsonb_object_agg(p.key, p.texts) as list from (
                    select k.key, jsonb_agg(v.value) as texts
                        from jsonb_each(e.properties) k
                        cross join lateral jsonb_array_elements(case jsonb_typeof(k.value) when 'array' then k.value
                                                                else jsonb_build_array(k.value) end) v
                        where v.value <> 'null' group by k.key) p) p
            order by e.company_id, e.place, e.id;
end
$$;
comment on function hr_registry.ftm_lines(bigint[]) is 'Companies, officers and what links them as entities of FollowTheMoney';

create or replace function hr_registry.bods_lines(targets bigint[]) returns setof handelsregister.export_line
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with registered as materialized (
            select distinct s.company_id from hr_registry.snapshot s
                where s.company_id = any (targets)
                  and not exists (select from hr_registry.import i where i.document_id = s.document_id)),
        company as materialized (
            select c.*, 'hr-' || c.company_id as id,
                   case when r.company_id is not null then 'officialRegister' else 'thirdParty' end as source
                from hr_registry.company_at(targets, 'infinity') c left join registered r using (company_id)
                where c.name is not null),
        link as (
            select e.*, c.id, c.as_of, c.source from hr_registry.exported_officers(targets) e join company c on c.company_id = (e.officer).company_id),
        record (company_id, place, record_id, subject, type, as_of, source, details) as (
            select c.company_id, 1, c.id, c.id, 'entity', c.as_of, c.source, jsonb_build_object(
                       'isComponent', false, 'entityType', jsonb_build_object('type', 'registeredEntity', 'details', c.legal_form),
                       'name', c.name, 'alternateNames', to_jsonb(c.former_names),
                       'jurisdiction', '{"name": "Germany", "code": "DE"}'::jsonb,
                       'identifiers', (select jsonb_agg(i.value) from (values
                           (jsonb_build_object('schemeName', 'German register number', 'id', c.register_label)),
                           (case when c.euid is not null then jsonb_build_object('schemeName', 'EUID', 'id', c.euid) end)) i (value)
                           where i.value is not null),
                       'addresses', case when coalesce(c.street, c.postal_code, c.city, c.seat) is not null then
                           jsonb_build_array(jsonb_build_object('type', 'registered', 'postCode', c.postal_code,
                               'address', concat_ws(', ', nullif(concat_ws(' ', c.street, c.house_number), ''), coalesce(c.city, c.seat)))) end)
                from company c
            union all
            select distinct on ((l.officer).company_id, l.party_id) (l.officer).company_id, 2, 'hr-' || l.party_id, l.id,
                   case (l.officer).kind when 'organisation' then 'entity' else 'person' end, l.as_of, l.source,
                   case (l.officer).kind when 'organisation' then jsonb_build_object(
                       'isComponent', false, 'entityType', '{"type": "unknownEntity"}'::jsonb, 'name', (l.officer).name)
                   else jsonb_build_object(
                       'isComponent', false, 'personType', 'knownPerson', 'birthDate', (l.officer).birth_year::text,
                       'names', jsonb_build_array(jsonb_build_object('type', 'individual', 'fullName', (l.officer).name,
                           'familyName', (l.officer).last_name, 'givenName', (l.officer).first_names)),
                       'addresses', case when (l.officer).residence is not null then
                           jsonb_build_array(jsonb_build_object('type', 'residence', 'address', (l.officer).residence)) end) end
                from link l
            union all
            select distinct on ((l.officer).company_id, l.relation_id) (l.officer).company_id, 3, 'hr-' || l.relation_id, l.id,
                   'relationship', l.as_of, l.source, jsonb_build_object(
                       'isComponent', false, 'subject', l.id, 'interestedParty', 'hr-' || l.party_id,
                       'interests', jsonb_build_array(jsonb_build_object(
                           'type', case (l.officer).role_group when 'management' then 'seniorManagingOfficial'
                                       when 'supervision' then 'boardMember' else 'otherInfluenceOrControl' end,
                           'directOrIndirect', 'direct', 'beneficialOwnershipOrControl', false, 'details', (l.officer).role,
                           'startDate', case when not (l.officer).valid_from_is_bound then (l.officer).valid_from end)))
                from link l)
        select r.company_id, jsonb_strip_nulls(jsonb_build_object(
                   'statementId', md5('statement|' || r.record_id || '|' || r.as_of), 'statementDate', r.as_of::date,
                   'declarationSubject', r.subject, 'recordId', r.record_id, 'recordType', r.type, 'recordStatus', 'new',
                   'publicationDetails', jsonb_build_object('publicationDate', current_date, 'bodsVersion', '0.4',
                       'publisher', jsonb_build_object('name', 'handelsregister ' || current_database())),
                   'source', jsonb_build_object('type', jsonb_build_array(r.source), 'retrievedAt', r.as_of::date),
                   'recordDetails', r.details))::text
            from record r order by r.company_id, r.place, r.record_id;
end
$$;
comment on function hr_registry.bods_lines(bigint[]) is 'Companies, officers and what links them as statements of the Beneficial Ownership Data Standard 0.4';

create or replace function handelsregister.export_companies(
    format text default 'jsonl', after_company_id bigint default 0, to_company_id bigint default null,
    max_companies integer default 1000) returns setof handelsregister.export_line
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off
as $$
declare
    targets bigint[];
begin
    perform hr_user.check_text('format', export_companies.format);
    perform hr_user.check_page_size(max_companies, 10000);
    targets := array(
        select c.id from hr_registry.company c
            where c.id > coalesce(after_company_id, 0) and (to_company_id is null or c.id <= to_company_id)
              and not exists (select from hr_registry.blocked_company b where b.company_id = c.id)
            order by c.id limit max_companies);
    case format
        when 'csv' then return query select * from hr_registry.csv_lines(targets, coalesce(after_company_id, 0) = 0);
        when 'jsonl' then return query select * from hr_registry.jsonl_lines(targets);
        when 'ftm' then return query select * from hr_registry.ftm_lines(targets);
        when 'bods' then return query select * from hr_registry.bods_lines(targets);
        else perform hr_user.refuse(400, 'invalid_format', 'unknown format',
            'Formats are csv, jsonl, ftm and bods.', jsonb_build_object('format', export_companies.format));
    end case;
end
$$;
comment on function handelsregister.export_companies(text, bigint, bigint, integer) is
    'Companies as text for other programs: csv, jsonl, ftm (FollowTheMoney) or bods (Beneficial Ownership Data Standard 0.4); several lines of one company follow each other. Pages by after_company_id. Errors: PT400';
