-- From 0.5.0: what changes the state, around all code of today (sql/library, sql/api), which stands at the mark. A fresh
-- install must come out equal: new columns stand at the end of their tables in sql/schema too.

-- Locks

-- Queue

-- Register
alter table hr_registry.announcement add column findings text[] not null default '{}';
comment on column hr_registry.announcement.findings is 'Oddities that did not prevent reading';

-- Feed

alter table hr_registry.change_event alter column document_id drop not null;
comment on column hr_registry.change_event.document_id is
    'The later one of the two snapshots; null for a block or its end, which no document tells';

-- Persons

drop index hr_registry.mention_name;
drop index hr_registry.mention_partial;
create index mention_name on hr_registry.mention (last_name, first_names, is_full, birth_date collate "C");
-- The functions of these names have one argument more now.
drop function hr_registry.mentions_reached(uuid[]);
drop function hr_registry.forget_mentions(bigint[], text[], bigint[]);

-- The search for a path does not carry what links are any more.
drop function hr_registry.next_nodes(text[], text[], hr_registry.network_link[]);
drop view hr_registry.path_tree;

-- Users

-- @FILE sql/schema/41_fits.sql@
alter table hr_user.watch drop constraint watch_watchlist_id_fkey;
-- What a member stored beyond the bounds, or on another user's list, is of no use to anybody and stands in the way: such
-- a list of kinds or courts can be told from no other, such a search cannot be run.
do $$
declare
    gone jsonb;
begin
    with watch as (
            delete from hr_user.watch w
                where not hr_user.fits(w.kinds, 100, 100) or length(w.subject) > 1000
                   or w.subject is distinct from (select l.subject from hr_user.watchlist l where l.id = w.watchlist_id) returning 1),
        search as (
            delete from hr_user.saved_search s
                where length(s.q) > 500 or length(s.city) > 200 or length(s.mode) > 20 or length(s.subject) > 1000
                   or not (hr_user.fits(s.register_types, 200, 200) and hr_user.fits(s.courts, 200, 200)
                           and hr_user.fits(s.legal_forms, 200, 200)) returning 1),
        list as (delete from hr_user.watchlist l where length(l.subject) > 1000 returning 1),
        read_position as (delete from hr_user.alert_position p where length(p.subject) > 1000 returning 1)
        select jsonb_build_object('watch', (select count(*) from watch), 'saved_search', (select count(*) from search),
                                  'watchlist', (select count(*) from list), 'alert_position', (select count(*) from read_position)) into gone;
    if gone <> '{"watch": 0, "saved_search": 0, "watchlist": 0, "alert_position": 0}' then
        raise warning 'rows of members beyond the bounds of this version have been deleted' using detail = gone::text;
        insert into hr_user.audit_log (role_name, action, facts) values (session_user, 'update to 0.5.1', gone);
    end if;
end
$$;
alter table hr_user.watchlist
    add check (length(subject) <= 1000),
    add unique (id, subject);
alter table hr_user.watch
    add check (length(subject) <= 1000),
    add check (hr_user.fits(kinds, 100, 100)),
    add foreign key (watchlist_id, subject) references hr_user.watchlist (id, subject) on delete cascade;
alter table hr_user.alert_position add check (length(subject) <= 1000);
alter table hr_user.saved_search
    add check (length(subject) <= 1000),
    add check (length(q) <= 500),
    add check (hr_user.fits(register_types, 200, 200)),
    add check (hr_user.fits(courts, 200, 200)),
    add check (hr_user.fits(legal_forms, 200, 200)),
    add check (length(city) <= 200),
    add check (length(mode) <= 20);
drop function handelsregister.list_watchlists();
drop function handelsregister.list_saved_searches();

-- Functions that 0.5.0 has and this version does not
drop function hr_user.check_cursor(text, text);
drop function hr_registry.check_filter(text[]);
drop function hr_registry.check_import(text, text, text);

-- @CODE@

-- Data that the new code reads differently
