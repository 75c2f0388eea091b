-- How much a user may own. Row level security tells users from the owner, whose restore of a dump is not bound.

create or replace function hr_user.holding_limit(table_name name) returns integer
    language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
    return case table_name when 'watchlist' then 100 when 'watch' then 10000 when 'saved_search' then 200 end;
comment on function hr_user.holding_limit(name) is 'How many rows of a table of hr_user a user may own';

-- Counts what is there behind the statement, of the users whose rows it has added: by their index, and no further than
-- the limit. The row of hr_user.rate_usage that spend() has locked keeps a user's calls apart.
create or replace function hr_user.bound_holding() returns trigger
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    most constant integer := hr_user.holding_limit(tg_table_name);
    owned integer;
begin
    if not row_security_active(tg_relid) or not exists (select from added) then
        return null;
    end if;
    case tg_table_name
        when 'watchlist' then
            owned := (select count(*) from (select from hr_user.watchlist l
                where l.subject in (select a.subject from added a) limit most + 1) o);
        when 'watch' then
            owned := (select count(*) from (select from hr_user.watch w
                where w.subject in (select a.subject from added a) limit most + 1) o);
        when 'saved_search' then
            owned := (select count(*) from (select from hr_user.saved_search s
                where s.subject in (select a.subject from added a) limit most + 1) o);
    end case;
    if owned <= most then
        return null;
    end if;
    case tg_table_name
        when 'watchlist' then
            perform hr_user.refuse(422, 'too_many_watchlists', 'a user owns too much', 'Delete what is not needed any more.',
                                   jsonb_build_object('max', most));
        when 'watch' then
            perform hr_user.refuse(422, 'too_many_watches', 'a user owns too much', 'Delete what is not needed any more.',
                                   jsonb_build_object('max', most));
        when 'saved_search' then
            perform hr_user.refuse(422, 'too_many_searches', 'a user owns too much', 'Delete what is not needed any more.',
                                   jsonb_build_object('max', most));
    end case;
end
$$;
comment on function hr_user.bound_holding() is
    'Trigger behind INSERT on the tables that hr_user.holding_limit() knows. Errors: PT422 where the user owns more rows';

create or replace trigger bound_holding after insert on hr_user.watchlist
    referencing new table as added for each statement execute function hr_user.bound_holding();
create or replace trigger bound_holding after insert on hr_user.watch
    referencing new table as added for each statement execute function hr_user.bound_holding();
create or replace trigger bound_holding after insert on hr_user.saved_search
    referencing new table as added for each statement execute function hr_user.bound_holding();
comment on trigger bound_holding on hr_user.watchlist is 'Bounds how many rows a user owns';
comment on trigger bound_holding on hr_user.watch is 'Bounds how many rows a user owns';
comment on trigger bound_holding on hr_user.saved_search is 'Bounds how many rows a user owns';
