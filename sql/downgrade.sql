-- Back to 0.5.0: takes back what upgrade.sql did and drops the functions and views that 0.5.0 does not have, around the
-- code of 0.5.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint.

-- Locks

-- Queue

-- 0.5.0 knows one epoch, of the jobs and the feed: readers of the feed go on in theirs.
update hr_queue.ready r set epoch = hr_registry.feed_epoch() where r.epoch = hr_queue.epoch() and r.epoch <> hr_registry.feed_epoch();
update hr_queue.deferred d set epoch = hr_registry.feed_epoch() where d.epoch = hr_queue.epoch() and d.epoch <> hr_registry.feed_epoch();
update hr_queue.home h set epoch = hr_registry.feed_epoch() where h.epoch = hr_queue.epoch() and hr_queue.is_home();
comment on column hr_queue.home.epoch is 'Epoch of jobs and change feed; the newest row counts';
comment on function hr_queue.epoch() is 'Epoch of jobs and change feed; a restore or an adoption begins a new one';

-- Register
alter table hr_registry.announcement drop column findings;

-- Feed

-- 0.5.0 does not tell blocks; what readers have read of them stays true.
delete from hr_registry.change_event e where e.document_id is null;
alter table hr_registry.change_event alter column document_id set not null;
comment on column hr_registry.change_event.document_id is 'The later one of the two snapshots';
drop function hr_registry.tell_withheld(hr_registry.blocked_company);
drop function hr_registry.tell_block(text, bigint);
drop function hr_registry.take_lock(text, bigint);

-- Persons

drop index hr_registry.mention_name;
create index mention_name on hr_registry.mention (last_name, first_names);
create index mention_partial on hr_registry.mention (last_name, first_names) where not is_full;

-- Users

drop trigger bound_holding on hr_user.watchlist;
drop trigger bound_holding on hr_user.watch;
drop trigger bound_holding on hr_user.saved_search;
drop function hr_user.bound_holding();
drop function hr_user.holding_limit(name);
alter table hr_user.watch
    drop constraint watch_watchlist_id_subject_fkey,
    drop constraint watch_subject_check,
    drop constraint watch_kinds_check,
    add foreign key (watchlist_id) references hr_user.watchlist (id) on delete cascade;
alter table hr_user.watchlist
    drop constraint watchlist_subject_check,
    drop constraint watchlist_id_subject_key;
alter table hr_user.alert_position drop constraint alert_position_subject_check;
alter table hr_user.saved_search
    drop constraint saved_search_subject_check,
    drop constraint saved_search_q_check,
    drop constraint saved_search_register_types_check,
    drop constraint saved_search_courts_check,
    drop constraint saved_search_legal_forms_check,
    drop constraint saved_search_city_check,
    drop constraint saved_search_mode_check;
drop function hr_user.fits(text[], integer, integer);
drop function hr_user.count_attempts(text, text, timestamptz, integer);
drop function hr_user.check_name_cursor(text);
-- Rows of these have a column less on 0.5.0.
drop function handelsregister.list_company_documents(text, integer, text);
drop view handelsregister.company_document;
drop function handelsregister.create_watchlist(text);
drop function handelsregister.rename_watchlist(uuid, text);
drop function handelsregister.delete_watchlist(uuid);
drop function handelsregister.list_watchlists(integer, text);
drop function hr_user.shown_watchlist(hr_user.watchlist);
drop view handelsregister.watchlist;
drop function handelsregister.save_search(text, text, boolean, text[], text[], text[], text, text);
drop function handelsregister.list_saved_searches(integer, text);
drop function handelsregister.delete_saved_search(uuid);
drop function hr_user.shown_search(hr_user.saved_search);
drop view handelsregister.saved_search;

-- Functions that 0.5.0 does not have
drop function hr_registry.births_in(bigint);
drop function hr_registry.births_of(bigint[]);
drop view hr_registry.company_birth;
drop function hr_registry.text_without_births(text, text);
drop function hr_registry.person_text(text);
drop function hr_registry.has_date(text);
drop function hr_user.shortened(jsonb);
drop function hr_user.is_too_long(text, integer);
drop function hr_user.is_too_large(text[], integer, integer, integer);
drop function hr_user.check_text(text, text, integer);
drop function hr_user.check_count(text, integer, integer);
drop function hr_user.check_filter(text[], integer);
drop function hr_user.is_age(interval);
drop function hr_user.check_retrieved_at(timestamptz);
drop function hr_user.cursor_day(date);
drop function hr_user.day_of(text);
drop function hr_user.cursor_moment(timestamptz);
drop function hr_user.moment_of(text);
drop function hr_user.is_cursor_part(text, text);
drop function hr_user.read_cursor(text, text[]);
drop function hr_registry.check_origin(text, text, timestamptz);
drop function hr_registry.check_import(text, text, text, timestamptz);
drop function hr_queue.check_dead(bigint[], text, text);

drop function hr_registry.check_feed_place(uuid, bigint);
drop function hr_registry.feed_holds_to(uuid);
drop function hr_registry.feed_epoch();
drop function hr_queue.enter_history();
drop function hr_queue.begin_history(uuid, bigint);
drop function hr_queue.skip_numbers();
drop function hr_queue.has_moved();
drop function hr_queue.place();
alter extension handelsregister drop table hr_queue.history;  -- out of the dump's list as well
drop table hr_queue.history;
drop function hr_registry.may_be_hidden(hr_registry.announcement);
drop function hr_registry.long_locks();
drop view hr_registry.held_lock;
drop function hr_queue.revive(bigint[]);
drop function hr_queue.oldest_dead(text, text, integer);
drop function hr_registry.hide_statement();
drop function hr_registry.show_statement(text);
drop function hr_registry.mentions_reached(uuid[], integer);
drop function hr_registry.forget_mentions(bigint[], text[], bigint[], integer);
drop function hr_registry.person_groups(uuid[]);
drop function hr_registry.dated_persons(text, text, text, integer);
drop function hr_registry.waiting_mentions(text[], text[], text[], bigint[], integer);
drop function hr_registry.candidate_mentions(uuid[], integer);
drop function hr_registry.disputable_persons(uuid[], uuid[], bigint[], text[]);
drop view hr_registry.reached_mention;
drop function hr_registry.next_nodes(text[], text[], boolean, integer);
drop function hr_registry.links_along(text[], boolean);
drop function hr_registry.links_of(text[], boolean, integer);
drop function hr_registry.offices_of(text[], integer);
drop function hr_registry.offices_between(text, text);
drop function hr_registry.links_at(hr_registry.office[], boolean, integer);
drop function hr_registry.way_back(hr_registry.path_side, text);
drop view hr_registry.path_side;
drop view hr_registry.office;
drop view hr_registry.path_tree;

-- @CODE@

-- Data that the old code reads differently
