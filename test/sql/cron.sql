-- What is given to pg_cron; what it does with it is for test/t/24_cron.pl.
begin;
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
\set ECHO none
\i :fixture
\set ECHO all
select every, hr_queue.cron_expression(every, '1.6')
    from unnest('{1 s,59 s,1 min,2 min,30 min,1 h}'::interval[]) every;
select hr_queue.cron_expression('1 min', '1.4-1'), hr_queue.cron_expression('10 s', '1.10');
select * from pg_temp.failure($$select hr_queue.cron_expression('10 s', '1.4-1')$$);
select f.* from unnest('{0,-1 s,1.5 s,61 s,7 min,90 min,1 day}'::text[]) every,
                pg_temp.failure(format('select hr_queue.cron_expression(%L, %L)', every, '1.6')) f;
select * from pg_temp.failure('select hr_queue.cron_expression(null, null)');

-- not installed here yet
select * from pg_temp.failure('select hr_queue.schedule()');
select * from pg_temp.failure('select hr_queue.unschedule()');
create extension pg_cron;
select hr_queue.unschedule();
select hr_queue.schedule() > 0 as scheduled;
select schedule, regexp_replace(command, '\d{4,}', 'N', 'g') as command, database = current_database() as here, username = current_user as mine,
       active, regexp_replace(jobname::text, '\d+', 'N') as jobname from cron.job;
-- the interval changes, the job stays
select count(*), min(schedule), min(substring(command from 'hr_queue.work\([^)]*\)')) from cron.job, hr_queue.schedule('5 min') s where jobid = s;
select schedule, substring(command from 'hr_queue.work\([^)]*\)') as call from cron.job;
select regexp_replace(detail, '\d+', 'N') as detail from handelsregister.health() where "check" = 'schedule';
-- a run that could not connect has no end
insert into cron.job_run_details (jobid, runid, status, return_message, start_time) select jobid, 1, 'failed', 'connection failed', now() from cron.job;
select ok, substring(detail from 'its last run failed: [^;]*') as detail from handelsregister.health() where "check" = 'schedule';
-- one that is at work tells nothing
insert into cron.job_run_details (jobid, runid, status, start_time) select jobid, 2, 'running', now() from cron.job;
select ok from handelsregister.health() where "check" = 'schedule';
insert into cron.job_run_details (jobid, runid, status, start_time, end_time) select jobid, 3, 'succeeded', now(), now() from cron.job;
select ok from handelsregister.health() where "check" = 'schedule';
-- an earlier job of another name of the database, or of another role, is replaced
update cron.job set database = 'former';
select hr_queue.schedule() > 0 as scheduled;
insert into cron.job (schedule, command, database, jobname, nodeport) values ('* * * * *', 'select 1', current_database(), 'handelsregister 1', 1);
select hr_queue.schedule() > 0 as scheduled;
select count(*), min(database) = current_database() as here from cron.job;
-- with a pg_cron that knows seconds, if this one does not
update pg_extension set extversion = '1.6' where extname = 'pg_cron';
select hr_queue.cron_expression('10 s', extversion) from pg_extension where extname = 'pg_cron';
-- the janitor: a job that a dump brought goes, one of a database that is not there, and the janitor itself
insert into cron.job (schedule, command, database, jobname, nodeport) values
    ('* * * * *', 'select 1', current_database(), 'handelsregister 1', 1),
    ('* * * * *', 'select 1', 'no such database', 'handelsregister 2', 1),
    ('* * * * *', 'select 1', 'no such database', 'others', 1),
    ('* * * * *', 'select 1', current_database(), 'handelsregister janitor', 1);
select hr_queue.cron_janitor() as janitor \gset
:janitor;
select regexp_replace(jobname::text, ' \d{2,}', ' N') as jobname from cron.job order by jobid;
-- two databases that have swapped their names
update cron.job set database = 'template1' where jobname = hr_queue.cron_job_name();
:janitor;
select database = current_database() as here from cron.job where jobname = hr_queue.cron_job_name();
delete from cron.job where jobname = 'others';
select hr_queue.unschedule(), hr_queue.unschedule();
select * from cron.job;
rollback;
