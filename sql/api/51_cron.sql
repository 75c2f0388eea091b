-- pg_cron drains the queue where no worker can. It runs jobs of every database, but lists them in its own one only, and
-- knows a database by its name; so our jobs carry the database's number in their names.

create or replace function hr_queue.cron_job_name() returns text
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    as $$ select 'handelsregister ' || d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database() $$;
comment on function hr_queue.cron_job_name() is 'Name of the job of pg_cron that drains the queue of this database';

create or replace function hr_queue.cron_expression(every interval, cron_version text) returns text
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
    as $$
declare
    seconds constant numeric := extract(epoch from every);
    knows_seconds constant boolean :=
        pg_catalog.string_to_array(substring(cron_version from '^[0-9]+\.[0-9]+'), '.')::integer[] >= '{1,5}';
begin
    if seconds between 1 and 59 and seconds = trunc(seconds) then
        if knows_seconds then
            return seconds::integer || ' seconds';
        end if;
        raise exception using
            errcode = 'feature_not_supported',
            message = pg_catalog.format('pg_cron %s cannot run a job every %s seconds', cron_version, seconds::integer),
            detail = 'It knows seconds from version 1.5 on.',
            hint = 'Schedule a minute or more, or update pg_cron.';
    end if;
    if seconds between 60 and 3600 and seconds % 60 = 0 and 3600 % seconds = 0 then
        return case seconds when 60 then '* * * * *' when 3600 then '0 * * * *'
                            else pg_catalog.format('*/%s * * * *', (seconds / 60)::integer) end;
    end if;
    raise exception using
        errcode = 'invalid_parameter_value',
        message = pg_catalog.format('pg_cron cannot run a job every %s', coalesce(every::text, 'null')),
        hint = 'Give 1 to 59 seconds, or minutes that divide an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60.';
end
$$;
comment on function hr_queue.cron_expression(interval, text) is
    'Schedule of pg_cron for an interval. Errors: 0A000 seconds before pg_cron 1.5, 22023 an interval that it cannot express';

-- Runs as a superuser, where others may set search_path: all names are qualified, operators too. While the extension
-- is there, nobody else can put anything into its schema. A run ends before the next one is due.
create or replace function hr_queue.cron_command(every interval, otherwise text default '') returns text
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    as $$
        select pg_catalog.format(
            'do $hr$ begin'
            ' if exists (select from pg_catalog.pg_extension e where e.extname operator(pg_catalog.=) $q$handelsregister$q$) then'
            ' if hr_queue.is_home() then call hr_queue.work(2147483647, %s); end if;%s end if; end $hr$',
            (extract(epoch from every) * 900)::integer, otherwise)
    $$;
comment on function hr_queue.cron_command(interval, text) is
    'What pg_cron runs: drains the queue for nine tenths of the interval; does "otherwise" where the extension is gone';

-- A database that is dropped or renamed cannot tell pg_cron; a job in pg_cron's own database looks for it. Databases may
-- swap their names. A job whose number fits another database by chance, beside the right job of its own, is from a dump.
create or replace function hr_queue.cron_janitor() returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    as $$
        select 'do $hr$ begin'
            ' perform pg_catalog.set_config($q$search_path$q$, $q$pg_catalog, pg_temp$q$, true);'
            ' perform cron.alter_job(j.jobid, database => d.datname) from cron.job j'
            ' join pg_database d on j.jobname::text = $q$handelsregister $q$ || d.oid'
            ' where j.database <> d.datname and not exists (select from cron.job o join pg_database n on n.datname = o.database'
            ' and o.jobname::text = $q$handelsregister $q$ || n.oid where o.database = j.database);'
            ' perform cron.unschedule(j.jobid) from cron.job j where j.jobname ~ $q$^handelsregister [0-9]+$q$'
            ' and not exists (select from pg_database o where o.datname = j.database);'
            ' perform cron.unschedule(j.jobid) from cron.job j join cron.job o using (database)'
            ' join pg_database d on d.datname = o.database and o.jobname::text = $q$handelsregister $q$ || d.oid'
            ' where j.jobname ~ $q$^handelsregister [0-9]+$q$ and j.jobname <> o.jobname;'
            ' perform cron.unschedule(j.jobid) from cron.job j where j.jobname = $q$handelsregister janitor$q$'
            ' and not exists (select from cron.job o where o.jobname ~ $q$^handelsregister [0-9]+$q$'
            ' and o.database <> current_database());'
            ' end $hr$'
    $$;
