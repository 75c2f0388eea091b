-- Brings this branch to the version below where it has an older one. A branch that was enabled with newer files is there
-- already and stays, so that old and new branches run the same migrations and end alike.
-- To copy: give it the time of today, and the version that you want; install that version's files on the server first.
-- Workers leave for the update and come back after it; waiting jobs stay. It fails as a whole, and rather than wait for
-- locks behind which your users would queue up; how long it may work depends on the size of the register, hence no limit.
set lock_timeout = '10s';
set statement_timeout = 0;

do $$
declare
    target constant text := '0.5.1';
begin
    if not exists (select from pg_catalog.pg_extension e where e.extname = 'handelsregister'
                       and string_to_array(e.extversion, '.')::integer[] >= string_to_array(target, '.')::integer[]) then
        execute format('alter extension handelsregister update to %L', target);
    end if;
end
$$;

reset lock_timeout;
reset statement_timeout;
notify pgrst, 'reload schema';
