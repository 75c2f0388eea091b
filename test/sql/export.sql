-- Companies for other programs: every entity and statement has the fields that its published schema requires
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
\set ECHO all
-- FollowTheMoney: "required" of followthemoney/schema/{Thing,Company,Organization,LegalEntity,Person,Directorship,Ownership,
-- Membership}.yaml, and for Representation and UnknownLink, which require nothing, their two ends.
-- BODS 0.4: "required" of schema/statement.json, entity-record.json, person-record.json and relationship-record.json.
create temp table required (format text, kind text, path text[]);
insert into required
    select 'ftm', k, p from unnest('{Company,Organization,LegalEntity,Person,Directorship,Ownership,Membership,Representation,UnknownLink}'::text[]) k,
        (values ('{id}'::text[]), ('{schema}')) f (p)
    union all
    select 'ftm', k, array['properties', p] from (values
        ('Company', 'name'), ('Organization', 'name'), ('LegalEntity', 'name'), ('Person', 'name'),
        ('Directorship', 'director'), ('Directorship', 'organization'), ('Ownership', 'owner'), ('Ownership', 'asset'),
        ('Membership', 'member'), ('Membership', 'organization'), ('Representation', 'agent'), ('Representation', 'client'),
        ('UnknownLink', 'subject'), ('UnknownLink', 'object')) f (k, p)
    union all
    select 'bods', k, string_to_array(p, '/') from unnest('{entity,person,relationship}'::text[]) k, unnest('{statementId,declarationSubject,recordId,recordType,recordDetails,publicationDetails/publicationDate,publicationDetails/bodsVersion,publicationDetails/publisher/name,recordDetails/isComponent}'::text[]) p
    union all
    select 'bods', k, string_to_array(p, '/') from (values ('entity', 'recordDetails/entityType/type'), ('person', 'recordDetails/personType'),
        ('relationship', 'recordDetails/subject'), ('relationship', 'recordDetails/interestedParty')) f (k, p);

-- A partner of a company and a member of a partnership, and a line of bulk data that nothing else is known of
insert into hr_registry.officer (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, kind, role_code, role_label, first_names, last_name)
    values (900001, 'partner', 900002, '2025-02-15', false, false, 'person', '252', 'Persönlich haftender Gesellschafter', 'Ada', 'Ahorn'),
           (900002, 'partner', 900003, '2025-03-01', true, false, 'person', '251', 'Partner', 'Bo', 'Birke');
insert into hr_registry.source_number values ('offeneregister', 'F1103R_VR900002', 900002);
insert into hr_registry.import (source, format, document_id, state, first_line, requested_by) values ('offeneregister', 'tsv', 900003, 'done', 1, 'postgres');

create temp table exported as
    select f.format, l.company_id, l.line::jsonb as body, case f.format when 'ftm' then l.line::jsonb ->> 'schema' else l.line::jsonb ->> 'recordType' end as kind
        from unnest('{ftm,bods}'::text[]) f (format) cross join lateral handelsregister.export_companies(f.format, 900000) l;
select format, kind, count(*) from exported group by 1, 2 order by 1, 2;
select count(*) as checked, count(*) filter (where coalesce(e.body #> r.path, 'null') in ('null', '""', '[]', '{}')) as missing
    from exported e join required r using (format, kind);
select distinct e.format, e.kind from exported e where not exists (select from required r where r.format = e.format and r.kind = e.kind);

-- The rest of what the schemas say: ends of edges are entities of theirs, lists are lists, identifiers are unique
select count(*) as ends, count(*) filter (where o.kind is null) as loose
    from exported e cross join lateral (select v #>> '{}' as id from jsonb_each(e.body -> 'properties') p (k, l), jsonb_array_elements(p.l) v
        where p.k in ('director', 'organization', 'owner', 'asset', 'member', 'agent', 'client', 'subject', 'object')) x
    left join exported o on o.format = 'ftm' and o.body ->> 'id' = x.id and o.kind in ('Company', 'Organization', 'LegalEntity', 'Person')
    where e.format = 'ftm';
select count(*) as assets, count(*) filter (where o.kind = 'Company') as companies
    from exported e join exported o on o.format = 'ftm' and o.body ->> 'id' = e.body #>> '{properties,asset,0}' where e.kind = 'Ownership';
select count(*) as ends, count(*) filter (where o.kind is null) as loose
    from exported e cross join lateral (values (e.body #>> '{recordDetails,subject}'), (e.body #>> '{recordDetails,interestedParty}'), (e.body ->> 'declarationSubject')) x (id)
    left join exported o on o.format = 'bods' and o.body ->> 'recordId' = x.id and o.kind in ('entity', 'person')
    where e.format = 'bods' and x.id is not null;
select format, count(distinct coalesce(body ->> 'id', body ->> 'statementId')) = count(*) as unique_ids,
       bool_and(length(body ->> 'statementId') between 32 and 64) as fits from exported group by 1 order by 1;
select distinct i.value ->> 'type' as interest, i.value ->> 'directOrIndirect' as direct from exported e, jsonb_array_elements(e.body #> '{recordDetails,interests}') i order by 1;
select distinct body -> 'source' -> 'type' as source, company_id from exported where format = 'bods' order by 2;
select body -> 'properties' from exported where kind = 'Organization';
select body -> 'recordDetails' from exported where format = 'bods' and kind = 'entity' and company_id = 900001 and body ->> 'recordId' = 'hr-900001';

-- Of births the year
select format, array_agg(distinct coalesce(body #>> '{properties,birthDate,0}', body #>> '{recordDetails,birthDate}')) as births from exported group by 1 order by 1;

-- JSON Lines and CSV
select line::jsonb - 'officers' from handelsregister.export_companies(after_company_id => 900001);
select jsonb_array_length(line::jsonb -> 'officers') as officers from handelsregister.export_companies('jsonl', 900000, 900001);
update hr_registry.company_name set name = e'Quitten, "Werk"\nGmbH' where company_id = 900001 and valid_to is null;
select line from handelsregister.export_companies('csv', 900000);
select left(line, 30) as header from handelsregister.export_companies('csv', 0, 1) limit 1;

-- Pages, blocked companies, errors
select distinct company_id from handelsregister.export_companies('ftm', 900000, max_companies => 1) order by 1;
select count(*) from handelsregister.export_companies('ftm', 900002);
insert into hr_registry.blocked_company (company_id, reason, blocked_by) values (900001, 'a test', 'postgres');
select distinct company_id from handelsregister.export_companies('bods', 900000) order by 1;
select code, message, detail, hint from pg_temp.failure($$select * from handelsregister.export_companies('xml')$$);
select code, detail from pg_temp.failure($$select * from handelsregister.export_companies(max_companies => 10001)$$);
rollback;
