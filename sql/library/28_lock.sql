-- Locks that strangers cannot take; src/registry/lock.hpp has their order.

create or replace function hr_registry.take_lock(lock text, key bigint default 0) returns void
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_take_lock';
comment on function hr_registry.take_lock(text, bigint) is
    'Takes a lock until commit: "refresh" of a company, or "feed", the last one before an event is inserted';