comment on function hr_queue.cron_janitor() is
    'What pg_cron runs in its own database: follows renamed databases, forgets dropped ones and what a dump brought beside the right job, and itself when nothing is left';

create or replace function hr_queue.schedule_statement(every interval default '1 minute') returns text
    language sql stable set search_path = pg_catalog, pg_temp
    as $$
        select pg_catalog.format('select cron.schedule_in_database(%L, %L, %L, %L); select cron.schedule(%L, %L, %L);',
            hr_queue.cron_job_name(),
            hr_queue.cron_expression(every, (select a.default_version from pg_catalog.pg_available_extensions a
                                             where a.name = 'pg_cron')),
            hr_queue.cron_command(every), pg_catalog.current_database(),
            'handelsregister janitor', '* * * * *', hr_queue.cron_janitor())
    $$;
comment on function hr_queue.schedule_statement(interval) is
    'What to run in pg_cron''s database, so that it drains the queue of this one: the job, and one that cleans up after databases that are dropped. Errors: those of schedule()';

create or replace function hr_queue.require_cron(statement text) returns void
    language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
declare
    home constant text := pg_catalog.current_setting('cron.database_name', true);
begin
    if exists (select from pg_catalog.pg_extension e where e.extname = 'pg_cron') then
        return;
    end if;
    if home is null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'pg_cron is not preloaded on this server',
            hint = 'Add handelsregister to shared_preload_libraries, so that workers drain the queue, or pg_cron.';
    end if;
    if home = pg_catalog.current_database() then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'extension "pg_cron" is not installed in this database',
            hint = 'Run "create extension pg_cron" first.';
    end if;
    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = pg_catalog.format('pg_cron lists its jobs in database "%s" only', home),
        detail = pg_catalog.format('This is database "%s".', pg_catalog.current_database()),
        hint = pg_catalog.format(E'Run this in database "%s":\n%s', home, statement);
end
$$;
comment on function hr_queue.require_cron(text) is
    'Raises 55000 where pg_cron is not in this database; the hint says what to do, which may be the statement given';

create or replace function hr_queue.schedule(every interval default '1 minute') returns bigint
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    as $$
declare
    cron_version constant text := (select e.extversion from pg_catalog.pg_extension e where e.extname = 'pg_cron');
    job constant text := hr_queue.cron_job_name();
begin
    perform hr_queue.require_cron(case when cron_version is null then hr_queue.schedule_statement(every) end);
    -- One job, whoever has scheduled it, whatever the database was called then, and whatever a dump has brought.
    perform cron.unschedule(j.jobid) from cron.job j
        where j.jobname = job and (j.username <> current_user or j.database <> pg_catalog.current_database())
           or j.jobname <> job and j.jobname ~ '^handelsregister [0-9]+$' and j.database = pg_catalog.current_database();
    return cron.schedule(job, hr_queue.cron_expression(every, cron_version), hr_queue.cron_command(every, pg_catalog.format(
        ' else perform cron.unschedule(j.jobid) from cron.job j where j.jobname operator(pg_catalog.=) $q$%s$q$'
        ' and j.username operator(pg_catalog.=) current_user;', job)));
end
$$;
comment on function hr_queue.schedule(interval) is
    'Lets pg_cron drain the queue of this database, as the calling role; a second call changes the interval. The job ends itself when the extension is gone. Returns its number. Errors: 55000 pg_cron is not in this database (the hint is the statement to run in the one where it is), 0A000 seconds before pg_cron 1.5, 22023 an interval that pg_cron cannot express';

create or replace function hr_queue.unschedule() returns boolean
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    as $$
begin
    perform hr_queue.require_cron(pg_catalog.format('select cron.unschedule(jobid) from cron.job where jobname = %L;',
                                                    hr_queue.cron_job_name()));
    perform cron.unschedule(j.jobid) from cron.job j
        where j.jobname = hr_queue.cron_job_name()
           or j.jobname ~ '^handelsregister [0-9]+$' and j.database = pg_catalog.current_database();
    return found;
end
$$;
comment on function hr_queue.unschedule() is
    'Ends what schedule() began; false where nothing was scheduled. Errors: 55000 pg_cron is not in this database (the hint is the statement to run in the one where it is)';
