-- Persons and companies as a network: breadth first along offices, within bounds.

create or replace view hr_registry.network_link as
    select null::text as source,
           null::text as target,
           null::text as role_code,
           null::text as role,
           null::text as role_in_english,
           null::text as role_group,
           null::date as valid_from,
           null::date as valid_to
    where false;
comment on view hr_registry.network_link is 'Row type of links_of()';
comment on column hr_registry.network_link.source is 'Who holds the office';
comment on column hr_registry.network_link.target is 'In which company';
comment on column hr_registry.network_link.role_in_english is 'What the code of the role means, in English';
comment on column hr_registry.network_link.role_group is
    'management, procuration, liquidation, partner, limited_partner, supervision or other';
comment on column hr_registry.network_link.valid_to is 'First day on which the entry did not hold any more; null where it holds today';

create or replace view handelsregister.network_item as
    select null::text as kind,
           null::text as id,
           null::bigint as company_id,
           null::uuid as person_id,
           null::text as name,
           null::text as source,
           null::text as target,
           null::text as role_code,
           null::text as role,
           null::text as role_in_english,
           null::text as role_group,
           null::date as valid_from,
           null::date as valid_to,
           null::integer as depth,
           null::boolean as is_complete
    where false;
comment on view handelsregister.network_item is 'Row type of get_network(): companies and persons, then the links between them';
comment on column handelsregister.network_item.kind is 'company, person or link';
comment on column handelsregister.network_item.id is 'Of a company or person; what source and target of the links refer to';
comment on column handelsregister.network_item.person_id is 'For get_person()';
comment on column handelsregister.network_item.name is 'Of a company or person, for people';
comment on column handelsregister.network_item.source is 'Of a link: who holds the office';
comment on column handelsregister.network_item.target is 'Of a link: in which company';
comment on column handelsregister.network_item.role is 'Name of the role, or its text where it has no code';
comment on column handelsregister.network_item.role_in_english is 'What the code of the role means, in English';
comment on column handelsregister.network_item.role_group is
    'management, procuration, liquidation, partner, limited_partner, supervision or other';
comment on column handelsregister.network_item.valid_to is 'First day on which the entry did not hold any more; null where it holds today';
comment on column handelsregister.network_item.depth is 'Of a company or person: how many links away it is';
comment on column handelsregister.network_item.is_complete is 'Of a company or person: all its links are shown';

-- Nodes are "company:4711" and "person:7d3c…".
create or replace function hr_registry.find_node(node text) returns text
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_registry.check_identifier(node);
    if lower(btrim(node)) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        return 'person:' || hr_registry.find_person(btrim(node)::uuid);
    end if;
    return 'company:' || hr_registry.find_company(node);
end
$$;
comment on function hr_registry.find_node(text) is 'A person by number, else a company by identifier. Errors: PT400, PT404';

create or replace view hr_registry.office as
    select null::bigint as company_id,
           null::text as item,
           null::bigint as document_id,
           null::text as source,
           null::bigint as source_id
    where false;
comment on view hr_registry.office is 'Row type of offices_of()';
comment on column hr_registry.office.item is 'Identity of the officer within the company';
comment on column hr_registry.office.source is 'Who holds it: a node';
comment on column hr_registry.office.source_id is 'The company that holds it, where it is one';

create or replace function hr_registry.offices_of(nodes text[], most integer) returns setof hr_registry.office
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
declare
    companies constant bigint[] := array(select substr(n, 9)::bigint from unnest(nodes) n where n like 'company:%');
    persons constant uuid[] := array(select substr(n, 8)::uuid from unnest(nodes) n where n like 'person:%');
begin
    return query
        (select v.company_id, v.item, v.document_id, 'person:' || v.person_id, null::bigint
            from hr_registry.mention_person v where v.company_id = any (companies) limit most)
        union all
        (select e.company_id, e.item, e.document_id, 'company:' || e.organisation_company_id, e.organisation_company_id
            from hr_registry.organisation_company e where e.company_id = any (companies) limit most)
        union all
        (select e.company_id, e.item, e.document_id, 'company:' || e.organisation_company_id, e.organisation_company_id
            from hr_registry.registration r
            join hr_registry.organisation_mention o
                on o.register_number = r.register_number and o.register_type = r.register_type and o.court = r.court
            join hr_registry.organisation_company e
                on e.company_id = o.company_id and e.item = o.item and e.document_id = o.document_id
            where r.company_id = any (companies) and e.organisation_company_id = any (companies) limit most)
        union all
        (select v.company_id, v.item, v.document_id, 'person:' || v.person_id, null
            from hr_registry.person_mentions(persons, most) v);
end
$$;
comment on function hr_registry.offices_of(text[], integer) is
    'Offices that companies and persons hold, and those in the companies, some of them twice; of each kind no more than so many, hidden ones included';

create or replace function hr_registry.offices_between(one text, other text) returns setof hr_registry.office
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
declare
    company constant bigint := substring(one from '^company:(.*)')::bigint;
    other_company constant bigint := substring(other from '^company:(.*)')::bigint;
    person constant uuid := substring(one || ' ' || other from 'person:([-0-9a-f]*)')::uuid;
begin
    return query
        select v.company_id, v.item, v.document_id, 'person:' || v.person_id, null::bigint
            from hr_registry.mention_person v
            where v.company_id = coalesce(company, other_company) and v.person_id = person
        union all
        select e.company_id, e.item, e.document_id, 'company:' || e.organisation_company_id, e.organisation_company_id
            from hr_registry.organisation_company e
            where e.company_id = company and e.organisation_company_id = other_company
        union all
        select e.company_id, e.item, e.document_id, 'company:' || e.organisation_company_id, e.organisation_company_id
            from hr_registry.organisation_company e
            where e.company_id = other_company and e.organisation_company_id = company;
