-- Arguments are bounded before anything else looks at them: each check is a comparison of sizes, however large the value is.

-- octet_length() knows the size of a value without unpacking it; length() would count the characters of all of it.
create or replace function hr_user.is_too_long(value text, most integer) returns boolean
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    return value is not null and (octet_length(value) > 4 * most or length(value) > most);
end
$$;
comment on function hr_user.is_too_long(text, integer) is 'Has a text more characters? At the same cost for texts of whatever length';

-- An array of that many texts of that size takes no more bytes, each with a header and padding.
create or replace function hr_user.is_too_large(texts text[], most integer, most_characters integer, most_in_all integer)
    returns boolean
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if texts is null then
        return false;
    end if;
    if cardinality(texts) > most or pg_column_size(texts) > 4 * most_in_all + 8 * most + 100 then
        return true;
    end if;
    return (select coalesce(max(length(t.text)) > most_characters or sum(length(t.text)) > most_in_all, false)
                from unnest(texts) t (text));
end
$$;
comment on function hr_user.is_too_large(text[], integer, integer, integer) is
    'Has an array more texts, a text with more characters, or more characters in all? At the same cost for arrays of whatever size';

create or replace function hr_user.check_text(argument text, value text, most integer default 100) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if hr_user.is_too_long(value, most) then
        perform hr_user.refuse(400, 'argument_too_long', 'an argument is too long',
            'The details name the argument, and how many characters it may have.',
            jsonb_build_object('argument', argument, 'max_length', most));
    end if;
end
$$;
comment on function hr_user.check_text(text, text, integer) is 'Raises PT400 where an argument has more characters, 100 unless told';

create or replace function hr_user.check_count(argument text, elements integer, most integer) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if elements > most then
        perform hr_user.refuse(400, 'too_many_elements', 'an array has too many elements',
            'The details name the argument, and how many elements it may have: make several calls.',
            jsonb_build_object('argument', argument, 'max', most));
    end if;
end
$$;
comment on function hr_user.check_count(text, integer, integer) is 'Raises PT400 where an array has more elements; null has none';

create or replace function hr_user.check_filter(filter text[], most integer default 200) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if array_ndims(filter) > 1 or hr_user.is_too_large(filter, most, 200, 20000) then
        perform hr_user.refuse(400, 'invalid_filter', 'too many or too long values in a filter',
            'Leave the filter out to allow all values.',
            jsonb_build_object('max', most, 'max_length', 200, 'max_sum', 20000));
    end if;
end
$$;
comment on function hr_user.check_filter(text[], integer) is
    'Raises PT400 for a filter with more than 200 values (or as told), of more than 200 characters, or of more than 20,000 in all, and for lists of lists';

create or replace function hr_user.check_page_size(page_size integer, largest integer) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if page_size is null or page_size not between 1 and largest then
        perform hr_user.refuse(400, 'invalid_page_size', 'invalid page size',
            'Read on behind the last row instead of asking for more rows.', jsonb_build_object('min', 1, 'max', largest));
    end if;
end
$$;
comment on function hr_user.check_page_size(integer, integer) is 'Raises PT400 where a page would be empty or too large';

-- Far from the ends of what a timestamp can hold, so that it can be taken from any moment.
create or replace function hr_user.is_age(age interval) returns boolean
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return coalesce(age between interval '0' and interval '1000 years', false);
comment on function hr_user.is_age(interval) is 'Is it an interval from 0 to 1000 years?';

create or replace function hr_user.check_retrieved_at(retrieved_at timestamptz) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if retrieved_at not between timestamptz '1800-01-01 00:00:00+00' and timestamptz '9999-12-31 00:00:00+00' then
        perform hr_user.refuse(400, 'invalid_bound', 'invalid time of retrieval', 'Leave it out for now.',
            jsonb_build_object('argument', 'retrieved_at', 'min', '1800-01-01', 'max', '9999-12-31'));
    end if;
end
$$;
comment on function hr_user.check_retrieved_at(timestamptz) is 'Raises PT400 where a document cannot have been retrieved then; null stands for now';
