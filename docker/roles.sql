-- The roles that PostgREST and migrations/ expect, as every Supabase installation has them already. In one transaction
-- (psql -1), and again as often as you like: a new AUTHENTICATOR_PASSWORD takes effect with the next run.
select format('create role %I nologin', name) from unnest('{anon,authenticated,service_role}'::text[]) name
    where to_regrole(name) is null \gexec
select 'create role authenticator login noinherit' where to_regrole('authenticator') is null \gexec
grant anon, authenticated, service_role to authenticator;

-- PostgREST applies these to each request. Supabase's values: a reader's query must not occupy the server.
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';

-- A statement with a password is nothing for the log.
set local log_statement = 'none';
set local log_min_duration_statement = -1;
set local log_min_error_statement = panic;
\getenv password AUTHENTICATOR_PASSWORD
alter role authenticator password :'password';
