-- The index of names for operators.

create or replace view handelsregister.search_index as
    select null::bigint as blocks,
           null::bigint as bytes,
           null::bigint as new_entries,
           null::bigint as names_read
    where false;
comment on view handelsregister.search_index is 'Row type of get_search_index()';
comment on column handelsregister.search_index.blocks is 'Rows of keys with what they lead to';
comment on column handelsregister.search_index.bytes is 'What the index takes on disk';
comment on column handelsregister.search_index.new_entries is
    'What waits to be brought into them, which a job does at a quarter of a million; an estimate';
comment on column handelsregister.search_index.names_read is
    'Names that reindex_search() has read, this time if it is at work, else the last time';

create or replace function handelsregister.get_search_index() returns setof handelsregister.search_index
    language sql stable security definer rows 1 set search_path = pg_catalog, pg_temp
begin atomic
    select (select count(*) from hr_registry.search_block),
           pg_total_relation_size('hr_registry.search_block') + pg_total_relation_size('hr_registry.search_entry'),
           (select greatest(c.reltuples, 0)::bigint from pg_class c where c.oid = 'hr_registry.search_entry'::regclass),
           (select p.last_value from hr_registry.search_progress p);
end;
comment on function handelsregister.get_search_index() is 'How large the index of names is, and how far its making';

-- Writers ask at every batch: a plan made when the table was empty must not read all of it later.
create or replace function hr_registry.keys_in_entries(domain text, keys text[]) returns text[]
    language plpgsql stable strict parallel safe set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_bitmapscan = off set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    return array(
        select w.key from unnest(keys) w (key)
            cross join lateral (select from hr_registry.search_entry e where e.domain = keys_in_entries.domain and e.key = w.key collate "C" limit 1) e);
end
$$;
comment on function hr_registry.keys_in_entries(text, text[]) is 'Those of the keys that have come into the index of names since its blocks were written';

create or replace function hr_registry.lock_search_index() returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    lock table hr_registry.search_block in share row exclusive mode;
end
$$;
comment on function hr_registry.lock_search_index() is 'Waits until nobody else makes the index of names';

-- What the server counts of a table lags behind by seconds: no second job comes for a minute, nor do writers wait here.
create or replace function hr_registry.request_search_fold() returns bigint
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    if pg_stat_get_live_tuples('hr_registry.search_entry'::regclass) < 250000 then
        return null;
    end if;
    perform from hr_registry.search_fold f where f.requested_at < clock_timestamp() - interval '1 minute' for update skip locked;
    if not found then
        return null;
    end if;
    update hr_registry.search_fold set requested_at = clock_timestamp();
    return hr_queue.enqueue('fold_search', priority => -1::smallint);
end
$$;
comment on function hr_registry.request_search_fold() is
    'Enqueues a job that brings new entries of the index of names into its blocks where there are so many that searches may feel them; null if none is needed';

insert into hr_queue.processor (kind, batch_size, max_attempts, description, builtin)
values ('fold_search', 1, 3, 'Brings new entries of the index of names into its blocks', true)
on conflict (kind) do nothing;

create or replace function handelsregister.reindex_search() returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return hr_registry.build_search_index();
end
$$;
comment on function handelsregister.reindex_search() is
    'Makes the index of names anew, while searches and changes go on; get_search_index() shows how far it is. Returns how many names there are';

create or replace function handelsregister.check_search(max_companies integer default 100)
    returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(max_companies, 10000);
    return query select u.company_id from unnest(hr_registry.unfound_names(max_companies)) u (company_id);
end
$$;
comment on function handelsregister.check_search(integer) is
    'Companies with a name, or with a person by name, that the index of names does not lead to: there are none unless it is damaged, and reindex_search() mends it. Errors: PT400';