end
$$;
comment on function hr_registry.offices_between(text, text) is 'Offices that one of two nodes holds in the other, hidden ones included';

create or replace function hr_registry.links_at(offices hr_registry.office[], include_former boolean, most integer)
    returns setof hr_registry.network_link
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select distinct f.source, 'company:' || o.company_id, o.role_code,
               hr_registry.shown(o.role_code, coalesce(o.role_label, r.german), o.role_text), r.english,
               hr_registry.role_group(o.role_code), o.valid_from, o.valid_to
            from unnest(offices) f
            join hr_registry.officer o on o.company_id = f.company_id and o.item = f.item and o.document_id = f.document_id
            left join hr_registry.officer_role r on r.role_code = o.role_code
            where (include_former or o.valid_to is null) and f.source_id is distinct from o.company_id
              and not exists (select from hr_registry.hidden_company h where h.company_id = o.company_id)
              and not exists (select from hr_registry.hidden_company h where h.company_id = f.source_id)
            limit most;
end
$$;
comment on function hr_registry.links_at(hr_registry.office[], boolean, integer) is
    'What these offices are, without those that the caller may not see; no more than so many';

create or replace function hr_registry.links_of(nodes text[], include_former boolean, most integer)
    returns setof hr_registry.network_link
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
begin atomic
    select l.* from hr_registry.links_at(array(select f from hr_registry.offices_of(nodes, most) f), include_former, most) l;
end;
comment on function hr_registry.links_of(text[], boolean, integer) is
    'Offices that companies and persons hold, and those in the companies; no more than so many';

create or replace view hr_registry.node_name as
    select null::text as node,
           null::text as name
    where false;
comment on view hr_registry.node_name is 'Row type of node_names()';
comment on column hr_registry.node_name.node is 'As find_node() writes it';

create or replace function hr_registry.node_names(nodes text[]) returns setof hr_registry.node_name
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
begin atomic
    select 'company:' || l.company_id, l.name
        from hr_registry.labels_of(array(select substr(n, 9)::bigint from unnest(nodes) n where n like 'company:%')) l
    union all
    select 'person:' || p.person_id, p.name
        from hr_registry.persons_of(array(select substr(n, 8)::uuid from unnest(nodes) n where n like 'person:%')) p;
end;
comment on function hr_registry.node_names(text[]) is 'What companies and persons are called, for people';

-- A node whose links lead to others that are not shown is not complete, nor is one whose links were not followed.
create or replace function handelsregister.get_network(
    identifier text, depth integer default 2, max_nodes integer default 100, include_former boolean default false)
    returns setof handelsregister.network_item
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    most constant integer := 10000;
    nodes text[] := array[hr_registry.find_node(identifier)];
    depths integer[] := array[0];
    frontier text[] := nodes;
    followed text[] := array[]::text[];
    links hr_registry.network_link[] := array[]::hr_registry.network_link[];
    fresh hr_registry.network_link[];
begin
    if get_network.depth is null or get_network.depth not between 1 and 4 or max_nodes is null or max_nodes not between 1 and 500 then
        perform hr_user.refuse(400, 'invalid_bound', 'invalid depth or number of nodes',
            'Take a depth from 1 to 4, and from 1 to 500 nodes.', '{"max_depth": 4, "max_nodes": 500}');
    end if;
    for level in 1 .. get_network.depth loop
        fresh := array(select l from hr_registry.links_of(frontier, coalesce(include_former, false), most) l);
        links := links || fresh;
        followed := followed || case when cardinality(fresh) < most then frontier else '{}' end;
        frontier := array(
            select distinct e.node from unnest(fresh) l, lateral (values (l.source), (l.target)) e (node)
                where e.node <> all (nodes) order by 1 limit max_nodes - cardinality(nodes));
        exit when frontier = '{}';
        nodes := nodes || frontier;
        depths := depths || array_fill(level, array[cardinality(frontier)]);
    end loop;
    return query
        with node as (
            select n.node, n.depth, n.place from unnest(nodes, depths) with ordinality n (node, depth, place)),
        link as materialized (
            select distinct l.*, s.node is not null as has_source, t.node is not null as has_target
                from unnest(links) l left join node s on s.node = l.source left join node t on t.node = l.target),
        incomplete as materialized (
            select case when l.has_source then l.source else l.target end as node from link l where l.has_source <> l.has_target),
        item as (
            select n.place, row(split_part(n.node, ':', 1), n.node,
                       case when n.node like 'company:%' then substr(n.node, 9)::bigint end,
                       case when n.node like 'person:%' then substr(n.node, 8)::uuid end, m.name, null, null, null, null, null,
                       null, null, null, n.depth,
                       n.node in (select unnest(followed)) and n.node not in (select i.node from incomplete i)
                       )::handelsregister.network_item as shown
                from node n left join hr_registry.node_names(nodes) m on m.node = n.node
            union all
            select 1000 + row_number() over (order by l.source, l.target, l.valid_to desc nulls first, l.valid_from desc, l.role_code,
                                                      l.role),
                   row('link', null, null, null, null, l.source, l.target, l.role_code, l.role, l.role_in_english, l.role_group,
                       l.valid_from, l.valid_to, null, null)::handelsregister.network_item
                from link l where l.has_source and l.has_target)
        select (i.shown).* from item i order by i.place;
end
$$;
comment on function handelsregister.get_network(text, integer, integer, boolean) is
    'Companies and persons around a company (by identifier) or a person (by number), breadth first along offices, with the links between them. Errors: PT400, PT404';
