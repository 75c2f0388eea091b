-- Limits of what one user may write in an hour. Reads have none: a GET request cannot count.

create or replace view hr_user.default_rate_limit as
    select v.function_name, v.calls_per_hour from (values
        ('request_refresh', 60),
        ('retry_job', 60),
        ('cancel_job', 120),
        ('create_watchlist', 60),
        ('rename_watchlist', 120),
        ('delete_watchlist', 60),
        ('watch_company', 1000),
        ('unwatch_company', 1000),
        ('save_search', 120),
        ('delete_saved_search', 120),
        ('mark_alerts_read', 1000)) v (function_name, calls_per_hour);
comment on view hr_user.default_rate_limit is 'Write functions of members, and how often a user may call them within an hour';
comment on column hr_user.default_rate_limit.calls_per_hour is 'Unless hr_user.rate_limit says otherwise';

create or replace function hr_user.limit_of(function_name text) returns integer
    language sql stable set search_path = pg_catalog, pg_temp
    return coalesce((select l.calls_per_hour from hr_user.rate_limit l where l.function_name = limit_of.function_name),
                    (select d.calls_per_hour from hr_user.default_rate_limit d where d.function_name = limit_of.function_name));
comment on function hr_user.limit_of(text) is 'How often a user may call a function within an hour; null for one without a limit';

create or replace function hr_user.spend(function_name text) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    caller constant text := hr_user.require_subject();
    this_hour constant timestamptz := date_trunc('hour', now());
    most constant integer := hr_user.limit_of(spend.function_name);
    used integer;
begin
    if most is null then
        raise exception 'function "%" has no limit', spend.function_name using errcode = 'undefined_object';
    end if;
    delete from hr_user.rate_usage u where u.subject = caller and u.function_name = spend.function_name and u.hour < this_hour;
    insert into hr_user.rate_usage as u (subject, function_name, hour, calls)
        values (caller, spend.function_name, this_hour, 1)
        on conflict (subject, function_name, hour) do update set calls = u.calls + 1
        returning u.calls into used;
    -- The row counts what commits, and survives a restart; the other count knows calls that were refused later on.
    used := greatest(used, hr_user.count_attempts(caller, spend.function_name, this_hour, 1));
    if used > most then
        perform hr_user.refuse(429, 'rate_limited', 'too many calls within an hour',
            'Wait for the next hour, or ask an operator for a higher limit.',
            jsonb_build_object('function', spend.function_name, 'limit', most),
            greatest(1, ceil(extract(epoch from this_hour + interval '1 hour' - clock_timestamp())))::integer);
    end if;
end
$$;
comment on function hr_user.spend(text) is
    'Counts a call of a write function for the user, whatever becomes of it: to come before anything that can be refused. Errors: PT401 without a login, PT429 above the limit';

create or replace view handelsregister.quota as
    select null::text as function_name,
           null::integer as calls_per_hour,
           null::integer as used,
           null::timestamptz as resets_at
    where false;
comment on view handelsregister.quota is 'Row type of get_quota()';
comment on column handelsregister.quota.function_name is 'Function that has a limit';
comment on column handelsregister.quota.calls_per_hour is 'How often the user may call it within an hour by the clock';
comment on column handelsregister.quota.used is 'How often the user has called it in this hour, refused calls included';
comment on column handelsregister.quota.resets_at is 'When the next hour begins';

create or replace function handelsregister.get_quota() returns setof handelsregister.quota
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    this_hour constant timestamptz := date_trunc('hour', now());
begin
    return query
        select d.function_name, hr_user.limit_of(d.function_name),
               greatest(coalesce(u.calls, 0), hr_user.count_attempts(caller, d.function_name, this_hour, 0)), this_hour + interval '1 hour'
            from hr_user.default_rate_limit d
            left join hr_user.rate_usage u
                on u.subject = caller and u.function_name = d.function_name and u.hour = this_hour
            order by d.function_name;
end
$$;
comment on function handelsregister.get_quota() is 'Limits of the user and what is used of them. Errors: PT401 without a login';

create or replace view handelsregister.rate_limit as
    select null::text as function_name,
           null::integer as calls_per_hour
    where false;
comment on view handelsregister.rate_limit is 'Row type of set_rate_limit()';
comment on column handelsregister.rate_limit.calls_per_hour is 'How often a user may call it within an hour';

create or replace function handelsregister.set_rate_limit(function_name text, calls_per_hour integer default null)
    returns handelsregister.rate_limit
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    chosen handelsregister.rate_limit;
begin
    perform hr_user.check_text('function_name', set_rate_limit.function_name);
    if hr_user.limit_of(set_rate_limit.function_name) is null then
        perform hr_user.refuse(404, 'unknown_function', 'unknown function, or one without a limit',
                               'get_quota() lists the functions that have one.',
                               jsonb_build_object('function', set_rate_limit.function_name));
    end if;
    if set_rate_limit.calls_per_hour < 0 then
        perform hr_user.refuse(400, 'invalid_limit', 'a limit is a number from 0 on', 'Give null for the default.');
    end if;
    if set_rate_limit.calls_per_hour is null then
        delete from hr_user.rate_limit l where l.function_name = set_rate_limit.function_name;
    else
        insert into hr_user.rate_limit (function_name, calls_per_hour)
            values (set_rate_limit.function_name, set_rate_limit.calls_per_hour)
            on conflict (function_name) do update set calls_per_hour = excluded.calls_per_hour;
    end if;
    chosen.function_name := set_rate_limit.function_name;
    chosen.calls_per_hour := hr_user.limit_of(set_rate_limit.function_name);
    perform hr_user.note_action('set_rate_limit', null, to_jsonb(chosen));
    return chosen;
end
$$;
comment on function handelsregister.set_rate_limit(text, integer) is
    'Sets how often a user may call a function within an hour; null restores the default. Errors: PT400, PT404 for a function without a limit';
