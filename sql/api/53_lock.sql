-- Who holds the locks of the register and who waits for them, as pg_locks shows them; src/registry/lock.hpp has their numbers.

create or replace view hr_registry.held_lock as
    select l.pid,
           case l.objsubid when 15 then 'batches' when 16 then 'erasures' when 17 then 'index of names put off' when 18 then 'all companies'
                           when 19 then 'companies' when 20 then 'refresh' when 21 then 'persons' when 22 then 'change feed' end as lock,
           l.granted,
           min(case when l.granted then a.xact_start else l.waitstart end) as since,
           a.usename as role_name,
           a.state,
           case when not l.granted then pg_catalog.pg_blocking_pids(l.pid) end as blocked_by
        from pg_catalog.pg_locks l
        left join pg_catalog.pg_stat_activity a on a.pid = l.pid
        where l.locktype = 'object' and l.classid = 'pg_catalog.pg_extension'::pg_catalog.regclass and l.objsubid between 15 and 22
          and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
        group by l.pid, l.objsubid, l.granted, a.usename, a.state;
comment on view hr_registry.held_lock is 'Locks of the register in this database: one row per process and kind of lock';
comment on column hr_registry.held_lock.pid is 'Process that holds it or waits for it';
comment on column hr_registry.held_lock.lock is 'What it is for';
comment on column hr_registry.held_lock.granted is 'False: the process waits for it';
comment on column hr_registry.held_lock.since is 'Since when it waits; of a holder, when its transaction began';
comment on column hr_registry.held_lock.state is 'Of the session, as in pg_stat_activity';
comment on column hr_registry.held_lock.blocked_by is 'Processes that it waits for';

-- A batch takes tenths of a second, so that a minute is long, whether anybody waits or not.
create or replace function hr_registry.long_locks() returns text
    language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select string_agg(
               case when h.granted
                    then format('process %s (%s, %s) holds "%s" in a transaction since %s', h.pid, h.role_name, h.state, h.lock, h.since)
                    else format('process %s has waited for "%s" since %s, behind %s', h.pid, h.lock, h.since, h.blocked_by) end,
               '; ' order by h.since, h.pid, h.lock)
        from hr_registry.held_lock h
        where h.pid <> pg_backend_pid()
          and h.since < clock_timestamp() - case when h.granted then interval '1 minute' else interval '10 seconds' end;
end;
comment on function hr_registry.long_locks() is 'Who holds a lock of the register or waits for one for long; null for nobody';
