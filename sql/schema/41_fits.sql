-- What bounds a list in the checks of tables.

create function hr_user.fits(list text[], most integer, longest integer) returns boolean
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return list is null
        or cardinality(list) <= most and coalesce(array_ndims(list), 1) = 1
           and (select coalesce(bool_and(length(e) <= longest), true) from unnest(list) e);
comment on function hr_user.fits(text[], integer, integer) is
    'Has the list at most so many elements of at most so many characters each? Null does';
