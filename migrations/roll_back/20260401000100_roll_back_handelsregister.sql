-- Takes this branch one version back, where it has the version below; every other branch stays as it is. Migrations only go
-- forward, so going back is one more of them, and it stays in the history: a branch made later goes up and back as well.
-- To copy, when it is needed: give it the time of today, and the two versions. To go up again later, copy the update again.
-- It fails as a whole. What the older version cannot keep is refused, with a hint: nothing is lost by a slip. The library
-- of the older version must still be on the server.
set lock_timeout = '10s';
set statement_timeout = 0;

do $$
declare
    present constant text := '0.5.1';
    target constant text := '0.5.0';
begin
    if exists (select from pg_catalog.pg_extension e where e.extname = 'handelsregister' and e.extversion = present) then
        execute format('alter extension handelsregister update to %L', target);
    end if;
end
$$;

reset lock_timeout;
reset statement_timeout;
notify pgrst, 'reload schema';
