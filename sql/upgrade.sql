-- From 0.5.0: what changes the state, around all code of today (sql/library, sql/api), which stands at the mark. A fresh
-- install must come out equal: new columns stand at the end of their tables in sql/schema too.

-- Locks

-- Queue

-- @FILE sql/schema/11_history.sql@
select pg_extension_config_dump('hr_queue.history', '');
comment on column hr_queue.home.epoch is 'Epoch of the jobs; the newest row counts';
comment on function hr_queue.epoch() is 'Epoch of the jobs; a restore or an adoption begins a new one';

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

select hr_queue.enter_history();

-- Letters whose marks stand apart are stored as one from here on, or the next document would seem to change them: what such
-- companies stated is read again, by a job each.
do $$
declare
    again bigint[];
begin
    if getdatabaseencoding() <> 'UTF8' then
        return;
    end if;
    with decomposed as (
            select o.company_id from hr_registry.officer o where concat_ws(' ', o.first_names, o.name_prefix, o.last_name, o.birth_name_prefix,
                o.birth_name, o.birth_place, o.residence, o.role_text, o.organisation_name, o.organisation_seat) ~ '[\u0300-\u036f]'
            union select n.company_id from hr_registry.company_name n where concat_ws(' ', n.name, n.short_name) ~ '[\u0300-\u036f]'
            union select s.company_id from hr_registry.company_seat s where s.city ~ '[\u0300-\u036f]'
            union select a.company_id from hr_registry.company_address a
                where concat_ws(' ', a.addition, a.street, a.city, a.district) ~ '[\u0300-\u036f]'
            union select p.company_id from hr_registry.company_purpose p where concat_ws(' ', p.purpose, p.business_purpose) ~ '[\u0300-\u036f]'
            union select r.company_id from hr_registry.register_entry r where r.text ~ '[\u0300-\u036f]'),
        outdated as (
            update hr_registry.company c set fold_version = 0 from decomposed d where c.id = d.company_id returning c.id)
        select array_agg(l.document_id order by l.document_id) into again
            from (select distinct s.document_id
                      from outdated o
                      cross join lateral (
                          select max(n.document_id) as document_id
                              from hr_registry.snapshot n join hr_registry.document d on d.id = n.document_id
                              where n.company_id = o.id and d.erased_at is null
                                and exists (select from hr_registry.reading r where r.document_id = n.document_id)
                                and not exists (select from hr_queue.ready q where q.id = d.job_id)
                                and not exists (select from hr_queue.deferred q where q.id = d.job_id)) s
                      where s.document_id is not null) l;
    perform hr_registry.enqueue_jobs('register_content', again) where again is not null;
end
$$;
