-- How two companies or persons hang together: the shortest path along offices.

create or replace view handelsregister.path_step as
    select null::integer as step,
           null::text as kind,
           null::bigint as company_id,
           null::uuid as person_id,
           null::text as name,
           null::text as holder,
           null::text as role_code,
           null::text as role,
           null::text as role_in_english,
           null::date as valid_from,
           null::date as valid_to
    where false;
comment on view handelsregister.path_step is 'Row type of find_path(): where the path leads, and what links it to the step before';
comment on column handelsregister.path_step.step is '0 for the beginning';
comment on column handelsregister.path_step.kind is 'company or person';
comment on column handelsregister.path_step.person_id is 'For get_person()';
comment on column handelsregister.path_step.holder is 'this or previous: whose office links the two; null at the beginning';
comment on column handelsregister.path_step.role is 'Name of the role, or its text where it has no code';
comment on column handelsregister.path_step.role_in_english is 'What the code of the role means, in English';
comment on column handelsregister.path_step.valid_to is 'First day on which the entry did not hold any more; null where it holds today';

create or replace view hr_registry.path_tree as
    select null::text[] as nodes,
           null::text[] as parents,
           null::hr_registry.network_link[] as links
    where false;
comment on view hr_registry.path_tree is 'Row type of next_nodes()';
comment on column hr_registry.path_tree.nodes is 'As find_node() writes them';
comment on column hr_registry.path_tree.parents is 'From which node each one is reached';
comment on column hr_registry.path_tree.links is 'Through which link';

create or replace function hr_registry.next_nodes(frontier text[], known text[], fresh hr_registry.network_link[])
    returns hr_registry.path_tree
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
begin atomic
    select array_agg(s.node order by s.node), array_agg(s.parent order by s.node), array_agg(s.link order by s.node)
        from (select distinct on (e.node) e.node, e.parent, l as link
                  from unnest(fresh) l
                  cross join lateral (values (l.source, l.target), (l.target, l.source)) e (node, parent)
                  -- sets of thousands: to be hashed, not compared one by one
                  where e.parent in (select unnest(frontier)) and not exists (select from unnest(known) k (node) where k.node = e.node)
                  order by e.node, e.parent, l.valid_to desc nulls first, l.valid_from desc, l.role_code, l.role) s;
end;
comment on function hr_registry.next_nodes(text[], text[], hr_registry.network_link[]) is
    'What these links lead to from the frontier, each node once; null where there is nothing new';

create or replace function hr_registry.shown_path(nodes text[], links hr_registry.network_link[])
    returns setof handelsregister.path_step
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
begin atomic
    select (p.place - 1)::integer, split_part(p.node, ':', 1),
           case when p.node like 'company:%' then substr(p.node, 9)::bigint end,
           case when p.node like 'person:%' then substr(p.node, 8)::uuid end, n.name,
           case when (p.link).source = p.node then 'this' when (p.link).target = p.node then 'previous' end,
           (p.link).role_code, (p.link).role, (p.link).role_in_english, (p.link).valid_from, (p.link).valid_to
        from (select k.place, k.node, links[k.place] as link from unnest(nodes) with ordinality k (node, place)) p
        left join hr_registry.node_names(nodes) n on n.node = p.node
        order by p.place;
end;
comment on function hr_registry.shown_path(text[], hr_registry.network_link[]) is 'A path as the API shows it';

-- Few companies are more than a handful of steps apart; who would look at thousands on the way is told so.
create or replace function handelsregister.find_path(
    from_identifier text, to_identifier text, max_depth integer default 6, include_former boolean default true)
    returns setof handelsregister.path_step
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    most constant integer := 20000;
    start constant text := hr_registry.find_node(from_identifier);
    goal constant text := hr_registry.find_node(to_identifier);
    nodes text[] := array[start];
    parents text[] := array[null::text];
    links hr_registry.network_link[] := array[null::hr_registry.network_link];
    frontier text[] := nodes;
    fresh hr_registry.network_link[];
    next hr_registry.path_tree;
    path text[] := array[]::text[];
    path_links hr_registry.network_link[] := array[]::hr_registry.network_link[];
    place integer;
begin
    if max_depth is null or max_depth not between 1 and 8 then
        perform hr_user.refuse(400, 'invalid_bound', 'invalid depth', 'Take a depth from 1 to 8.', '{"max_depth": 8}');
    end if;
    for level in 1 .. max_depth loop
        exit when goal = any (nodes);
        fresh := array(select l from hr_registry.links_of(frontier, coalesce(include_former, true), most) l);
        next := hr_registry.next_nodes(frontier, nodes, fresh);
        exit when next.nodes is null;
        frontier := next.nodes;
        nodes := nodes || next.nodes;
        parents := parents || next.parents;
        links := links || next.links;
        if goal <> all (nodes) and (cardinality(fresh) >= most or cardinality(nodes) > 5000) then
            perform hr_user.refuse(422, 'search_too_wide', 'the search leads to too many companies and persons',
                'Take a smaller depth, leave out former offices, or begin at the other end.', jsonb_build_object('depth', level));
        end if;
    end loop;
    place := array_position(nodes, goal);
    while place is not null loop
        path := nodes[place] || path;
        path_links := links[place] || path_links;
        place := array_position(nodes, parents[place]);
    end loop;
    return query select s.* from hr_registry.shown_path(path, path_links) s;
end
$$;
comment on function handelsregister.find_path(text, text, integer, boolean) is
    'A shortest path between two companies (by identifier) or persons (by number) along offices, step by step; nothing where there is none within the depth. Errors: PT400, PT404, PT422 where the search leads to thousands of others';
