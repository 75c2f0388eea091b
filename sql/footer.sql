-- The server takes whatever is granted when a script of an extension ends for what the script brings: pg_dump would leave
-- the roles of grant_access out, and revoke from the number of one that has been dropped, which no restore survives.
with member as (
    select d.classid, d.objid, e.extowner
        from pg_catalog.pg_extension e
        join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass and d.refobjid = e.oid and d.deptype = 'e'
        where e.extname = 'handelsregister'),
depended as (  -- since PostgreSQL 17
    delete from pg_catalog.pg_shdepend s using member m
        where s.dbid = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
          and s.classid = m.classid and s.objid = m.objid and s.deptype = 'i' and s.refobjid <> m.extowner)
update pg_catalog.pg_init_privs p
    set initprivs = array(select i from unnest(p.initprivs) i
                          where (select x.grantee in (0, m.extowner) from aclexplode(array[i]) x limit 1))
    from member m where m.classid = p.classoid and m.objid = p.objoid;
-- And a schema as it was created has no entry at all.
delete from pg_catalog.pg_init_privs p using pg_catalog.pg_namespace n
    where p.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass and p.objoid = n.oid
      and n.nspname in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user')
      and p.initprivs = acldefault('n', n.nspowner);
