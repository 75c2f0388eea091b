-- Lets pg_cron drain the queue, every minute, where the library is not preloaded and so has no workers. Where workers run,
-- it does nothing; where pg_cron is in another database, a warning has the statement to run there, once for each branch.
-- Supabase's CLI shows no warnings: it is in the server's log, and handelsregister.health() tells that nothing drains.
-- To copy: give it a time of your own; from pg_cron 1.5 on the interval may be 1 to 59 seconds.
do $$
begin
    if (select preloaded from hr_queue.loader_state()) then
        raise notice 'workers drain the queue: nothing to schedule';
    elsif exists (select from pg_catalog.pg_extension where extname = 'pg_cron') then
        perform hr_queue.schedule('1 minute');
    else
        raise warning 'pg_cron is not installed in this database: nothing drains the queue'
            using hint = 'In pg_cron''s database run: ' || hr_queue.schedule_statement('1 minute');
    end if;
end
$$;
