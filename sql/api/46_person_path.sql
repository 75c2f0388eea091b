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
           null::integer as edges
    where false;
comment on view hr_registry.path_tree is 'Row type of next_nodes()';
comment on column hr_registry.path_tree.nodes is 'As find_node() writes them';
comment on column hr_registry.path_tree.parents is 'From which node each one is reached';
comment on column hr_registry.path_tree.edges is 'How many offices were looked at';

-- A node that several others lead to is reached from the first one.
create or replace function hr_registry.next_nodes(frontier text[], known text[], include_former boolean, most integer)
    returns hr_registry.path_tree
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
declare
    offices constant hr_registry.office[] := array(select f from hr_registry.offices_of(frontier, most) f);
    sources text[];
    targets text[];
    answer hr_registry.path_tree;
begin
    answer.edges := cardinality(offices);
    select array_agg(f.source), array_agg('company:' || f.company_id) into sources, targets
        from unnest(offices) f
        where f.source_id is distinct from f.company_id
          and exists (select from hr_registry.officer o
                          where o.company_id = f.company_id and o.item = f.item and o.document_id = f.document_id
                            and (include_former or o.valid_to is null) offset 0)
          and not exists (select from hr_registry.hidden_company h where h.company_id = f.company_id)
          and not exists (select from hr_registry.hidden_company h where h.company_id = f.source_id);
    select array_agg(s.node), array_agg(s.parent) into answer.nodes, answer.parents
        from (select e.node, min(e.parent collate "C") as parent
                  from (select * from unnest(sources, targets) union all select * from unnest(targets, sources)) e (node, parent)
                  -- sets of thousands: to be hashed, not compared one by one
                  where e.parent in (select unnest(frontier)) and e.node not in (select unnest(known))
                  group by e.node) s;
    return answer;
end
$$;
comment on function hr_registry.next_nodes(text[], text[], boolean, integer) is
    'What the offices of the frontier lead to, each node once; nodes are null where there is nothing new';

-- Only here is looked at what the offices are: the search itself passes thousands of them.
create or replace function hr_registry.links_along(path text[], include_former boolean) returns hr_registry.network_link[]
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
begin atomic
    select array_agg(k.link order by k.place)
        from (select p.place, s.link
                  from unnest(path) with ordinality p (node, place)
                  left join lateral (
                      select l as link
                          from hr_registry.links_at(
                              array(select f from hr_registry.offices_between(path[p.place - 1], p.node) f), include_former, 1000) l
                          order by l.valid_to desc nulls first, l.valid_from desc, l.role_code, l.role limit 1) s on true) k;
end;
comment on function hr_registry.links_along(text[], boolean) is 'For each node of a path the office that links it to the one before';

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

create or replace view hr_registry.path_side as
    select null::text[] as nodes,
           null::text[] as parents,
           null::text[] as frontier
    where false;
comment on view hr_registry.path_side is 'What the search for a path has reached from one end';
comment on column hr_registry.path_side.nodes is 'As find_node() writes them';
comment on column hr_registry.path_side.parents is 'From which node each one was reached';
comment on column hr_registry.path_side.frontier is 'Those that were reached last';

create or replace function hr_registry.way_back(side hr_registry.path_side, node text) returns text[]
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    way text[] := array[]::text[];
begin
    while node is not null loop
        way := node || way;
        node := side.parents[array_position(side.nodes, node)];
    end loop;
    return way;
end
$$;
comment on function hr_registry.way_back(hr_registry.path_side, text) is 'The nodes from the end of a search to this one';

-- From both ends at once, a step at the one that has fewer nodes before it: a person in thousands of companies is looked at
-- only where the other end leads to as many. Few companies are more than a handful of steps apart; who would look at thousands
-- of offices on the way is told so.
create or replace function handelsregister.find_path(
    from_identifier text, to_identifier text, max_depth integer default 6, include_former boolean default true)
    returns setof handelsregister.path_step
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    most constant integer := 10000;
    former constant boolean := coalesce(include_former, true);
    begun hr_registry.path_side;
    ended hr_registry.path_side;
    side hr_registry.path_side;
    next hr_registry.path_tree;
    from_beginning boolean;
    looked_at integer := 0;
    meeting text;
    path text[];
begin
    begun.nodes := array[hr_registry.find_node(from_identifier)];
    ended.nodes := array[hr_registry.find_node(to_identifier)];
    if max_depth is null or max_depth not between 1 and 8 then
        perform hr_user.refuse(400, 'invalid_bound', 'invalid depth', 'Take a depth from 1 to 8.', '{"max_depth": 8}');
    end if;
    begun := (begun.nodes, array[null::text], begun.nodes);
    ended := (ended.nodes, array[null::text], ended.nodes);
    meeting := case when begun.nodes = ended.nodes then begun.nodes[1] end;
    for level in 1 .. max_depth loop
        exit when meeting is not null;
        from_beginning := cardinality(begun.frontier) <= cardinality(ended.frontier);
        side := case when from_beginning then begun else ended end;
        next := hr_registry.next_nodes(side.frontier, side.nodes, former, most - looked_at);
        looked_at := looked_at + next.edges;
        exit when next.nodes is null and looked_at < most;
        side := (side.nodes || next.nodes, side.parents || next.parents, next.nodes);
        if from_beginning then
            begun := side;
        else
            ended := side;
        end if;
        select min(n collate "C") into meeting
            from unnest(next.nodes) n
            where n in (select unnest(case when from_beginning then ended.nodes else begun.nodes end));
        if meeting is null and looked_at >= most then
            perform hr_user.refuse(422, 'search_too_wide', 'the search leads to too many companies and persons',
                'Take a smaller depth, leave out former offices, or begin at the other end.', jsonb_build_object('depth', level));
        end if;
    end loop;
    if meeting is null then
        return;
    end if;
    path := hr_registry.way_back(begun, meeting)
        || array(select w.node from unnest((hr_registry.way_back(ended, meeting))) with ordinality w (node, place)
                     where w.node <> meeting order by w.place desc);
    return query select s.* from hr_registry.shown_path(path, hr_registry.links_along(path, former)) s;
end
$$;
comment on function handelsregister.find_path(text, text, integer, boolean) is
    'A shortest path between two companies (by identifier) or persons (by number) along offices, step by step; nothing where there is none within the depth. Errors: PT400, PT404, PT422 where the search leads to more than ten thousand offices';
