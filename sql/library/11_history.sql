create or replace function hr_queue.place() returns text
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_place';
comment on function hr_queue.place() is
    'System identifier, database and timeline: another one after a failover, a recovery to a point in time, or in a copy; null on a standby';
