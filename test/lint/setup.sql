-- As in an application: pg_cron, whose tables two functions name, and roles with access.
create extension pg_cron with schema pg_catalog;
select handelsregister.grant_access(reader => 'anon', member => 'authenticated', operator => 'service_role');

-- What the linters must find, for their silence to mean something.
create function hr_user.planted() returns integer language plpgsql as 'begin return missing; end';
create table handelsregister.planted (id integer primary key);
grant select on handelsregister.planted to anon;
