-- The change feed.

create or replace function hr_registry.lock_feed() returns void
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_lock_feed';
comment on function hr_registry.lock_feed() is
    'Keeps all others from taking numbers of the feed until commit: to come last before an event is inserted';
