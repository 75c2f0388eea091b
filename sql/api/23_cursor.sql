-- A cursor is the key of the row that the next page follows: parts with dots between them. Each function says of what kinds
-- its parts are; whatever such a key can be in a table is written so that it is read again as the same value.

create or replace function hr_user.day_of(part text) returns date
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    return case when part in ('infinity', '-infinity') then part::date else date '2000-01-01' + part::integer end;
end
$$;
comment on function hr_user.day_of(text) is 'The day that cursor_day() has written';

-- Here and below days and the rest apart: at the end of its type, neither extract() nor an interval is exact to a microsecond.
create or replace function hr_user.cursor_moment(moment timestamptz) returns text
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    wall constant timestamp := moment at time zone 'UTC';
begin
    return case when isfinite(moment) then
                    trunc((wall::date - date '1970-01-01') * 86400000000::numeric + extract(epoch from wall::time) * 1000000)::text
                when moment > timestamptz 'epoch' then 'infinity' else '-infinity' end;
end
$$;
comment on function hr_user.cursor_moment(timestamptz) is 'A moment as part of a cursor: microseconds from 1970 on';

create or replace function hr_user.moment_of(part text) returns timestamptz
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    return case when part in ('infinity', '-infinity') then part::timestamptz else
        (timestamp '1970-01-01' + make_interval(days => div(part::numeric, 86400000000)::integer)
            + make_interval(secs => (mod(part::numeric, 86400000000) / 1000000)::double precision)) at time zone 'UTC' end;
end
$$;
comment on function hr_user.moment_of(text) is 'The moment that cursor_moment() has written';

create or replace function hr_user.is_cursor_part(part text, kind text) returns boolean
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if kind in ('day', 'moment') and part in ('infinity', '-infinity') then
        return true;
    elsif kind = 'uuid' then
        return part ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
    elsif kind not in ('count', 'number', 'day', 'moment') then
        return part = kind;  -- the digest of what was asked for
    elsif part !~ '^-?[0-9]{1,19}$' then
        return false;
    end if;
    return case kind
        when 'count' then part::numeric between 0 and 2147483647
        when 'number' then part::numeric between -9223372036854775808 and 9223372036854775807
        when 'day' then part::numeric between date '4714-11-24 BC' - date '2000-01-01' and date '5874897-12-31' - date '2000-01-01'
        else part::numeric between -210866803200000000 and 9224318015999999999 end;  -- 4714-11-24 BC to the end of 294276
end
$$;
comment on function hr_user.is_cursor_part(text, text) is
    'Is it a count, a number, a day, a moment or a uuid as the functions here write them, or the digest that is given as kind?';

-- Nothing of ours is longer than 80 bytes.
create or replace function hr_user.read_cursor(cursor text, kinds text[]) returns text[]
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    parts text[];
begin
    if cursor is null then
        return null;
    end if;
    if octet_length(cursor) <= 200 then
        parts := string_to_array(cursor, '.');
    end if;
    if cardinality(parts) = cardinality(kinds)
       and (select bool_and(coalesce(hr_user.is_cursor_part(p.part, p.kind), false)) from unnest(parts, kinds) p (part, kind)) then
        return parts;
    end if;
    perform hr_user.refuse(400, 'invalid_cursor', 'invalid cursor',
        'Pass the next_cursor of a row, with the same other arguments.');
    return null;
end
$$;
comment on function hr_user.read_cursor(text, text[]) is
    'The parts of a cursor, which must be of these kinds; null, as on the first page, for null. Errors: PT400 where it is none of ours';
