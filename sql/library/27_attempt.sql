-- The quota of users.

create or replace function hr_user.count_attempts(subject text, function_name text, hour timestamptz, more integer) returns integer
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_count_attempts';
comment on function hr_user.count_attempts(text, text, timestamptz, integer) is
    'Adds a call where "more" is 1, none where it is 0, and returns how many there have been in the hour, of aborted transactions too: in the server where the loader is preloaded, else in this session';
