-- Every function of the API, and the row type that it returns; empty for one that returns no row.
select p.proname, coalesce(c.relname, '')
    from pg_catalog.pg_proc p
    join pg_catalog.pg_type t on t.oid = p.prorettype
    left join pg_catalog.pg_class c on c.oid = t.typrelid
    where p.pronamespace = 'handelsregister'::pg_catalog.regnamespace
    order by 1;
