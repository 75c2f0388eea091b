-- Officers and their mentions as documents would bring them, and what persons were searched by before.
insert into hr_registry.officer (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, kind, role_code,
                                 first_names, last_name, birth_date, residence)
    select p.company_id, p.item, p.company_id, '2024-01-01', false, false, 'person', '086', p.first_names, p.last_name, p.birth_date,
           p.residence from bench.person p;
insert into hr_registry.mention (company_id, item, document_id, last_name, first_names, birth_date, residence, is_full, own_id)
    select v.company_id, v.item, v.document_id, v.last_name, v.first_names, v.birth_date, v.residence, v.is_full, md5(v.key)::uuid
        from hr_registry.officer_mention v;
insert into hr_registry.person_name (last_name, first_names)
    select m.last_name, m.first_names from hr_registry.mention m group by 1, 2 order by 1, 2;
vacuum analyze;

-- As search_persons() of 0.4.0 read them, without what is shown.
create function bench.mentions_named(last_name text, first_names text, is_whole boolean) returns setof hr_registry.mention
    language plpgsql stable set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    if is_whole then
        return query select m.* from hr_registry.mention m
            where m.last_name = mentions_named.last_name
              and m.first_names >= mentions_named.first_names and m.first_names < mentions_named.first_names || '~' limit 2000;
    else
        return query select m.* from hr_registry.mention m
            where m.last_name >= mentions_named.last_name and m.last_name < mentions_named.last_name || '~' limit 2000;
    end if;
end
$$;
create function bench.search_by_btree(q text) returns table (name text)
    language sql stable
as $$
    with word as (select string_to_array(hr_registry.name_words(q), ' ') as words),
    part as (
        select array_to_string(w.words[:k], ' ') as head, array_to_string(w.words[k + 1:], ' ') as tail
            from word w, generate_series(1, cardinality(w.words)) k),
    candidate as (
        select m.* from part p, lateral bench.mentions_named(p.head, p.tail, true) m
        union
        select m.* from part p, lateral bench.mentions_named(p.tail, p.head, true) m where p.tail <> ''
        union
        select m.* from word w, unnest(w.words) u (word), lateral bench.mentions_named(u.word, null, false) m),
    fitting as (
        select concat_ws(' ', c.last_name, c.first_names) as name, string_to_array(concat_ws(' ', c.last_name, c.first_names), ' ') as named
            from candidate c)
    select f.name from fitting f, word w
        where not exists (select from unnest(w.words) u (word)
                          where not exists (select from unnest(f.named) n (word) where starts_with(n.word, u.word)))
        group by f.name order by min(cardinality(f.named)), f.name limit 20
$$;
create table bench.whole_name as
    select n.id, n.last_name || ' ' || n.first_names as name from hr_registry.person_name n;
create index on bench.whole_name using gin (name gin_trgm_ops);
create function bench.search_by_trigrams(q text) returns table (name text)
    language sql stable
as $$
    select n.name from bench.whole_name n where n.name % hr_registry.name_words(q)
        order by similarity(n.name, hr_registry.name_words(q)) desc, n.name limit 20
$$;
vacuum analyze bench.whole_name;
