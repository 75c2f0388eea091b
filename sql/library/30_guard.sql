create or replace function hr_registry.guard_drop() returns event_trigger
    language c volatile set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_guard_drop';
comment on function hr_registry.guard_drop() is
    'Refuses what drops the extension while there is register data, unless handelsregister.allow_drop is on';
