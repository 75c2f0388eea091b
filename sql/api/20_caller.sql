-- Rights of the caller, also inside security definer functions, where current_user is their owner.

create or replace function hr_user.is_operator() returns boolean
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
    return exists (
        select from pg_catalog.pg_roles caller
        where caller.rolname = hr_queue.current_owner()
          and (caller.rolsuper
               or exists (select from hr_user.access a
                          join pg_catalog.pg_roles r on r.rolname = a.role_name
                          where a.level = 'operator' and pg_catalog.pg_has_role(caller.oid, r.oid, 'usage'))));
comment on function hr_user.is_operator() is 'Does the caller have the rights of an operator?';
