-- Numbers that the API hands out name the same thing for ever, although a failover or a recovery may lose the last of them:
-- who writes first in another place begins a new history, with a new epoch of the change feed and numbers far behind.

create or replace function hr_queue.has_moved() returns boolean
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
    return coalesce(hr_queue.place() <> (select h.place from hr_queue.history h order by h.generation desc limit 1), false);
comment on function hr_queue.has_moved() is 'Is this another place than that of the newest history? False on a standby';

-- What is lost may have been as long as it was. The distance differs from one time to the next: of two ways on from one state,
-- neither knows of the other.
create or replace function hr_queue.skip_numbers() returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    perform setval(s.name, pg_sequence_last_value(s.name) + 1000000000 + (random() * 1000000000)::bigint)
        from unnest('{hr_queue.job_id_seq, hr_registry.change_seq, hr_registry.company_id_seq, hr_registry.document_id_seq,
                      hr_registry.erasure_id_seq, hr_registry.import_id_seq, hr_user.audit_id_seq}'::regclass[]) s (name)
        where pg_sequence_last_value(s.name) is not null;
end
$$;
comment on function hr_queue.skip_numbers() is 'Lets the numbers that the API hands out go on a thousand million further or more';

create or replace function hr_queue.begin_history(new_epoch uuid, parted_at bigint) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    former constant integer := coalesce((select max(h.generation) from hr_queue.history h), 0);
    last_job constant bigint := coalesce(pg_sequence_last_value('hr_queue.job_id_seq'), 0);
begin
    if hr_queue.has_moved() then
        perform hr_queue.skip_numbers();
    end if;
    insert into hr_queue.history (generation, epoch, place, parted_at, last_job, skipped_to)
        values (former + 1, new_epoch, hr_queue.place(), begin_history.parted_at, last_job,
                coalesce(pg_sequence_last_value('hr_queue.job_id_seq'), 0));
end
$$;
comment on function hr_queue.begin_history(uuid, bigint) is
    'Notes that the database goes on here; in another place than before numbers go on far behind those given out so far. The table must be locked';

create or replace function hr_queue.enter_history() returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    here constant text := hr_queue.place();
    home_epoch uuid;
begin
    if here is null or here = (select h.place from hr_queue.history h order by h.generation desc limit 1) then
        return;
    end if;
    if not hr_queue.is_home() then  -- adopt_database() begins the history of a copy
        return;
    end if;
    lock table hr_queue.history in share row exclusive mode;
    if here = (select h.place from hr_queue.history h order by h.generation desc limit 1) then  -- somebody else was first
        return;
    end if;
    home_epoch := hr_queue.epoch();
    perform hr_queue.begin_history(
        case when exists (select from hr_queue.history h where h.epoch = home_epoch) then gen_random_uuid() else home_epoch end,
        hr_user.feed_end());
end
$$;
comment on function hr_queue.enter_history() is
    'To be called before a number is taken: begins a new history where the database has come to another place';

create or replace function hr_registry.feed_epoch() returns uuid
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
    return coalesce((select h.epoch from hr_queue.history h order by h.generation desc limit 1), hr_queue.epoch());
comment on function hr_registry.feed_epoch() is 'Epoch of the change feed: another one after a failover, a recovery to a point in time, or an adoption';

-- Of an epoch that is not known nothing holds: null. On a standby, numbers beyond the end are only not there yet.
create or replace function hr_registry.feed_holds_to(epoch uuid) returns bigint
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    known constant integer := (select h.generation from hr_queue.history h where h.epoch = feed_holds_to.epoch);
begin
    if feed_holds_to.epoch <> hr_registry.feed_epoch() then
        return (select min(coalesce(h.parted_at, -1)) from hr_queue.history h where h.generation > known);
    elsif pg_is_in_recovery() then
        return 9223372036854775807;
    elsif hr_queue.has_moved() then
        return hr_user.feed_end();
    end if;
    return greatest(hr_user.feed_end(), pg_sequence_last_value('hr_registry.change_seq'));
end
$$;
comment on function hr_registry.feed_holds_to(uuid) is
    'Up to which number a reader of an epoch holds what the change feed still says; null for an unknown epoch';

create or replace function hr_registry.check_feed_place(epoch uuid, after_seq bigint) returns void
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    current_epoch constant uuid := hr_registry.feed_epoch();
    holds_to bigint;
begin
    if epoch is null or epoch = current_epoch and after_seq <= hr_user.feed_end() then
        return;
    end if;
    holds_to := hr_registry.feed_holds_to(epoch);
    if after_seq <= holds_to then
        return;
    end if;
    if holds_to >= 0 then
        perform hr_user.refuse(416, 'wrong_epoch', 'the change feed does not reach that place any more',
            'The server has gone back to an earlier state, by a failover or a recovery: what came behind parted_at has never happened. Take it back, and read on from after_seq = parted_at in the new epoch.',
            jsonb_build_object('epoch', current_epoch, 'parted_at', least(holds_to, hr_user.feed_end())));
    end if;
    perform hr_user.refuse(416, 'wrong_epoch', 'the change feed has a new epoch',
        'The database was restored or cloned: read everything again, from after_seq 0 in the new epoch.',
        jsonb_build_object('epoch', current_epoch) || case when pg_is_in_recovery() then '{"is_standby": true}' else '{}' end::jsonb);
end
$$;
comment on function hr_registry.check_feed_place(uuid, bigint) is
    'Raises PT416 where a reader of the change feed holds what is not, or no longer, part of it';
