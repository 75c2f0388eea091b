\echo Use "create extension handelsregister" or "alter extension handelsregister update" to load this file. \quit
set local search_path = pg_catalog, pg_temp;
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

-- C functions of the queue. Those that run SQL, or may one day, have a pinned search path.

create or replace function hr_queue.library_version() returns text
    language c stable strict parallel safe set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_library_version';
comment on function hr_queue.library_version() is 'Version of the library that serves this database';

create or replace view hr_queue.loader_status as
    select null::boolean as preloaded,
           null::integer as launcher_pid,
           null::integer as workers,
           null::boolean as enabled,
           null::integer as stopped_by,
           null::timestamptz as slots_exhausted_since,
           null::timestamptz as failing_since
    where false;
comment on view hr_queue.loader_status is 'Row type of loader_state()';
comment on column hr_queue.loader_status.preloaded is 'Is the loader in shared_preload_libraries?';
comment on column hr_queue.loader_status.launcher_pid is 'Process of the launcher; 0 where there is none';
comment on column hr_queue.loader_status.workers is 'Workers of this database';
comment on column hr_queue.loader_status.enabled is 'Setting handelsregister.enabled';
comment on column hr_queue.loader_status.stopped_by is 'Backend whose command keeps workers off this database until its transaction ends; 0 for none';
comment on column hr_queue.loader_status.slots_exhausted_since is 'Since when the server has had no free slot for a worker that is wanted; null where it has';
comment on column hr_queue.loader_status.failing_since is 'Since when the workers of this database have ended with an error, one after the other; null where they do not';

create or replace function hr_queue.loader_state() returns hr_queue.loader_status
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_loader_status';
comment on function hr_queue.loader_state() is 'The preloaded library, its launcher, and the workers of this database';

create or replace function hr_queue.running_job_ids() returns bigint[]
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_running_jobs';
comment on function hr_queue.running_job_ids() is 'Numbers of the jobs that processes of this database are working on';

create or replace function hr_queue.current_owner() returns name
    language c stable parallel restricted set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_current_owner';
comment on function hr_queue.current_owner() is
    'Role in whose name a job is enqueued: in a job that of the job, else the one set by SET ROLE (as PostgREST does), else the session''s user';

create or replace function hr_queue.drain(max_jobs integer default 50) returns integer
    language c volatile strict security definer set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_drain';
comment on function hr_queue.drain(integer) is
    'Processes at most max_jobs (50 at most) ready jobs of one kind and owner in the current transaction; returns how many. Commit soon: the change feed waits. Call it once per transaction, or two sessions may wait for each other. Errors: 55000 in a clone, 25001 above READ COMMITTED';

create or replace function hr_queue.is_home() returns boolean
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_is_home';
comment on function hr_queue.is_home() is
    'False in a clone or a restored dump: nothing runs there until adopt_database()';

create or replace function hr_queue.result_bucket(moment timestamptz default pg_catalog.clock_timestamp())
    returns smallint
    language c stable strict parallel safe set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_result_bucket';
comment on function hr_queue.result_bucket(timestamptz) is 'Place in the ring of results for a time of completion';

create or replace function hr_queue.wake() returns void
    language c volatile strict set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_wake_workers';
comment on function hr_queue.wake() is 'Wakes the workers of this database when the current transaction has committed';

create or replace function hr_queue.jobs_inserted() returns trigger
    language c volatile set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_jobs_inserted';
comment on function hr_queue.jobs_inserted() is 'Wakes the workers when the transaction that inserted jobs has committed';
create or replace view handelsregister.register_id as
    select null::text as court_code,
           null::text as court_name,
           null::text as register_type,
           null::bigint as register_number,
           null::text as suffix,
           null::text as former_court_code,
           null::text as euid,
           null::boolean as is_valid,
           null::text as problem,
           null::text as former_court_name,
           null::text as court_match,
           null::text as euid_problem
    where false;
comment on view handelsregister.register_id is 'Row type of parse_register_id()';
comment on column handelsregister.register_id.court_code is 'Register id of the court in the EUID, such as F1103R';
comment on column handelsregister.register_id.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column handelsregister.register_id.suffix is 'Letters after the number, such as B or HL; empty where there are none';
comment on column handelsregister.register_id.former_court_code is
    'Court from which the entry was taken over with its number; empty for none';
comment on column handelsregister.register_id.euid is 'European unique identifier; null where it is not defined';
comment on column handelsregister.register_id.problem is 'What is wrong with the input; null where it is valid';

comment on column handelsregister.register_id.former_court_name is 'Name of that court; null for none, and for an unknown one';
comment on column handelsregister.register_id.court_match is
    'How the courts were recognised, the weaker one where there are two: code, name, alias, or guess where the name is misspelled; null where none is known';
comment on column handelsregister.register_id.euid_problem is 'Why there is no EUID; null where there is one or the input is not valid';

create or replace function handelsregister.parse_register_id(input text) returns handelsregister.register_id
    language c immutable strict parallel safe as '$libdir/handelsregister-0.5.0', 'hr_parse_register_id';
comment on function handelsregister.parse_register_id(text) is
    'Takes "HRB 158855 B Charlottenburg", "DEF1103R.HRB158855B" and the like apart; never raises, see is_valid and problem';
-- Texts. No SQL runs in these: they do without a search path.

create or replace function hr_registry.normalize_company_name(name text) returns text
    language c immutable strict parallel safe as '$libdir/handelsregister-0.5.0', 'hr_normalize_company_name';
comment on function hr_registry.normalize_company_name(text) is
    'The name as search compares it: without case, punctuation and spelling variants';

create or replace function hr_registry.public_text(text text) returns text
    language c immutable strict parallel safe as '$libdir/handelsregister-0.5.0', 'hr_public_text';
comment on function hr_registry.public_text(text) is 'A free text as readers may see it: without dates of birth';

create or replace function hr_registry.shown(code text, label text, free_text text) returns text
    language c immutable parallel safe as '$libdir/handelsregister-0.5.0', 'hr_shown';
comment on function hr_registry.shown(text, text, text) is
    'A coded value for people: its label and the text beside it, without dates of birth; the bare code where there is neither';
-- Stored facts of snapshots, for scripts that go back to an earlier release.

create or replace function hr_registry.trim_facts(facts bytea, columns text) returns bytea
    language c immutable strict parallel safe as '$libdir/handelsregister-0.5.0', 'hr_trim_facts';
comment on function hr_registry.trim_facts(bytea, text) is
    'The facts of a snapshot as an earlier release stores them: of the attributes only the first ones, and of each the given number of columns, such as "2 1 5". Errors: XX001 damaged facts, 22023 no list of numbers';
-- Persons, as the reader of documents compares them.

create or replace function hr_registry.person_key(last_name text, first_names text, birth_date text) returns text
    language c immutable strict parallel safe as '$libdir/handelsregister-0.5.0', 'hr_person_key';
comment on function hr_registry.person_key(text, text, text) is
    'Names and birth date in one text, equal for all spellings of the names: "muster|erika maria|1980-02-01"';

create or replace function hr_registry.name_words(text text) returns text
    language c immutable strict parallel safe as '$libdir/handelsregister-0.5.0', 'hr_name_words';
comment on function hr_registry.name_words(text) is
    'A text as words, in the form in which names are compared: "Müller-Lüdenscheidt" is "mueller luedenscheidt"';

create or replace view hr_registry.person_identity as
    select null::text as last_name,
           null::text as first_names,
           null::text as birth_date,
           null::text as residence,
           null::boolean as is_full,
           null::text as key
    where false;
comment on view hr_registry.person_identity is 'Row type of read_person()';
comment on column hr_registry.person_identity.last_name is 'Words without case, diacritics and punctuation; the prefix behind them';
comment on column hr_registry.person_identity.birth_date is 'As exact as the document states it; empty where it does not';
comment on column hr_registry.person_identity.is_full is 'Both names and a full birth date: it counts beyond the company';
comment on column hr_registry.person_identity.key is 'Equal for who is one person by itself';

create or replace function hr_registry.read_person(company_id bigint, name_prefix text, last_name text, first_names text,
                                                   birth_date text, residence text) returns hr_registry.person_identity
    language c immutable parallel safe as '$libdir/handelsregister-0.5.0', 'hr_read_person';
comment on function hr_registry.read_person(bigint, text, text, text, text, text) is
    'What of a natural person''s entry counts for who it is; empty where it states nothing';

create or replace function hr_registry.assign_persons(seeds text) returns bigint
    language c volatile strict parallel unsafe set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_assign_persons';
comment on function hr_registry.assign_persons(text) is
    'Assigns anew all mentions that these numbers, an array of uuids as text, reach; returns how many assignments changed';
-- What texts of the register sheet tell that has no element of its own: mergers, agreements, insolvency, capital to come.

create or replace view hr_registry.legal_statement as
    select null::text as kind,
           null::text as stage,
           null::boolean as cross_border,
           null::date as agreement_date,
           null::date as resolution_date,
           null::date as effective_date,
           null::numeric as amount,
           null::text as currency,
           null::text[] as parties
    where false;
comment on view hr_registry.legal_statement is 'Row type of read_entry()';
comment on column hr_registry.legal_statement.stage is 'planned, done, ended or revoked';
comment on column hr_registry.legal_statement.cross_border is 'A company of another country takes part';
comment on column hr_registry.legal_statement.agreement_date is 'Day of the contract or plan';
comment on column hr_registry.legal_statement.resolution_date is 'Day of a meeting''s or a court''s resolution';
comment on column hr_registry.legal_statement.effective_date is 'From or until when it holds';
comment on column hr_registry.legal_statement.currency is 'ISO 4217 code';
comment on column hr_registry.legal_statement.parties is
    'Nine values for each company: name, seat, role, register number as written, court, type, number, suffix, former court';

create or replace function hr_registry.read_entry(type_code text, text text) returns hr_registry.legal_statement
    language c immutable parallel safe as '$libdir/handelsregister-0.5.0', 'hr_read_entry';
comment on function hr_registry.read_entry(text, text) is
    'The legal event that an entry of this type (a code of reg.eintragungstyp) tells; null where it tells none';
create or replace function hr_registry.reference_fields(kind text) returns text[]
    language c immutable strict parallel safe as '$libdir/handelsregister-0.5.0', 'hr_reference_fields';
comment on function hr_registry.reference_fields(text) is
    'Code, name, English name, category, ELF code and ISO code of each value of a code list, one behind the other; see reference_values()';
-- The index of names.

-- One row of arrays: C++ returns no sets.
create or replace view hr_registry.found_companies as
    select null::bigint[] as company_ids,
           null::integer[] as ranks,
           null::text[] as matched_names,
           null::boolean[] as are_former,
           null::text[] as match_kinds,
           null::bigint as total
    where false;
comment on view hr_registry.found_companies is 'Row type of find_companies() and companies_beginning()';
comment on column hr_registry.found_companies.company_ids is 'The best first; the other arrays are in the same order';
comment on column hr_registry.found_companies.ranks is 'Agreement in millionths';
comment on column hr_registry.found_companies.matched_names is 'The name of each company that fits best';
comment on column hr_registry.found_companies.are_former is 'That name is a former one';
comment on column hr_registry.found_companies.match_kinds is 'How it fits: as in company_match';
comment on column hr_registry.found_companies.total is 'How many there are in all, or an estimate';

-- What the index finds in C++; the arrays of the filter go there as texts.
create or replace function hr_registry.find_companies(
    q text, mode text, include_former_names integer, register_types text, courts text, legal_forms text, city text)
    returns hr_registry.found_companies
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_find_companies';
comment on function hr_registry.find_companies(text, text, integer, text, text, text, text) is
    'Companies with a name like this, the best first, each with its best name; empty texts are no filters';

create or replace function hr_registry.companies_beginning(beginning text, max_hits integer)
    returns hr_registry.found_companies
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_companies_beginning';
comment on function hr_registry.companies_beginning(text, integer) is
    'Companies with a name, or a word of a name, that begins so; the best first';

create or replace function hr_registry.build_search_index() returns bigint
    language c volatile strict parallel unsafe set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_build_search_index';
comment on function hr_registry.build_search_index() is 'Makes the index of names anew; returns how many names there are';

create or replace function hr_registry.unfound_names(max_names integer) returns bigint[]
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_unfound_names';
comment on function hr_registry.unfound_names(integer) is
    'Companies with a name or a seat, or with a person, that the index of names does not lead to, at most so many';

create or replace view hr_registry.found_person_names as
    select null::text[] as last_names,
           null::text[] as first_names,
           null::integer[] as ranks,
           null::text[] as match_kinds
    where false;
comment on view hr_registry.found_person_names is 'Row type of find_person_names()';
comment on column hr_registry.found_person_names.last_names is 'The best first, as in hr_registry.person_name; the other arrays are in the same order';
comment on column hr_registry.found_person_names.ranks is 'Agreement in millionths';
comment on column hr_registry.found_person_names.match_kinds is 'How it fits: as in person_match';

create or replace function hr_registry.find_person_names(q text, max_names integer)
    returns hr_registry.found_person_names
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_find_person_names';
comment on function hr_registry.find_person_names(text, integer) is
    'Names of persons like this, the best first, at most so many; whether somebody has them is not asked';
-- Names taken apart and compared.

create or replace view handelsregister.normalized_name as
    select null::text as normalized,
           null::text[] as words,
           null::text as legal_form,
           null::text as legal_form_code,
           null::text as elf_code,
           null::boolean as is_in_liquidation,
           null::text[] as phonetic_codes
    where false;
comment on view handelsregister.normalized_name is 'Row type of normalize_company_name()';
comment on column handelsregister.normalized_name.normalized is
    'The name as it is compared: lower case, umlauts spelled out, abbreviations and numbers in one form, without its legal form';
comment on column handelsregister.normalized_name.words is 'Its words, in the order of the name';
comment on column handelsregister.normalized_name.legal_form is
    'Legal form that the name tells, as usually written, such as GmbH & Co. KG; null where it tells none';
comment on column handelsregister.normalized_name.legal_form_code is
    'Its code in list_reference(''legal_form''); null where the list has none';
comment on column handelsregister.normalized_name.elf_code is
    'Its code in ISO 20275; null where there is none or it depends on the country';
comment on column handelsregister.normalized_name.is_in_liquidation is 'The name says so: i. L., in Insolvenz, i. Abw.';
comment on column handelsregister.normalized_name.phonetic_codes is
    'Kölner Phonetik of each of the words; empty for one without Latin letters';

create or replace view handelsregister.name_match as
    select null::real as score,
           null::text as decision,
           null::real as shared,
           null::real as alike,
           null::real as only_a,
           null::real as only_b,
           null::real as evidence,
           null::real as open_word,
           null::real as spelling,
           null::text as legal_form,
           null::boolean as lacks_form,
           null::boolean as numbers_differ,
           null::boolean as number_added,
           null::boolean as is_reordered
    where false;
comment on view handelsregister.name_match is 'Row type of match_names()';
comment on column handelsregister.name_match.score is 'From 0 to 1: how likely both are names of one company';
comment on column handelsregister.name_match.decision is 'same, possible or different';
comment on column handelsregister.name_match.shared is 'Share of both names, by the weight of words, that stands in both';
comment on column handelsregister.name_match.alike is 'Share of both names that is mistyped, sounds alike, or is abbreviated';
comment on column handelsregister.name_match.only_a is 'Share of the first name without a counterpart';
comment on column handelsregister.name_match.only_b is 'Share of the second name without a counterpart';
comment on column handelsregister.name_match.evidence is
    'Weight of the words that have a counterpart: many that agree say more than one';
comment on column handelsregister.name_match.open_word is 'Weight of the heaviest word without a counterpart, from 0 to 1';
comment on column handelsregister.name_match.spelling is
    'How alike the names are letter by letter, blanks aside; 0 below three quarters';
comment on column handelsregister.name_match.legal_form is
    'same, related (one may become the other in its register), different, or unknown where a name tells none';
comment on column handelsregister.name_match.lacks_form is
    'One is of a form that must stand in the name, and the other one tells no form';
comment on column handelsregister.name_match.numbers_differ is 'Both have numbers that the other one has not';
comment on column handelsregister.name_match.number_added is 'At least one of them has';
comment on column handelsregister.name_match.is_reordered is 'Common words stand in another order';

create or replace function hr_registry.parse_company_name(name text) returns handelsregister.normalized_name
    language c immutable strict parallel safe set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_parse_company_name';
comment on function hr_registry.parse_company_name(text) is 'A company''s name taken apart; never raises';

create or replace function hr_registry.compare_names(a text, b text) returns handelsregister.name_match
    language c immutable strict parallel safe set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_match_names';
comment on function hr_registry.compare_names(text, text) is 'Are these names of one company? Never raises';

create or replace view hr_registry.candidate_companies as
    select null::bigint[] as company_ids,
           null::integer[] as ranks,
           null::text[] as matched_names,
           null::boolean[] as are_former,
           null::boolean[] as are_in_city
    where false;
comment on view hr_registry.candidate_companies is 'Row type of company_candidates()';
comment on column hr_registry.candidate_companies.company_ids is
    'The likeliest first; the other arrays are in the same order';
comment on column hr_registry.candidate_companies.ranks is 'Agreement of the search in millionths';
comment on column hr_registry.candidate_companies.matched_names is 'The name of each company that fits best';
comment on column hr_registry.candidate_companies.are_former is 'That name is a former one';
comment on column hr_registry.candidate_companies.are_in_city is 'The seat is in the city that was given';

create or replace function hr_registry.company_candidates(name text, city text, max_hits integer)
    returns hr_registry.candidate_companies
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_company_candidates';
comment on function hr_registry.company_candidates(text, text, integer) is
    'Companies that a name from elsewhere may be of, the likeliest first; an empty city says nothing';
create or replace function hr_registry.guard_drop() returns event_trigger
    language c volatile set search_path = pg_catalog, pg_temp
    as '$libdir/handelsregister-0.5.0', 'hr_guard_drop';
comment on function hr_registry.guard_drop() is
    'Refuses what drops the extension while there is register data, unless handelsregister.allow_drop is on';
-- The library is asked first, because a setting has its unit only once its library is loaded.
create or replace function hr_queue.result_retention() returns interval
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    as $$
        select case when hr_queue.library_version() is not null then
            coalesce(nullif(pg_catalog.current_setting('handelsregister.result_retention', true), ''), '7 d')::interval end
    $$;
comment on function hr_queue.result_retention() is 'Setting handelsregister.result_retention';

create or replace function hr_queue.expire_results() returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
declare
    oldest constant integer := (hr_queue.result_bucket() + 1) % 4;
    newest_result timestamptz;
begin
    select max(r.finished_at) into newest_result from hr_queue.result r where r.bucket = oldest;
    if newest_result is null or newest_result > pg_catalog.clock_timestamp() - hr_queue.result_retention() then
        return 0;
    end if;
    -- Never waits: a reader of old results only delays their end.
    begin
        case oldest
            when 0 then lock table hr_queue.result_0 in access exclusive mode nowait;
            when 1 then lock table hr_queue.result_1 in access exclusive mode nowait;
            when 2 then lock table hr_queue.result_2 in access exclusive mode nowait;
            when 3 then lock table hr_queue.result_3 in access exclusive mode nowait;
        end case;
    exception when lock_not_available then
        return 0;
    end;
    -- Once more, now that nobody writes: the ring may have moved on meanwhile.
    select max(r.finished_at) into newest_result from hr_queue.result r where r.bucket = oldest;
    if newest_result > pg_catalog.clock_timestamp() - hr_queue.result_retention() then
        return 0;
    end if;
    case oldest
        when 0 then truncate hr_queue.result_0;
        when 1 then truncate hr_queue.result_1;
        when 2 then truncate hr_queue.result_2;
        when 3 then truncate hr_queue.result_3;
    end case;
    return 1;
end
$$;
comment on function hr_queue.expire_results() is
    'Truncates the oldest part of the ring of results if all of it is older than handelsregister.result_retention; returns how many';

create or replace function hr_queue.running_jobs() returns setof bigint
    language sql volatile set search_path = pg_catalog, pg_temp
    as $$ select pg_catalog.unnest(hr_queue.running_job_ids()) $$;
comment on function hr_queue.running_jobs() is 'Numbers of the jobs that processes of this database are working on';

create or replace view hr_queue.job as
    select r.id, r.kind,
           case when r.id = any (array(select hr_queue.running_jobs())) then 'running' else 'ready' end as state,
           r.priority, r.owner, r.subject, r.payload, r.attempt, r.crashes, r.enqueued_at,
           null::timestamptz as run_at, null::timestamptz as failed_at, null::timestamptz as finished_at,
           null::text as error_code, null::text as error_message, null::text as error_detail,
           null::text as error_hint, null::jsonb as result
    from hr_queue.ready r
    union all
    select d.id, d.kind, 'deferred', d.priority, d.owner, d.subject, d.payload, d.attempt, d.crashes, d.enqueued_at,
           d.run_at, d.failed_at, null, d.error_code, d.error_message, d.error_detail, d.error_hint, null
    from hr_queue.deferred d
    union all
    select d.id, d.kind, 'dead', d.priority, d.owner, d.subject, d.payload, d.attempt, d.crashes, d.enqueued_at,
           null, d.failed_at, null, d.error_code, d.error_message, d.error_detail, d.error_hint, null
    from hr_queue.dead d
    union all
    select r.id, r.kind, 'done', null, r.owner, r.subject, null, r.attempt, null, r.enqueued_at,
           null, null, r.finished_at, null, null, null, null, r.result
    from hr_queue.result r;
comment on view hr_queue.job is 'Every job, whatever its state';
comment on column hr_queue.job.state is 'ready, running, deferred, dead or done';
comment on column hr_queue.job.owner is 'Role that enqueued the job';
comment on column hr_queue.job.subject is 'Claim "sub" of the JWT under which the job was enqueued';
comment on column hr_queue.job.attempt is 'Attempts that failed so far';
comment on column hr_queue.job.crashes is 'Times that the server crashed in a batch with this job';
comment on column hr_queue.job.error_code is 'SQLSTATE of the last failure';

-- Not for parallel plans: an exception block is a subtransaction.
create or replace function hr_queue.current_subject() returns text
    language plpgsql stable parallel unsafe set search_path = pg_catalog, pg_temp
    as $$
begin
    return pg_catalog.current_setting('request.jwt.claims', true)::jsonb ->> 'sub';
exception when data_exception then  -- unset, empty or not JSON
    return null;
end
$$;
comment on function hr_queue.current_subject() is 'Claim "sub" of the JWT of the current request; null where there is none';

create or replace function hr_queue.enqueue_batch(
    kind text, payloads jsonb[], run_at timestamptz default null, priority smallint default 0) returns setof bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
#variable_conflict use_column
declare
    job_kind constant text := enqueue_batch.kind;
    due constant timestamptz := enqueue_batch.run_at;
    rank constant smallint := coalesce(enqueue_batch.priority, 0);
    job_owner constant name := hr_queue.current_owner();
    job_subject constant text := hr_queue.current_subject();
begin
    perform from hr_queue.processor p where p.kind = job_kind;
    if not found then
        raise exception using
            errcode = 'undefined_object',
            message = pg_catalog.format('no processor is registered for jobs of kind "%s"', job_kind),
            hint = 'Register one with hr_queue.register_processor().';
    end if;
    if due > pg_catalog.clock_timestamp() then
        return query
            with numbered as materialized (
                select pg_catalog.nextval('hr_queue.job_id_seq') as id, u.payload
                from pg_catalog.unnest(payloads) with ordinality as u (payload, n) order by u.n),
            inserted as (
                insert into hr_queue.deferred (id, kind, priority, owner, subject, payload, run_at)
                select n.id, job_kind, rank, job_owner, job_subject, coalesce(n.payload, '{}'), due from numbered n)
            select n.id from numbered n order by n.id;
    else
        return query
            with numbered as materialized (
                select pg_catalog.nextval('hr_queue.job_id_seq') as id, u.payload
                from pg_catalog.unnest(payloads) with ordinality as u (payload, n) order by u.n),
            inserted as (
                insert into hr_queue.ready (id, kind, priority, owner, subject, payload)
                select n.id, job_kind, rank, job_owner, job_subject, coalesce(n.payload, '{}') from numbered n)
            select n.id from numbered n order by n.id;
    end if;
end
$$;
comment on function hr_queue.enqueue_batch(text, jsonb[], timestamptz, smallint) is
    'Enqueues one job per payload in one statement; returns their numbers in order. Errors: 42704 unknown kind';

create or replace function hr_queue.enqueue(
    kind text, payload jsonb default '{}', run_at timestamptz default null, priority smallint default 0) returns bigint
    language sql volatile set search_path = pg_catalog, pg_temp
    as $$ select hr_queue.enqueue_batch(kind, array[payload], run_at, priority) $$;
comment on function hr_queue.enqueue(text, jsonb, timestamptz, smallint) is
    'Enqueues a job and returns its number. It runs as the role that enqueues it. Errors: 42704 unknown kind';

create or replace function hr_queue.register_processor(
    kind text, handler regprocedure, description text default null, max_attempts smallint default 5,
    batch_size smallint default 50) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
begin
    if not exists (
        select from pg_catalog.pg_proc p
        where p.oid = register_processor.handler and p.prokind = 'f' and not p.proretset
          and p.prorettype = 'pg_catalog.jsonb'::pg_catalog.regtype
          and p.proargtypes = '20 3802'::pg_catalog.oidvector)
    then
        raise exception using
            errcode = 'invalid_function_definition',
            message = pg_catalog.format('function %s cannot process jobs', register_processor.handler),
            detail = 'A processor takes (bigint, jsonb), the number and the payload of a job, and returns jsonb, its result.';
    end if;
    insert into hr_queue.processor as p (kind, handler, description, max_attempts, batch_size)
    values (register_processor.kind, register_processor.handler::text, register_processor.description,
            register_processor.max_attempts, register_processor.batch_size)
    on conflict on constraint processor_pkey do update
    set handler = excluded.handler, description = excluded.description, max_attempts = excluded.max_attempts,
        batch_size = excluded.batch_size
    where not p.builtin;
    if not found then
        raise exception using
            errcode = 'duplicate_object',
            message = pg_catalog.format('kind "%s" is processed by the extension itself', register_processor.kind),
            hint = 'Choose another name for the kind.';
    end if;
end
$$;
comment on function hr_queue.register_processor(text, regprocedure, text, smallint, smallint) is
    'Makes a function (bigint, jsonb) returns jsonb the processor of a kind of job. It runs as the role that enqueued the job, in a security-restricted operation: deferrable constraints must be immediate, as the workers and work() set them, and cursors WITH HOLD and temporary tables are refused. Errors: 42P13 another signature, 42710 built-in kind';

create or replace function hr_queue.unregister_processor(kind text) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
begin
    delete from hr_queue.processor p where p.kind = unregister_processor.kind and not p.builtin;
    return found;
end
$$;
comment on function hr_queue.unregister_processor(text) is
    'Forgets the processor of a kind; its remaining jobs become dead letters. False for a kind that is unknown or built in';

-- Never waits: of two calls at once one is enough.
create or replace function hr_queue.note_call(max_ms integer) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
declare
    last hr_queue.last_call%rowtype;
begin
    select c.* into last from hr_queue.last_call c;
    if last.called_at > pg_catalog.clock_timestamp() - interval '10 s' and last.max_ms = note_call.max_ms then
        return;
    end if;
    perform from hr_queue.last_call c for update skip locked;
    if found then
        update hr_queue.last_call c set called_at = pg_catalog.clock_timestamp(), max_ms = note_call.max_ms;
    elsif last.called_at is null then
        insert into hr_queue.last_call (called_at, max_ms) values (pg_catalog.clock_timestamp(), note_call.max_ms)
            on conflict do nothing;
    end if;
end
$$;
comment on function hr_queue.note_call(integer) is 'Notes that work() was called';

-- No "set search_path": a procedure with settings could not commit. All names are qualified, those of types
-- too, and what counts happens in drain().
create or replace procedure hr_queue.work(max_jobs integer default 1000, max_ms integer default 50000)
    language plpgsql
    as $$
declare
    deadline constant pg_catalog.timestamptz :=
        pg_catalog.clock_timestamp() operator(pg_catalog.+)
        pg_catalog.make_interval(secs => coalesce(max_ms, 50000) operator(pg_catalog./) 1000.0);
    remaining pg_catalog.int4 := coalesce(max_jobs, 1000);
    taken pg_catalog.int4;
begin
    perform hr_queue.note_call(coalesce(max_ms, 50000));
    commit;
    while remaining operator(pg_catalog.>) 0 and pg_catalog.clock_timestamp() operator(pg_catalog.<) deadline loop
        set constraints all immediate;  -- jobs may leave no deferred triggers behind
        taken := hr_queue.drain(remaining);
        commit;
        exit when taken operator(pg_catalog.=) 0;
        remaining := remaining operator(pg_catalog.-) taken;
    end loop;
    perform hr_queue.expire_results();
end
$$;
comment on procedure hr_queue.work(integer, integer) is
    'Processes ready jobs, a transaction per batch, until there are none, or max_jobs or max_ms is reached; null stands for the default. The statement for pg_cron';

create or replace function hr_queue.redrive(job_ids bigint[]) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
declare
    moved integer;
begin
    with revived as (
        delete from hr_queue.dead d where d.id = any (job_ids)
        returning d.id, d.kind, d.priority, d.owner, d.subject, d.payload, d.enqueued_at)
    insert into hr_queue.ready (id, kind, priority, owner, subject, payload, enqueued_at, released_at)
    select r.id, r.kind, r.priority, r.owner, r.subject, r.payload, r.enqueued_at, pg_catalog.clock_timestamp()
        from revived r;
    get diagnostics moved = row_count;
    return moved;
end
$$;
comment on function hr_queue.redrive(bigint[]) is
    'Gives dead letters another life with all their attempts; returns how many of the given numbers were dead letters';

create or replace function hr_queue.adopt_database(discard_jobs boolean) returns uuid
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    as $$
declare
    new_epoch uuid;
begin
    if discard_jobs is null then
        raise exception using
            errcode = 'null_value_not_allowed', message = 'discard_jobs must be true or false';
    end if;
    -- Nobody enqueues under the former epoch meanwhile.
    lock table hr_queue.ready, hr_queue.deferred in share row exclusive mode;
    delete from hr_queue.home;
    insert into hr_queue.home (database_oid, system_identifier)
        select d.oid, c.system_identifier
        from pg_catalog.pg_database d, pg_catalog.pg_control_system() c
        where d.datname = pg_catalog.current_database()
        returning epoch into new_epoch;
    if discard_jobs then
        delete from hr_queue.ready;
        delete from hr_queue.deferred;
    else
        update hr_queue.ready set epoch = new_epoch;
        update hr_queue.deferred set epoch = new_epoch;
    end if;
    perform hr_user.apply_access();
    perform hr_queue.wake();
    return new_epoch;
end
$$;
comment on function hr_queue.adopt_database(boolean) is
    'Makes a clone or a restored dump a database of its own: jobs run here from now on (or are discarded), and the change feed begins a new epoch, which is returned';

insert into hr_queue.processor (kind, batch_size, max_attempts, description, builtin)
values ('register_content', 200, 5, 'Reads a document of register content into the register tables', true),
       ('announcement', 200, 5, 'Reads an announcement and joins it to its company', true),
       ('erase_person', 1, 5, 'Takes a person out of the register', true)
on conflict (kind) do nothing;

-- The script itself is a reason to look at this database.
select hr_queue.wake();
-- Rights of the caller, also inside security definer functions, where current_user is their owner.

-- In plpgsql, which keeps the plan: every read asks.
create or replace function hr_user.is_operator() returns boolean
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (
        select from pg_catalog.pg_roles caller
        where caller.rolname = hr_queue.current_owner()
          and (caller.rolsuper
               or exists (select from hr_user.access a
                          join pg_catalog.pg_roles r on r.rolname = a.role_name
                          where a.level = 'operator' and pg_catalog.pg_has_role(caller.oid, r.oid, 'usage'))));
end
$$;
comment on function hr_user.is_operator() is 'Does the caller have the rights of an operator?';

create or replace function hr_user.require_subject() returns text
    language plpgsql stable parallel unsafe security definer set search_path = pg_catalog, pg_temp
as $$
declare
    subject constant text := hr_queue.current_subject();
begin
    if coalesce(subject, '') = '' then
        raise exception 'nobody is logged in' using errcode = 'PT401',
            detail = jsonb_build_object('code', 'login_required'),
            hint = 'Send a JWT with the claim "sub"; in plain SQL set request.jwt.claims.';
    end if;
    return subject;
end
$$;
comment on function hr_user.require_subject() is 'Claim "sub" of the JWT of the current request. Errors: PT401 where there is none';

-- Blocked companies exist for operators only. A view, so that a plan asks for the caller's rights once.
create or replace view hr_registry.hidden_company as
    select b.company_id from hr_registry.blocked_company b where not (select hr_user.is_operator());
comment on view hr_registry.hidden_company is 'Companies that the caller may not see';

create or replace function hr_user.note_action(action text, company_id bigint, facts jsonb) returns void
    language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
    insert into hr_user.audit_log (role_name, subject, action, company_id, facts)
    values (hr_queue.current_owner(), hr_queue.current_subject(), note_action.action, note_action.company_id,
            coalesce(note_action.facts, '{}'));
end;
comment on function hr_user.note_action(text, bigint, jsonb) is 'Writes a line of the audit log; without personal data';

create or replace function hr_user.check_page_size(page_size integer, largest integer) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if page_size is null or page_size not between 1 and largest then
        raise exception 'invalid page size: %', coalesce(page_size::text, 'null') using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_page_size', 'min', 1, 'max', largest),
            hint = 'Read on behind the last row instead of asking for more rows.';
    end if;
end
$$;
comment on function hr_user.check_page_size(integer, integer) is 'Raises PT400 where a page would be empty or too large';

create or replace function hr_user.check_cursor(cursor text, pattern text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if cursor !~ pattern then
        raise exception 'invalid cursor' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_cursor'),
            hint = 'Pass the next_cursor of a row, with the same other arguments.';
    end if;
end
$$;
comment on function hr_user.check_cursor(text, text) is 'Raises PT400 where a cursor is none of ours; null is the first page';

create or replace function hr_user.answer_accepted(job_id bigint) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('response.status', '202', true);
    perform set_config('response.headers',
        jsonb_build_array(jsonb_build_object('Location', '/rpc/get_job?job_id=' || job_id))::text, true);
end
$$;
comment on function hr_user.answer_accepted(bigint) is 'Lets PostgREST answer 202, with where to ask for the job';

-- In PostgREST only an error of SQLSTATE PGRST can carry a header. Everybody else gets the usual one.
create or replace function hr_user.refuse(
    status integer, code text, message text, hint text, facts jsonb default '{}', retry_after integer default null)
    returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    detail constant jsonb := jsonb_build_object('code', code) || facts
        || case when retry_after is null then '{}' else jsonb_build_object('retry_after_s', retry_after) end;
begin
    if retry_after is null or coalesce(current_setting('request.method', true), '') = '' then
        raise exception '%', message using errcode = 'PT' || status, detail = detail, hint = hint;
    end if;
    raise exception using errcode = 'PGRST',
        message = jsonb_build_object('code', 'PT' || status, 'message', message, 'details', detail::text, 'hint', hint),
        detail = jsonb_build_object('status', status, 'headers', jsonb_build_object('Retry-After', retry_after::text));
end
$$;
comment on function hr_user.refuse(integer, text, text, text, jsonb, integer) is
    'Raises an error that PostgREST answers with the status and, if there is a time after which to try again, the header Retry-After';
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
    if used > most then
        perform hr_user.refuse(429, 'rate_limited', format('%s may be called %s times an hour', spend.function_name, most),
            'Wait for the next hour, or ask an operator for a higher limit.',
            jsonb_build_object('function', spend.function_name, 'limit', most),
            greatest(1, ceil(extract(epoch from this_hour + interval '1 hour' - clock_timestamp())))::integer);
    end if;
end
$$;
comment on function hr_user.spend(text) is
    'Counts a call of a write function for the user. Errors: PT401 without a login, PT429 above the limit';

create or replace view handelsregister.quota as
    select null::text as function_name,
           null::integer as calls_per_hour,
           null::integer as used,
           null::timestamptz as resets_at
    where false;
comment on view handelsregister.quota is 'Row type of get_quota()';
comment on column handelsregister.quota.function_name is 'Function that has a limit';
comment on column handelsregister.quota.calls_per_hour is 'How often the user may call it within an hour by the clock';
comment on column handelsregister.quota.used is 'How often the user has called it in this hour';
comment on column handelsregister.quota.resets_at is 'When the next hour begins';

create or replace function handelsregister.get_quota() returns setof handelsregister.quota
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    this_hour constant timestamptz := date_trunc('hour', now());
begin
    return query
        select d.function_name, hr_user.limit_of(d.function_name), coalesce(u.calls, 0), this_hour + interval '1 hour'
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
    if hr_user.limit_of(set_rate_limit.function_name) is null then
        perform hr_user.refuse(404, 'unknown_function', format('function "%s" has no limit', set_rate_limit.function_name),
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
create or replace view handelsregister.submission as
    select null::bigint as document_id,
           null::bigint as job_id,
           null::boolean as is_duplicate,
           null::text as sha256
    where false;
comment on view handelsregister.submission is 'Row type of submit_document() and submit_documents()';
comment on column handelsregister.submission.job_id is
    'Job that reads the document, for get_job(); null where the document has been read already';
comment on column handelsregister.submission.is_duplicate is 'The same content was there before, or earlier in the same call';
comment on column handelsregister.submission.sha256 is 'Digest of the content, in hexadecimal';

create or replace function hr_registry.guess_content_type(content bytea) returns text
    language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
    return case pg_catalog.substr(pg_catalog.ltrim(pg_catalog.substr(content, 1, 64), '\xefbbbffeff00090a0d20'), 1, 1)
        when '\x3c' then 'application/xml' else 'application/octet-stream' end;
comment on function hr_registry.guess_content_type(bytea) is
    'XML where the first character is "<", behind byte order mark and white space';

-- The library is asked first, because a setting has its unit only once its library is loaded.
create or replace function hr_registry.max_document_size() returns bigint
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return case when hr_queue.library_version() is not null then
        pg_catalog.pg_size_bytes(
            coalesce(nullif(pg_catalog.current_setting('handelsregister.max_document_size', true), ''), '32MB')) end;
comment on function hr_registry.max_document_size() is 'Setting handelsregister.max_document_size, in bytes';

create or replace function hr_registry.check_contents(contents bytea[]) returns void
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    size_limit constant bigint := hr_registry.max_document_size();
    bad record;
begin
    select c.position, octet_length(c.content) as size into bad
        from unnest(contents) with ordinality c(content, position)
        where coalesce(octet_length(c.content), 0) not between 1 and size_limit
        order by c.position limit 1;
    if not found and contents is not null then
        return;
    end if;
    if coalesce(bad.size, 0) = 0 then
        raise exception 'document is empty' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'empty_document', 'position', bad.position),
            hint = 'Submit the bytes of the document, over HTTP as hexadecimal text that starts with \x.';
    end if;
    raise exception 'document is too large' using errcode = 'PT413',
        detail = jsonb_build_object('code', 'document_too_large', 'position', bad.position,
                                    'bytes', bad.size, 'limit', size_limit),
        hint = 'The limit is the setting handelsregister.max_document_size.';
end
$$;
comment on function hr_registry.check_contents(bytea[]) is 'Raises PT400 for an empty document and PT413 for one that is too large';

create or replace function hr_registry.enqueue_jobs(kind text, document_ids bigint[]) returns void
    language sql volatile set search_path = pg_catalog, pg_temp
    as $$
        update hr_registry.document d set job_id = j.id
            from unnest(document_ids) with ordinality u(document_id, position)
            join (select e.id, row_number() over (order by e.position) as position
                  from hr_queue.enqueue_batch(kind,
                           (select array_agg(jsonb_build_object('document', u.id) order by u.position)
                            from unnest(document_ids) with ordinality u(id, position)))
                       with ordinality e(id, position)) j using (position)
            where d.id = u.document_id
    $$;
comment on function hr_registry.enqueue_jobs(text, bigint[]) is 'Gives each document a job of this kind, whether it has been read or not';

-- Jobs for those of the documents that have neither been read nor wait for it, nor are erased. The documents must be locked.
create or replace function hr_registry.enqueue_reading(document_ids bigint[]) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    unread bigint[];
begin
    select array_agg(d.id order by d.id) into unread
        from hr_registry.document d
        where d.id = any (document_ids) and d.erased_at is null
          and not exists (select from hr_registry.reading r where r.document_id = d.id)
          and not exists (select from hr_registry.announcement a where a.document_id = d.id)
          and not exists (select from hr_queue.ready q where q.id = d.job_id)
          and not exists (select from hr_queue.deferred q where q.id = d.job_id);
    if unread is not null then
        perform hr_registry.enqueue_jobs('register_content', unread);
    end if;
end
$$;
comment on function hr_registry.enqueue_reading(bigint[]) is
    'Gives a job of kind register_content to every document that has not been read and has no waiting job';

-- Contents are inserted in the order of their digests, so that two sessions with the same documents cannot wait for each
-- other in a circle.
create or replace function hr_registry.store_documents(
    contents bytea[], content_type text, source text, retrieved_at timestamptz) returns bigint[]
    language sql volatile set search_path = pg_catalog, pg_temp
as $$
    with inserted as (
        insert into hr_registry.document (sha256, content, content_type, source, retrieved_at)
            select distinct on (i.digest) i.digest, i.content,
                   coalesce(nullif(store_documents.content_type, ''), hr_registry.guess_content_type(i.content)),
                   store_documents.source, coalesce(store_documents.retrieved_at, now())
                from (select c.content, sha256(c.content) as digest from unnest(contents) c (content)) i
                where not exists (select from hr_registry.document d where d.sha256 = i.digest)
                order by i.digest
            on conflict (sha256) do nothing
            returning id)
    select coalesce(array_agg(id), '{}') from inserted
$$;
comment on function hr_registry.store_documents(bytea[], text, text, timestamptz) is
    'Stores contents that are not there yet; the numbers of these';

-- Statements are as many for one document as for a thousand.
create or replace function handelsregister.submit_documents(
    contents bytea[],
    content_type text default null,
    source text default null,
    retrieved_at timestamptz default null
) returns setof handelsregister.submission
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    digests bytea[];
    added bigint[];
    pending bigint[];
begin
    perform hr_registry.check_contents(contents);
    select array_agg(sha256(c.content) order by c.position) into digests
        from unnest(contents) with ordinality c(content, position);

    added := hr_registry.store_documents(contents, content_type, source, retrieved_at);

    -- Locked first and judged in the next statement, which sees what the lock was waiting for.
    select array_agg(p.id) into pending
        from (select d.id from hr_registry.document d
              where d.sha256 = any (digests) and d.erased_at is null
                and not exists (select from hr_registry.reading r where r.document_id = d.id)
                and not exists (select from hr_queue.ready q where q.id = d.job_id)
                and not exists (select from hr_queue.deferred q where q.id = d.job_id)
              order by d.id for update) p;
    perform hr_registry.enqueue_reading(pending);

    return query
        select d.id,
               case when not exists (select from hr_registry.reading r where r.document_id = d.id) then d.job_id end,
               d.id <> all (added) or row_number() over (partition by d.id order by i.position) > 1,
               encode(d.sha256, 'hex')
            from unnest(digests) with ordinality i(digest, position)
            join hr_registry.document d on d.sha256 = i.digest
            order by i.position;
end
$$;
comment on function handelsregister.submit_documents(bytea[], text, text, timestamptz) is
    'Stores documents and enqueues their reading; one row per document, in the order of the array. Content that is already there is not stored again';

create or replace function handelsregister.submit_document(
    content bytea,
    content_type text default null,
    source text default null,
    retrieved_at timestamptz default null
) returns handelsregister.submission
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    return (select s from handelsregister.submit_documents(
        array[content], submit_document.content_type, submit_document.source, submit_document.retrieved_at) s);
comment on function handelsregister.submit_document(bytea, text, text, timestamptz) is
    'Stores one document and enqueues its reading; see submit_documents()';
create or replace view handelsregister.job as
    select null::bigint as job_id,
           null::text as kind,
           null::text as state,
           null::smallint as attempt,
           null::timestamptz as enqueued_at,
           null::timestamptz as run_at,
           null::timestamptz as failed_at,
           null::timestamptz as finished_at,
           null::text as error_code,
           null::text as error_message,
           null::text as error_detail,
           null::text as error_hint,
           null::jsonb as result,
           null::integer as queue_position
    where false;
comment on view handelsregister.job is 'Row type of get_job(): a job in whatever state it is';
comment on column handelsregister.job.state is 'ready, running, deferred, dead or done';
comment on column handelsregister.job.attempt is 'Attempts that failed so far';
comment on column handelsregister.job.run_at is 'When a deferred job becomes ready';
comment on column handelsregister.job.error_code is 'SQLSTATE of the last failure';
comment on column handelsregister.job.result is 'What the processor returned';
comment on column handelsregister.job.queue_position is
    'Place among the ready jobs, from 1 on; 1001 stands for all behind the thousandth. Null in other states';

-- Behind PostgREST all users of an application share one role. A job with a subject is that subject's alone, unless
-- others have asked for the same.
create or replace function hr_user.may_see_job(job_id bigint, job_owner name, job_subject text) returns boolean
    language sql stable parallel unsafe set search_path = pg_catalog, pg_temp
    return hr_user.is_operator()
        or case when job_subject is null then job_owner = hr_queue.current_owner()
                else coalesce(job_subject = hr_queue.current_subject(), false) end
        or exists (select from hr_user.refresh_request r
                   where r.subject = hr_queue.current_subject() and r.job_id = may_see_job.job_id);
comment on function hr_user.may_see_job(bigint, name, text) is
    'Operators see every job, members those of their JWT''s subject or that they share in, or of their role where there was no JWT';

create or replace function hr_queue.queue_position(job_id bigint) returns integer
    language sql stable set search_path = pg_catalog, pg_temp
    return (select 1 + (select count(*)::integer
                        from (select from hr_queue.ready b where (b.priority, b.id) < (r.priority, r.id)
                              order by b.priority, b.id limit 1000) before)
            from hr_queue.ready r where r.id = queue_position.job_id);
comment on function hr_queue.queue_position(bigint) is 'Place of a job among those that are ready, at most 1001; null where it is not ready';

-- The columns of a job as members see it.
create or replace function hr_queue.shown_job(job hr_queue.job) returns handelsregister.job
    language sql stable set search_path = pg_catalog, pg_temp
    return row(job.id, job.kind, job.state, job.attempt, job.enqueued_at, job.run_at, job.failed_at, job.finished_at,
               job.error_code, job.error_message, job.error_detail, job.error_hint, job.result,
               case when job.state = 'ready' then hr_queue.queue_position(job.id) end)::handelsregister.job;
comment on function hr_queue.shown_job(hr_queue.job) is 'A job as the API shows it';

create or replace function hr_user.find_job(job_id bigint) returns hr_queue.job
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    found_job hr_queue.job%rowtype;
    was_issued boolean;
begin
    select j.* into found_job from hr_queue.job j where j.id = find_job.job_id;
    if found and hr_user.may_see_job(found_job.id, found_job.owner, found_job.subject) then
        return found_job;
    end if;
    select find_job.job_id between 1 and s.last_value and s.is_called into was_issued from hr_queue.job_id_seq s;
    if found_job.id is null and was_issued then
        raise exception 'job % has expired', job_id using errcode = 'PT410',
            detail = jsonb_build_object('code', 'job_expired', 'job_id', job_id),
            hint = 'It was cancelled, or its result has been kept for the time of the setting handelsregister.result_retention.';
    end if;
    raise exception 'no job %', coalesce(job_id::text, 'null') using errcode = 'PT404',
        detail = jsonb_build_object('code', 'unknown_job', 'job_id', job_id),
        hint = 'Ask for the number that the submitting function returned, as the user who called it.';
end
$$;
comment on function hr_user.find_job(bigint) is
    'A job that the caller may see. Errors: PT404 where it was never issued or is somebody else''s, PT410 where it has expired';

create or replace function handelsregister.get_job(job_id bigint) returns setof handelsregister.job
    language plpgsql stable security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
begin
    return next hr_queue.shown_job(hr_user.find_job(job_id));
end
$$;
comment on function handelsregister.get_job(bigint) is
    'One job. PT404 where it was never issued or is somebody else''s, PT410 where its result has expired';
-- What users do with their jobs.

create or replace function handelsregister.list_jobs(
    state text default null, kind text default null, page_size integer default 50, before_id bigint default null)
    returns setof handelsregister.job
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    sees_all constant boolean := hr_user.is_operator();
    caller text;
begin
    perform hr_user.check_page_size(page_size, 200);
    if not sees_all then
        caller := hr_user.require_subject();
        return query
            select s.*
                from (select r.job_id from hr_user.refresh_request r
                          where r.subject = caller and (before_id is null or r.job_id < before_id)
                          order by r.job_id desc) own
                join hr_queue.job j on j.id = own.job_id
                cross join lateral hr_queue.shown_job(j) s
                where (list_jobs.state is null or j.state = list_jobs.state)
                  and (list_jobs.kind is null or j.kind = list_jobs.kind)
                order by own.job_id desc limit page_size;
        return;
    end if;
    return query
        select s.*
            from (select j.* from hr_queue.job j
                      where (before_id is null or j.id < before_id)
                        and (list_jobs.state is null or j.state = list_jobs.state)
                        and (list_jobs.kind is null or j.kind = list_jobs.kind)
                      order by j.id desc limit page_size) p
            cross join lateral hr_queue.shown_job(p) s
            order by p.id desc;
end
$$;
comment on function handelsregister.list_jobs(text, text, integer, bigint) is
    'Jobs, the newest first: of members their own, of operators all; read on with the last job_id as before_id. Errors: PT400, PT401';

create or replace function hr_user.refuse_state(job hr_queue.job, wanted text) returns void
    language sql volatile set search_path = pg_catalog, pg_temp
    return hr_user.refuse(409, 'job_state_conflict', pg_catalog.format('job %s is %s', job.id, job.state), wanted,
                          jsonb_build_object('job_id', job.id, 'state', job.state));
comment on function hr_user.refuse_state(hr_queue.job, text) is 'Raises PT409: the job is not in the state that the caller expects';

-- A claim holds the row of a job that is at work: then it cannot be cancelled any more.
create or replace function handelsregister.cancel_job(job_id bigint) returns setof handelsregister.job
    language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    job hr_queue.job := hr_user.find_job(cancel_job.job_id);
    taken bigint;
begin
    if job.state in ('done', 'dead') then
        perform hr_user.refuse_state(job, 'Only a job that waits can be cancelled.');
    end if;
    if not hr_user.is_operator() then
        perform hr_user.spend('cancel_job');
        delete from hr_user.refresh_request r
            where r.job_id = cancel_job.job_id and r.subject = hr_queue.current_subject();
        if exists (select from hr_user.refresh_request r where r.job_id = cancel_job.job_id) then
            return next hr_queue.shown_job(job);  -- others still want it
            return;
        end if;
    end if;
    select q.id into taken from hr_queue.ready q where q.id = cancel_job.job_id for update skip locked;
    if taken is null then
        select q.id into taken from hr_queue.deferred q where q.id = cancel_job.job_id for update skip locked;
    end if;
    if taken is null then
        job.state := case when job.state in ('ready', 'deferred') then 'running' else job.state end;
        perform hr_user.refuse_state(job, 'Only a job that waits can be cancelled.');
    end if;
    delete from hr_queue.ready q where q.id = taken;
    delete from hr_queue.deferred q where q.id = taken;
    delete from hr_user.refresh_request r where r.job_id = taken;
    return next hr_queue.shown_job(job);
end
$$;
comment on function handelsregister.cancel_job(bigint) is
    'Takes a waiting job back and returns it as it was; one that other users share goes on for them. Errors: PT404, PT409 where it is at work or has ended, PT410, PT429';

create or replace function handelsregister.retry_job(job_id bigint) returns setof handelsregister.job
    language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    job constant hr_queue.job := hr_user.find_job(retry_job.job_id);
begin
    if not hr_user.is_operator() then
        perform hr_user.spend('retry_job');
    end if;
    if job.state <> 'dead' or hr_queue.redrive(array[job.id]) = 0 then
        perform hr_user.refuse_state(job, 'Only a job that has failed for good can be tried again.');
    end if;
    return query select s.* from hr_queue.job j cross join lateral hr_queue.shown_job(j) s where j.id = job.id;
end
$$;
comment on function handelsregister.retry_job(bigint) is
    'Gives a failed job another life with all its attempts. Errors: PT404, PT409 where it has not failed for good, PT410, PT429';
-- What of documents is kept nowhere, and reading them again when a release knows more.

create or replace view handelsregister.unmapped_path as
    select null::text as path,
           null::bigint as documents,
           null::text[] as versions,
           null::bigint as first_document_id,
           null::bigint as last_document_id
    where false;
comment on view handelsregister.unmapped_path is 'Row type of list_unmapped_paths()';
comment on column handelsregister.unmapped_path.path is 'Below the root of the message, such as fachdatenRegister/neu or fachdatenRegister/@neu';
comment on column handelsregister.unmapped_path.documents is 'In how many of the documents that were looked at it occurs';
comment on column handelsregister.unmapped_path.versions is 'Versions of these documents, as they state them: of XJustiz, and of the register part behind a slash';
comment on column handelsregister.unmapped_path.first_document_id is 'The earliest of them; download_document() gives its content';
comment on column handelsregister.unmapped_path.last_document_id is 'The latest of them';

create or replace function handelsregister.list_unmapped_paths(page_size integer default 100, max_documents integer default 5000)
    returns setof handelsregister.unmapped_path
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query
        select v.path, sum(v.documents)::bigint, array_agg(v.version order by v.version), min(v.first), max(v.last)
            from (select p.path, concat_ws('/', r.xjustiz_version, r.fach_version) as version, count(*) as documents,
                         min(r.document_id) as first, max(r.document_id) as last
                      from (select n.* from hr_registry.reading n
                                where n.unmapped <> '{}' or n.layout_guessed
                                order by n.document_id desc limit least(greatest(max_documents, 1), 100000)) r,
                           unnest(r.unmapped) as p (path)
                      group by p.path, r.xjustiz_version, r.fach_version) v
            group by v.path
            order by sum(v.documents) desc, v.path limit page_size;
end
$$;
comment on function handelsregister.list_unmapped_paths(integer, integer) is
    'Elements and attributes of documents that are kept nowhere, the most frequent first, with counts over the latest documents that have any, 5,000 unless told: a new layout shows here on the day it comes. Errors: PT400';

create or replace view handelsregister.reprocessed_document as
    select null::bigint as document_id,
           null::bigint as job_id,
           null::text as reason,
           null::text as next_cursor
    where false;
comment on view handelsregister.reprocessed_document is 'Row type of reprocess_documents()';
comment on column handelsregister.reprocessed_document.job_id is 'The job that reads it';
comment on column handelsregister.reprocessed_document.reason is 'failed, layout_guessed or unmapped';
comment on column handelsregister.reprocessed_document.next_cursor is
    'What to pass as cursor to go on behind this row; null on the last row of the last page';

-- The dead letter says it; where that has been discarded, the content type does, which only announcements are given.
create or replace function hr_registry.is_failed_announcement(document_id bigint) returns boolean
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return (select not exists (select from hr_registry.reading r where r.document_id = d.id)
                   and coalesce((select q.kind = 'announcement' from hr_queue.dead q where q.id = d.job_id),
                                d.content_type = 'text/plain')
            from hr_registry.document d where d.id = is_failed_announcement.document_id);
comment on function hr_registry.is_failed_announcement(bigint) is 'Was a document submitted as an announcement that could not be read?';

-- A cursor is the number of the document that the next page follows. Locked in one order, as submit_documents() does.
create or replace function handelsregister.reprocess_documents(page_size integer default 1000, cursor text default null)
    returns setof handelsregister.reprocessed_document
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    behind bigint;
    chosen bigint[];
    announcements bigint[];
    has_more boolean;
begin
    perform hr_user.check_page_size(page_size, 10000);
    perform hr_user.check_cursor(cursor, '^[0-9]{1,18}$');
    behind := coalesce(reprocess_documents.cursor::bigint, 0);
    with unread as (
        select d.id from hr_registry.document d
            where d.id > behind and d.erased_at is null
              and not exists (select from hr_registry.reading r where r.document_id = d.id)
              and not exists (select from hr_registry.announcement a where a.document_id = d.id)
              and not exists (select from hr_registry.import i where i.document_id = d.id)  -- bulk data are read line by line
              and not exists (select from hr_queue.ready q where q.id = d.job_id)
              and not exists (select from hr_queue.deferred q where q.id = d.job_id)
            order by d.id limit reprocess_documents.page_size + 1),
    unmapped as (
        select d.id from hr_registry.reading r join hr_registry.document d on d.id = r.document_id
            where r.document_id > behind and (r.unmapped <> '{}' or r.layout_guessed) and d.erased_at is null
              and not exists (select from hr_queue.ready q where q.id = d.job_id)
              and not exists (select from hr_queue.deferred q where q.id = d.job_id)
            order by r.document_id limit reprocess_documents.page_size + 1)
    select array_agg(f.id order by f.id) into chosen
        from (select id from unread union all select id from unmapped order by id
              limit reprocess_documents.page_size + 1) f;
    has_more := cardinality(chosen) > page_size;
    chosen := chosen[1:page_size];
    perform from hr_registry.document d where d.id = any (chosen) order by d.id for update;
    if chosen is not null then
        announcements := array(select c.id from unnest(chosen) c (id) where hr_registry.is_failed_announcement(c.id));
        perform hr_registry.enqueue_announcements(announcements);
        perform hr_registry.enqueue_jobs('register_content', array_agg(c.id order by c.id))
            from unnest(chosen) c (id) where c.id <> all (announcements) having count(*) > 0;
    end if;
    perform hr_user.note_action('reprocess_documents', null, jsonb_build_object('documents', coalesce(cardinality(chosen), 0)));
    return query
        select d.id, d.job_id,
               case when r.document_id is null then 'failed' when r.layout_guessed then 'layout_guessed' else 'unmapped' end,
               case when has_more or c.place < cardinality(chosen) then d.id::text end
            from unnest(chosen) with ordinality c (id, place)
            join hr_registry.document d on d.id = c.id
            left join hr_registry.reading r on r.document_id = d.id
            order by c.place;
end
$$;
comment on function handelsregister.reprocess_documents(integer, text) is
    'Enqueues the reading of documents that could not be read, were read with a guessed layout or had elements that are kept nowhere: to be called after an update that knows more; pages by cursor. Errors: PT400';
-- Announcements go in as documents do; their jobs are of another kind.

create or replace function hr_registry.enqueue_announcements(document_ids bigint[]) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    unread bigint[];
begin
    -- Locked first and judged in the next statement, which sees what the lock was waiting for.
    perform from hr_registry.document d where d.id = any (document_ids) order by d.id for update;
    select array_agg(d.id order by d.id) into unread
        from hr_registry.document d
        where d.id = any (document_ids) and d.erased_at is null
          and not exists (select from hr_registry.announcement a where a.document_id = d.id)
          and not exists (select from hr_queue.ready q where q.id = d.job_id)
          and not exists (select from hr_queue.deferred q where q.id = d.job_id);
    if unread is not null then
        perform hr_registry.enqueue_jobs('announcement', unread);
    end if;
end
$$;
comment on function hr_registry.enqueue_announcements(bigint[]) is
    'Gives a job of kind announcement to every document that has not been read as one and has no waiting job';

create or replace function handelsregister.submit_announcements(
    contents bytea[], source text default null, retrieved_at timestamptz default null)
    returns setof handelsregister.submission
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    digests bytea[];
    added bigint[];
    pending bigint[];
begin
    perform hr_registry.check_contents(contents);
    select array_agg(sha256(c.content) order by c.position) into digests
        from unnest(contents) with ordinality c(content, position);
    added := hr_registry.store_documents(contents, 'text/plain', source, retrieved_at);
    select array_agg(d.id) into pending
        from hr_registry.document d
        where d.sha256 = any (digests) and d.erased_at is null
          and not exists (select from hr_registry.announcement a where a.document_id = d.id);
    perform hr_registry.enqueue_announcements(pending);
    return query
        select d.id,
               case when not exists (select from hr_registry.announcement a where a.document_id = d.id) then d.job_id end,
               d.id <> all (added) or row_number() over (partition by d.id order by i.position) > 1,
               encode(d.sha256, 'hex')
            from unnest(digests) with ordinality i(digest, position)
            join hr_registry.document d on d.sha256 = i.digest
            order by i.position;
end
$$;
comment on function handelsregister.submit_announcements(bytea[], text, timestamptz) is
    'Stores announcements of the registers and enqueues their reading; one row per announcement, in the order of the array. Each is a text of the portal, or a JSON object with the key "details" or "text". Errors: PT400, PT413';

create or replace function handelsregister.submit_announcement(
    content bytea, source text default null, retrieved_at timestamptz default null)
    returns handelsregister.submission
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    return (select s from handelsregister.submit_announcements(
        array[content], submit_announcement.source, submit_announcement.retrieved_at) s);
comment on function handelsregister.submit_announcement(bytea, text, timestamptz) is
    'Stores one announcement and enqueues its reading; see submit_announcements()';
-- How an import goes from step to step. Jobs take ranges of lines; the last one of a step enqueues the next step.

-- Its jobs wait, are at work or have failed; their payloads tell of the import.
create or replace view hr_registry.import_job as
    select (j.payload ->> 'import')::bigint as import_id, j.id, j.kind, j.state,
           (j.payload ->> 'from')::bigint as from_line, (j.payload ->> 'to')::bigint as to_line
    from (select r.id, r.kind, r.payload, 'live' as state from hr_queue.ready r
          union all
          select d.id, d.kind, d.payload, 'live' from hr_queue.deferred d
          union all
          select d.id, d.kind, d.payload, 'dead' from hr_queue.dead d) j
    where j.kind in ('import_lines', 'finish_import') and jsonb_typeof(j.payload -> 'import') = 'number';
comment on view hr_registry.import_job is 'Jobs of imports that have not succeeded';
comment on column hr_registry.import_job.import_id is 'Import whose job it is';
comment on column hr_registry.import_job.from_line is 'First line that it takes';
comment on column hr_registry.import_job.to_line is 'Last line that it takes';
comment on column hr_registry.import_job.state is 'live: it waits or is at work; dead: it has failed for good';

-- A thousand lines: some tenths of a second, and as many advisory locks. Ranges without lines get no job, nor do those that
-- have one.
create or replace function hr_registry.enqueue_import_lines(import_id bigint, is_last boolean) returns integer
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    job_count integer;
begin
    select count(*) into job_count from (
        select hr_queue.enqueue_batch('import_lines', array_agg(
                   jsonb_build_object('import', i.id, 'from', r.from_line, 'to', least(r.from_line + 999, i.last_line), 'last', is_last)
                   order by r.from_line), priority => 10::smallint)
            from hr_registry.import i
            cross join lateral generate_series(i.first_line, i.last_line, 1000) r (from_line)
            where i.id = enqueue_import_lines.import_id
              and exists (select from hr_registry.import_line l
                          where l.number between r.from_line and least(r.from_line + 999, i.last_line))
              and not exists (select from hr_registry.import_job j
                              where j.import_id = i.id and j.state = 'live' and j.from_line = r.from_line)
            having count(*) > 0) e;
    return job_count;
end
$$;
comment on function hr_registry.enqueue_import_lines(bigint, boolean) is
    'Jobs for all lines of an import that have none; returns how many. is_last: lines that still miss another one fail';

create or replace function hr_registry.advance_import(import_id bigint) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    job_count integer;
begin
    job_count := hr_registry.enqueue_import_lines(advance_import.import_id, true);
    if job_count = 0 then
        perform hr_queue.enqueue('finish_import', jsonb_build_object('import', advance_import.import_id));
    end if;
    update hr_registry.import i
        set state = case when job_count = 0 then 'finishing' else 'names' end, jobs_left = job_count
        where i.id = advance_import.import_id;
end
$$;
comment on function hr_registry.advance_import(bigint) is
    'The next step of an import: what waited for other lines, then the search indexes';

create or replace function hr_registry.end_import_lines(
    import_id bigint, lines bigint, failures bigint, added bigint, changed bigint, unchanged bigint,
    fields text[], field_lines bigint[]) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    import hr_registry.import;
begin
    update hr_registry.import i
        set jobs_left = greatest(i.jobs_left - 1, 0), lines_done = i.lines_done + end_import_lines.lines,
            lines_failed = i.lines_failed + failures, companies_added = i.companies_added + added,
            companies_changed = i.companies_changed + changed, companies_unchanged = i.companies_unchanged + unchanged
        where i.id = end_import_lines.import_id
        returning i.* into import;
    insert into hr_registry.import_field as f (import_id, field, lines)
        select import.id, u.field, u.lines from unnest(fields, field_lines) u (field, lines)
        on conflict on constraint import_field_pkey do update set lines = f.lines + excluded.lines;
    if import.jobs_left = 0 and import.state in ('running', 'names') then
        perform hr_registry.advance_import(import.id);
    end if;
end
$$;
comment on function hr_registry.end_import_lines(bigint, bigint, bigint, bigint, bigint, bigint, text[], bigint[]) is
    'Counts what a job of an import has done; the last job enqueues the next step';

-- The index is made when no job is at work that leaves its names out: they hold the lock shared.
create or replace function hr_registry.finish_import(import_id bigint) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    filled text;
    import hr_registry.import;
begin
    select i.* into import from hr_registry.import i where i.id = finish_import.import_id for update;
    if import.search_indexes <> '{}' then
        perform hr_registry.build_search_index();
    end if;
    if import.companies_added + import.companies_changed > 0 then
        foreach filled in array '{company,registration,snapshot,company_name,company_former_name,company_seat,company_status,company_address,source_number}'::text[] loop
            execute format('analyze hr_registry.%I', filled);
        end loop;
    end if;
    update hr_registry.import i
        set state = case when i.state = 'finishing' then 'done' else i.state end, search_indexes = '{}', jobs_left = 0,
            finished_at = clock_timestamp()
        where i.id = import.id;
end
$$;
comment on function hr_registry.finish_import(bigint) is 'Makes the index of names if it was put off, and ends the import';

insert into hr_queue.processor (kind, batch_size, max_attempts, description, builtin)
values ('import_lines', 1, 5, 'Takes lines of bulk data into the register tables', true),
       ('finish_import', 1, 5, 'Builds what an import has put off', true)
on conflict (kind) do nothing;
-- Bulk import for operators: begin_import(), COPY of the lines as they are, start_import().

create or replace view handelsregister.import as
    select null::bigint as import_id,
           null::text as state,
           null::text as source,
           null::text as format,
           null::text as description,
           null::bigint as document_id,
           null::bigint as lines,
           null::bigint as lines_done,
           null::bigint as lines_failed,
           null::bigint as companies_added,
           null::bigint as companies_changed,
           null::bigint as companies_unchanged,
           null::text[] as left_out_fields,
           null::integer as jobs_left,
           null::integer as jobs_failed,
           null::text as copy_command,
           null::text as requested_by,
           null::timestamptz as created_at,
           null::timestamptz as started_at,
           null::timestamptz as finished_at
    where false;
comment on view handelsregister.import is 'Row type of begin_import(), start_import(), cancel_import(), get_import() and list_imports()';
comment on column handelsregister.import.state is 'loading, running, finishing, done, cancelled; failed where jobs have failed for good and none is left';
comment on column handelsregister.import.import_id is 'Number of the import, for before_id';
comment on column handelsregister.import.format is 'jsonl: an object a line; tsv: columns';
comment on column handelsregister.import.started_at is 'When start_import() was called first';
comment on column handelsregister.import.finished_at is 'When it was done or cancelled';
comment on column handelsregister.import.source is 'Whose data it is';
comment on column handelsregister.import.document_id is 'Document that stands for the file in histories';
comment on column handelsregister.import.lines is 'Lines in all; null while they are loaded';
comment on column handelsregister.import.lines_done is 'Lines that are taken, also those that could not be read';
comment on column handelsregister.import.lines_failed is 'Lines that could not be read: see list_import_failures()';
comment on column handelsregister.import.companies_added is 'Companies of which nothing was known before';
comment on column handelsregister.import.companies_changed is 'Times that lines brought something new about a company';
comment on column handelsregister.import.companies_unchanged is
    'Times that lines brought nothing new about a company, or it has documents of the register, which are better';
comment on column handelsregister.import.left_out_fields is 'Fields of the lines that are not taken over, with how many lines had them';
comment on column handelsregister.import.jobs_left is 'Jobs that wait or are at work';
comment on column handelsregister.import.jobs_failed is 'Jobs that have failed for good: see list_dead_jobs()';
comment on column handelsregister.import.copy_command is 'How to load lines with psql, for the owner of the extension; null when it is too late';
comment on column handelsregister.import.requested_by is 'Role that began it';

create or replace view handelsregister.import_failure as
    select null::bigint as import_id,
           null::bigint as line,
           null::text as reason,
           null::text as content
    where false;
comment on view handelsregister.import_failure is 'Row type of list_import_failures()';
comment on column handelsregister.import_failure.line is 'Place in what was loaded, from 1: the number of the line where one file was loaded at once';
comment on column handelsregister.import_failure.import_id is 'Import whose line it is';
comment on column handelsregister.import_failure.content is 'The line as it came';

-- Lines are taken word by word: the delimiter and the quote are characters that no text file has.
create or replace function hr_registry.shown_import(import hr_registry.import) returns handelsregister.import
    language sql stable set search_path = pg_catalog, pg_temp
    return (select row(import.id,
        case when import.state in ('running', 'names', 'finishing') and j.dead > 0 and j.live = 0 then 'failed'
             when import.state = 'names' then 'running' else import.state end,
        import.source, import.format, import.description, import.document_id, import.lines, import.lines_done,
        import.lines_failed, import.companies_added, import.companies_changed, import.companies_unchanged,
        (select array_agg(f.field || ': ' || f.lines order by f.lines desc, f.field) from hr_registry.import_field f
             where f.import_id = import.id),
        j.live, j.dead,
        case when import.state = 'loading' then
            e'\\copy hr_registry.import_line (line) from FILE with (format csv, delimiter e''\\x1f'', quote e''\\x1e'')' end,
        import.requested_by::text, import.created_at, import.started_at, import.finished_at)::handelsregister.import
        from (select count(*) filter (where j.state = 'live')::integer as live,
                     count(*) filter (where j.state = 'dead')::integer as dead
              from hr_registry.import_job j
              -- what is done has no jobs: no need to look through the queue
              where import.state <> 'done' and j.import_id = import.id) j);
comment on function hr_registry.shown_import(hr_registry.import) is 'An import as operators see it';

create or replace function hr_registry.find_import(import_id bigint, is_locked boolean default false) returns hr_registry.import
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    import hr_registry.import;
begin
    if is_locked then
        select i.* into import from hr_registry.import i where i.id = find_import.import_id for update;
    else
        select i.* into import from hr_registry.import i where i.id = find_import.import_id;
    end if;
    if import.id is null then
        perform hr_user.refuse(404, 'unknown_import', format('no import %s', coalesce(import_id::text, 'null')),
            'list_imports() gives the numbers of imports.', jsonb_build_object('import_id', import_id));
    end if;
    return import;
end
$$;
comment on function hr_registry.find_import(bigint, boolean) is 'An import by its number, locked if wanted. Errors: PT404';

create or replace function hr_registry.check_import(source text, format text, description text) returns void
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    other bigint;
begin
    if coalesce(source, '') !~ '^[a-z][a-z0-9_]{0,62}$' or coalesce(format, '') not in ('jsonl', 'tsv')
       or length(description) > 1000 then
        perform hr_user.refuse(400, 'invalid_import', 'invalid import',
            'The source is a name in small letters, the format jsonl or tsv, the description has at most 1000 characters.',
            jsonb_build_object('source', source, 'format', format));
    end if;
    select i.id into other from hr_registry.import i where i.state = 'loading';
    if found then
        perform hr_user.refuse(409, 'import_loading', format('import %s is being loaded', other),
            'Start or cancel it first: lines of two imports cannot be told apart.', jsonb_build_object('import_id', other));
    end if;
    if exists (select from hr_registry.import_line l
               where l.number > coalesce((select max(i.last_line) from hr_registry.import i), 0)) then
        perform hr_user.refuse(409, 'lines_without_import', 'there are lines that belong to no import',
            'Somebody has loaded them without begin_import(); delete them from hr_registry.import_line.');
    end if;
end
$$;
comment on function hr_registry.check_import(text, text, text) is 'Raises PT400 for what begin_import() cannot take, PT409 where lines would mix';

-- The number of the document is unique, and so is its content.
create or replace function handelsregister.begin_import(
    source text default 'offeneregister', format text default 'jsonl', description text default null,
    retrieved_at timestamptz default null) returns setof handelsregister.import
    language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    document bigint;
    content bytea;
    import hr_registry.import;
begin
    lock table hr_registry.import in share row exclusive mode;
    perform hr_registry.check_import(source, format, description);
    document := nextval('hr_registry.document_id_seq');
    content := convert_to(jsonb_build_object('import', document, 'source', source, 'format', format,
        'description', description, 'began', clock_timestamp())::text, 'UTF8');
    insert into hr_registry.document (id, sha256, content, content_type, source, retrieved_at)
        values (document, sha256(content), content, 'application/json', begin_import.source,
                coalesce(begin_import.retrieved_at, now()));
    insert into hr_registry.import (source, format, description, document_id, first_line, requested_by)
        values (begin_import.source, begin_import.format, begin_import.description, document,
                nextval('hr_registry.import_line_seq') + 1, hr_queue.current_owner())
        returning * into import;
    perform hr_user.note_action('begin_import', null, jsonb_build_object('import_id', import.id));
    return next hr_registry.shown_import(import);
end
$$;
comment on function handelsregister.begin_import(text, text, text, timestamptz) is
    'Begins an import of bulk data: load lines into hr_registry.import_line, then call start_import(). source: whose data it is; format: jsonl or tsv; retrieved_at: for lines that do not say when they were retrieved. Errors: PT400, PT409 where another one is being loaded';

-- The lock waits for sessions that still load.
create or replace function hr_registry.close_loading(import hr_registry.import) returns hr_registry.import
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    lock table hr_registry.import_line in share mode;
    select max(l.number), count(*) into import.last_line, import.lines
        from hr_registry.import_line l where l.number >= import.first_line;
    if import.lines = 0 then
        perform hr_user.refuse(409, 'import_empty', format('import %s has no lines', import.id),
            'Load lines into hr_registry.import_line first; the column copy_command of get_import() says how.',
            jsonb_build_object('import_id', import.id));
    end if;
    update hr_registry.import i set last_line = import.last_line, lines = import.lines where i.id = import.id;
    return import;
end
$$;
comment on function hr_registry.close_loading(hr_registry.import) is 'Counts the lines of an import when no more may come. Errors: PT409 where there are none';

create or replace function handelsregister.start_import(import_id bigint, put_off_search boolean default null)
    returns setof handelsregister.import
    language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    import hr_registry.import := hr_registry.find_import(import_id, true);
    job_count integer;
begin
    if import.state = 'done' then
        perform hr_user.refuse(409, 'import_done', format('import %s is done', import.id),
            'Begin another one: it changes what is new, and doubles nothing.', jsonb_build_object('import_id', import.id));
    end if;
    if import.state = 'loading' then
        import := hr_registry.close_loading(import);
    end if;
    if coalesce(put_off_search, not exists (select from hr_registry.company_name)) then
        update hr_registry.import i set search_indexes = '{search_block}' where i.id = import.id;
    end if;
    delete from hr_queue.dead d using hr_registry.import_job j
        where j.import_id = import.id and j.state = 'dead' and d.id = j.id;
    perform hr_registry.enqueue_import_lines(import.id, import.state = 'names');
    select count(*) into job_count from hr_registry.import_job j
        where j.import_id = import.id and j.state = 'live' and j.kind = 'import_lines';
    update hr_registry.import i
        set state = case when i.state = 'names' then 'names' else 'running' end, jobs_left = job_count,
            started_at = coalesce(i.started_at, clock_timestamp()), finished_at = null
        where i.id = import.id;
    if job_count = 0 then
        perform hr_registry.advance_import(import.id);
    end if;
    perform hr_user.note_action('start_import', null, jsonb_build_object('import_id', import.id));
    return query select s.* from hr_registry.import i cross join lateral hr_registry.shown_import(i) s where i.id = import.id;
end
$$;
comment on function handelsregister.start_import(bigint, boolean) is
    'Enqueues the jobs of an import; of one that was cancelled or has failed those that are missing. put_off_search: put its names into the search index at the end only, which is faster for much and leaves them unfound meanwhile; null: where there are no names yet. Errors: PT404, PT409';

create or replace function handelsregister.cancel_import(import_id bigint, discard boolean default false)
    returns setof handelsregister.import
    language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    import hr_registry.import := hr_registry.find_import(import_id, true);
begin
    if import.state = 'done' then
        perform hr_user.refuse(409, 'import_done', format('import %s is done', import.id),
            'What it has brought stays.', jsonb_build_object('import_id', import.id));
    end if;
    if import.state = 'loading' then
        lock table hr_registry.import_line in share mode;
        select coalesce(max(l.number), import.first_line), count(*) into import.last_line, import.lines
            from hr_registry.import_line l where l.number >= import.first_line;
    end if;
    with waiting as materialized (
        select r.id from hr_queue.ready r join hr_registry.import_job j on j.id = r.id
            where j.import_id = import.id order by r.id for update of r skip locked)
    delete from hr_queue.ready r using waiting w where r.id = w.id;
    with waiting as materialized (
        select d.id from hr_queue.deferred d join hr_registry.import_job j on j.id = d.id
            where j.import_id = import.id order by d.id for update of d skip locked)
    delete from hr_queue.deferred d using waiting w where d.id = w.id;
    if import.search_indexes <> '{}' then
        perform hr_queue.enqueue('finish_import', jsonb_build_object('import', import.id));
    end if;
    if discard then
        delete from hr_registry.import_line l where l.number between import.first_line and import.last_line;
        delete from hr_registry.import_failure f where f.import_id = import.id;
    end if;
    update hr_registry.import i
        set state = 'cancelled', last_line = import.last_line, lines = import.lines, finished_at = clock_timestamp()
        where i.id = import.id;
    perform hr_user.note_action('cancel_import', null, jsonb_build_object('import_id', import.id, 'discard', discard));
    return query select s.* from hr_registry.import i cross join lateral hr_registry.shown_import(i) s where i.id = import.id;
end
$$;
comment on function handelsregister.cancel_import(bigint, boolean) is
    'Takes back the jobs of an import that wait; what it has brought stays. start_import() goes on with it, unless its lines and failures are discarded. Errors: PT404, PT409';

create or replace function handelsregister.get_import(import_id bigint) returns setof handelsregister.import
    language plpgsql stable security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
begin
    return next hr_registry.shown_import(hr_registry.find_import(import_id));
end
$$;
comment on function handelsregister.get_import(bigint) is 'An import and how far it is. Errors: PT404';

create or replace function handelsregister.list_imports(page_size integer default 100, before_id bigint default null)
    returns setof handelsregister.import
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query select s.* from (select i from hr_registry.import i where before_id is null or i.id < before_id
                                  order by i.id desc limit page_size) p
        cross join lateral hr_registry.shown_import(p.i) s order by s.import_id desc;
end
$$;
comment on function handelsregister.list_imports(integer, bigint) is 'Imports, the newest first; pages by before_id. Errors: PT400';

create or replace function handelsregister.list_import_failures(
    import_id bigint, page_size integer default 100, after_line bigint default 0)
    returns setof handelsregister.import_failure
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    import constant hr_registry.import := hr_registry.find_import(import_id);
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query
        select f.import_id, f.line - import.first_line + 1, f.reason, f.content
            from hr_registry.import_failure f
            where f.import_id = import.id and f.line >= import.first_line + coalesce(after_line, 0)
            order by f.line limit page_size;
end
$$;
comment on function handelsregister.list_import_failures(bigint, integer, bigint) is
    'Lines that could not be read, with the reason, in their order; pages by after_line. Errors: PT400, PT404';
-- Mentions of persons and organisations in rows of hr_registry.officer, and which person each one is.

create or replace function hr_registry.person_secret() returns bytea
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from hr_registry.person_secret) then
        insert into hr_registry.person_secret (secret)
            values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))) on conflict do nothing;
    end if;
    return (select s.secret from hr_registry.person_secret s);
end
$$;
comment on function hr_registry.person_secret() is 'Key of the numbers of persons, made when it is needed first';

create or replace function hr_registry.person_numbers(keys text[]) returns uuid[]
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    secret constant bytea := hr_registry.person_secret();
begin
    return array(select encode(substring(sha256(secret || sha256(secret || convert_to(k.key, 'UTF8'))) from 1 for 16), 'hex')::uuid
                     from unnest(keys) with ordinality k (key, place) order by k.place);
end
$$;
comment on function hr_registry.person_numbers(text[]) is 'Numbers of persons by themselves, by the keys in hr_registry.officer_mention';

-- One key for all companies only where both names and the day of birth are stated. The office that an erased person has
-- left mentions nobody.
create or replace view hr_registry.officer_mention as
    select o.company_id, o.item, o.document_id, (p.person).last_name, (p.person).first_names, (p.person).birth_date,
           (p.person).residence, (p.person).is_full, (p.person).key
    from hr_registry.officer o
    cross join lateral (
        select hr_registry.read_person(o.company_id, o.name_prefix, o.last_name, o.first_names, o.birth_date,
                                       o.residence) as person
        offset 0) p
    where o.kind = 'person' and ((p.person).last_name <> '' or (p.person).first_names <> '');
comment on view hr_registry.officer_mention is 'What hr_registry.mention holds, made of the officers';
comment on column hr_registry.officer_mention.item is 'Identity of the officer within the company';
comment on column hr_registry.officer_mention.last_name is 'Words without case, diacritics and punctuation; the prefix behind them';
comment on column hr_registry.officer_mention.birth_date is 'As exact as the document states it; empty where it does not';
comment on column hr_registry.officer_mention.is_full is 'Both names and a full birth date: it counts beyond the company';
comment on column hr_registry.officer_mention.key is 'Equal for who is one person by itself';

create or replace view hr_registry.officer_entry as
    select o.company_id, o.item, o.document_id, p.court_code as court, p.register_type, p.register_number,
           coalesce(p.suffix, '') as suffix, coalesce(p.former_court_code, '') as former_court
    from hr_registry.officer o
    cross join lateral handelsregister.parse_register_id(
        concat_ws(' ', o.register_court, case when o.register_number !~ '^ *[A-Za-z]' then o.register_type end,
                  o.register_number)) p
    where o.register_court is not null and o.register_number is not null and p.is_valid;
comment on view hr_registry.officer_entry is 'What hr_registry.organisation_mention holds, made of the officers';
comment on column hr_registry.officer_entry.item is 'Identity of the officer within the company';
comment on column hr_registry.officer_entry.court is 'Register id of the court in the EUID';
comment on column hr_registry.officer_entry.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column hr_registry.officer_entry.suffix is 'Letters after the number; empty where none are stated';
comment on column hr_registry.officer_entry.former_court is 'Court from which the entry was taken over; empty for none';

create or replace view hr_registry.mention_person as
    select m.company_id, m.item, m.document_id, m.last_name, m.first_names, m.birth_date, m.is_full, m.own_id,
           coalesce(a.person_id, m.own_id) as person_id,
           coalesce(a.reason, case when m.is_full then 'birth_date' else 'alone' end) as reason
    from hr_registry.mention m left join hr_registry.person_assignment a using (company_id, item, document_id);
comment on view hr_registry.mention_person is 'Which person each mention is, and why';
comment on column hr_registry.mention_person.item is 'Identity of the officer within the company';
comment on column hr_registry.mention_person.last_name is 'Words without case, diacritics and punctuation; the prefix behind them';
comment on column hr_registry.mention_person.birth_date is 'As exact as the document states it; empty where it does not';
comment on column hr_registry.mention_person.is_full is 'Both names and a full birth date: it counts beyond the company';
comment on column hr_registry.mention_person.own_id is 'The person that it is for itself';
comment on column hr_registry.mention_person.person_id is 'The person that it is';
comment on column hr_registry.mention_person.reason is
    'birth_date, same_office, only_in_company, only_in_register, ambiguous, alone, joined or separated';

create or replace view hr_registry.organisation_company as
    select o.company_id, o.item, o.document_id, r.company_id as organisation_company_id
    from hr_registry.organisation_mention o
    cross join lateral (
        select min(r.company_id) as company_id from hr_registry.registration r
        where r.court = o.court and r.register_type = o.register_type and r.register_number = o.register_number
          and (o.suffix = '' or r.suffix = o.suffix) and (o.former_court = '' or r.former_court = o.former_court)
        having count(distinct r.company_id) = 1) r;
comment on view hr_registry.organisation_company is 'Organisations as officers that are companies of this registry, where only one can be meant';
comment on column hr_registry.organisation_company.item is 'Identity of the officer within the company';
comment on column hr_registry.organisation_company.organisation_company_id is 'The organisation';

create or replace view hr_registry.officer_identity as
    select null::text as item,
           null::bigint as document_id,
           null::uuid as person_id,
           null::bigint as organisation_company_id
    where false;
comment on view hr_registry.officer_identity is 'Row type of officer_identities()';
comment on column hr_registry.officer_identity.item is 'Identity of the officer within the company';
comment on column hr_registry.officer_identity.person_id is 'The natural person';
comment on column hr_registry.officer_identity.organisation_company_id is 'The organisation, where the caller may see it';

create or replace function hr_registry.officer_identities(target bigint) returns setof hr_registry.officer_identity
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select v.item, v.document_id, v.person_id, null::bigint
            from hr_registry.mention_person v where v.company_id = target
        union all
        select e.item, e.document_id, null, e.organisation_company_id
            from hr_registry.organisation_company e
            where e.company_id = target
              and not exists (select from hr_registry.hidden_company h where h.company_id = e.organisation_company_id);
end
$$;
comment on function hr_registry.officer_identities(bigint) is 'Who the officers of a company are beyond it';

create or replace view hr_registry.reached_mention as
    select null::bigint as company_id, null::text as item, null::bigint as document_id, null::text as last_name,
           null::text as first_names, null::text as birth_date, null::text as residence, null::boolean as is_full,
           null::uuid as own_id, null::uuid as apart_id, null::uuid as person_id, null::text as reason
    where false;
comment on view hr_registry.reached_mention is 'Row type of mentions_reached()';
comment on column hr_registry.reached_mention.item is 'Identity of the officer within the company';
comment on column hr_registry.reached_mention.last_name is 'Words without case, diacritics and punctuation; the prefix behind them';
comment on column hr_registry.reached_mention.birth_date is 'As exact as the document states it; empty where it does not';
comment on column hr_registry.reached_mention.is_full is 'Both names and a full birth date: it counts beyond the company';
comment on column hr_registry.reached_mention.own_id is 'The person that it is for itself';
comment on column hr_registry.reached_mention.apart_id is 'The person that it is for itself by a separation';
comment on column hr_registry.reached_mention.person_id is 'The person that it is assigned to; null where there is no assignment';

-- Always through the indexes: what is reached is little, however large the table, and nothing to compile code for.
create or replace function hr_registry.mentions_reached(seeds uuid[]) returns setof hr_registry.reached_mention
    language plpgsql stable set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        with recursive reached (id) as (
            -- Most are one person by themselves and depend on nobody: nothing is assigned to them, and nothing will be.
            select s from unnest(seeds) s
                where exists (
                    select from hr_registry.mention m
                        where m.own_id = s
                          and (not m.is_full
                               or exists (select from hr_registry.mention p
                                              where p.last_name = m.last_name and p.first_names = m.first_names and not p.is_full)
                               or exists (select from hr_registry.mention o
                                              where o.company_id = m.company_id and o.item = m.item and o.own_id <> s)
                               or exists (select from hr_registry.person_assignment a
                                              where a.company_id = m.company_id and a.item = m.item
                                                and a.document_id = m.document_id)))
                   or exists (select from hr_registry.person_join j where j.one_id = s)
                   or exists (select from hr_registry.person_join j where j.other_id = s)
                   or exists (select from hr_registry.person_separation d where d.own_id = s or d.person_id = s)
            union
            select n.id from reached r cross join lateral (
                select o.own_id from hr_registry.mention m
                    join hr_registry.mention o on o.company_id = m.company_id and o.item = m.item
                    where m.own_id = r.id
                union all
                select p.own_id from hr_registry.mention m
                    join hr_registry.mention p on p.last_name = m.last_name and p.first_names = m.first_names and not p.is_full
                    where m.own_id = r.id
                union all
                select o.own_id from hr_registry.mention m
                    join hr_registry.mention o on o.last_name = m.last_name and o.first_names = m.first_names
                    where m.own_id = r.id and not m.is_full
                union all select j.other_id from hr_registry.person_join j where j.one_id = r.id
                union all select j.one_id from hr_registry.person_join j where j.other_id = r.id
                union all select s.person_id from hr_registry.person_separation s where s.own_id = r.id
                union all select s.own_id from hr_registry.person_separation s where s.person_id = r.id) n (id))
        select m.company_id, m.item, m.document_id, m.last_name, m.first_names, m.birth_date, m.residence, m.is_full,
               m.own_id, s.person_id, a.person_id, a.reason
            from reached r
            join hr_registry.mention m on m.own_id = r.id
            left join hr_registry.person_separation s on s.company_id = m.company_id and s.own_id = m.own_id
            left join hr_registry.person_assignment a
                on a.company_id = m.company_id and a.item = m.item and a.document_id = m.document_id;
end
$$;
comment on function hr_registry.mentions_reached(uuid[]) is
    'All mentions on which the persons of these depend: of the same person or office, joined, of one name where a date is not full';

-- Returns the numbers of which the persons may have changed. Of a name that goes, those without a full date may have waited
-- for it to be the only one.
create or replace function hr_registry.forget_mentions(companies bigint[], items text[], documents bigint[]) returns uuid[]
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
declare
    touched uuid[];
begin
    delete from hr_registry.person_assignment a using unnest(companies, items, documents) t (company_id, item, document_id)
        where a.company_id = t.company_id and a.item = t.item and a.document_id = t.document_id;
    delete from hr_registry.organisation_mention o using unnest(companies, items, documents) t (company_id, item, document_id)
        where o.company_id = t.company_id and o.item = t.item and o.document_id = t.document_id;
    with gone as (
        delete from hr_registry.mention m using unnest(companies, items, documents) t (company_id, item, document_id)
            where m.company_id = t.company_id and m.item = t.item and m.document_id = t.document_id
            returning m.own_id, m.last_name, m.first_names)
    select array(
            select g.own_id from gone g
            union
            select p.own_id from gone g
                join hr_registry.mention p on p.last_name = g.last_name and p.first_names = g.first_names and not p.is_full)
        into touched;
    return touched || array(
        select m.own_id from unnest(companies, items) t (company_id, item)
            join hr_registry.mention m on m.company_id = t.company_id and m.item = t.item);
end
$$;
comment on function hr_registry.forget_mentions(bigint[], text[], bigint[]) is
    'Removes the mentions of rows of hr_registry.officer; returns the numbers whose persons depend on them';

-- In the order of names, so that two transactions that bring some of the same wait for each other in one direction only. The
-- table is locked also where nothing is new: an erasure then sees the mentions that it must not forget. A plan that was made
-- when the table was empty must not read all of it later.
create or replace function hr_registry.note_person_names(last_names text[], first_names text[])
    returns setof hr_registry.person_name
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    return query
        insert into hr_registry.person_name as added (last_name, first_names)
            select distinct t.last_name collate "C", t.first_names collate "C"
                from unnest(note_person_names.last_names, note_person_names.first_names) t (last_name, first_names)
                where not exists (select from hr_registry.person_name n
                                  where n.last_name = t.last_name collate "C" and n.first_names = t.first_names collate "C")
                order by 1, 2
            on conflict (last_name, first_names) do nothing
            returning added.*;
end
$$;
comment on function hr_registry.note_person_names(text[], text[]) is 'Adds names that are not there yet; returns these';

-- The lock waits for those who write a mention of one of the names in this moment: they hold theirs until it can be seen.
create or replace function hr_registry.forget_person_names() returns setof hr_registry.person_name
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = on set enable_hashjoin = on set enable_mergejoin = on
as $$
#variable_conflict use_column
declare
    unmentioned constant bigint[] := array(
        select n.id from hr_registry.person_name n
            where not exists (select from hr_registry.mention m
                              where m.last_name = n.last_name and m.first_names = n.first_names));
begin
    if unmentioned = '{}' then
        return;
    end if;
    lock table hr_registry.person_name in share row exclusive mode;
    return query
        delete from hr_registry.person_name n
            where n.id = any (unmentioned)
              and not exists (select from hr_registry.mention m
                              where m.last_name = n.last_name and m.first_names = n.first_names)
            returning n.*;
end
$$;
comment on function hr_registry.forget_person_names() is 'Removes names that no mention has any more; returns them';
-- The code lists of the register, for people and for programs that show codes.

create or replace view hr_registry.reference_value as
    select null::text as kind,
           null::bigint as position,
           null::text as code,
           null::text as name,
           null::text as english_name,
           null::text as category,
           null::text as elf_code,
           null::text as iso_code
    where false;
comment on view hr_registry.reference_value is 'Row type of reference_values()';
comment on column hr_registry.reference_value.position is 'Place in the code list, from 1';
comment on column hr_registry.reference_value.english_name is 'Null where it has none';
comment on column hr_registry.reference_value.category is 'As in handelsregister.reference';
comment on column hr_registry.reference_value.elf_code is 'Code of the legal form in ISO 20275';
comment on column hr_registry.reference_value.iso_code is 'Code of the country in ISO 3166-1';

-- The library holds them: nothing is dumped, and a new version brings its own.
create or replace function hr_registry.reference_values(kind text) returns setof hr_registry.reference_value
    language sql immutable parallel safe rows 100 set search_path = pg_catalog, pg_temp
begin atomic
    select reference_values.kind, n.position, v.field[6 * n.position - 5], v.field[6 * n.position - 4],
           nullif(v.field[6 * n.position - 3], ''), nullif(v.field[6 * n.position - 2], ''),
           nullif(v.field[6 * n.position - 1], ''), nullif(v.field[6 * n.position], '')
        from (select hr_registry.reference_fields(reference_values.kind) as field offset 0) v
        cross join lateral generate_series(1, (cardinality(v.field) / 6)::bigint) n (position)
        order by n.position;
end;
comment on function hr_registry.reference_values(text) is
    'The values of a code list that the library brings, in the order of the list; none for an unknown kind';

create or replace view handelsregister.reference as
    select null::text as kind,
           null::text as code,
           null::text as name,
           null::text as english_name,
           null::text as category,
           null::text as elf_code,
           null::text as iso_code,
           null::text as state,
           null::text as status,
           null::text as successor_code,
           null::text as next_cursor
    where false;
comment on view handelsregister.reference is 'Row type of list_reference()';
comment on column handelsregister.reference.code is 'As documents state it; unique within kind and category';
comment on column handelsregister.reference.english_name is 'Null where it has none, as sentences have';
comment on column handelsregister.reference.category is
    'Code list of a legal form; general (of the company) or special (of one officer) for a rule; historical for a country that is no more';
comment on column handelsregister.reference.elf_code is 'Code of the legal form in ISO 20275; null where that has none';
comment on column handelsregister.reference.iso_code is 'Code of the country in ISO 3166-1, two letters';
comment on column handelsregister.reference.state is 'Land of a court';
comment on column handelsregister.reference.status is 'Of a court: keeps registers, without register or dissolved';
comment on column handelsregister.reference.successor_code is
    'Court that took the registers of this one over; null where none did or it is not known';
comment on column handelsregister.reference.next_cursor is 'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace function hr_registry.check_reference_kind(kind text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if kind is null or kind <> all ('{court,legal_form,role,entry_type,representation_rule,exemption,procuration,legal_status,articles,register_type,address_type,country,currency}'::text[]) then
        raise exception 'unknown kind of reference' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_reference_kind'),
            hint = 'It is court, legal_form, role, entry_type, representation_rule, exemption, procuration, legal_status, articles, register_type, address_type, country or currency.';
    end if;
end
$$;
comment on function hr_registry.check_reference_kind(text) is 'Raises PT400 where list_reference() has no such kind';

-- A cursor is the number of rows before the next page.
create or replace function handelsregister.list_reference(kind text, page_size integer default 500, cursor text default null)
    returns setof handelsregister.reference
    language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
    behind bigint;
begin
    perform hr_registry.check_reference_kind(kind);
    perform hr_user.check_page_size(page_size, 1000);
    perform hr_user.check_cursor(cursor, '^[0-9]{1,9}$');
    behind := coalesce(cursor, '0')::bigint;
    return query
        select v.kind, v.code, v.name, v.english_name, v.category, v.elf_code, v.iso_code, v.state, v.status, v.successor,
               case when v.position = behind + page_size and v.position < v.found then v.position::text end
            from (select a.*, count(*) over () as found
                      from (select r.kind, r.position, r.code, r.name, r.english_name, r.category, r.elf_code, r.iso_code,
                                   null::text as state, null::text as status, null::text as successor
                                from hr_registry.reference_values(list_reference.kind) r
                            union all
                            select 'court', row_number() over (order by c.code), c.code, c.name, null, null, null, null,
                                   c.state, c.status, c.successor
                                from hr_registry.court c where list_reference.kind = 'court') a) v
            where v.position > behind and v.position <= behind + page_size
            order by v.position;
end
$$;
comment on function handelsregister.list_reference(text, integer, text) is
    'Values of a code list: court (with former ones), legal_form, role, entry_type, representation_rule, exemption, procuration, legal_status, articles, register_type, address_type, country or currency; pages by cursor. Errors: PT400';
create or replace view hr_registry.labelled_registration as
    select r.company_id, r.court as court_code, court.name as court_name, r.register_type, r.register_number,
           r.suffix, r.former_court as former_court_code,
           concat_ws(' ', coalesce(court.name, r.court), r.register_type, r.register_number, nullif(r.suffix, ''),
                     'früher ' || coalesce(former.name, nullif(r.former_court, ''))) as register_label,
           r.euid, r.valid_from, r.valid_to
    from hr_registry.registration r
    left join hr_registry.court court on court.code = r.court
    left join hr_registry.court former on former.code = r.former_court;
comment on view hr_registry.labelled_registration is 'Entries of companies in registers, as people write them';
comment on column hr_registry.labelled_registration.court_code is
    'Register id of the court in the EUID, such as F1103R';
comment on column hr_registry.labelled_registration.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column hr_registry.labelled_registration.suffix is 'Letters after the number; empty where there are none';
comment on column hr_registry.labelled_registration.former_court_code is
    'Court from which the entry was taken over with its number; empty for none';
comment on column hr_registry.labelled_registration.valid_from is 'First day of the entry; null where it is not known';
comment on column hr_registry.labelled_registration.valid_to is 'Last day of the entry; null where it is in force';

create or replace view hr_registry.current_registration as
    select distinct on (r.company_id) r.company_id, r.court_code, r.court_name, r.register_type, r.register_number, r.suffix,
           r.former_court_code, r.register_label, r.euid
        from hr_registry.labelled_registration r
        order by r.company_id, r.valid_to desc nulls first, r.valid_from desc nulls last, r.court_code, r.register_type,
                 r.register_number;
comment on view hr_registry.current_registration is 'The entry in force of every company, else its latest';
comment on column hr_registry.current_registration.court_code is
    'Register id of the court in the EUID, such as F1103R';
comment on column hr_registry.current_registration.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column hr_registry.current_registration.suffix is
    'Letters after the number; empty where there are none';
comment on column hr_registry.current_registration.former_court_code is
    'Court from which the entry was taken over with its number; empty for none';

create or replace view hr_registry.former_name as
    select n.company_id, n.name, min(n.known) as known
    from (select company_id, name, valid_to as known from hr_registry.company_name where valid_to is not null
          union all
          select company_id, name, valid_from from hr_registry.company_former_name) n
    where n.name is not null
    group by n.company_id, n.name;
comment on view hr_registry.former_name is 'Former names, as documents state them and as later documents show';
comment on column hr_registry.former_name.known is 'First day on which the name is known to be a former one';

create or replace view handelsregister.company as
    select null::bigint as company_id,
           null::text as name,
           null::text as legal_form_code,
           null::text as legal_form,
           null::text as court_code,
           null::text as court_name,
           null::text as register_type,
           null::bigint as register_number,
           null::text as suffix,
           null::text as former_court_code,
           null::text as register_label,
           null::text as euid,
           null::text as status_code,
           null::text as status,
           null::text as seat,
           null::text as street,
           null::text as house_number,
           null::text as address_addition,
           null::text as po_box,
           null::text as postal_code,
           null::text as city,
           null::text as district,
           null::text as country_code,
           null::numeric as capital_amount,
           null::text as capital_currency,
           null::text as purpose,
           null::date as articles_date,
           null::text as representation_code,
           null::text as representation,
           null::text as representation_exemption,
           null::text[] as former_names,
           null::date as last_entry,
           null::integer as snapshot_count,
           null::timestamp as as_of
    where false;
comment on view handelsregister.company is 'Row type of get_company() and lookup_company(): what is entered at a time';
comment on column handelsregister.company.company_id is 'Number of the company in this database; it never changes';
comment on column handelsregister.company.legal_form is 'Label of the legal form, or its text where it has no code';
comment on column handelsregister.company.court_code is 'Register id of the court in the EUID, such as F1103R';
comment on column handelsregister.company.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column handelsregister.company.suffix is 'Letters after the number; empty where there are none';
comment on column handelsregister.company.former_court_code is
    'Court from which the entry was taken over with its number; empty for none';
comment on column handelsregister.company.register_label is 'Court, register, number and suffix for people';
comment on column handelsregister.company.euid is 'European unique identifier; null where it is not defined';
comment on column handelsregister.company.status is 'Label of the status';
comment on column handelsregister.company.seat is 'Place of the registered seat; the address may lie elsewhere';
comment on column handelsregister.company.street is 'Of the business address, as the columns up to country_code';
comment on column handelsregister.company.country_code is
    'As the document states it; in its list bfj.staat 000 is Germany';
comment on column handelsregister.company.capital_amount is 'Share capital, exact';
comment on column handelsregister.company.capital_currency is
    'ISO 4217 code; the name of a currency that has none';
comment on column handelsregister.company.articles_date is 'Date of the articles of association';
comment on column handelsregister.company.representation is 'General rule of representation';
comment on column handelsregister.company.representation_exemption is 'General exemption from section 181 BGB';
comment on column handelsregister.company.former_names is 'The latest first';
comment on column handelsregister.company.last_entry is 'Date of the latest entry in the register sheet';
comment on column handelsregister.company.snapshot_count is
    'Documents that state something about the company, up to the day that was asked for';
comment on column handelsregister.company.as_of is 'When the newest of these documents was retrieved from the register, by its wall clock';

-- The day "infinity" stands for today, including what is entered for a coming day. To plan the query for each day takes
-- longer than to run it.
create or replace function hr_registry.company_at(targets bigint[], day date) returns setof handelsregister.company
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select c.id,
               hr_registry.public_text(name.name),
               form.code as legal_form_code,
               hr_registry.shown(form.code, form.label, form.text) as legal_form,
               r.court_code, r.court_name, r.register_type, r.register_number, r.suffix, r.former_court_code,
               r.register_label, r.euid,
               status.code as status_code,
               hr_registry.shown(status.code, status.label, null) as status,
               seat.city as seat,
               address.street, address.house_number, hr_registry.public_text(address.addition) as address_addition,
               address.po_box,
               address.postal_code, address.city, address.district, address.country_code,
               capital.amount as capital_amount,
               coalesce(capital.currency_code, capital.currency_text) as capital_currency,
               hr_registry.public_text(coalesce(purpose.purpose, purpose.business_purpose)) as purpose,
               articles.articles_date,
               representation.rule_code as representation_code,
               hr_registry.shown(representation.rule_code, representation.rule_label, representation.rule_text)
                   as representation,
               hr_registry.shown(representation.exemption_code, representation.exemption_label,
                                 representation.exemption_text) as representation_exemption,
               array(select hr_registry.public_text(f.name) from hr_registry.former_name f
                     where f.company_id = c.id and f.known <= day and f.name is distinct from name.name
                     order by f.known desc, f.name) as former_names,
               snapshot.last_entry,
               snapshot.snapshot_count,
               snapshot.as_of
        from hr_registry.company c
        left join lateral (
            select * from hr_registry.labelled_registration r
            where r.company_id = c.id
            order by day between coalesce(r.valid_from, '-infinity') and coalesce(r.valid_to, 'infinity') desc,
                     r.valid_to desc nulls first, r.valid_from desc nulls last, r.court_code, r.register_type,
                     r.register_number
            limit 1) r on true
        left join hr_registry.company_name name
            on name.company_id = c.id and name.valid_from <= day and coalesce(name.valid_to > day, true)
        left join hr_registry.company_legal_form form
            on form.company_id = c.id and form.valid_from <= day and coalesce(form.valid_to > day, true)
        left join hr_registry.company_status status
            on status.company_id = c.id and status.valid_from <= day and coalesce(status.valid_to > day, true)
        left join hr_registry.company_seat seat
            on seat.company_id = c.id and seat.valid_from <= day and coalesce(seat.valid_to > day, true)
        left join lateral (
            select a.* from hr_registry.company_address a
            where a.company_id = c.id and a.valid_from <= day and coalesce(a.valid_to > day, true)
              and a.is_former is not true and coalesce(a.kind_code, '003') in ('003', '021')
            order by a.kind_code, a.item limit 1) address on true
        left join lateral (
            select a.* from hr_registry.company_capital a
            where a.company_id = c.id and a.valid_from <= day and coalesce(a.valid_to > day, true)
            order by a.item limit 1) capital on true
        left join hr_registry.company_purpose purpose
            on purpose.company_id = c.id and purpose.valid_from <= day and coalesce(purpose.valid_to > day, true)
        left join hr_registry.company_articles articles
            on articles.company_id = c.id and articles.valid_from <= day and coalesce(articles.valid_to > day, true)
        left join hr_registry.company_representation representation
            on representation.company_id = c.id and representation.valid_from <= day and coalesce(representation.valid_to > day, true)
        cross join lateral (
            select max(s.last_entry) as last_entry, count(*)::integer as snapshot_count, max(s.retrieved) as as_of
            from hr_registry.snapshot s
            where s.company_id = c.id and coalesce(s.last_entry, s.retrieved::date) <= day) snapshot
        where c.id = any (targets);
end
$$;
comment on function hr_registry.company_at(bigint[], date) is 'Profiles of companies on a day; infinity is today. What was not known then is null';

create or replace view hr_registry.company_label as
    select null::bigint as company_id,
           null::text as name,
           null::text as seat,
           null::text as register_label,
           null::text as euid
    where false;
comment on view hr_registry.company_label is 'Row type of labels_of()';
comment on column hr_registry.company_label.name is 'Name today';

create or replace function hr_registry.labels_of(targets bigint[]) returns setof hr_registry.company_label
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select c.id,
               (select hr_registry.public_text(n.name) from hr_registry.company_name n
                    where n.company_id = c.id and n.valid_to is null),
               (select s.city from hr_registry.company_seat s where s.company_id = c.id and s.valid_to is null),
               r.register_label, r.euid
            from hr_registry.company c
            -- Not current_registration, for which all courts would be read.
            left join lateral (select t.register_label, t.euid from hr_registry.labelled_registration t where t.company_id = c.id
                               order by t.valid_to desc nulls first, t.valid_from desc nulls last, t.court_code, t.register_type,
                                        t.register_number
                               limit 1) r on true
            where c.id = any (targets);
end
$$;
comment on function hr_registry.labels_of(bigint[]) is 'What companies are called today, for lists in which they occur';

create or replace function hr_registry.check_identifier(identifier text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(octet_length(identifier), 0) not between 1 and 500 then
        raise exception 'invalid identifier' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_identifier', 'problem', 'must have 1 to 500 bytes'),
            hint = 'Give a company number, an EUID, or a register number with its court.';
    end if;
end
$$;
comment on function hr_registry.check_identifier(text) is 'Raises PT400 where an identifier is empty or too long';

create or replace function hr_registry.company_of(parsed handelsregister.register_id) returns bigint
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return (select r.company_id from hr_registry.registration r
            where r.court = parsed.court_code and r.register_type = parsed.register_type
              and r.register_number = parsed.register_number
              and r.suffix = coalesce(parsed.suffix, '')
              and r.former_court = coalesce(parsed.former_court_code, ''));
comment on function hr_registry.company_of(handelsregister.register_id) is 'Number of the company with this entry; null where there is none';

create or replace function hr_registry.find_company(identifier text) returns bigint
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
declare
    parsed handelsregister.register_id;
    found_id bigint;
begin
    if identifier ~ '^\s*[0-9]{1,18}\s*$' then
        select c.id into found_id from hr_registry.company c where c.id = identifier::bigint;
    else
        perform hr_registry.check_identifier(identifier);
        parsed := handelsregister.parse_register_id(identifier);
        if not parsed.is_valid then
            raise exception 'invalid register number: "%"', identifier using errcode = 'PT400',
                detail = jsonb_build_object('code', 'invalid_register_id', 'problem', parsed.problem),
                hint = 'Write "HRB 158855 B Charlottenburg", an EUID, or the number of the company in this database.';
        end if;
        found_id := hr_registry.company_of(parsed);
    end if;
    if found_id is null or exists (select from hr_registry.hidden_company h where h.company_id = found_id) then
        raise exception 'no company "%"', identifier using errcode = 'PT404',
            detail = jsonb_build_object('code', 'unknown_company', 'identifier', identifier),
            hint = 'Search by name with search_companies, or submit a document of the company.';
    end if;
    return found_id;
end
$$;
comment on function hr_registry.find_company(text) is
    'Number of the company with this number, EUID or register number; PT400 where it is none of these, PT404 where unknown or blocked';

create or replace function handelsregister.get_company(identifier text, as_of date default null)
    returns setof handelsregister.company
    language plpgsql stable parallel restricted security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    first_day date;
begin
    if as_of is not null then
        select min(n.valid_from) into first_day from hr_registry.company_name n where n.company_id = target;
        if as_of < first_day then
            raise exception 'nothing is known of company % on %', target, as_of using errcode = 'PT404',
                detail = jsonb_build_object('code', 'not_known_then', 'company_id', target, 'known_from', first_day),
                hint = 'Ask for a later day.';
        end if;
    end if;
    return query select c.* from hr_registry.company_at(array[target], coalesce(as_of, 'infinity')) c;
end
$$;
comment on function handelsregister.get_company(text, date) is
    'Profile of a company, today or on a day, by company number, EUID, or "HRB 12345 B Charlottenburg". Errors: PT400; PT404 where it is unknown, also on that day';
-- Looking up by whatever a person has: one answer, several, or none.

-- The courts are walked over in the primary key, so that a number without a court needs no index of its own.
create or replace function hr_registry.companies_with_number(register_type text, register_number bigint, suffix text)
    returns setof bigint
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with recursive court (code) as (
            (select r.court from hr_registry.registration r order by r.court limit 1)
            union all
            select (select r.court from hr_registry.registration r where r.court > c.code order by r.court limit 1)
                from court c where c.code is not null)
        select r.company_id
            from court c
            cross join lateral (
                select r.company_id from hr_registry.registration r
                    where r.court = c.code and r.register_type = companies_with_number.register_type
                      and r.register_number = companies_with_number.register_number
                      and r.suffix = coalesce(nullif(companies_with_number.suffix, ''), r.suffix)) r
            where c.code is not null;
end
$$;
comment on function hr_registry.companies_with_number(text, bigint, text) is
    'Companies that have this number in the register of whatever court; an empty suffix stands for any';

create or replace function hr_registry.companies_with_identifier(identifier text)
    returns setof bigint
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select i.company_id from hr_registry.company_identifier i where i.lei = identifier and i.valid_to is null
        union select i.company_id from hr_registry.company_identifier i where i.vat_id = identifier and i.valid_to is null
        union select i.company_id from hr_registry.company_identifier i where i.business_id = identifier and i.valid_to is null
        union select i.company_id from hr_registry.company_identifier i where i.reid = identifier and i.valid_to is null;
end
$$;
comment on function hr_registry.companies_with_identifier(text) is
    'Companies that state this LEI, VAT identification number, business identification number or REID today';

create or replace function handelsregister.lookup_company(identifier text) returns setof handelsregister.company
    language plpgsql stable parallel restricted security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    wanted constant text := upper(regexp_replace(identifier, '\s', '', 'g'));
    number_only constant text[] := regexp_match(wanted, '^(HRA|HRB|GNR|PR|VR|GSR|GR)0*([0-9]{1,9})([A-Z]{0,4})$');
    parsed handelsregister.register_id;
    targets bigint[];
begin
    perform hr_registry.check_identifier(identifier);
    parsed := handelsregister.parse_register_id(identifier);
    if wanted ~ '^[0-9]{1,18}$' then
        targets := array[wanted::bigint];
    elsif parsed.is_valid then
        targets := array[hr_registry.company_of(parsed)];
    elsif number_only is not null then
        targets := array(select hr_registry.companies_with_number(
            (array['HRA', 'HRB', 'GnR', 'PR', 'VR', 'GsR', 'GR'])[
                array_position(array['HRA', 'HRB', 'GNR', 'PR', 'VR', 'GSR', 'GR'], number_only[1])],
            number_only[2]::bigint, number_only[3]));
    else
        targets := array(select hr_registry.companies_with_identifier(wanted));
    end if;
    return query
        select c.* from hr_registry.company_at(targets, 'infinity') c
            where not exists (select from hr_registry.hidden_company h where h.company_id = c.company_id)
            order by c.register_label, c.company_id;
end
$$;
comment on function handelsregister.lookup_company(text) is
    'Companies by company number, EUID, register number, LEI, VAT identification number, business identification number or REID; several where a register number comes without its court, none where nothing has it. Errors: PT400 where it is empty or too long';
create or replace function hr_registry.role_group(role_code text) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return case
        when role_code in ('049', '085', '086', '088', '194', '225', '265', '266', '268', '269', '277', '282', '284',
                           '290', '294', '326', '327', '328', '333', '337', '342') then 'management'
        when role_code = '285' then 'procuration'
        when role_code in ('107', '262', '280', '281', '283', '336', '339') then 'liquidation'
        when role_code in ('095', '246', '250', '251', '252', '274', '278', '332', '340', '341', '343', '345')
            then 'partner'
        when role_code in ('275', '338', '344') then 'limited_partner'
        when role_code in ('264', '293', '315') then 'supervision'
        else 'other' end;
comment on function hr_registry.role_group(text) is
    'What the roles of the code list GDS.Rollenbezeichnung have in common; "other" for those that are no office of a company';

create or replace function hr_registry.procuration_kind(rule text) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return case when lower(rule) like any ('{%einzelprokura%,%einzelvertretung%}') then 'sole'
                when lower(rule) like any ('{%gesamtprokura%,%gemeinsam%,%gemeinschaftlich%}') then 'joint' end;
comment on function hr_registry.procuration_kind(text) is 'Kind of a Prokura by the words of its rule of representation';

create or replace view hr_registry.officer_role as
    select r.code as role_code, r.name as german, r.english_name as english from hr_registry.reference_values('role') r;
comment on view hr_registry.officer_role is 'Roles of the code list GDS.Rollenbezeichnung that occur in registers, in both languages';
comment on column hr_registry.officer_role.english is 'Our translation';
comment on column hr_registry.officer_role.german is 'As in the list, for documents that state the code alone';

create or replace view handelsregister.company_officer as
    select null::bigint as company_id,
           null::text as role_code,
           null::text as role,
           null::text as role_group,
           null::text as kind,
           null::text as name,
           null::text as title,
           null::text as first_names,
           null::text as call_name,
           null::text as name_prefix,
           null::text as last_name,
           null::text as name_suffix,
           null::text as birth_name,
           null::integer as birth_year,
           null::text as residence,
           null::text as country_code,
           null::text as organisation_name,
           null::text as organisation_form,
           null::text as organisation_seat,
           null::text as register_court,
           null::text as register_type,
           null::text as register_number,
           null::text as representation,
           null::text as exemption,
           null::text as procuration,
           null::text as limits,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound,
           null::text as role_in_english,
           null::text as procuration_kind,
           null::bigint as organisation_company_id,
           null::uuid as person_id
    where false;
comment on view handelsregister.company_officer is
    'Row type of get_company_officers(): one row for each time in which an officer''s entry did not change';
comment on column handelsregister.company_officer.role is 'Name of the role, or its text where it has no code';
comment on column handelsregister.company_officer.role_group is
    'management, procuration, liquidation, partner, limited_partner, supervision or other';
comment on column handelsregister.company_officer.kind is 'Natural person or organisation';
comment on column handelsregister.company_officer.name is 'The whole name for people';
comment on column handelsregister.company_officer.call_name is 'The one of the first names that is used';
comment on column handelsregister.company_officer.name_prefix is 'Such as "von der"';
comment on column handelsregister.company_officer.name_suffix is 'What is put behind the last name';
comment on column handelsregister.company_officer.birth_year is 'Year of birth; the day stays in the registry';
comment on column handelsregister.company_officer.country_code is
    'Of residence or seat, as the document states it; in its list bfj.staat 000 is Germany';
comment on column handelsregister.company_officer.register_court is 'With register_type and register_number: where an organisation is entered';
comment on column handelsregister.company_officer.register_type is
    'Kind of the register in which an organisation is entered';
comment on column handelsregister.company_officer.representation is 'Special rule of representation; null where the general one holds';
comment on column handelsregister.company_officer.exemption is 'Special exemption from section 181 BGB';
comment on column handelsregister.company_officer.procuration is 'Extension of the Prokura in substance';
comment on column handelsregister.company_officer.limits is 'Limits of the authority to a branch or a place';
comment on column handelsregister.company_officer.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_officer.valid_to is 'First day on which the entry did not hold any more; null where it holds today';
comment on column handelsregister.company_officer.valid_to_is_bound is 'Changed on valid_to or before';
comment on column handelsregister.company_officer.role_in_english is 'What the code of the role means, in English';
comment on column handelsregister.company_officer.procuration_kind is
    'Of a Prokura: sole, or joint with others; null for other roles and where the words do not say';
comment on column handelsregister.company_officer.organisation_company_id is
    'The organisation as a company of this registry, where its register entry can mean only one';
comment on column handelsregister.company_officer.person_id is
    'The natural person, in all companies where it is entered; for get_person()';

create or replace view hr_registry.officer_period as
    select null::text as item,
           null::handelsregister.company_officer as officer
    where false;
comment on view hr_registry.officer_period is 'Row type of officers_at()';
comment on column hr_registry.officer_period.item is 'Identity of the officer within the company; it may contain a date of birth';
comment on column hr_registry.officer_period.officer is 'What may be shown';

-- A plan made for a handful would compare each of a thousand officers with each authority: hence no nested loops. The
-- authorities are put in order once for all, since an "order by" within each aggregate would sort for each officer anew,
-- and each role is looked up once.
-- Birth dates are personal data: of them only the year leaves the registry, and no key that contains one.
create or replace function hr_registry.officers_at(
    target bigint, day date, include_former boolean, items text[] default null, most integer default 1000)
    returns setof hr_registry.officer_period
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_nestloop = off set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        with role as materialized (
            select r.code, hr_registry.role_group(nullif(r.code, '')) as role_group, n.german, n.english
                from (select distinct coalesce(f.role_code, '') as code
                          from hr_registry.officer f where f.company_id = target) r
                left join hr_registry.officer_role n on n.role_code = r.code),
        chosen as materialized (
            select o.*, row_number() over () as place
                from (select f.*, r.role_group, r.german, r.english
                          from hr_registry.officer f join role r on r.code = coalesce(f.role_code, '')
                          where f.company_id = target and f.valid_from <= day and (items is null or f.item = any (items))
                            and (include_former or coalesce(f.valid_to > day, true))
                          order by coalesce(f.valid_to > day, true) desc, f.valid_to desc nulls first, r.role_group,
                                   f.last_name, f.first_names, f.organisation_name, f.valid_from
                          limit most) o),
        held as (
            select c.place, hr_registry.shown(a.rule_code, a.rule_label, a.rule_text) as rule,
                   hr_registry.shown(a.exemption_code, a.exemption_label, a.exemption_text) as exemption,
                   hr_registry.shown(a.procuration_code, a.procuration_label, a.procuration_text) as procuration,
                   hr_registry.public_text(a.local_limit) as local_limit
                from chosen c
                join (select left(a.item, -strpos(reverse(a.item), '/')) as officer_item, a.*
                          from hr_registry.officer_authority a where a.company_id = target) a
                    -- those in force on the day, or at the end of the row; valid_to is the first day on which a row does not hold
                    on a.officer_item = c.item
                   and a.valid_from <= least(day, greatest(c.valid_from, coalesce(c.valid_to - 1, 'infinity')))
                   and coalesce(a.valid_to > least(day, greatest(c.valid_from, coalesce(c.valid_to - 1, 'infinity'))), true)
                order by c.place, a.item),
        authority as (
            select h.place, string_agg(h.rule, '; ') as rules, string_agg(h.exemption, '; ') as exemptions,
                   string_agg(h.procuration, '; ') as procurations, string_agg(h.local_limit, '; ') as local_limits
                from held h group by h.place)
        select o.item,
               row(o.company_id, o.role_code, hr_registry.shown(o.role_code, coalesce(o.role_label, o.german), o.role_text),
                   o.role_group, o.kind,
                   hr_registry.public_text(coalesce(o.organisation_name,
                            nullif(concat_ws(' ', o.title, o.first_names, o.name_prefix, o.last_name, o.name_suffix), ''))),
                   o.title, o.first_names, o.call_name, o.name_prefix, hr_registry.public_text(o.last_name),
                   hr_registry.public_text(o.name_suffix), nullif(concat_ws(' ', o.birth_name_prefix, o.birth_name), ''),
                   substring(o.birth_date from '^([0-9]{4})(?![0-9])')::integer,
                   hr_registry.public_text(o.residence), o.country_code, hr_registry.public_text(o.organisation_name),
                   hr_registry.shown(o.organisation_form_code, o.organisation_form_label, o.organisation_form_text),
                   o.organisation_seat, o.register_court, o.register_type, o.register_number,
                   u.rules, u.exemptions, u.procurations, u.local_limits,
                   o.valid_from, o.valid_from_is_bound, o.valid_to, o.valid_to_is_bound, o.english,
                   case when o.role_group = 'procuration' then hr_registry.procuration_kind(u.rules) end,
                   i.organisation_company_id, i.person_id)::handelsregister.company_officer
            from chosen o
            left join authority u on u.place = o.place
            left join hr_registry.officer_identities(target) i on i.item = o.item and i.document_id = o.document_id
            order by o.place;
end
$$;
comment on function hr_registry.officers_at(bigint, date, boolean, text[], integer) is
    'Everyone entered beside a company on a day, or those with the given items, and if wanted before it: one row for each time in which an entry did not change, the first thousand; infinity is today';

create or replace function handelsregister.get_company_officers(
    identifier text, include_former boolean default false, as_of date default null)
    returns setof handelsregister.company_officer
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
begin
    return query
        select (p.officer).* from hr_registry.officers_at(target, coalesce(as_of, 'infinity'), coalesce(include_former, false)) p;
end
$$;
comment on function handelsregister.get_company_officers(text, boolean, date) is
    'Everyone entered beside the company, today or on a day; with include_former also who had left and what had changed by then. The first thousand; years of birth only. Errors: PT400, PT404';
create or replace view handelsregister.company_event as
    select null::bigint as seq,
           null::bigint as company_id,
           null::text as kind,
           null::date as effective_date,
           null::boolean as effective_is_bound,
           null::text as subject,
           null::text as old_value,
           null::text as new_value,
           null::bigint as document_id,
           null::timestamptz as recorded_at,
           null::text as next_cursor
    where false;
comment on view handelsregister.company_event is
    'Row type of get_company_timeline(): a difference between two neighbouring documents, as known today';
comment on column handelsregister.company_event.seq is 'Number in the change feed';
comment on column handelsregister.company_event.kind is
    'company_added, name_changed, seat_changed, ..., officer_joined, officer_left, officer_changed';
comment on column handelsregister.company_event.effective_date is 'Day of the entry in the register';
comment on column handelsregister.company_event.effective_is_bound is 'Entered on effective_date or before';
comment on column handelsregister.company_event.subject is 'Whom or what it is about, for people';
comment on column handelsregister.company_event.old_value is 'For people, shortened; null where there was none';
comment on column handelsregister.company_event.new_value is
    'For people, shortened; null where there is none any more';
comment on column handelsregister.company_event.document_id is 'The later one of the two documents';
comment on column handelsregister.company_event.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace view hr_registry.standing_event as
    select e.seq, e.company_id, e.kind, e.effective_date, e.effective_is_bound, e.subject, e.old_value, e.new_value,
           e.document_id, e.recorded_at
    from hr_registry.change_event e
    where e.retracts is null
      and not exists (select from hr_registry.change_event r
                      where r.company_id = e.company_id and r.retracts = e.seq);
comment on view hr_registry.standing_event is 'Events that no late document has disproved';
comment on column hr_registry.standing_event.seq is 'Number in the change feed';
comment on column hr_registry.standing_event.effective_date is 'Day of the entry in the register';
comment on column hr_registry.standing_event.effective_is_bound is 'Entered on effective_date or before';
comment on column hr_registry.standing_event.subject is 'Whom or what it is about, for people';
comment on column hr_registry.standing_event.old_value is 'For people, shortened; null where there was none';
comment on column hr_registry.standing_event.new_value is 'For people, shortened; null where there is none any more';

-- A cursor is "day.seq" of the row that the next page follows, the day as a number from 2000 on.
create or replace function handelsregister.get_company_timeline(
    identifier text,
    from_date date default null,
    to_date date default null,
    kinds text[] default null,
    page_size integer default 100,
    cursor text default null
) returns setof handelsregister.company_event
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    after_day date := date '-infinity';
    after_seq bigint := 0;
begin
    perform hr_user.check_page_size(page_size, 1000);
    perform hr_registry.check_filter(kinds);
    perform hr_user.check_cursor(cursor, '^-?[0-9]{1,6}\.[0-9]{1,18}$');
    if cursor is not null then
        after_day := date '2000-01-01' + split_part(cursor, '.', 1)::integer;
        after_seq := split_part(cursor, '.', 2)::bigint;
    end if;
    return query
        select p.seq, p.company_id, p.kind, p.effective_date, p.effective_is_bound, hr_registry.public_text(p.subject),
               hr_registry.public_text(p.old_value), hr_registry.public_text(p.new_value), p.document_id, p.recorded_at,
               case when p.place < count(*) over () then p.effective_date - date '2000-01-01' || '.' || p.seq end
            from (select e.*, row_number() over (order by e.effective_date, e.seq) as place
                      from hr_registry.standing_event e
                      where e.company_id = target
                        and (e.effective_date, e.seq) > (after_day, after_seq)
                        and e.effective_date between coalesce(from_date, '-infinity') and coalesce(to_date, 'infinity')
                        and (kinds is null or e.kind = any (kinds))
                      order by e.effective_date, e.seq limit page_size + 1) p
            order by p.place limit page_size;
end
$$;
comment on function handelsregister.get_company_timeline(text, date, date, text[], integer, text) is
    'What changed in a company, in order; both days are included, pages by cursor. Events that a late document has disproved are left out. Errors: PT400, PT404';
create or replace view handelsregister.change as
    select null::uuid as epoch,
           null::bigint as seq,
           null::bigint as company_id,
           null::text as euid,
           null::text as name,
           null::text as kind,
           null::date as effective_date,
           null::boolean as effective_is_bound,
           null::text as subject,
           null::text as old_value,
           null::text as new_value,
           null::bigint as document_id,
           null::bigint as retracts,
           null::timestamptz as recorded_at
    where false;
comment on view handelsregister.change is 'Row type of get_changes()';
comment on column handelsregister.change.epoch is 'Together with seq the place in the feed; a restored or cloned database has another epoch';
comment on column handelsregister.change.seq is 'Place in the feed, for after_seq; numbers have holes';
comment on column handelsregister.change.name is 'Name of the company today';
comment on column handelsregister.change.effective_date is 'Day of the entry in the register';
comment on column handelsregister.change.effective_is_bound is 'Entered on effective_date or before';
comment on column handelsregister.change.subject is 'Whom or what it is about, for people';
comment on column handelsregister.change.old_value is 'For people, shortened; null where there was none';
comment on column handelsregister.change.new_value is 'For people, shortened; null where there is none any more';
comment on column handelsregister.change.document_id is 'The later one of the two documents that differ';
comment on column handelsregister.change.retracts is
    'Number of an earlier change that a late document has disproved; null for a change proper';

create or replace function handelsregister.get_changes(
    epoch uuid default null,
    after_seq bigint default 0,
    max_rows integer default 100
) returns setof handelsregister.change
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    current_epoch constant uuid := hr_queue.epoch();
begin
    if max_rows is null or max_rows not between 1 and 1000 then
        raise exception 'invalid number of rows: %', coalesce(max_rows::text, 'null') using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_max_rows', 'min', 1, 'max', 1000),
            hint = 'Read on with the seq of the last row as after_seq.';
    end if;
    if get_changes.epoch <> current_epoch then
        raise exception 'the change feed has a new epoch' using errcode = 'PT416',
            detail = jsonb_build_object('code', 'wrong_epoch', 'epoch', current_epoch),
            hint = 'The database was restored or cloned: read everything again, from after_seq 0 in the new epoch.';
    end if;
    return query
        with page as materialized (
            select e.* from hr_registry.change_event e
                where e.seq > coalesce(after_seq, 0)
                  and not exists (select from hr_registry.hidden_company h where h.company_id = e.company_id)
                order by e.seq limit max_rows),
        label as materialized (select l.* from hr_registry.labels_of(array(select distinct p.company_id from page p)) l)
        select current_epoch, p.seq, p.company_id, l.euid, l.name, p.kind, p.effective_date, p.effective_is_bound,
               hr_registry.public_text(p.subject), hr_registry.public_text(p.old_value), hr_registry.public_text(p.new_value),
               p.document_id, p.retracts, p.recorded_at
            from page p left join label l on l.company_id = p.company_id
            order by p.seq;
end
$$;
comment on function handelsregister.get_changes(uuid, bigint, integer) is
    'Change feed: rows after a place in it, in the order in which they became visible; seq has holes. PT416 in another epoch';
-- Names from elsewhere: taken apart, compared, and looked for among the companies.

create or replace function handelsregister.normalize_company_name(name text) returns handelsregister.normalized_name
    language plpgsql immutable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_registry.check_search_text(name);
    return hr_registry.parse_company_name(name);
end
$$;
comment on function handelsregister.normalize_company_name(text) is
    'A company''s name as search compares it: its words in one spelling, its legal form with codes, how the words sound. Errors: PT400';

create or replace function handelsregister.match_names(a text, b text) returns handelsregister.name_match
    language plpgsql immutable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_registry.check_search_text(t.name) from (values (a), (b)) t (name);
    return hr_registry.compare_names(a, b);
end
$$;
comment on function handelsregister.match_names(text, text) is
    'Are these names of one company? A score, a decision, and what they are made of. Errors: PT400';

create or replace view handelsregister.company_candidate as
    select null::integer as position,
           null::text as asked_name,
           null::bigint as company_id,
           null::text as name,
           null::text as matched_name,
           null::boolean as is_former_name,
           null::text as seat,
           null::text as register_label,
           null::text as euid,
           null::boolean as is_in_city,
           null::real as search_score,
           null::real as match_score,
           null::text as decision,
           null::real as shared,
           null::real as alike,
           null::real as spelling,
           null::text as legal_form,
           null::boolean as numbers_differ
    where false;
comment on view handelsregister.company_candidate is 'Row type of match_companies()';
comment on column handelsregister.company_candidate.position is 'Place of the name among those given, from 1';
comment on column handelsregister.company_candidate.asked_name is 'The name that was given';
comment on column handelsregister.company_candidate.name is 'Name of the company today';
comment on column handelsregister.company_candidate.matched_name is 'Its name that fits best, which may be a former one';
comment on column handelsregister.company_candidate.is_in_city is
    'Its seat is in the city that was given; null where none was';
comment on column handelsregister.company_candidate.search_score is 'Agreement from 0.3 to 1, as in search_companies()';
comment on column handelsregister.company_candidate.match_score is
    'From 0 to 1: how likely both are names of one company, as in match_names()';
comment on column handelsregister.company_candidate.decision is 'same, possible or different, of the names alone';
comment on column handelsregister.company_candidate.shared is 'Share of both names that stands in both';
comment on column handelsregister.company_candidate.alike is 'Share of both names that is mistyped, sounds alike, or is abbreviated';
comment on column handelsregister.company_candidate.spelling is
    'How alike the names are letter by letter, blanks aside; 0 below three quarters';
comment on column handelsregister.company_candidate.legal_form is
    'same, related, different, or unknown where a name tells none';
comment on column handelsregister.company_candidate.numbers_differ is 'Both have numbers that the other one has not';

-- Each name is a search: the bounds keep the worst of them all below half a second.
create or replace function hr_registry.check_names(names text[], cities text[]) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(cardinality(names), 51) > 50 or cardinality(cities) <> cardinality(names)
       or exists (select from unnest(names || cities) t (text) having max(length(t.text)) > 500 or sum(length(t.text)) > 5000) then
        raise exception 'invalid names' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_names', 'max', 50, 'max_length', 500, 'max_sum', 5000),
            hint = 'Give at most 50 names at once, of 5,000 characters in all, and as many cities or none; null stands for a city that is not known.';
    end if;
end
$$;
comment on function hr_registry.check_names(text[], text[]) is
    'Raises PT400 for more than 50 names, for too long ones, and for cities that are not as many';

create or replace function handelsregister.match_companies(
    names text[],
    cities text[] default null,
    max_hits integer default 5
) returns setof handelsregister.company_candidate
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform hr_registry.check_names(names, cities);
    perform hr_user.check_page_size(max_hits, 20);
    return query
        with asked as (
            select a.name, coalesce(a.city, '') as city, a.position
                from unnest(match_companies.names, match_companies.cities) with ordinality a (name, city, position)
                where hr_registry.normalize_company_name(a.name) <> ''),
        found as materialized (
            select a.position, a.name, a.city, h.*
                from asked a
                cross join lateral hr_registry.company_candidates(a.name, a.city, max_hits) c
                cross join lateral unnest(c.company_ids, c.ranks, c.matched_names, c.are_former, c.are_in_city)
                    with ordinality h (company_id, rank, matched_name, is_former, is_in_city, place))
        select f.position::integer, f.name, f.company_id, l.name, hr_registry.public_text(f.matched_name), f.is_former,
               l.seat, l.register_label, l.euid, case when f.city <> '' then f.is_in_city end,
               (f.rank / 1000000.0)::real, m.score, m.decision, m.shared, m.alike, m.spelling, m.legal_form, m.numbers_differ
            from found f
            join hr_registry.labels_of(array(select distinct o.company_id from found o)) l on l.company_id = f.company_id
            cross join lateral hr_registry.compare_names(f.name, f.matched_name) m
            order by f.position, f.place;
end
$$;
comment on function handelsregister.match_companies(text[], text[], integer) is
    'For each of up to 50 names from elsewhere the companies that it may be of, the likeliest first, former names included; a city speaks for companies there, but is no condition. A name that is null, empty or unknown has no row. Errors: PT400';
create or replace view handelsregister.company_match as
    select null::bigint as company_id,
           null::text as name,
           null::text as matched_name,
           null::boolean as is_former_name,
           null::text as seat,
           null::text as register_label,
           null::text as euid,
           null::text as status,
           null::real as score,
           null::text as next_cursor,
           null::text as match_kind,
           null::text as matched_field,
           null::bigint as total_hits
    where false;
comment on view handelsregister.company_match is 'Row type of search_companies()';
comment on column handelsregister.company_match.name is 'Name today';
comment on column handelsregister.company_match.matched_name is 'The name that fits best, which may be a former one';
comment on column handelsregister.company_match.score is 'Agreement from 0.3 to 1';
comment on column handelsregister.company_match.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';
comment on column handelsregister.company_match.match_kind is
    'exact: the same name; prefix: it begins so; words: it has all words; phonetic, corrected: it has words that sound or are written alike; partial: it has some';
comment on column handelsregister.company_match.matched_field is 'name or former_name';
comment on column handelsregister.company_match.total_hits is 'How many there are in all; an estimate where they are hundreds';

-- What is asked for besides the name; null is no condition.
create or replace function hr_registry.fits_filter(
    company_id bigint, register_types text[], courts text[], legal_forms text[], city text) returns boolean
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
begin atomic
    select (register_types is null and courts is null
            or exists (select from hr_registry.registration r
                       where r.company_id = fits_filter.company_id
                         and (register_types is null or r.register_type = any (register_types))
                         and (courts is null or r.court = any (courts))))
        and (legal_forms is null
             or exists (select from hr_registry.company_legal_form f
                        where f.company_id = fits_filter.company_id and f.valid_to is null and f.code = any (legal_forms)))
        and (fits_filter.city is null
             or exists (select from hr_registry.company_seat s
                        where s.company_id = fits_filter.company_id and s.valid_to is null
                          and lower(s.city) = lower(fits_filter.city))
             or exists (select from hr_registry.company_address a
                        where a.company_id = fits_filter.company_id and a.valid_to is null
                          and lower(a.city) = lower(fits_filter.city)));
end;
comment on function hr_registry.fits_filter(bigint, text[], text[], text[], text) is
    'Is the company entered in one of the registers and courts, and has it today one of the legal forms and the city?';

create or replace function hr_registry.check_search_text(q text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(length(q), 0) > 500 or coalesce(hr_registry.normalize_company_name(q), '') = '' then
        raise exception 'invalid search text' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_query', 'max_length', 500),
            hint = 'Give at least one letter or digit of a company name.';
    end if;
end
$$;
comment on function hr_registry.check_search_text(text) is 'Raises PT400 where a text has nothing to search for';

create or replace function hr_registry.check_filter(filter text[]) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if cardinality(filter) > 200 then
        raise exception 'too many values in a filter' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_filter', 'max', 200),
            hint = 'Leave the filter out to allow all values.';
    end if;
end
$$;
comment on function hr_registry.check_filter(text[]) is 'Raises PT400 for a filter with more than 200 values';

create or replace function hr_registry.check_search_mode(mode text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(mode, '') <> all ('{smart,all,any,exact,prefix,phonetic}') then
        raise exception 'invalid search mode' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_mode', 'modes', '{smart,all,any,exact,prefix,phonetic}'::text[]),
            hint = 'Leave the mode out for what a person would expect.';
    end if;
end
$$;
comment on function hr_registry.check_search_mode(text) is 'Raises PT400 for a mode that search_companies() does not have';

-- A cursor is "rank.company.query": where the page ended, and a digest of what was asked for.
create or replace function handelsregister.search_companies(
    q text,
    page_size integer default 20,
    cursor text default null,
    include_former_names boolean default true,
    register_types text[] default null,
    courts text[] default null,
    legal_forms text[] default null,
    city text default null,
    mode text default 'smart'
) returns setof handelsregister.company_match
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
    former constant boolean := coalesce(include_former_names, true);
    digest constant text :=
        left(md5(jsonb_build_array(q, former, register_types, courts, legal_forms, city, mode)::text), 8);
    last_rank integer;
    last_company bigint;
    found hr_registry.found_companies;
begin
    perform hr_registry.check_search_text(q);
    perform hr_registry.check_search_mode(mode);
    perform hr_user.check_page_size(page_size, 100);
    perform hr_registry.check_filter(f.filter) from (values (register_types), (courts), (legal_forms)) f (filter);
    perform hr_user.check_cursor(cursor, '^[0-9]{1,7}\.[0-9]{1,18}\.' || digest || '$');
    if cursor is not null then
        last_rank := split_part(cursor, '.', 1)::integer;
        last_company := split_part(cursor, '.', 2)::bigint;
    end if;
    found := hr_registry.find_companies(q, mode, former::integer, coalesce(register_types::text, ''),
        coalesce(courts::text, ''), coalesce(legal_forms::text, ''), coalesce(left(city, 200), ''));
    return query
        with hit as (
            select * from unnest(found.company_ids, found.ranks, found.matched_names, found.are_former, found.match_kinds)
                              with ordinality h (company_id, rank, matched_name, is_former, kind, position)),
        page as (
            select h.*, count(*) over () as behind
                from hit h
                where last_rank is null or h.rank < last_rank or h.rank = last_rank and h.company_id > last_company
                order by h.position limit page_size),
        numbered as (select p.*, row_number() over (order by p.position) as line from page p)
        select c.company_id, c.name, hr_registry.public_text(p.matched_name), p.is_former, c.seat, c.register_label,
               c.euid, hr_registry.shown(s.code, s.label, null), (p.rank / 1000000.0)::real,
               case when p.line < p.behind then concat_ws('.', p.rank, p.company_id, digest) end,
               p.kind, case when p.is_former then 'former_name' else 'name' end, found.total
            from numbered p
            join hr_registry.labels_of(array(select o.company_id from page o)) c using (company_id)
            left join hr_registry.company_status s on s.company_id = p.company_id and s.valid_to is null
            order by p.position;
end
$$;
comment on function handelsregister.search_companies(text, integer, text, boolean, text[], text[], text[], text, text) is
    'Companies by name, the best first, former names included; pages by cursor. mode: smart forgives mistakes and word order, all or any of the words, exact, prefix, phonetic. Filters are values of register_type, court_code, legal_form_code, and the city of seat or address. Errors: PT400';
-- The index of names for operators.

create or replace view handelsregister.search_index as
    select null::bigint as blocks,
           null::bigint as bytes,
           null::bigint as new_entries,
           null::bigint as names_read
    where false;
comment on view handelsregister.search_index is 'Row type of get_search_index()';
comment on column handelsregister.search_index.blocks is 'Rows of keys with what they lead to';
comment on column handelsregister.search_index.bytes is 'What the index takes on disk';
comment on column handelsregister.search_index.new_entries is
    'What waits to be brought into them, which a job does at a quarter of a million; an estimate';
comment on column handelsregister.search_index.names_read is
    'Names that reindex_search() has read, this time if it is at work, else the last time';

create or replace function handelsregister.get_search_index() returns setof handelsregister.search_index
    language sql stable security definer rows 1 set search_path = pg_catalog, pg_temp
begin atomic
    select (select count(*) from hr_registry.search_block),
           pg_total_relation_size('hr_registry.search_block') + pg_total_relation_size('hr_registry.search_entry'),
           (select greatest(c.reltuples, 0)::bigint from pg_class c where c.oid = 'hr_registry.search_entry'::regclass),
           (select p.last_value from hr_registry.search_progress p);
end;
comment on function handelsregister.get_search_index() is 'How large the index of names is, and how far its making';

-- Writers ask at every batch: a plan made when the table was empty must not read all of it later.
create or replace function hr_registry.keys_in_entries(domain text, keys text[]) returns text[]
    language plpgsql stable strict parallel safe set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_bitmapscan = off set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    return array(
        select w.key from unnest(keys) w (key)
            cross join lateral (select from hr_registry.search_entry e where e.domain = keys_in_entries.domain and e.key = w.key collate "C" limit 1) e);
end
$$;
comment on function hr_registry.keys_in_entries(text, text[]) is 'Those of the keys that have come into the index of names since its blocks were written';

create or replace function hr_registry.lock_search_index() returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    lock table hr_registry.search_block in share row exclusive mode;
end
$$;
comment on function hr_registry.lock_search_index() is 'Waits until nobody else makes the index of names';

-- What the server counts of a table lags behind by seconds: no second job comes for a minute, nor do writers wait here.
create or replace function hr_registry.request_search_fold() returns bigint
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    if pg_stat_get_live_tuples('hr_registry.search_entry'::regclass) < 250000 then
        return null;
    end if;
    perform from hr_registry.search_fold f where f.requested_at < clock_timestamp() - interval '1 minute' for update skip locked;
    if not found then
        return null;
    end if;
    update hr_registry.search_fold set requested_at = clock_timestamp();
    return hr_queue.enqueue('fold_search', priority => -1::smallint);
end
$$;
comment on function hr_registry.request_search_fold() is
    'Enqueues a job that brings new entries of the index of names into its blocks where there are so many that searches may feel them; null if none is needed';

insert into hr_queue.processor (kind, batch_size, max_attempts, description, builtin)
values ('fold_search', 1, 3, 'Brings new entries of the index of names into its blocks', true)
on conflict (kind) do nothing;

create or replace function handelsregister.reindex_search() returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return hr_registry.build_search_index();
end
$$;
comment on function handelsregister.reindex_search() is
    'Makes the index of names anew, while searches and changes go on; get_search_index() shows how far it is. Returns how many names there are';

create or replace function handelsregister.check_search(max_companies integer default 100)
    returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(max_companies, 10000);
    return query select u.company_id from unnest(hr_registry.unfound_names(max_companies)) u (company_id);
end
$$;
comment on function handelsregister.check_search(integer) is
    'Companies with a name, or with a person by name, that the index of names does not lead to: there are none unless it is damaged, and reindex_search() mends it. Errors: PT400';
create or replace view handelsregister.company_suggestion as
    select null::bigint as company_id,
           null::text as name,
           null::text as matched_name,
           null::boolean as is_former_name,
           null::text as seat,
           null::text as register_label
    where false;
comment on view handelsregister.company_suggestion is 'Row type of suggest_companies()';
comment on column handelsregister.company_suggestion.name is 'Name today';
comment on column handelsregister.company_suggestion.matched_name is 'The name that begins so, which may be a former one';

create or replace function handelsregister.suggest_companies(prefix text, max_hits integer default 10)
    returns setof handelsregister.company_suggestion
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    found hr_registry.found_companies;
begin
    perform hr_registry.check_search_text(prefix);
    perform hr_user.check_page_size(max_hits, 50);
    found := hr_registry.companies_beginning(prefix, max_hits);
    return query
        select l.company_id, l.name, hr_registry.public_text(h.matched_name), h.is_former, l.seat, l.register_label
            from unnest(found.company_ids, found.matched_names, found.are_former)
                     with ordinality h (company_id, matched_name, is_former, position)
            join hr_registry.labels_of(found.company_ids) l using (company_id)
            order by h.position;
end
$$;
comment on function handelsregister.suggest_companies(text, integer) is
    'Companies whose name, or a word of it, begins with what has been typed so far; former names included. Errors: PT400';
-- Attributes of a company, each with the time in which it was entered. Lists end at a thousand rows: no company has more.

create or replace view handelsregister.company_name as
    select null::bigint as company_id,
           null::text as name,
           null::text as short_name,
           null::boolean as is_former,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound
    where false;
comment on view handelsregister.company_name is 'Row type of get_company_names()';
comment on column handelsregister.company_name.short_name is 'Short name, where the register has one';
comment on column handelsregister.company_name.is_former is 'Not the name of today';
comment on column handelsregister.company_name.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_name.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column handelsregister.company_name.valid_to_is_bound is 'Changed on valid_to or before';
comment on column handelsregister.company_name.valid_from is 'Null for a former name of which documents tell only that it was one';

create or replace function handelsregister.get_company_names(identifier text) returns setof handelsregister.company_name
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
begin
    return query
        select n.company_id, hr_registry.public_text(n.name), hr_registry.public_text(n.short_name), n.valid_to is not null,
               n.valid_from, n.valid_from_is_bound, n.valid_to, n.valid_to_is_bound
            from hr_registry.company_name n where n.company_id = target
        union all
        select f.company_id, hr_registry.public_text(f.name), null, true, null, null, min(f.valid_from), true
            from hr_registry.company_former_name f
            where f.company_id = target
              and not exists (select from hr_registry.company_name n where n.company_id = target and n.name = f.name)
            group by f.company_id, f.name
        order by 7 desc nulls first, 5 desc nulls last, 2
        limit 1000;
end
$$;
comment on function handelsregister.get_company_names(text) is
    'Names of a company, the latest first: those of its documents, and former ones that they tell of. Errors: PT400, PT404';

create or replace view handelsregister.company_address as
    select null::bigint as company_id,
           null::text as kind_code,
           null::text as kind,
           null::text as street,
           null::text as house_number,
           null::text as address_addition,
           null::text as po_box,
           null::text as postal_code,
           null::text as city,
           null::text as district,
           null::text as country_code,
           null::text as country,
           null::boolean as is_former,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound
    where false;
comment on view handelsregister.company_address is 'Row type of get_company_addresses()';
comment on column handelsregister.company_address.kind_code is 'Code of the list of kinds of address';
comment on column handelsregister.company_address.kind is 'Label of the kind';
comment on column handelsregister.company_address.country_code is 'As the document states it; in its list bfj.staat 000 is Germany';
comment on column handelsregister.company_address.is_former is 'The register calls the address a former one; null where it does not';
comment on column handelsregister.company_address.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_address.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column handelsregister.company_address.valid_to_is_bound is 'Changed on valid_to or before';

create or replace function handelsregister.get_company_addresses(
    identifier text, include_former boolean default false, as_of date default null)
    returns setof handelsregister.company_address
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    day constant date := coalesce(as_of, 'infinity');
begin
    return query
        select a.company_id, a.kind_code, hr_registry.shown(a.kind_code, a.kind_label, null), a.street, a.house_number,
               hr_registry.public_text(a.addition),
               a.po_box, a.postal_code, a.city, a.district, a.country_code,
               hr_registry.shown(a.country_code, a.country_label, null), a.is_former,
               a.valid_from, a.valid_from_is_bound, a.valid_to, a.valid_to_is_bound
            from hr_registry.company_address a
            where a.company_id = target and a.valid_from <= day and (include_former or coalesce(a.valid_to > day, true))
            order by a.valid_to desc nulls first, a.kind_code, a.valid_from desc, a.item
            limit 1000;
end
$$;
comment on function handelsregister.get_company_addresses(text, boolean, date) is
    'Addresses of a company, today or on a day; with include_former also those it had before. Errors: PT400, PT404';

create or replace view handelsregister.company_capital as
    select null::bigint as company_id,
           null::text as kind,
           null::numeric as amount,
           null::text as currency,
           null::text as note,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound
    where false;
comment on view handelsregister.company_capital is 'Row type of get_company_capital()';
comment on column handelsregister.company_capital.kind is 'Kind of capital, such as stammkapital or grundkapital';
comment on column handelsregister.company_capital.amount is 'Exact';
comment on column handelsregister.company_capital.currency is 'ISO 4217 code; the name of a currency that has none';
comment on column handelsregister.company_capital.note is 'What the document adds';
comment on column handelsregister.company_capital.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_capital.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column handelsregister.company_capital.valid_to_is_bound is 'Changed on valid_to or before';

create or replace function handelsregister.get_company_capital(
    identifier text, include_former boolean default false, as_of date default null)
    returns setof handelsregister.company_capital
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    day constant date := coalesce(as_of, 'infinity');
begin
    return query
        select k.company_id, k.kind, k.amount, coalesce(k.currency_code, k.currency_text), hr_registry.public_text(k.note),
               k.valid_from, k.valid_from_is_bound, k.valid_to, k.valid_to_is_bound
            from hr_registry.company_capital k
            where k.company_id = target and k.valid_from <= day and (include_former or coalesce(k.valid_to > day, true))
            order by k.valid_to desc nulls first, k.valid_from desc, k.item
            limit 1000;
end
$$;
comment on function handelsregister.get_company_capital(text, boolean, date) is
    'Share capital of a company, today or on a day; with include_former also what it was before. Errors: PT400, PT404';

create or replace view handelsregister.company_registration as
    select null::bigint as company_id,
           null::text as court_code,
           null::text as court_name,
           null::text as register_type,
           null::bigint as register_number,
           null::text as suffix,
           null::text as former_court_code,
           null::text as register_label,
           null::text as euid,
           null::boolean as is_current,
           null::date as valid_from,
           null::date as valid_to
    where false;
comment on view handelsregister.company_registration is 'Row type of get_company_registrations()';
comment on column handelsregister.company_registration.court_code is 'Register id of the court in the EUID, such as F1103R';
comment on column handelsregister.company_registration.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column handelsregister.company_registration.suffix is 'Letters after the number; empty where there are none';
comment on column handelsregister.company_registration.former_court_code is 'Court from which the entry was taken over with its number; empty for none';
comment on column handelsregister.company_registration.register_label is 'Court, register, number and suffix for people';
comment on column handelsregister.company_registration.euid is 'European unique identifier; null where it is not defined';
comment on column handelsregister.company_registration.is_current is 'The entry that get_company() shows';
comment on column handelsregister.company_registration.valid_from is 'First day of the entry; null where it is not known';
comment on column handelsregister.company_registration.valid_to is 'Last day of the entry; null where it is in force';

create or replace function handelsregister.get_company_registrations(identifier text)
    returns setof handelsregister.company_registration
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
begin
    return query
        select r.company_id, r.court_code, r.court_name, r.register_type, r.register_number, r.suffix, r.former_court_code,
               r.register_label, r.euid,
               row_number() over (order by r.valid_to desc nulls first, r.valid_from desc nulls last, r.court_code,
                                           r.register_type, r.register_number) = 1,
               r.valid_from, r.valid_to
            from hr_registry.labelled_registration r
            where r.company_id = target
            order by 10 desc, r.valid_to desc nulls first, r.valid_from desc nulls last, r.court_code, r.register_type,
                     r.register_number
            limit 1000;
end
$$;
comment on function handelsregister.get_company_registrations(text) is
    'Entries of a company in the registers, the one in force first. Errors: PT400, PT404';
-- Companies for other programs, in four formats. All of it is what the API shows today: of births the year, nothing of
-- companies that are blocked. Identifiers are made of what is shown, so that they tell nothing more.

create or replace view handelsregister.export_line as
    select null::bigint as company_id,
           null::text as line
    where false;
comment on view handelsregister.export_line is 'Row type of export_companies()';
comment on column handelsregister.export_line.company_id is 'Company that the line tells of; pass the last one as after_company_id to read on';

comment on column handelsregister.export_line.line is 'A line of the file';

create or replace view hr_registry.exported_officer as
    select null::handelsregister.company_officer as officer,
           null::text as party_id,
           null::text as relation_id
    where false;
comment on view hr_registry.exported_officer is 'Row type of exported_officers()';
comment on column hr_registry.exported_officer.officer is 'What may be shown';
comment on column hr_registry.exported_officer.party_id is 'Stands for the person or organisation within this company';
comment on column hr_registry.exported_officer.relation_id is 'Stands for the office';

create or replace function hr_registry.exported_officers(targets bigint[]) returns setof hr_registry.exported_officer
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
    select p.officer, md5(concat_ws('|', 'party', f.company_id, (p.officer).kind, (p.officer).name, (p.officer).birth_year)),
           md5(concat_ws('|', 'relation', f.company_id, (p.officer).kind, (p.officer).name, (p.officer).birth_year,
                         (p.officer).role_code, (p.officer).role, (p.officer).valid_from))
        from (select distinct o.company_id from hr_registry.officer o where o.company_id = any (targets) and o.valid_to is null) f
        cross join lateral hr_registry.officers_at(f.company_id, 'infinity', false, null, 1000000) p
        where (p.officer).name is not null
$$;
comment on function hr_registry.exported_officers(bigint[]) is 'Officers in office of companies, with identifiers';

create or replace function hr_registry.csv_line(cells text[]) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return (select string_agg(case when c.cell ~ '[",\r\n]' then '"' || replace(c.cell, '"', '""') || '"' else c.cell end,
                              ',' order by c.place)
            from unnest(cells) with ordinality u (cell, place), lateral (values (coalesce(u.cell, ''), u.place)) c (cell, place));
comment on function hr_registry.csv_line(text[]) is 'Cells as a line of RFC 4180';

create or replace function hr_registry.csv_lines(targets bigint[], with_header boolean) returns setof handelsregister.export_line
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select l.* from (
            select null::bigint, 'company_id,name,register_label,court_code,register_type,register_number,suffix,former_court_code,euid,'
                       'status_code,status,legal_form_code,legal_form,seat,street,house_number,postal_code,city,country_code,'
                       'capital_amount,capital_currency,purpose,former_names,as_of'
                where with_header
            union all
            select c.company_id, hr_registry.csv_line(array[c.company_id::text, c.name, c.register_label, c.court_code, c.register_type,
                       c.register_number::text, c.suffix, c.former_court_code, c.euid, c.status_code, c.status, c.legal_form_code,
                       c.legal_form, c.seat, c.street, c.house_number, c.postal_code, c.city, c.country_code, c.capital_amount::text,
                       c.capital_currency, c.purpose, array_to_string(c.former_names, '; '), c.as_of::text])
                from hr_registry.company_at(targets, 'infinity') c) l (company_id, line)
            order by l.company_id nulls first;
end
$$;
comment on function hr_registry.csv_lines(bigint[], boolean) is 'Companies as CSV';

create or replace function hr_registry.jsonl_lines(targets bigint[]) returns setof handelsregister.export_line
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select c.company_id, (jsonb_strip_nulls(to_jsonb(c)) || jsonb_build_object(
                   'officers', coalesce(o.list, '[]'), 'source_numbers', coalesce(n.list, '{}')))::text
            from hr_registry.company_at(targets, 'infinity') c
            left join (select (e.officer).company_id, jsonb_agg(jsonb_strip_nulls(to_jsonb(e.officer)) - 'company_id') as list
                           from hr_registry.exported_officers(targets) e group by 1) o using (company_id)
            left join (select s.company_id, jsonb_object_agg(s.source, s.number) as list
                           from hr_registry.source_number s where s.company_id = any (targets) group by 1) n using (company_id)
            order by c.company_id;
end
$$;
comment on function hr_registry.jsonl_lines(bigint[]) is 'Companies with their officers, an object a line: the columns of get_company() and get_company_officers() that are not null';

-- A company in HRA or HRB is a Company, any other entity an Organization, which cannot be owned: its partners are members.
create or replace function hr_registry.ftm_lines(targets bigint[]) returns setof handelsregister.export_line
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with company as materialized (
            select c.*, 'hr-' || c.company_id as id,
                   case when c.register_type in ('HRA', 'HRB') then 'Company' else 'Organization' end as schema
                from hr_registry.company_at(targets, 'infinity') c where c.name is not null),
        link as (
            select e.*, c.id, case
                       when (e.officer).role_group = 'procuration' then array['Representation', 'agent', 'client']
                       when (e.officer).role_group not in ('partner', 'limited_partner', 'other') then array['Directorship', 'director', 'organization']
                       when (e.officer).role_group = 'other' then array['UnknownLink', 'subject', 'object']
                       when c.schema = 'Company' then array['Ownership', 'owner', 'asset']
                       else array['Membership', 'member', 'organization'] end as edge
                from hr_registry.exported_officers(targets) e join company c on c.company_id = (e.officer).company_id),
        entity (company_id, place, id, schema, properties) as (
            select c.company_id, 1, c.id, c.schema, jsonb_build_object(
                       'name', c.name, 'previousName', to_jsonb(c.former_names), 'legalForm', c.legal_form, 'status', c.status,
                       'registrationNumber', to_jsonb(array[c.register_label, c.euid]), 'jurisdiction', 'de', 'country', 'de',
                       'description', c.purpose, 'opencorporatesUrl', (
                           select 'https://opencorporates.com/companies/de/' || s.number from hr_registry.source_number s
                               where s.company_id = c.company_id and s.source = 'offeneregister' order by s.number limit 1),
                       'address', nullif(concat_ws(', ', nullif(concat_ws(' ', c.street, c.house_number), ''),
                                                   nullif(concat_ws(' ', c.postal_code, coalesce(c.city, c.seat)), '')), ''))
                from company c
            union all
            select distinct on ((l.officer).company_id, l.party_id) (l.officer).company_id, 2, 'hr-' || l.party_id,
                   case (l.officer).kind when 'organisation' then 'LegalEntity' else 'Person' end, jsonb_build_object(
                       'name', (l.officer).name, 'firstName', (l.officer).first_names, 'lastName', (l.officer).last_name,
                       'title', (l.officer).title, 'birthDate', (l.officer).birth_year::text, 'address', (l.officer).residence)
                from link l
            union all
            select distinct on ((l.officer).company_id, l.relation_id) (l.officer).company_id, 3, 'hr-' || l.relation_id, l.edge[1],
                   jsonb_build_object(l.edge[2], 'hr-' || l.party_id, l.edge[3], l.id, 'role', (l.officer).role,
                       'startDate', case when not (l.officer).valid_from_is_bound then (l.officer).valid_from end)
                from link l)
        select e.company_id, jsonb_build_object('id', e.id, 'schema', e.schema, 'properties', p.list)::text
            from entity e
            cross join lateral (
                select jsonb_object_agg(p.key, p.texts) as list from (
                    select k.key, jsonb_agg(v.value) as texts
                        from jsonb_each(e.properties) k
                        cross join lateral jsonb_array_elements(case jsonb_typeof(k.value) when 'array' then k.value
                                                                else jsonb_build_array(k.value) end) v
                        where v.value <> 'null' group by k.key) p) p
            order by e.company_id, e.place, e.id;
end
$$;
comment on function hr_registry.ftm_lines(bigint[]) is 'Companies, officers and what links them as entities of FollowTheMoney';

create or replace function hr_registry.bods_lines(targets bigint[]) returns setof handelsregister.export_line
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with registered as materialized (
            select distinct s.company_id from hr_registry.snapshot s
                where s.company_id = any (targets)
                  and not exists (select from hr_registry.import i where i.document_id = s.document_id)),
        company as materialized (
            select c.*, 'hr-' || c.company_id as id,
                   case when r.company_id is not null then 'officialRegister' else 'thirdParty' end as source
                from hr_registry.company_at(targets, 'infinity') c left join registered r using (company_id)
                where c.name is not null),
        link as (
            select e.*, c.id, c.as_of, c.source from hr_registry.exported_officers(targets) e join company c on c.company_id = (e.officer).company_id),
        record (company_id, place, record_id, subject, type, as_of, source, details) as (
            select c.company_id, 1, c.id, c.id, 'entity', c.as_of, c.source, jsonb_build_object(
                       'isComponent', false, 'entityType', jsonb_build_object('type', 'registeredEntity', 'details', c.legal_form),
                       'name', c.name, 'alternateNames', to_jsonb(c.former_names),
                       'jurisdiction', '{"name": "Germany", "code": "DE"}'::jsonb,
                       'identifiers', (select jsonb_agg(i.value) from (values
                           (jsonb_build_object('schemeName', 'German register number', 'id', c.register_label)),
                           (case when c.euid is not null then jsonb_build_object('schemeName', 'EUID', 'id', c.euid) end)) i (value)
                           where i.value is not null),
                       'addresses', case when coalesce(c.street, c.postal_code, c.city, c.seat) is not null then
                           jsonb_build_array(jsonb_build_object('type', 'registered', 'postCode', c.postal_code,
                               'address', concat_ws(', ', nullif(concat_ws(' ', c.street, c.house_number), ''), coalesce(c.city, c.seat)))) end)
                from company c
            union all
            select distinct on ((l.officer).company_id, l.party_id) (l.officer).company_id, 2, 'hr-' || l.party_id, l.id,
                   case (l.officer).kind when 'organisation' then 'entity' else 'person' end, l.as_of, l.source,
                   case (l.officer).kind when 'organisation' then jsonb_build_object(
                       'isComponent', false, 'entityType', '{"type": "unknownEntity"}'::jsonb, 'name', (l.officer).name)
                   else jsonb_build_object(
                       'isComponent', false, 'personType', 'knownPerson', 'birthDate', (l.officer).birth_year::text,
                       'names', jsonb_build_array(jsonb_build_object('type', 'individual', 'fullName', (l.officer).name,
                           'familyName', (l.officer).last_name, 'givenName', (l.officer).first_names)),
                       'addresses', case when (l.officer).residence is not null then
                           jsonb_build_array(jsonb_build_object('type', 'residence', 'address', (l.officer).residence)) end) end
                from link l
            union all
            select distinct on ((l.officer).company_id, l.relation_id) (l.officer).company_id, 3, 'hr-' || l.relation_id, l.id,
                   'relationship', l.as_of, l.source, jsonb_build_object(
                       'isComponent', false, 'subject', l.id, 'interestedParty', 'hr-' || l.party_id,
                       'interests', jsonb_build_array(jsonb_build_object(
                           'type', case (l.officer).role_group when 'management' then 'seniorManagingOfficial'
                                       when 'supervision' then 'boardMember' else 'otherInfluenceOrControl' end,
                           'directOrIndirect', 'direct', 'beneficialOwnershipOrControl', false, 'details', (l.officer).role,
                           'startDate', case when not (l.officer).valid_from_is_bound then (l.officer).valid_from end)))
                from link l)
        select r.company_id, jsonb_strip_nulls(jsonb_build_object(
                   'statementId', md5('statement|' || r.record_id || '|' || r.as_of), 'statementDate', r.as_of::date,
                   'declarationSubject', r.subject, 'recordId', r.record_id, 'recordType', r.type, 'recordStatus', 'new',
                   'publicationDetails', jsonb_build_object('publicationDate', current_date, 'bodsVersion', '0.4',
                       'publisher', jsonb_build_object('name', 'handelsregister ' || current_database())),
                   'source', jsonb_build_object('type', jsonb_build_array(r.source), 'retrievedAt', r.as_of::date),
                   'recordDetails', r.details))::text
            from record r order by r.company_id, r.place, r.record_id;
end
$$;
comment on function hr_registry.bods_lines(bigint[]) is 'Companies, officers and what links them as statements of the Beneficial Ownership Data Standard 0.4';

create or replace function handelsregister.export_companies(
    format text default 'jsonl', after_company_id bigint default 0, to_company_id bigint default null,
    max_companies integer default 1000) returns setof handelsregister.export_line
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off
as $$
declare
    targets bigint[];
begin
    perform hr_user.check_page_size(max_companies, 10000);
    targets := array(
        select c.id from hr_registry.company c
            where c.id > coalesce(after_company_id, 0) and (to_company_id is null or c.id <= to_company_id)
              and not exists (select from hr_registry.blocked_company b where b.company_id = c.id)
            order by c.id limit max_companies);
    case format
        when 'csv' then return query select * from hr_registry.csv_lines(targets, coalesce(after_company_id, 0) = 0);
        when 'jsonl' then return query select * from hr_registry.jsonl_lines(targets);
        when 'ftm' then return query select * from hr_registry.ftm_lines(targets);
        when 'bods' then return query select * from hr_registry.bods_lines(targets);
        else perform hr_user.refuse(400, 'invalid_format', pg_catalog.format('no format "%s"', coalesce(export_companies.format, 'null')),
            'Formats are csv, jsonl, ftm and bods.');
    end case;
end
$$;
comment on function handelsregister.export_companies(text, bigint, bigint, integer) is
    'Companies as text for other programs: csv, jsonl, ftm (FollowTheMoney) or bods (Beneficial Ownership Data Standard 0.4); several lines of one company follow each other. Pages by after_company_id. Errors: PT400';
-- Persons across companies. Of birth dates only the year leaves the registry; the number of a person is a keyed digest, or
-- random, and tells nothing.

create or replace view handelsregister.person as
    select null::uuid as person_id,
           null::text as name,
           null::text as title,
           null::text as first_names,
           null::text as call_name,
           null::text as name_prefix,
           null::text as last_name,
           null::text as name_suffix,
           null::text as birth_name,
           null::integer as birth_year,
           null::text as residence,
           null::text as country_code,
           null::text[] as other_names,
           null::integer as companies,
           null::integer as former_companies,
           null::date as first_entry
    where false;
comment on view handelsregister.person is 'Row type of get_person(): who holds offices in companies, as the latest entry has it';
comment on column handelsregister.person.person_id is
    'Number of the person, equal in all companies where a full birth date says so; it tells nothing';
comment on column handelsregister.person.name is 'The whole name for people';
comment on column handelsregister.person.call_name is 'The one of the first names that is used';
comment on column handelsregister.person.name_prefix is 'Such as "von der"';
comment on column handelsregister.person.name_suffix is 'What is put behind the last name';
comment on column handelsregister.person.birth_year is 'Year of birth; the day stays in the registry';
comment on column handelsregister.person.country_code is
    'Of residence, as the document states it; in its list bfj.staat 000 is Germany';
comment on column handelsregister.person.other_names is 'Names under which the person is or was entered elsewhere';
comment on column handelsregister.person.companies is 'Companies where the person is entered today';
comment on column handelsregister.person.former_companies is 'Companies where it only was';
comment on column handelsregister.person.first_entry is 'Since when the person is known to be entered anywhere';

create or replace view handelsregister.person_role as
    select null::uuid as person_id,
           null::bigint as company_id,
           null::text as company_name,
           null::text as register_label,
           null::text as role_code,
           null::text as role,
           null::text as role_in_english,
           null::text as role_group,
           null::text as name,
           null::text as residence,
           null::text as reason,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound
    where false;
comment on view handelsregister.person_role is 'Row type of get_person_roles(): one row for each time in which an entry did not change';
comment on column handelsregister.person_role.person_id is 'The person as it is today, also where an older number was asked for';
comment on column handelsregister.person_role.company_name is 'Name today';
comment on column handelsregister.person_role.role is 'Name of the role, or its text where it has no code';
comment on column handelsregister.person_role.role_in_english is 'What the code of the role means, in English';
comment on column handelsregister.person_role.role_group is
    'management, procuration, liquidation, partner, limited_partner, supervision or other';
comment on column handelsregister.person_role.name is 'As it is entered there';
comment on column handelsregister.person_role.reason is
    'Why this is the person: birth_date, same_office, only_in_company, only_in_register, ambiguous, alone, joined or separated';
comment on column handelsregister.person_role.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.person_role.valid_to is 'First day on which the entry did not hold any more; null where it holds today';
comment on column handelsregister.person_role.valid_to_is_bound is 'Changed on valid_to or before';

create or replace function hr_registry.person_mentions(persons uuid[], most integer)
    returns setof hr_registry.mention_person
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select v.*
            from (select a.company_id, a.item, a.document_id
                      from hr_registry.person_assignment a where a.person_id = any (persons)
                  union all
                  select m.company_id, m.item, m.document_id
                      from hr_registry.mention m
                      where m.own_id = any (persons)
                        and not exists (select from hr_registry.person_assignment a
                                            where a.company_id = m.company_id and a.item = m.item
                                              and a.document_id = m.document_id)) k
            join hr_registry.mention_person v
                on v.company_id = k.company_id and v.item = k.item and v.document_id = k.document_id
            where not exists (select from hr_registry.hidden_company h where h.company_id = k.company_id)
            limit most;
end
$$;
comment on function hr_registry.person_mentions(uuid[], integer) is 'Mentions of these persons in companies that the caller may see';

-- A number that a person had before it turned out to be another one, or by which decisions know it, still leads there.
create or replace function hr_registry.find_person(person_id uuid) returns uuid
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
declare
    found_id uuid;
begin
    if exists (select from hr_registry.person_mentions(array[find_person.person_id], 1)) then
        return find_person.person_id;
    end if;
    select v.person_id into found_id
        from (select m.company_id, m.item, m.document_id from hr_registry.mention m where m.own_id = find_person.person_id
              union all
              select m.company_id, m.item, m.document_id
                  from hr_registry.person_separation s
                  join hr_registry.mention m on m.company_id = s.company_id and m.own_id = s.own_id
                  where s.person_id = find_person.person_id) k
        join hr_registry.mention_person v
            on v.company_id = k.company_id and v.item = k.item and v.document_id = k.document_id
        where not exists (select from hr_registry.hidden_company h where h.company_id = k.company_id)
        order by v.person_id limit 1;
    if found_id is null then
        perform hr_user.refuse(404, 'unknown_person', format('unknown person: %s', coalesce(find_person.person_id::text, 'null')),
            'Numbers of persons come from get_company_officers() and search_persons().',
            jsonb_build_object('person_id', find_person.person_id));
    end if;
    return found_id;
end
$$;
comment on function hr_registry.find_person(uuid) is 'The person of this number today. Errors: PT404';

create or replace function hr_registry.persons_of(persons uuid[]) returns setof handelsregister.person
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        with entry as materialized (
            select v.person_id, v.birth_date, v.is_full, o,
                   hr_registry.public_text(concat_ws(' ', o.title, o.first_names, o.name_prefix, o.last_name, o.name_suffix))
                       as name
                from hr_registry.person_mentions(persons, 20000) v
                join hr_registry.officer o
                    on o.company_id = v.company_id and o.item = v.item and o.document_id = v.document_id),
        person as (
            select e.person_id, array_agg(distinct e.name) as names,
                   (array_agg(e.o order by (e.o).valid_to desc nulls first, (e.o).valid_from desc, (e.o).company_id, (e.o).item,
                                           (e.o).document_id))[1] as main,
                   coalesce(max(e.birth_date) filter (where e.is_full), max(e.birth_date)) as birth_date,
                   count(distinct (e.o).company_id) filter (where (e.o).valid_to is null) as companies,
                   count(distinct (e.o).company_id) as all_companies,
                   min((e.o).valid_from) as first_entry
                from entry e group by e.person_id),
        named as (
            select p.*, hr_registry.public_text(concat_ws(' ', (p.main).title, (p.main).first_names, (p.main).name_prefix,
                                                               (p.main).last_name, (p.main).name_suffix)) as name
                from person p)
        select n.person_id, n.name, (n.main).title, (n.main).first_names, (n.main).call_name, (n.main).name_prefix,
               hr_registry.public_text((n.main).last_name), hr_registry.public_text((n.main).name_suffix),
               nullif(concat_ws(' ', (n.main).birth_name_prefix, (n.main).birth_name), ''),
               substring(n.birth_date from '^[0-9]{4}')::integer, hr_registry.public_text((n.main).residence),
               (n.main).country_code, array_remove(n.names, n.name), n.companies::integer,
               (n.all_companies - n.companies)::integer, n.first_entry
            from named n;
end
$$;
comment on function hr_registry.persons_of(uuid[]) is 'Persons as the API shows them';

create or replace function handelsregister.get_person(person_id uuid) returns setof handelsregister.person
    language plpgsql stable parallel restricted security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
begin
    return query select p.* from hr_registry.persons_of(array[hr_registry.find_person(get_person.person_id)]) p;
end
$$;
comment on function handelsregister.get_person(uuid) is
    'A natural person who holds or held offices, as the latest entry has it. Errors: PT404';

create or replace function handelsregister.get_person_roles(person_id uuid, include_former boolean default true)
    returns setof handelsregister.person_role
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant uuid := hr_registry.find_person(get_person_roles.person_id);
begin
    return query
        with entry as materialized (
            select v.reason, o.*
                from hr_registry.person_mentions(array[target], 20000) v
                join hr_registry.officer o
                    on o.company_id = v.company_id and o.item = v.item and o.document_id = v.document_id
                where o.valid_to is null or coalesce(include_former, true)
                order by o.valid_to desc nulls first, o.valid_from desc, o.company_id, o.item, o.document_id
                limit 1000)
        select target, e.company_id, l.name, l.register_label, e.role_code,
               hr_registry.shown(e.role_code, coalesce(e.role_label, r.german), e.role_text), r.english,
               hr_registry.role_group(e.role_code),
               hr_registry.public_text(concat_ws(' ', e.title, e.first_names, e.name_prefix, e.last_name, e.name_suffix)),
               hr_registry.public_text(e.residence), e.reason, e.valid_from, e.valid_from_is_bound, e.valid_to, e.valid_to_is_bound
            from entry e
            join hr_registry.labels_of(array(select distinct t.company_id from entry t)) l on l.company_id = e.company_id
            left join hr_registry.officer_role r on r.role_code = e.role_code
            order by e.valid_to desc nulls first, e.valid_from desc, e.company_id, e.item, e.document_id;
end
$$;
comment on function handelsregister.get_person_roles(uuid, boolean) is
    'Offices of a person in all companies, those of today first; unless include_former is false also former ones. The first thousand. Errors: PT404';
-- Persons and companies as a network: breadth first along offices, within bounds.

create or replace view hr_registry.network_link as
    select null::text as source,
           null::text as target,
           null::text as role_code,
           null::text as role,
           null::text as role_in_english,
           null::text as role_group,
           null::date as valid_from,
           null::date as valid_to
    where false;
comment on view hr_registry.network_link is 'Row type of links_of()';
comment on column hr_registry.network_link.source is 'Who holds the office';
comment on column hr_registry.network_link.target is 'In which company';
comment on column hr_registry.network_link.role_in_english is 'What the code of the role means, in English';
comment on column hr_registry.network_link.role_group is
    'management, procuration, liquidation, partner, limited_partner, supervision or other';
comment on column hr_registry.network_link.valid_to is 'First day on which the entry did not hold any more; null where it holds today';

create or replace view handelsregister.network_item as
    select null::text as kind,
           null::text as id,
           null::bigint as company_id,
           null::uuid as person_id,
           null::text as name,
           null::text as source,
           null::text as target,
           null::text as role_code,
           null::text as role,
           null::text as role_in_english,
           null::text as role_group,
           null::date as valid_from,
           null::date as valid_to,
           null::integer as depth,
           null::boolean as is_complete
    where false;
comment on view handelsregister.network_item is 'Row type of get_network(): companies and persons, then the links between them';
comment on column handelsregister.network_item.kind is 'company, person or link';
comment on column handelsregister.network_item.id is 'Of a company or person; what source and target of the links refer to';
comment on column handelsregister.network_item.person_id is 'For get_person()';
comment on column handelsregister.network_item.name is 'Of a company or person, for people';
comment on column handelsregister.network_item.source is 'Of a link: who holds the office';
comment on column handelsregister.network_item.target is 'Of a link: in which company';
comment on column handelsregister.network_item.role is 'Name of the role, or its text where it has no code';
comment on column handelsregister.network_item.role_in_english is 'What the code of the role means, in English';
comment on column handelsregister.network_item.role_group is
    'management, procuration, liquidation, partner, limited_partner, supervision or other';
comment on column handelsregister.network_item.valid_to is 'First day on which the entry did not hold any more; null where it holds today';
comment on column handelsregister.network_item.depth is 'Of a company or person: how many links away it is';
comment on column handelsregister.network_item.is_complete is 'Of a company or person: all its links are shown';

-- Nodes are "company:4711" and "person:7d3c…".
create or replace function hr_registry.find_node(node text) returns text
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
begin
    if lower(btrim(node)) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        return 'person:' || hr_registry.find_person(btrim(node)::uuid);
    end if;
    return 'company:' || hr_registry.find_company(node);
end
$$;
comment on function hr_registry.find_node(text) is 'A person by number, else a company by identifier. Errors: PT400, PT404';

create or replace function hr_registry.links_of(nodes text[], include_former boolean, most integer)
    returns setof hr_registry.network_link
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
declare
    companies constant bigint[] := array(select substr(n, 9)::bigint from unnest(nodes) n where n like 'company:%');
    persons constant uuid[] := array(select substr(n, 8)::uuid from unnest(nodes) n where n like 'person:%');
begin
    return query
        with found as (
            (select v.company_id, v.item, v.document_id, 'person:' || v.person_id as source, null::bigint as source_id
                from hr_registry.mention_person v where v.company_id = any (companies) limit most)
            union
            (select e.company_id, e.item, e.document_id, 'company:' || e.organisation_company_id, e.organisation_company_id
                from hr_registry.organisation_company e where e.company_id = any (companies) limit most)
            union
            (select e.company_id, e.item, e.document_id, 'company:' || e.organisation_company_id, e.organisation_company_id
                from hr_registry.registration r
                join hr_registry.organisation_mention o
                    on o.register_number = r.register_number and o.register_type = r.register_type and o.court = r.court
                join hr_registry.organisation_company e
                    on e.company_id = o.company_id and e.item = o.item and e.document_id = o.document_id
                where r.company_id = any (companies) and e.organisation_company_id = any (companies) limit most)
            union
            (select v.company_id, v.item, v.document_id, 'person:' || v.person_id, null
                from hr_registry.person_mentions(persons, most) v))
        select distinct f.source, 'company:' || o.company_id, o.role_code,
               hr_registry.shown(o.role_code, coalesce(o.role_label, r.german), o.role_text), r.english,
               hr_registry.role_group(o.role_code), o.valid_from, o.valid_to
            from found f
            join hr_registry.officer o on o.company_id = f.company_id and o.item = f.item and o.document_id = f.document_id
            left join hr_registry.officer_role r on r.role_code = o.role_code
            where (include_former or o.valid_to is null) and f.source_id is distinct from o.company_id
              and not exists (select from hr_registry.hidden_company h where h.company_id = o.company_id)
              and not exists (select from hr_registry.hidden_company h where h.company_id = f.source_id)
            limit most;
end
$$;
comment on function hr_registry.links_of(text[], boolean, integer) is
    'Offices that companies and persons hold, and those in the companies; no more than so many';

create or replace view hr_registry.node_name as
    select null::text as node,
           null::text as name
    where false;
comment on view hr_registry.node_name is 'Row type of node_names()';
comment on column hr_registry.node_name.node is 'As find_node() writes it';

create or replace function hr_registry.node_names(nodes text[]) returns setof hr_registry.node_name
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
begin atomic
    select 'company:' || l.company_id, l.name
        from hr_registry.labels_of(array(select substr(n, 9)::bigint from unnest(nodes) n where n like 'company:%')) l
    union all
    select 'person:' || p.person_id, p.name
        from hr_registry.persons_of(array(select substr(n, 8)::uuid from unnest(nodes) n where n like 'person:%')) p;
end;
comment on function hr_registry.node_names(text[]) is 'What companies and persons are called, for people';

-- A node whose links lead to others that are not shown is not complete, nor is one whose links were not followed.
create or replace function handelsregister.get_network(
    identifier text, depth integer default 2, max_nodes integer default 100, include_former boolean default false)
    returns setof handelsregister.network_item
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    most constant integer := 10000;
    nodes text[] := array[hr_registry.find_node(identifier)];
    depths integer[] := array[0];
    frontier text[] := nodes;
    followed text[] := array[]::text[];
    links hr_registry.network_link[] := array[]::hr_registry.network_link[];
    fresh hr_registry.network_link[];
begin
    if get_network.depth is null or get_network.depth not between 1 and 4 or max_nodes is null or max_nodes not between 1 and 500 then
        perform hr_user.refuse(400, 'invalid_bound', 'invalid depth or number of nodes',
            'Take a depth from 1 to 4, and from 1 to 500 nodes.', '{"max_depth": 4, "max_nodes": 500}');
    end if;
    for level in 1 .. get_network.depth loop
        fresh := array(select l from hr_registry.links_of(frontier, coalesce(include_former, false), most) l);
        links := links || fresh;
        followed := followed || case when cardinality(fresh) < most then frontier else '{}' end;
        frontier := array(
            select distinct e.node from unnest(fresh) l, lateral (values (l.source), (l.target)) e (node)
                where e.node <> all (nodes) order by 1 limit max_nodes - cardinality(nodes));
        exit when frontier = '{}';
        nodes := nodes || frontier;
        depths := depths || array_fill(level, array[cardinality(frontier)]);
    end loop;
    return query
        with node as (
            select n.node, n.depth, n.place from unnest(nodes, depths) with ordinality n (node, depth, place)),
        link as materialized (
            select distinct l.*, s.node is not null as has_source, t.node is not null as has_target
                from unnest(links) l left join node s on s.node = l.source left join node t on t.node = l.target),
        incomplete as materialized (
            select case when l.has_source then l.source else l.target end as node from link l where l.has_source <> l.has_target),
        item as (
            select n.place, row(split_part(n.node, ':', 1), n.node,
                       case when n.node like 'company:%' then substr(n.node, 9)::bigint end,
                       case when n.node like 'person:%' then substr(n.node, 8)::uuid end, m.name, null, null, null, null, null,
                       null, null, null, n.depth,
                       n.node in (select unnest(followed)) and n.node not in (select i.node from incomplete i)
                       )::handelsregister.network_item as shown
                from node n left join hr_registry.node_names(nodes) m on m.node = n.node
            union all
            select 1000 + row_number() over (order by l.source, l.target, l.valid_to desc nulls first, l.valid_from desc, l.role_code,
                                                      l.role),
                   row('link', null, null, null, null, l.source, l.target, l.role_code, l.role, l.role_in_english, l.role_group,
                       l.valid_from, l.valid_to, null, null)::handelsregister.network_item
                from link l where l.has_source and l.has_target)
        select (i.shown).* from item i order by i.place;
end
$$;
comment on function handelsregister.get_network(text, integer, integer, boolean) is
    'Companies and persons around a company (by identifier) or a person (by number), breadth first along offices, with the links between them. Errors: PT400, PT404';
-- How two companies or persons hang together: the shortest path along offices.

create or replace view handelsregister.path_step as
    select null::integer as step,
           null::text as kind,
           null::bigint as company_id,
           null::uuid as person_id,
           null::text as name,
           null::text as holder,
           null::text as role_code,
           null::text as role,
           null::text as role_in_english,
           null::date as valid_from,
           null::date as valid_to
    where false;
comment on view handelsregister.path_step is 'Row type of find_path(): where the path leads, and what links it to the step before';
comment on column handelsregister.path_step.step is '0 for the beginning';
comment on column handelsregister.path_step.kind is 'company or person';
comment on column handelsregister.path_step.person_id is 'For get_person()';
comment on column handelsregister.path_step.holder is 'this or previous: whose office links the two; null at the beginning';
comment on column handelsregister.path_step.role is 'Name of the role, or its text where it has no code';
comment on column handelsregister.path_step.role_in_english is 'What the code of the role means, in English';
comment on column handelsregister.path_step.valid_to is 'First day on which the entry did not hold any more; null where it holds today';

create or replace view hr_registry.path_tree as
    select null::text[] as nodes,
           null::text[] as parents,
           null::hr_registry.network_link[] as links
    where false;
comment on view hr_registry.path_tree is 'Row type of next_nodes()';
comment on column hr_registry.path_tree.nodes is 'As find_node() writes them';
comment on column hr_registry.path_tree.parents is 'From which node each one is reached';
comment on column hr_registry.path_tree.links is 'Through which link';

create or replace function hr_registry.next_nodes(frontier text[], known text[], fresh hr_registry.network_link[])
    returns hr_registry.path_tree
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
begin atomic
    select array_agg(s.node order by s.node), array_agg(s.parent order by s.node), array_agg(s.link order by s.node)
        from (select distinct on (e.node) e.node, e.parent, l as link
                  from unnest(fresh) l
                  cross join lateral (values (l.source, l.target), (l.target, l.source)) e (node, parent)
                  -- sets of thousands: to be hashed, not compared one by one
                  where e.parent in (select unnest(frontier)) and not exists (select from unnest(known) k (node) where k.node = e.node)
                  order by e.node, e.parent, l.valid_to desc nulls first, l.valid_from desc, l.role_code, l.role) s;
end;
comment on function hr_registry.next_nodes(text[], text[], hr_registry.network_link[]) is
    'What these links lead to from the frontier, each node once; null where there is nothing new';

create or replace function hr_registry.shown_path(nodes text[], links hr_registry.network_link[])
    returns setof handelsregister.path_step
    language sql stable parallel restricted set search_path = pg_catalog, pg_temp
begin atomic
    select (p.place - 1)::integer, split_part(p.node, ':', 1),
           case when p.node like 'company:%' then substr(p.node, 9)::bigint end,
           case when p.node like 'person:%' then substr(p.node, 8)::uuid end, n.name,
           case when (p.link).source = p.node then 'this' when (p.link).target = p.node then 'previous' end,
           (p.link).role_code, (p.link).role, (p.link).role_in_english, (p.link).valid_from, (p.link).valid_to
        from (select k.place, k.node, links[k.place] as link from unnest(nodes) with ordinality k (node, place)) p
        left join hr_registry.node_names(nodes) n on n.node = p.node
        order by p.place;
end;
comment on function hr_registry.shown_path(text[], hr_registry.network_link[]) is 'A path as the API shows it';

-- Few companies are more than a handful of steps apart; who would look at thousands on the way is told so.
create or replace function handelsregister.find_path(
    from_identifier text, to_identifier text, max_depth integer default 6, include_former boolean default true)
    returns setof handelsregister.path_step
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    most constant integer := 20000;
    start constant text := hr_registry.find_node(from_identifier);
    goal constant text := hr_registry.find_node(to_identifier);
    nodes text[] := array[start];
    parents text[] := array[null::text];
    links hr_registry.network_link[] := array[null::hr_registry.network_link];
    frontier text[] := nodes;
    fresh hr_registry.network_link[];
    next hr_registry.path_tree;
    path text[] := array[]::text[];
    path_links hr_registry.network_link[] := array[]::hr_registry.network_link[];
    place integer;
begin
    if max_depth is null or max_depth not between 1 and 8 then
        perform hr_user.refuse(400, 'invalid_bound', 'invalid depth', 'Take a depth from 1 to 8.', '{"max_depth": 8}');
    end if;
    for level in 1 .. max_depth loop
        exit when goal = any (nodes);
        fresh := array(select l from hr_registry.links_of(frontier, coalesce(include_former, true), most) l);
        next := hr_registry.next_nodes(frontier, nodes, fresh);
        exit when next.nodes is null;
        frontier := next.nodes;
        nodes := nodes || next.nodes;
        parents := parents || next.parents;
        links := links || next.links;
        if goal <> all (nodes) and (cardinality(fresh) >= most or cardinality(nodes) > 5000) then
            perform hr_user.refuse(422, 'search_too_wide', 'the search leads to too many companies and persons',
                'Take a smaller depth, leave out former offices, or begin at the other end.', jsonb_build_object('depth', level));
        end if;
    end loop;
    place := array_position(nodes, goal);
    while place is not null loop
        path := nodes[place] || path;
        path_links := links[place] || path_links;
        place := array_position(nodes, parents[place]);
    end loop;
    return query select s.* from hr_registry.shown_path(path, path_links) s;
end
$$;
comment on function handelsregister.find_path(text, text, integer, boolean) is
    'A shortest path between two companies (by identifier) or persons (by number) along offices, step by step; nothing where there is none within the depth. Errors: PT400, PT404, PT422 where the search leads to thousands of others';
-- Searching persons by name: the index of names finds names, and these their mentions; all reads are bounded.

create or replace view handelsregister.person_match as
    select null::uuid as person_id,
           null::text as name,
           null::integer as birth_year,
           null::text as residence,
           null::integer as companies,
           null::real as score,
           null::text as next_cursor,
           null::text as match_kind
    where false;
comment on view handelsregister.person_match is 'Row type of search_persons()';
comment on column handelsregister.person_match.person_id is 'For get_person() and get_person_roles()';
comment on column handelsregister.person_match.name is 'As the latest entry has it';
comment on column handelsregister.person_match.birth_year is 'Year of birth; the day stays in the registry';
comment on column handelsregister.person_match.companies is 'Companies where the person is entered today';
comment on column handelsregister.person_match.score is 'Agreement of a name of the person, to 1';
comment on column handelsregister.person_match.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';
comment on column handelsregister.person_match.match_kind is
    'exact: the same words in whatever order; words: the name has them all; prefix: it has words that begin so; phonetic, corrected: it has words that sound or are written alike';

create or replace view hr_registry.ranked_person as
    select null::integer as rank,
           null::uuid as person_id,
           null::text as kind
    where false;
comment on view hr_registry.ranked_person is 'Row type of ranked_persons()';
comment on column hr_registry.ranked_person.person_id is 'Who fits';
comment on column hr_registry.ranked_person.rank is 'Agreement of the name that fits best, in millionths';
comment on column hr_registry.ranked_person.kind is 'How that one fits';

-- The best names come first, until there are enough mentions. A filter leaves out most of what is found: more is looked at.
create or replace function hr_registry.ranked_persons(q text, birth_year integer, residence text)
    returns setof hr_registry.ranked_person
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    place constant text := nullif(hr_registry.name_words(residence), '');
    names constant hr_registry.found_person_names := hr_registry.find_person_names(
        q, case when birth_year is null and place is null then 500 else 2000 end);
begin
    return query
        with looked_at as (
            select n.rank, n.kind, m.company_id, m.item, m.document_id, m.birth_date, m.residence
                from unnest(names.last_names, names.first_names, names.ranks, names.match_kinds)
                     n (last_name, first_names, rank, kind)
                cross join lateral (
                    select m.* from hr_registry.mention m
                        where m.last_name = n.last_name collate "C" and m.first_names = n.first_names collate "C"
                        limit 2000) m
                limit 10000),
        fitting as (
            select c.* from looked_at c
                where (birth_year is null or left(c.birth_date, 4) = birth_year::text)
                  and (place is null or position(' ' || place in ' ' || c.residence) > 0)
                  and not exists (select from hr_registry.hidden_company h where h.company_id = c.company_id)
                limit 2000)
        select distinct on (v.person_id) f.rank, v.person_id, f.kind
            from fitting f
            join hr_registry.mention_person v
                on v.company_id = f.company_id and v.item = f.item and v.document_id = f.document_id
            order by v.person_id, f.rank desc, f.kind;
end
$$;
comment on function hr_registry.ranked_persons(text, integer, text) is
    'Persons with a name like this, born in the year, with a residence that has these words';

create or replace function handelsregister.search_persons(
    q text,
    birth_year integer default null,
    residence text default null,
    page_size integer default 20,
    cursor text default null
) returns setof handelsregister.person_match
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    normalised constant text := coalesce(hr_registry.name_words(left(q, 501)), '');
    digest constant text := left(md5(jsonb_build_array(normalised, birth_year, residence)::text), 8);
    last_rank integer;
    last_person uuid;
begin
    if normalised = '' or length(q) > 500 or cardinality(string_to_array(normalised, ' ')) > 8 then
        perform hr_user.refuse(400, 'invalid_query', 'invalid search text',
            'Give at least one letter of a name, and no more than 8 words.', jsonb_build_object('max_length', 500, 'max_words', 8));
    end if;
    if length(residence) > 200 then
        perform hr_user.refuse(400, 'invalid_filter', 'the residence is too long', 'Leave it out to allow all places.',
            jsonb_build_object('max', 200));
    end if;
    perform hr_user.check_page_size(page_size, 100);
    perform hr_user.check_cursor(cursor, '^[0-9]{1,7}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.' || digest || '$');
    if cursor is not null then
        last_rank := split_part(cursor, '.', 1)::integer;
        last_person := split_part(cursor, '.', 2)::uuid;
    end if;
    return query
        with page as (
            select m.*, row_number() over (order by m.rank desc, m.person_id) as position, count(*) over () as found
                from hr_registry.ranked_persons(normalised, search_persons.birth_year, search_persons.residence) m
                where last_rank is null or m.rank < last_rank or m.rank = last_rank and m.person_id > last_person
                order by m.rank desc, m.person_id limit page_size)
        select p.person_id, p.name, p.birth_year, p.residence, p.companies, (g.rank / 1000000.0)::real,
               case when g.position < g.found then concat_ws('.', g.rank, g.person_id, digest) end,
               g.kind
            from page g
            join hr_registry.persons_of(array(select o.person_id from page o)) p on p.person_id = g.person_id
            order by g.position;
end
$$;
comment on function handelsregister.search_persons(text, integer, text, integer, text) is
    'Persons by name, the best first: its words in whatever order, also beginnings of words, mistyped ones and those that sound alike; by year of birth and residence if wanted; pages by cursor. Errors: PT400';
-- Who may act for a company: in the words of the register, and as structure derived from them.

create or replace view hr_registry.representation_rule as
    select null::text as alone,
           null::text as together,
           null::boolean as with_procurist
    where false;
comment on view hr_registry.representation_rule is 'Row type of parse_representation()';
comment on column hr_registry.representation_rule.alone is 'always, if_only_one, never; null where the words do not say';
comment on column hr_registry.representation_rule.together is 'two, all or majority: how several act; null where they need not or the words do not say';
comment on column hr_registry.representation_rule.with_procurist is 'One may act together with a Prokurist instead';

-- The words are those of the code lists REG.Allgemeine_Vertretungsregelung and REG.Besondere_Vertretungsregelung; free texts
-- mostly use the same.
create or replace function hr_registry.parse_representation(words text) returns hr_registry.representation_rule
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return row(
        case
            when words ~* 'von der Vertretung ausgeschlossen' then 'never'
            when words ~* '(ist|wird) nur ein[^.]* bestellt[^.]* allein|ist ein [^.]* bestellt[^.]* allein' then 'if_only_one'
            when words ~* 'einzelvertretung|einzelprokura|vertritt (stets )?(einzeln|allein)|durch den (Liquidator|Abwickler) vertreten'
                then 'always'
            when words ~* 'gemeinsam|gemeinschaftlich|gesamtprokura|Gesamthand|mehrheitlich|durch zwei' then 'never' end,
        case
            when words ~* '(durch|jeweils|vertreten) zwei |zwei [^.]*vertreten|gemeinsam mit einem|Gesamtprokura|gemeinsam mit dem' then 'two'
            when words ~* 'mehrheitlich' then 'majority'
            when words ~* 'gemeinsam|gemeinschaftlich|Gesamthand|durch (den/die|die) (Liquidator|Abwickler)' then 'all' end,
        words ~* 'Prokurist')::hr_registry.representation_rule;
comment on function hr_registry.parse_representation(text) is 'What the words of a rule of representation mean; nulls where they are not understood';

create or replace view handelsregister.company_representation as
    select null::bigint as company_id,
           null::text as scope,
           null::text as name,
           null::text as role_code,
           null::text as role,
           null::text as rule_code,
           null::text as rule,
           null::text as may_act_alone,
           null::text as act_together,
           null::boolean as with_procurist,
           null::text as exemption,
           null::boolean as may_deal_with_self,
           null::boolean as may_represent_both_sides,
           null::text as procuration,
           null::text as limits
    where false;
comment on view handelsregister.company_representation is 'Row type of get_company_representation()';
comment on column handelsregister.company_representation.scope is 'general for the rule of the company, officer for one person or organisation';
comment on column handelsregister.company_representation.name is 'Whom a special rule concerns; null in the general one';
comment on column handelsregister.company_representation.rule is 'The rule in the words of the register; of an officer without one of his own null: the general one holds';
comment on column handelsregister.company_representation.may_act_alone is 'always, if_only_one or never; null where the words do not say';
comment on column handelsregister.company_representation.act_together is 'two, all or majority: how several act together; null where the words do not say';
comment on column handelsregister.company_representation.with_procurist is 'One may act together with a Prokurist instead';
comment on column handelsregister.company_representation.exemption is 'Exemption from section 181 BGB in the words of the register';
comment on column handelsregister.company_representation.may_deal_with_self is 'May deal with himself in his own name (section 181 BGB)';
comment on column handelsregister.company_representation.may_represent_both_sides is 'May represent a third party in dealings with the company (section 181 BGB)';
comment on column handelsregister.company_representation.procuration is 'Extension of the Prokura in substance';
comment on column handelsregister.company_representation.limits is 'Limits of the authority to a branch or a place';

create or replace function handelsregister.get_company_representation(identifier text, as_of date default null)
    returns setof handelsregister.company_representation
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    day constant date := coalesce(as_of, 'infinity');
begin
    return query
        with rule (place, officer, rule_code, rule, exemption) as materialized (
            select 0::bigint, null::handelsregister.company_officer, r.rule_code,
                   hr_registry.shown(r.rule_code, r.rule_label, r.rule_text),
                   hr_registry.shown(r.exemption_code, r.exemption_label, r.exemption_text)
                from hr_registry.company_representation r
                where r.company_id = target and r.valid_from <= day and coalesce(r.valid_to > day, true)
            union all
            select row_number() over (), p.officer, null, (p.officer).representation, (p.officer).exemption
                from hr_registry.officers_at(target, day, false) p
                where (p.officer).role_group in ('management', 'procuration', 'liquidation', 'partner')
                   or (p.officer).representation is not null),
        -- Many have the same rule.
        meaning as materialized (
            select w.words, (m.parsed).*
                from (select distinct r.rule as words from rule r where r.rule is not null) w
                cross join lateral (select hr_registry.parse_representation(w.words) as parsed offset 0) m)
        select target, case when r.place = 0 then 'general' else 'officer' end, (r.officer).name, (r.officer).role_code,
               (r.officer).role, r.rule_code, r.rule, m.alone, m.together, m.with_procurist, r.exemption,
               r.exemption ~* 'im eigenen Namen|mit sich selbst|von den Beschränkungen des § ?181 BGB',
               r.exemption ~* 'Vertreter eines Dritten|von den Beschränkungen des § ?181 BGB',
               (r.officer).procuration, (r.officer).limits
            from rule r left join meaning m on m.words = r.rule
            order by r.place;
end
$$;
comment on function handelsregister.get_company_representation(text, date) is
    'Who may act for a company, today or on a day: the general rule, then everyone who can represent it, in words and as structure. Errors: PT400, PT404';
-- Documents and the texts of the register sheet. Members and readers see what there is, operators the bytes.

create or replace view handelsregister.company_document as
    select null::bigint as company_id,
           null::bigint as document_id,
           null::text as content_type,
           null::bigint as bytes,
           null::text as sha256,
           null::text as source,
           null::timestamp as retrieved_at,
           null::date as last_entry,
           null::integer as entry_count,
           null::text as xjustiz_version,
           null::timestamp as message_created,
           null::text as next_cursor
    where false;
comment on view handelsregister.company_document is 'Row type of list_company_documents()';
comment on column handelsregister.company_document.bytes is 'Size of the document';
comment on column handelsregister.company_document.sha256 is 'Digest of the content, in hexadecimal';
comment on column handelsregister.company_document.source is 'Where the document came from, as told by the submitter; for operators only';
comment on column handelsregister.company_document.retrieved_at is 'When it was retrieved from the register, by the register''s wall clock';
comment on column handelsregister.company_document.last_entry is 'Date of the last entry in the register sheet';
comment on column handelsregister.company_document.entry_count is 'Number of entries in the register sheet';
comment on column handelsregister.company_document.xjustiz_version is 'Version of XJustiz in which it is written';
comment on column handelsregister.company_document.message_created is 'When the message was made, by its own clock';
comment on column handelsregister.company_document.next_cursor is 'What to pass as cursor to read on behind this row; null on the last row of the last page';

-- A cursor is the number of the document that the next page follows; the latest come first.
create or replace function handelsregister.list_company_documents(
    identifier text, page_size integer default 100, cursor text default null)
    returns setof handelsregister.company_document
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    is_operator constant boolean := hr_user.is_operator();
begin
    perform hr_user.check_page_size(page_size, 1000);
    perform hr_user.check_cursor(cursor, '^[0-9]{1,18}$');
    return query
        select p.company_id, p.document_id, d.content_type, octet_length(d.content)::bigint, encode(d.sha256, 'hex'),
               case when is_operator then d.source end, p.retrieved, p.last_entry, p.entry_count, r.xjustiz_version,
               r.message_created,
               case when p.place < p.found then p.document_id::text end
            from (select s.*, row_number() over (order by s.document_id desc) as place, count(*) over () as found
                      from (select n.* from hr_registry.snapshot n
                                where n.company_id = target and (cursor is null or n.document_id < cursor::bigint)
                                order by n.document_id desc limit page_size + 1) s) p
            join hr_registry.document d on d.id = p.document_id
            left join hr_registry.reading r on r.document_id = p.document_id
            where p.place <= page_size
            order by p.place;
end
$$;
comment on function handelsregister.list_company_documents(text, integer, text) is
    'Documents that state something about a company, the latest submitted first; pages by cursor. Errors: PT400, PT404';

create or replace view handelsregister.company_entry as
    select null::bigint as company_id,
           null::numeric as sheet_column,
           null::numeric as position,
           null::numeric as entry_number,
           null::text as type_code,
           null::text as type,
           null::text as text,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound,
           null::text as next_cursor
    where false;
comment on view handelsregister.company_entry is 'Row type of get_company_entries()';
comment on column handelsregister.company_entry.sheet_column is 'Column of the register sheet';
comment on column handelsregister.company_entry.position is 'Place in the column, in the first document that states the text';
comment on column handelsregister.company_entry.entry_number is 'Running number of the entry';
comment on column handelsregister.company_entry.type is 'Label of the kind of entry';
comment on column handelsregister.company_entry.text is 'Word by word, but without dates of birth';
comment on column handelsregister.company_entry.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_entry.valid_to is 'First day on which the text does not stand in the sheet any more; null where it does today';
comment on column handelsregister.company_entry.valid_to_is_bound is 'Changed on valid_to or before';
comment on column handelsregister.company_entry.next_cursor is 'What to pass as cursor to read on behind this row; null on the last row of the last page';

-- A cursor is the number of rows that came before: the texts of a sheet are few, and have no key that may be shown.
create or replace function handelsregister.get_company_entries(
    identifier text, page_size integer default 100, cursor text default null)
    returns setof handelsregister.company_entry
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    skipped integer := 0;
begin
    perform hr_user.check_page_size(page_size, 1000);
    perform hr_user.check_cursor(cursor, '^[0-9]{1,7}$');
    if cursor is not null then
        skipped := cursor::integer;
    end if;
    return query
        select p.company_id, p.sheet_column, p.position, p.entry_number, p.type_code,
               hr_registry.shown(p.type_code, p.type_label, null), hr_registry.public_text(p.text),
               p.valid_from, p.valid_from_is_bound, p.valid_to, p.valid_to_is_bound,
               case when p.place < p.found then p.place::text end
            from (select e.*, row_number() over w as place, count(*) over () as found
                      from hr_registry.register_entry e
                      where e.company_id = target
                      window w as (order by e.entry_number, e.sheet_column, e.position, e.valid_from, e.item, e.document_id)) p
            where p.place > skipped and p.place <= skipped + page_size
            order by p.place;
end
$$;
comment on function handelsregister.get_company_entries(text, integer, text) is
    'Texts of the register sheet that documents give out word by word, in their order; pages by cursor. Errors: PT400, PT404';

-- The response carries the media type of the document: PostgREST leaves that of a function of type */* to the function.
create or replace function handelsregister.download_document(document_id bigint) returns handelsregister."*/*"
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    document hr_registry.document%rowtype;
begin
    select d.* into document from hr_registry.document d where d.id = download_document.document_id;
    if not found then
        perform hr_user.refuse(404, 'unknown_document', format('no document %s', coalesce(document_id::text, 'null')),
            'list_company_documents() gives the numbers of the documents of a company.',
            jsonb_build_object('document_id', document_id));
    end if;
    if document.erased_at is not null then
        perform hr_user.refuse(410, 'document_erased', format('document %s has been erased', document_id),
            'What it stated about the company, without the person concerned, is still there.',
            jsonb_build_object('document_id', document_id));
    end if;
    perform set_config('response.headers', jsonb_build_array(
        jsonb_build_object('Content-Type', document.content_type),
        jsonb_build_object('Content-Disposition', format('attachment; filename="document-%s"', document.id)),
        jsonb_build_object('X-Content-Type-Options', 'nosniff'))::text, true);
    return document.content;
end
$$;
comment on function handelsregister.download_document(bigint) is
    'The bytes of a document, over HTTP with its media type. Errors: PT404, PT410 where it has been erased';
-- Legal events of a company, read from the texts of its register sheet: nothing of them is stored, so that they follow the
-- snapshots as the texts do.

create or replace view handelsregister.legal_party as
    select null::text as name,
           null::text as seat,
           null::text as role,
           null::text as register_label,
           null::text as court,
           null::bigint as company_id,
           null::text as euid
    where false;
comment on view handelsregister.legal_party is 'Another company that a text of the register names';
comment on column handelsregister.legal_party.role is 'acquiring or transferring; null where the text does not say';
comment on column handelsregister.legal_party.register_label is 'Register number as written';
comment on column handelsregister.legal_party.court is 'Code of the court; as written where it is not known';
comment on column handelsregister.legal_party.company_id is 'Number of the company; null where it is not known here';
comment on column handelsregister.legal_party.euid is 'European unique identifier of the company that is known here';

create or replace view handelsregister.company_legal_event as
    select null::bigint as company_id,
           null::text as kind,
           null::text as stage,
           null::boolean as cross_border,
           null::date as agreement_date,
           null::date as resolution_date,
           null::date as effective_date,
           null::numeric as amount,
           null::text as currency,
           null::handelsregister.legal_party[] as parties,
           null::numeric as sheet_column,
           null::numeric as entry_number,
           null::text as type_code,
           null::text as text,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound,
           null::text as next_cursor
    where false;
comment on view handelsregister.company_legal_event is 'Row type of get_company_legal_events()';
comment on column handelsregister.company_legal_event.kind is
    'merger, division, hiving_off, conversion, inter_company_agreement, insolvency, dissolution, authorised_capital, conditional_capital, ...';
comment on column handelsregister.company_legal_event.stage is 'planned, done, ended or revoked';
comment on column handelsregister.company_legal_event.cross_border is 'A company of another country takes part';
comment on column handelsregister.company_legal_event.agreement_date is 'Day of the contract or plan';
comment on column handelsregister.company_legal_event.resolution_date is 'Day of a meeting''s or a court''s resolution';
comment on column handelsregister.company_legal_event.effective_date is 'From or until when it holds, as the text says';
comment on column handelsregister.company_legal_event.amount is 'The first amount of money in the text';
comment on column handelsregister.company_legal_event.currency is 'ISO 4217 code';
comment on column handelsregister.company_legal_event.parties is 'Other companies that the text names with their register numbers';
comment on column handelsregister.company_legal_event.sheet_column is 'Column of the register sheet';
comment on column handelsregister.company_legal_event.entry_number is 'Running number of the entry';
comment on column handelsregister.company_legal_event.text is 'Word by word, but without dates of birth';
comment on column handelsregister.company_legal_event.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_legal_event.valid_to is
    'First day on which the text does not stand in the sheet any more; null where it does today';
comment on column handelsregister.company_legal_event.valid_to_is_bound is 'Changed on valid_to or before';
comment on column handelsregister.company_legal_event.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace function hr_registry.statement_parties(parties text[]) returns handelsregister.legal_party[]
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return array(
        select row(hr_registry.public_text(parties[i]), parties[i + 1], parties[i + 2], parties[i + 3], parties[i + 4],
                   r.company_id, r.euid)::handelsregister.legal_party
            from generate_series(1, cardinality(parties), 9) i
            left join hr_registry.registration r
                on (r.court, r.register_type, r.register_number, r.suffix, r.former_court)
                   = (parties[i + 4], parties[i + 5], parties[i + 6]::bigint, coalesce(parties[i + 7], ''), coalesce(parties[i + 8], ''))
                   and not exists (select from hr_registry.blocked_company b where b.company_id = r.company_id)
            order by i);
comment on function hr_registry.statement_parties(text[]) is
    'Companies that read_entry() has found, with what is known of them today; not which of them are blocked';

-- A cursor is the number of rows that came before, as for the texts themselves.
create or replace function handelsregister.get_company_legal_events(
    identifier text, kinds text[] default null, page_size integer default 100, cursor text default null)
    returns setof handelsregister.company_legal_event
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    skipped integer := 0;
begin
    perform hr_user.check_page_size(page_size, 1000);
    perform hr_registry.check_filter(kinds);
    perform hr_user.check_cursor(cursor, '^[0-9]{1,7}$');
    if cursor is not null then
        skipped := cursor::integer;
    end if;
    return query
        select p.company_id, p.kind, p.stage, p.cross_border, p.agreement_date, p.resolution_date, p.effective_date, p.amount,
               p.currency, hr_registry.statement_parties(p.parties), p.sheet_column, p.entry_number, p.type_code,
               hr_registry.public_text(p.text), p.valid_from, p.valid_from_is_bound, p.valid_to, p.valid_to_is_bound,
               case when p.place < p.found then p.place::text end
            from (select e.*, l.*, row_number() over w as place, count(*) over () as found
                      from hr_registry.register_entry e
                      cross join lateral hr_registry.read_entry(e.type_code, e.text) l
                      where e.company_id = target and l.kind is not null and (kinds is null or l.kind = any (kinds))
                      window w as (order by e.entry_number, e.sheet_column, e.position, e.valid_from, e.item, e.document_id)) p
            where p.place > skipped and p.place <= skipped + page_size
            order by p.place;
end
$$;
comment on function handelsregister.get_company_legal_events(text, text[], integer, text) is
    'Mergers, divisions, conversions, agreements, insolvency, dissolution and capital to come, as the texts of the register sheet tell them; pages by cursor. Errors: PT400, PT404';
-- What differs between two days: the states of both, compared part by part.

create or replace view hr_registry.state_part as
    select null::text as section,
           null::text as item,
           null::text as subject,
           null::jsonb as fields
    where false;
comment on view hr_registry.state_part is 'Row type of state_at()';
comment on column hr_registry.state_part.section is 'company, address, capital or officer';
comment on column hr_registry.state_part.item is 'Which of several; it may contain a date of birth';
comment on column hr_registry.state_part.subject is 'Whom or what it is about, for people';
comment on column hr_registry.state_part.fields is 'What may be shown, by name';

-- Of a thousand officers few differ between two days.
create or replace function hr_registry.officers_changed(target bigint, a date, b date) returns text[]
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return array(
        select o.item from hr_registry.officer o
            where o.company_id = target
              and (o.valid_from <= a and coalesce(o.valid_to > a, true)) <> (o.valid_from <= b and coalesce(o.valid_to > b, true))
        union
        select left(u.item, -strpos(reverse(u.item), '/')) from hr_registry.officer_authority u
            where u.company_id = target
              and (u.valid_from <= a and coalesce(u.valid_to > a, true)) <> (u.valid_from <= b and coalesce(u.valid_to > b, true)));
comment on function hr_registry.officers_changed(bigint, date, date) is 'Items of the officers whose entry or authority differs between two days';

-- When a row began and ended is not part of a state, nor are the documents that tell of it.
create or replace function hr_registry.state_at(target bigint, day date, officers text[]) returns setof hr_registry.state_part
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select 'company', '', c.name, to_jsonb(c) - '{company_id,former_names,last_entry,snapshot_count,as_of,street,house_number,
               address_addition,po_box,postal_code,city,district,country_code,capital_amount,capital_currency}'::text[]
            from hr_registry.company_at(array[target], day) c
        union all
        select 'address', a.item, coalesce(a.kind_label, a.kind_code), jsonb_build_object('street', a.street,
                   'house_number', a.house_number, 'address_addition', hr_registry.public_text(a.addition), 'po_box', a.po_box,
                   'postal_code', a.postal_code, 'city', a.city, 'district', a.district, 'country_code', a.country_code)
            from hr_registry.company_address a
            where a.company_id = target and a.valid_from <= day and coalesce(a.valid_to > day, true)
        union all
        select 'capital', k.item, k.kind, jsonb_build_object('amount', k.amount::text,
                   'currency', coalesce(k.currency_code, k.currency_text))
            from hr_registry.company_capital k
            where k.company_id = target and k.valid_from <= day and coalesce(k.valid_to > day, true)
        union all
        select 'officer', o.item, (o.officer).name, to_jsonb(o.officer)
                   - '{company_id,valid_from,valid_from_is_bound,valid_to,valid_to_is_bound,role_in_english,procuration_kind,
                   organisation_company_id,person_id}'::text[]
            from hr_registry.officers_at(target, day, false, officers) o;
end
$$;
comment on function hr_registry.state_at(bigint, date, text[]) is
    'What was entered of a company on a day, in parts, of the officers those with the given items; infinity is today';

create or replace view handelsregister.company_difference as
    select null::bigint as company_id,
           null::text as section,
           null::text as subject,
           null::text as op,
           null::text as field,
           null::text as old_value,
           null::text as new_value
    where false;
comment on view handelsregister.company_difference is 'Row type of diff_company()';
comment on column handelsregister.company_difference.section is 'company, address, capital or officer';
comment on column handelsregister.company_difference.subject is 'Whom or what it is about, for people';
comment on column handelsregister.company_difference.op is 'added, removed or changed: what happened to the whole that the field is part of';
comment on column handelsregister.company_difference.field is 'Name of the column in the row types of the API';
comment on column handelsregister.company_difference.old_value is 'Value on the first day; null where there was none';
comment on column handelsregister.company_difference.new_value is 'Value on the second day; null where there was none';

create or replace function handelsregister.diff_company(identifier text, from_date date, to_date date default null)
    returns setof handelsregister.company_difference
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    until constant date := coalesce(to_date, date 'infinity');
    changed text[];
begin
    if from_date is null or from_date > coalesce(to_date, 'infinity') then
        perform hr_user.refuse(422, 'invalid_period', 'the period has no beginning, or ends before it begins',
            'Give from_date, and a to_date that is not before it.',
            jsonb_build_object('from_date', from_date, 'to_date', to_date));
    end if;
    changed := hr_registry.officers_changed(target, from_date, until);
    return query
        select target, section, coalesce(n.subject, o.subject),
               case when o.item is null then 'added' when n.item is null then 'removed' else 'changed' end,
               f.field, f.old_value, f.new_value
            from hr_registry.state_at(target, from_date, changed) o
            full join hr_registry.state_at(target, until, changed) n using (section, item)
            cross join lateral (
                select field, before.value as old_value, after.value as new_value
                    from jsonb_each_text(coalesce(o.fields, '{}')) before (field, value)
                    full join jsonb_each_text(coalesce(n.fields, '{}')) after (field, value) using (field)
                    where before.value is distinct from after.value) f
            order by array_position(array['company', 'capital', 'address', 'officer'], section), 3, 4, field
            limit 10000;
end
$$;
comment on function handelsregister.diff_company(text, date, date) is
    'What differs in a company between two days, field by field; without to_date up to today. Errors: PT400, PT404, PT422 where the period ends before it begins';
-- The profile of a company as a page for a browser, without scripts and without anything from elsewhere.

create or replace function hr_registry.html(text text) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return replace(replace(replace(replace(replace(coalesce(text, ''), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'),
                           '"', '&quot;'), '''', '&#39;');
comment on function hr_registry.html(text) is 'A text as content of an element or an attribute; empty for null';

create or replace function hr_registry.html_table(head text[], cells text[]) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
begin atomic
    select '<table><thead><tr>' || (select string_agg('<th scope="col">' || hr_registry.html(h.title) || '</th>', '' order by h.n)
                                        from unnest(head) with ordinality h (title, n))
           || '</tr></thead><tbody>'
           || coalesce(string_agg(r.line, e'\n' order by r.line_number), '') || '</tbody></table>'
        from (select (c.n - 1) / cardinality(head) as line_number,
                     '<tr>' || string_agg('<td>' || hr_registry.html(c.value) || '</td>', '' order by c.n) || '</tr>' as line
                  from unnest(cells) with ordinality c (value, n)
                  group by 1) r;
end;
comment on function hr_registry.html_table(text[], text[]) is 'A table: titles of its columns, and its cells, row after row';

create or replace function hr_registry.html_profile(company handelsregister.company) returns text
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
begin atomic
    select '<dl>' || string_agg('<dt>' || v.title || '</dt><dd>' || hr_registry.html(v.value) || '</dd>', e'\n' order by v.place)
               || '</dl>'
        from (values
            (1, 'Register', company.register_label),
            (2, 'EUID', company.euid),
            (3, 'Rechtsform', company.legal_form),
            (4, 'Status', company.status),
            (5, 'Sitz', company.seat),
            (6, 'Anschrift', nullif(concat_ws(', ', nullif(concat_ws(' ', company.street, company.house_number), ''),
                                              company.po_box, nullif(concat_ws(' ', company.postal_code, company.city), '')), '')),
            (7, 'Kapital', nullif(concat_ws(' ', company.capital_amount, company.capital_currency), '')),
            (8, 'Gegenstand', company.purpose),
            (9, 'Vertretung', nullif(concat_ws(' ', company.representation, company.representation_exemption), '')),
            (10, 'Frühere Firmen', nullif(array_to_string(company.former_names, '; '), '')),
            (11, 'Letzte Eintragung', company.last_entry::text)) v (place, title, value)
        where v.value is not null;
end;
comment on function hr_registry.html_profile(handelsregister.company) is 'The facts of a profile as a list of terms';

create or replace function handelsregister.render_company(identifier text, as_of date default null)
    returns handelsregister."text/html"
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    company handelsregister.company;
    target bigint;
    officers text[];
    events text[];
begin
    select c.* into company from handelsregister.get_company(identifier, as_of) c;
    target := company.company_id;
    select array_agg(u.cell order by o.line, u.n) into officers
        from (select row_number() over () as line, p.officer
                  from hr_registry.officers_at(target, coalesce(as_of, 'infinity'), false, most => 200) p) o
        cross join lateral unnest(array[(o.officer).role, (o.officer).name, (o.officer).birth_year::text, (o.officer).residence,
                                        coalesce((o.officer).representation, (o.officer).procuration),
                                        (o.officer).valid_from::text])
            with ordinality u (cell, n);
    select array_agg(u.cell order by e.effective_date desc, e.seq desc, u.n) into events
        from (select e.* from hr_registry.standing_event e
                  where e.company_id = target and e.effective_date <= coalesce(as_of, 'infinity')
                  order by e.effective_date desc, e.seq desc limit 50) e
        cross join lateral unnest(array[e.effective_date::text, e.kind, hr_registry.public_text(e.subject),
                                        hr_registry.public_text(e.old_value), hr_registry.public_text(e.new_value)])
            with ordinality u (cell, n);
    return concat('<!doctype html>', e'\n', '<html lang="de"><head><meta charset="utf-8"><title>', hr_registry.html(company.name),
        '</title></head>', e'\n', '<body><main><h1>', hr_registry.html(company.name), '</h1>', e'\n',
        hr_registry.html_profile(company), e'\n', '<h2>Personen</h2>', e'\n',
        hr_registry.html_table('{Funktion,Name,Jahrgang,Wohnort,Vertretung,Seit}', officers), e'\n', '<h2>Verlauf</h2>', e'\n',
        hr_registry.html_table('{Tag,Ereignis,Wer oder was,Bisher,Neu}', events), e'\n', '</main></body></html>', e'\n');
end
$$;
comment on function handelsregister.render_company(text, date) is
    'Profile, officers and latest changes of a company as a page of HTML, today or on a day. Errors: PT400, PT404';
-- Announcements of the registers, of one company or of all. Texts go out without dates of birth.

create or replace view handelsregister.announcement as
    select null::bigint as document_id,
           null::bigint as company_id,
           null::date as published,
           null::text as kind,
           null::text as stage,
           null::boolean as cross_border,
           null::text as category,
           null::text as name,
           null::text as seat,
           null::text as legal_form,
           null::text as court_code,
           null::text as register_label,
           null::text as reference,
           null::date as entered,
           null::timestamp as withdrawn_at,
           null::date as agreement_date,
           null::date as resolution_date,
           null::date as effective_date,
           null::date as filed_date,
           null::numeric as amount,
           null::text as currency,
           null::handelsregister.legal_party[] as parties,
           null::text as body,
           null::text as next_cursor
    where false;
comment on view handelsregister.announcement is 'Row type of list_company_announcements() and list_announcements()';
comment on column handelsregister.announcement.company_id is 'Company that it is about; null where the register number does not tell one beyond doubt';
comment on column handelsregister.announcement.published is 'Day of publication';
comment on column handelsregister.announcement.kind is
    'merger, division, hiving_off, conversion, cancellation_394, supervisory_board_list, insolvency, ...; other where it was not recognised';
comment on column handelsregister.announcement.stage is 'planned, done, ended or revoked';
comment on column handelsregister.announcement.category is 'The portal''s own sort: transformation, cancellation, documents, other, outside; before August 2022 entry, change, deletion';
comment on column handelsregister.announcement.name is 'Of the company, as announced';
comment on column handelsregister.announcement.court_code is 'Register id of the court in the EUID, such as F1103R; its name as written where it is not known';
comment on column handelsregister.announcement.register_label is 'Register number: type, number, letters and former court';
comment on column handelsregister.announcement.reference is 'File number of what is outside of the register';
comment on column handelsregister.announcement.entered is 'Day of the entry that it tells of';
comment on column handelsregister.announcement.withdrawn_at is 'When the register deleted it afterwards, by its wall clock';
comment on column handelsregister.announcement.agreement_date is 'Day of the contract or plan';
comment on column handelsregister.announcement.resolution_date is 'Day of a meeting''s or a court''s resolution';
comment on column handelsregister.announcement.effective_date is 'From or until when it holds';
comment on column handelsregister.announcement.filed_date is 'When something was handed in at the court';
comment on column handelsregister.announcement.amount is 'The first amount of money in the text';
comment on column handelsregister.announcement.legal_form is 'As announced; null where the portal knows none';
comment on column handelsregister.announcement.cross_border is 'A company of another country takes part';
comment on column handelsregister.announcement.currency is 'ISO 4217 code';
comment on column handelsregister.announcement.parties is 'Other companies that it names with their register numbers';
comment on column handelsregister.announcement.body is 'Word by word, but without dates of birth';
comment on column handelsregister.announcement.next_cursor is 'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace function hr_registry.announcement_parties(target bigint) returns handelsregister.legal_party[]
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return array(
        select row(hr_registry.public_text(p.name), p.seat, p.role, p.register_label, p.court, r.company_id, r.euid)::handelsregister.legal_party
            from hr_registry.announcement_party p
            left join hr_registry.registration r
                on (r.court, r.register_type, r.register_number, r.suffix, r.former_court)
                   = (p.court, p.register_type, p.register_number, p.suffix, p.former_court)
                   and not exists (select from hr_registry.blocked_company b where b.company_id = r.company_id)
            where p.document_id = target
            order by p.place);
comment on function hr_registry.announcement_parties(bigint) is
    'Other companies that an announcement names, with what is known of them today; not which of them are blocked';

-- One statement for a page: a function for each of its rows would take most of the time.
create or replace function hr_registry.shown_announcements(documents bigint[], page_size integer)
    returns setof handelsregister.announcement
    language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp
    set jit = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        select a.document_id, a.company_id, a.published, a.kind, a.stage, a.cross_border, a.category,
               hr_registry.public_text(a.name), a.seat, a.legal_form, a.court,
               nullif(concat_ws(' ', a.register_type, a.register_number, nullif(a.suffix, ''),
                                'früher ' || nullif(a.former_court, '')), ''),
               a.reference, a.entered, a.withdrawn_at, a.agreement_date, a.resolution_date, a.effective_date, a.filed_date,
               a.amount, a.currency, hr_registry.announcement_parties(a.document_id), hr_registry.public_text(a.body),
               case when p.place < cardinality(documents) then a.published - date '2000-01-01' || '.' || a.document_id end
            from unnest(documents) with ordinality p (document_id, place)
            join hr_registry.announcement a using (document_id)
            where p.place <= page_size
            order by p.place;
end
$$;
comment on function hr_registry.shown_announcements(bigint[], integer) is
    'The first announcements of a list, as many as a page takes, with a cursor where more of the list follow';

-- A cursor is "day.document" of the row that the next page follows, the day as a number from 2000 on; the latest come first.
create or replace function handelsregister.list_company_announcements(
    identifier text, kinds text[] default null, page_size integer default 100, cursor text default null)
    returns setof handelsregister.announcement
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    before_day date := date 'infinity';
    before_document bigint := 0;
begin
    perform hr_user.check_page_size(page_size, 1000);
    perform hr_registry.check_filter(kinds);
    perform hr_user.check_cursor(cursor, '^-?[0-9]{1,6}\.[0-9]{1,18}$');
    if cursor is not null then
        before_day := date '2000-01-01' + split_part(cursor, '.', 1)::integer;
        before_document := split_part(cursor, '.', 2)::bigint;
    end if;
    return query select s.* from hr_registry.shown_announcements(array(
        select a.document_id from hr_registry.announcement a
            where a.company_id = target and (a.published, a.document_id) < (before_day, before_document)
              and (kinds is null or a.kind = any (kinds))
            order by a.published desc, a.document_id desc limit page_size + 1), page_size) s;
end
$$;
comment on function handelsregister.list_company_announcements(text, text[], integer, text) is
    'Announcements about a company, the latest first; pages by cursor. Errors: PT400, PT404';

create or replace function handelsregister.list_announcements(
    kinds text[] default null,
    from_date date default null,
    to_date date default null,
    page_size integer default 100,
    cursor text default null
) returns setof handelsregister.announcement
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    before_day date := date 'infinity';
    before_document bigint := 0;
    documents bigint[];
begin
    perform hr_user.check_page_size(page_size, 1000);
    perform hr_registry.check_filter(kinds);
    perform hr_user.check_cursor(cursor, '^-?[0-9]{1,6}\.[0-9]{1,18}$');
    if cursor is not null then
        before_day := date '2000-01-01' + split_part(cursor, '.', 1)::integer;
        before_document := split_part(cursor, '.', 2)::bigint;
    end if;
    -- one upper bound, where the index is entered: of two it could take the other one and read what lies between
    if to_date < before_day then
        before_day := to_date;
        before_document := 9223372036854775807;
    end if;
    if kinds is null then
        documents := array(
            select n.document_id from hr_registry.announcement n
                where n.published >= coalesce(from_date, '-infinity')
                  and (n.published, n.document_id) < (before_day, before_document)
                  and not exists (select from hr_registry.hidden_company h where h.company_id = n.company_id)
                order by n.published desc, n.document_id desc limit page_size + 1);
    else
        documents := array(
            select f.document_id
                from (select distinct u.kind from unnest(kinds) u (kind)) k
                cross join lateral (
                    select n.published, n.document_id from hr_registry.announcement n
                        where n.kind = k.kind
                          and n.published >= coalesce(from_date, '-infinity')
                          and (n.published, n.document_id) < (before_day, before_document)
                          and not exists (select from hr_registry.hidden_company h where h.company_id = n.company_id)
                        order by n.published desc, n.document_id desc limit page_size + 1) f
                order by f.published desc, f.document_id desc limit page_size + 1);
    end if;
    return query select s.* from hr_registry.shown_announcements(documents, page_size) s;
end
$$;
comment on function handelsregister.list_announcements(text[], date, date, integer, text) is
    'Announcements of all registers, of some kinds and days if wanted, the latest first; both days are included, pages by cursor. Errors: PT400';
-- What the operator's view is made of, at a cost that hardly grows with the queue: up to five hundred jobs of a state
-- are counted; where there are more, ten pages stand for the table. Rows that are dead but not yet
-- vacuumed are read over on the way to the oldest jobs, and cost what they cost a claim.

create or replace view hr_queue.sampled_page as
    select null::tid as low,
           null::tid as high,
           null::numeric as pages
    where false;
comment on view hr_queue.sampled_page is 'Row type of sampled_pages()';
comment on column hr_queue.sampled_page.low is 'Where the page begins';
comment on column hr_queue.sampled_page.high is 'Where the next one begins';
comment on column hr_queue.sampled_page.pages is 'How many pages it stands for';

create or replace function hr_queue.sampled_pages(relation regclass) returns setof hr_queue.sampled_page
    language plpgsql stable rows 10 set search_path = pg_catalog, pg_temp
    as $$
declare
    pages constant bigint := pg_catalog.pg_relation_size(relation) / pg_catalog.current_setting('block_size')::bigint;
    taken constant bigint := least(pages, 10);
begin
    return query
        select format('(%s,0)', p.page)::tid, format('(%s,0)', p.page + 1)::tid, pages::numeric / taken
            from (select pages * (2 * k + 1) / (2 * taken) as page from generate_series(0, taken - 1) k) p;
end
$$;
comment on function hr_queue.sampled_pages(regclass) is 'Ten pages of a table, evenly spread, or all where it has fewer';

create or replace view hr_queue.backlog_row as
    select null::text as kind,
           null::bigint as ready,
           null::bigint as foreign_ready,
           null::timestamptz as oldest_enqueued_at,
           null::timestamptz as waiting_since,
           null::bigint as running,
           null::bigint as deferred,
           null::bigint as retrying,
           null::timestamptz as next_run_at,
           null::bigint as dead,
           null::boolean as is_estimate
    where false;
comment on view hr_queue.backlog_row is 'Row type of backlog()';
comment on column hr_queue.backlog_row.foreign_ready is 'Those of the ready and deferred jobs that belong to another epoch';
comment on column hr_queue.backlog_row.oldest_enqueued_at is 'When the oldest ready job was enqueued';
comment on column hr_queue.backlog_row.waiting_since is 'Since when the ready job that waits longest does so';
comment on column hr_queue.backlog_row.deferred is 'Jobs that are due later';
comment on column hr_queue.backlog_row.retrying is 'Those of the deferred jobs that have failed and wait for the next attempt';
comment on column hr_queue.backlog_row.next_run_at is 'When the next deferred job becomes ready';
comment on column hr_queue.backlog_row.dead is 'Dead letters';
comment on column hr_queue.backlog_row.is_estimate is 'Are counts extrapolated from a sample?';

-- The oldest jobs are looked at, and the sample adds kinds and counts that lie behind them. A sampled page counts for
-- as many as it stands for; the same pages are taken each time, so that figures do not jump.
create or replace function hr_queue.backlog() returns setof hr_queue.backlog_row
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with running as materialized (
            select r.id, r.kind from hr_queue.ready r where r.id = any (array(select hr_queue.running_jobs()))),
        home as materialized (select hr_queue.epoch() as epoch),
        ready_look as materialized (
            select r.id, r.kind, r.epoch, r.enqueued_at, coalesce(r.released_at, r.enqueued_at) as since
                from hr_queue.ready r order by r.id limit 501),
        deferred_look as materialized (
            select d.kind, d.epoch, d.run_at, d.failed_at from hr_queue.deferred d order by d.run_at limit 501),
        dead_look as materialized (
            select d.kind from hr_queue.dead d order by d.failed_at desc, d.id desc limit 501),
        seen as materialized (
            select (select count(*) from ready_look) > 500 as ready_is_full,
                   (select count(*) from deferred_look) > 500 as deferred_is_full,
                   (select count(*) from dead_look) > 500 as dead_is_full),
        part (kind, ready, foreign_ready, oldest_enqueued_at, waiting_since, deferred, retrying, next_run_at, dead) as (
            select l.kind, count(*)::numeric, count(*) filter (where l.epoch is distinct from h.epoch),
                   min(l.enqueued_at), min(l.since),
                   0::numeric, 0::numeric, null::timestamptz, 0::numeric
                from ready_look l, home h where not exists (select from running r where r.id = l.id) group by l.kind
            union all
            select s.kind, sum(s.jobs * p.pages), 0, min(s.enqueued_at), min(s.since), 0, 0, null, 0
                from hr_queue.sampled_pages('hr_queue.ready') p
                cross join lateral (
                    select r.kind, count(*) as jobs, min(r.enqueued_at) as enqueued_at,
                           min(coalesce(r.released_at, r.enqueued_at)) as since
                        from hr_queue.ready r where r.ctid >= p.low and r.ctid < p.high group by r.kind) s
                where (select ready_is_full from seen) group by s.kind
            union all
            select l.kind, 0, count(*) filter (where l.epoch is distinct from h.epoch), null, null, count(*),
                   count(l.failed_at), min(l.run_at), 0
                from deferred_look l, home h group by l.kind
            union all
            select s.kind, 0, 0, null, null, sum(s.jobs * p.pages), sum(s.failed * p.pages), min(s.run_at), 0
                from hr_queue.sampled_pages('hr_queue.deferred') p
                cross join lateral (
                    select d.kind, count(*) as jobs, count(d.failed_at) as failed, min(d.run_at) as run_at
                        from hr_queue.deferred d where d.ctid >= p.low and d.ctid < p.high group by d.kind) s
                where (select deferred_is_full from seen) group by s.kind
            union all
            select l.kind, 0, 0, null, null, 0, 0, null, count(*) from dead_look l group by l.kind
            union all
            select s.kind, 0, 0, null, null, 0, 0, null, sum(s.jobs * p.pages)
                from hr_queue.sampled_pages('hr_queue.dead') p
                cross join lateral (
                    select d.kind, count(*) as jobs
                        from hr_queue.dead d where d.ctid >= p.low and d.ctid < p.high group by d.kind) s
                where (select dead_is_full from seen) group by s.kind
            union all
            select r.kind, 0, 0, null, null, 0, 0, null, 0 from running r),
        -- Looked at and sampled: the greater figure is the better one. What another epoch owns lies in both states.
        total as (
            select p.kind, max(p.ready)::bigint as ready, sum(p.foreign_ready)::bigint as foreign_ready,
                   min(p.oldest_enqueued_at) as oldest_enqueued_at, min(p.waiting_since) as waiting_since, max(p.deferred)::bigint as deferred,
                   max(p.retrying)::bigint as retrying, min(p.next_run_at) as next_run_at, max(p.dead)::bigint as dead
                from part p group by p.kind)
        select t.kind, t.ready, t.foreign_ready, t.oldest_enqueued_at, t.waiting_since,
               (select count(*) from running r where r.kind = t.kind), t.deferred, t.retrying, t.next_run_at, t.dead,
               s.ready_is_full or s.deferred_is_full or s.dead_is_full
            from total t, seen s;
end
$$;
comment on function hr_queue.backlog() is 'Jobs of every kind by state, at a bounded cost';

create or replace view hr_queue.recent_success as
    select null::text as kind,
           null::bigint as done,
           null::timestamptz as last_success_at,
           null::boolean as is_estimate
    where false;
comment on view hr_queue.recent_success is 'Row type of recent_successes()';
comment on column hr_queue.recent_success.done is 'Jobs done since the moment given';
comment on column hr_queue.recent_success.last_success_at is 'Of those, when the last one was done';
comment on column hr_queue.recent_success.is_estimate is 'Are counts extrapolated from a sample?';

-- Results are only ever appended, so the place of a row tells its age: where the time looked at begins is found by halving,
-- to an eighth of what surely lies in it, and no index is needed. Of more than 128 pages eight pieces are read, among them
-- the newest one.
create or replace function hr_queue.recent_successes(since timestamptz) returns setof hr_queue.recent_success
    language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
declare
    part record;
    first bigint;
    beyond bigint;
    middle bigint;
    width bigint;
    low tid;
    high tid;
begin
    for part in
        select b.bucket::smallint as bucket, pg_catalog.pg_relation_size(b.relation)
                   / pg_catalog.current_setting('block_size')::bigint as pages
            from (values (0, 'hr_queue.result_0'::regclass), (1, 'hr_queue.result_1'), (2, 'hr_queue.result_2'),
                         (3, 'hr_queue.result_3')) b (bucket, relation)
    loop
        first := 0;
        beyond := part.pages;
        while beyond - first > greatest(8, (part.pages - beyond) / 8) loop
            middle := (first + beyond) / 2;
            low := pg_catalog.format('(%s,0)', middle)::tid;
            high := pg_catalog.format('(%s,0)', middle + 1)::tid;
            if (select max(r.finished_at) from hr_queue.result r
                    where r.bucket = part.bucket and r.ctid >= low and r.ctid < high) < since then
                first := middle;
            else
                beyond := middle;
            end if;
        end loop;
        width := case when part.pages - first <= 128 then part.pages - first else 4 end;
        for piece in 0 .. case when width = part.pages - first then 0 else 7 end loop
            low := pg_catalog.format('(%s,0)', first + (part.pages - first - width) * piece / 7)::tid;
            high := pg_catalog.format('(%s,0)', first + (part.pages - first - width) * piece / 7 + width)::tid;
            return query
                select r.kind,
                       case when width < part.pages - first then count(*) * (part.pages - first) / 32 else count(*) end,
                       max(r.finished_at), width < part.pages - first
                    from hr_queue.result r
                    where r.bucket = part.bucket and r.ctid >= low and r.ctid < high and r.finished_at >= since
                    group by r.kind;
        end loop;
    end loop;
end
$$;
comment on function hr_queue.recent_successes(timestamptz) is
    'Jobs done since a moment, by kind and piece of the ring of results, at a bounded cost';
-- The operator's view: is it working, what is stuck, since when, why. Nothing here counts a table. Functions of PL/pgSQL, whose
-- plans a session keeps: to plan these queries takes longer than to run them.

create or replace view hr_queue.standstill_row as
    select null::text as reason,
           null::text as remedy
    where false;
comment on view hr_queue.standstill_row is 'Row type of standstill()';
comment on column hr_queue.standstill_row.reason is 'Why no job of this database runs';
comment on column hr_queue.standstill_row.remedy is 'What to do';

-- A call need not end before its limit; the next one comes within twice that time. pg_cron comes every hour at least,
-- so more than 55 minutes (work() may be given weeks) tells nothing about the next call.
create or replace function hr_queue.is_called() returns boolean
    language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
begin
    return exists (select from hr_queue.last_call c
                       where c.called_at > pg_catalog.clock_timestamp() - interval '2 min'
                                           - least(c.max_ms, 3300000) * interval '2 ms');
end
$$;
comment on function hr_queue.is_called() is 'Does something call work() again and again?';

create or replace function hr_queue.standstill() returns setof hr_queue.standstill_row
    language plpgsql volatile rows 1 set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select c.reason, c.remedy
            from hr_queue.loader_state() s,
                 lateral (select case when exists (select from hr_queue.last_call)
                                      then 'nobody has called hr_queue.work() since ' || (select max(c.called_at) from hr_queue.last_call c)
                                      else 'nobody has ever called hr_queue.work()' end as silence) q,
                 lateral (values
                    (1, pg_catalog.pg_is_in_recovery(), 'this server is a standby', 'Jobs run on the primary.'),
                    (2, not hr_queue.is_home(), 'this database is a clone or was restored, and nobody has adopted it',
                        'Run hr_queue.adopt_database(discard_jobs => ...) if jobs are to run here.'),
                    (3, not hr_queue.is_called() and not s.preloaded, 'the library is not preloaded, and ' || q.silence,
                        'Add handelsregister to shared_preload_libraries and restart, or run hr_queue.schedule().'),
                    (4, not hr_queue.is_called() and not s.enabled, 'workers are switched off (handelsregister.enabled), and ' || q.silence,
                        'Set handelsregister.enabled = on and reload.'),
                    (5, not hr_queue.is_called() and s.launcher_pid = 0, 'no launcher runs, so no worker is started',
                        'The server log says why the launcher ended.'),
                    (6, not hr_queue.is_called() and s.stopped_by > 0,
                        format('a command of process %s keeps workers off this database', s.stopped_by),
                        'Commit or roll back its transaction.'),
                    (7, not hr_queue.is_called() and s.workers = 0 and s.slots_exhausted_since is not null,
                        'no background worker slot has been free since ' || s.slots_exhausted_since,
                        'Increase max_worker_processes and restart.'),
                    (8, not hr_queue.is_called() and s.failing_since is not null,
                        'the workers of this database have ended with an error since ' || s.failing_since,
                        'The server log has the error.')) c (place, is_so, reason, remedy)
            where c.is_so
            order by c.place limit 1;
end
$$;
comment on function hr_queue.standstill() is 'Why no job of this database can run at all; no row where they can';

create or replace view handelsregister.queue_kind as
    select null::text as kind,
           null::bigint as ready,
           null::bigint as running,
           null::bigint as deferred,
           null::bigint as dead,
           null::interval as oldest_ready_age,
           null::timestamptz as next_run_at,
           null::bigint as done_last_hour,
           null::timestamptz as waiting_since,
           null::bigint as retrying,
           null::timestamptz as last_success_at,
           null::timestamptz as last_failure_at,
           null::text as last_error_code,
           null::text as last_error_message,
           null::timestamptz as stuck_since,
           null::text as stuck_reason,
           null::boolean as is_estimate
    where false;
comment on view handelsregister.queue_kind is 'Row type of queue_status()';
comment on column handelsregister.queue_kind.kind is 'Kind of job';
comment on column handelsregister.queue_kind.deferred is 'Jobs that are due later';
comment on column handelsregister.queue_kind.dead is 'Dead letters';
comment on column handelsregister.queue_kind.oldest_ready_age is 'How long the oldest ready job has existed';
comment on column handelsregister.queue_kind.next_run_at is 'When the next deferred job becomes ready';
comment on column handelsregister.queue_kind.waiting_since is 'Since when the job that has been ready longest waits';
comment on column handelsregister.queue_kind.retrying is 'Those of the deferred jobs that have failed and wait for another attempt';
comment on column handelsregister.queue_kind.last_success_at is 'When a job was done last; null if not within the last hour';
comment on column handelsregister.queue_kind.last_failure_at is 'Newest failure among dead letters and waiting retries';
comment on column handelsregister.queue_kind.last_error_code is 'SQLSTATE of that failure';
comment on column handelsregister.queue_kind.last_error_message is 'Its message';
comment on column handelsregister.queue_kind.stuck_since is 'Since when jobs wait that ought to run; null where none do';
comment on column handelsregister.queue_kind.stuck_reason is 'Why they wait';
comment on column handelsregister.queue_kind.is_estimate is
    'A state has more than five hundred jobs, or the hour more results than are read: counts are extrapolated from a sample';

-- The comparison of rows, not of kinds, makes every planner walk dead_kind from its end.
create or replace function hr_queue.last_failures(kinds text[]) returns setof hr_queue.job
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with due as materialized (
            select n.* from (select d.* from hr_queue.deferred d order by d.run_at limit 500) n where n.failed_at is not null)
        select distinct on (f.kind) f.id, f.kind, f.state, f.priority, f.owner, f.subject, f.payload, f.attempt, f.crashes,
               f.enqueued_at, f.run_at, f.failed_at, null::timestamptz, f.error_code, f.error_message, f.error_detail,
               f.error_hint, null::jsonb
            from unnest(kinds) k (kind)
            cross join lateral (
                (select 'dead' as state, null::timestamptz as run_at, d.id, d.kind, d.priority, d.owner, d.subject, d.payload,
                        d.attempt, d.crashes, d.enqueued_at, d.failed_at, d.error_code, d.error_message, d.error_detail,
                        d.error_hint
                    from (select n.* from hr_queue.dead n where (n.kind, n.failed_at) <= (k.kind, 'infinity')
                              order by n.kind desc, n.failed_at desc, n.id desc limit 1) d
                    where d.kind = k.kind)
                union all
                (select 'deferred', d.run_at, d.id, d.kind, d.priority, d.owner, d.subject, d.payload, d.attempt, d.crashes,
                        d.enqueued_at, d.failed_at, d.error_code, d.error_message, d.error_detail, d.error_hint
                    from due d where d.kind = k.kind order by d.failed_at desc limit 1)) f
            order by f.kind, f.failed_at desc;
end
$$;
comment on function hr_queue.last_failures(text[]) is
    'The job of each kind that failed last, among dead letters and the five hundred jobs that are due next';

-- A minute is what a backlog may take without a word. A kind of which jobs are being done is not stuck, however long its
-- backlog; nor is a job that came after the last call of work(), where such calls do the work.
create or replace function handelsregister.queue_status() returns setof handelsregister.queue_kind
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with backlog as materialized (select b.* from hr_queue.backlog() b),
        success as materialized (
            select s.kind, sum(s.done)::bigint as done, max(s.last_success_at) as last_success_at,
                   bool_or(s.is_estimate) as is_estimate
                from hr_queue.recent_successes(now() - interval '1 hour') s group by s.kind),
        kind as materialized (
            select p.kind from hr_queue.processor p union select b.kind from backlog b union select s.kind from success s),
        standstill as materialized (select s.reason from hr_queue.standstill() s),
        failure as materialized (select f.* from hr_queue.last_failures(array(select k.kind from kind k)) f),
        busy as materialized (
            select a.pid, a.xact_start from pg_catalog.pg_stat_activity a
                where a.datname = pg_catalog.current_database() and a.backend_type = 'handelsregister worker'
                  and a.xact_start is not null order by a.xact_start limit 1),
        wait as (
            select b.kind, case when b.next_run_at < clock_timestamp() then least(b.waiting_since, b.next_run_at)
                                else b.waiting_since end as since
                from backlog b),
        stuck as (
            select w.kind, w.since, coalesce(
                   (select s.reason from standstill s),
                   case when b.foreign_ready > 0 then b.foreign_ready || ' of its jobs belong to another epoch: a restore brought them'
                        when w.since > clock_timestamp() - interval '1 minute' then null
                        when hr_queue.is_called() and not (select l.preloaded and l.enabled from hr_queue.loader_state() l)
                        then case when w.since < (select max(c.called_at) from hr_queue.last_call c)
                                  then 'waits for the next call of hr_queue.work()' end
                        when (select count(*) from busy) > 0
                        then format('waits behind other jobs; worker %s has been at its transaction since %s',
                                    (select u.pid from busy u), (select u.xact_start from busy u))
                        else 'no worker takes it: the server log says why' end) as reason
                from wait w join backlog b using (kind) left join success s using (kind)
                where w.since is not null and coalesce(s.last_success_at < now() - interval '1 minute', true))
        select k.kind, coalesce(b.ready, 0), coalesce(b.running, 0), coalesce(b.deferred, 0), coalesce(b.dead, 0),
               now() - b.oldest_enqueued_at, b.next_run_at, coalesce(s.done, 0), b.waiting_since, coalesce(b.retrying, 0),
               s.last_success_at, f.failed_at, f.error_code, f.error_message,
               case when t.reason is not null then t.since end, t.reason,
               coalesce(b.is_estimate, (select bool_or(o.is_estimate) from backlog o), false)
                   or coalesce(s.is_estimate, (select bool_or(o.is_estimate) from success o), false)
            from kind k
            left join backlog b using (kind) left join success s using (kind) left join failure f using (kind)
            left join stuck t using (kind)
            order by 1;
end
$$;
comment on function handelsregister.queue_status() is
    'Jobs of every kind by state, how they fare, and what is stuck since when and why; at a bounded cost, so that large counts are estimates';
-- pg_cron drains the queue where no worker can. It runs jobs of every database, but lists them in its own one only, and
-- knows a database by its name; so our jobs carry the database's number in their names.

create or replace function hr_queue.cron_job_name() returns text
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    as $$ select 'handelsregister ' || d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database() $$;
comment on function hr_queue.cron_job_name() is 'Name of the job of pg_cron that drains the queue of this database';

create or replace function hr_queue.cron_expression(every interval, cron_version text) returns text
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
    as $$
declare
    seconds constant numeric := extract(epoch from every);
    knows_seconds constant boolean :=
        pg_catalog.string_to_array(substring(cron_version from '^[0-9]+\.[0-9]+'), '.')::integer[] >= '{1,5}';
begin
    if seconds between 1 and 59 and seconds = trunc(seconds) then
        if knows_seconds then
            return seconds::integer || ' seconds';
        end if;
        raise exception using
            errcode = 'feature_not_supported',
            message = pg_catalog.format('pg_cron %s cannot run a job every %s seconds', cron_version, seconds::integer),
            detail = 'It knows seconds from version 1.5 on.',
            hint = 'Schedule a minute or more, or update pg_cron.';
    end if;
    if seconds between 60 and 3600 and seconds % 60 = 0 and 3600 % seconds = 0 then
        return case seconds when 60 then '* * * * *' when 3600 then '0 * * * *'
                            else pg_catalog.format('*/%s * * * *', (seconds / 60)::integer) end;
    end if;
    raise exception using
        errcode = 'invalid_parameter_value',
        message = pg_catalog.format('pg_cron cannot run a job every %s', coalesce(every::text, 'null')),
        hint = 'Give 1 to 59 seconds, or minutes that divide an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60.';
end
$$;
comment on function hr_queue.cron_expression(interval, text) is
    'Schedule of pg_cron for an interval. Errors: 0A000 seconds before pg_cron 1.5, 22023 an interval that it cannot express';

-- Runs as a superuser, where others may set search_path: all names are qualified, operators too. While the extension
-- is there, nobody else can put anything into its schema. A run ends before the next one is due.
create or replace function hr_queue.cron_command(every interval, otherwise text default '') returns text
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    as $$
        select pg_catalog.format(
            'do $hr$ begin'
            ' if exists (select from pg_catalog.pg_extension e where e.extname operator(pg_catalog.=) $q$handelsregister$q$) then'
            ' if hr_queue.is_home() then call hr_queue.work(2147483647, %s); end if;%s end if; end $hr$',
            (extract(epoch from every) * 900)::integer, otherwise)
    $$;
comment on function hr_queue.cron_command(interval, text) is
    'What pg_cron runs: drains the queue for nine tenths of the interval; does "otherwise" where the extension is gone';

-- A database that is dropped or renamed cannot tell pg_cron; a job in pg_cron's own database looks for it. Databases may
-- swap their names. A job whose number fits another database by chance, beside the right job of its own, is from a dump.
create or replace function hr_queue.cron_janitor() returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    as $$
        select 'do $hr$ begin'
            ' perform pg_catalog.set_config($q$search_path$q$, $q$pg_catalog, pg_temp$q$, true);'
            ' perform cron.alter_job(j.jobid, database => d.datname) from cron.job j'
            ' join pg_database d on j.jobname::text = $q$handelsregister $q$ || d.oid'
            ' where j.database <> d.datname and not exists (select from cron.job o join pg_database n on n.datname = o.database'
            ' and o.jobname::text = $q$handelsregister $q$ || n.oid where o.database = j.database);'
            ' perform cron.unschedule(j.jobid) from cron.job j where j.jobname ~ $q$^handelsregister [0-9]+$q$'
            ' and not exists (select from pg_database o where o.datname = j.database);'
            ' perform cron.unschedule(j.jobid) from cron.job j join cron.job o using (database)'
            ' join pg_database d on d.datname = o.database and o.jobname::text = $q$handelsregister $q$ || d.oid'
            ' where j.jobname ~ $q$^handelsregister [0-9]+$q$ and j.jobname <> o.jobname;'
            ' perform cron.unschedule(j.jobid) from cron.job j where j.jobname = $q$handelsregister janitor$q$'
            ' and not exists (select from cron.job o where o.jobname ~ $q$^handelsregister [0-9]+$q$'
            ' and o.database <> current_database());'
            ' end $hr$'
    $$;
comment on function hr_queue.cron_janitor() is
    'What pg_cron runs in its own database: follows renamed databases, forgets dropped ones and what a dump brought beside the right job, and itself when nothing is left';

create or replace function hr_queue.schedule_statement(every interval default '1 minute') returns text
    language sql stable set search_path = pg_catalog, pg_temp
    as $$
        select pg_catalog.format('select cron.schedule_in_database(%L, %L, %L, %L); select cron.schedule(%L, %L, %L);',
            hr_queue.cron_job_name(),
            hr_queue.cron_expression(every, (select a.default_version from pg_catalog.pg_available_extensions a
                                             where a.name = 'pg_cron')),
            hr_queue.cron_command(every), pg_catalog.current_database(),
            'handelsregister janitor', '* * * * *', hr_queue.cron_janitor())
    $$;
comment on function hr_queue.schedule_statement(interval) is
    'What to run in pg_cron''s database, so that it drains the queue of this one: the job, and one that cleans up after databases that are dropped. Errors: those of schedule()';

create or replace function hr_queue.require_cron(statement text) returns void
    language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
declare
    home constant text := pg_catalog.current_setting('cron.database_name', true);
begin
    if exists (select from pg_catalog.pg_extension e where e.extname = 'pg_cron') then
        return;
    end if;
    if home is null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'pg_cron is not preloaded on this server',
            hint = 'Add handelsregister to shared_preload_libraries, so that workers drain the queue, or pg_cron.';
    end if;
    if home = pg_catalog.current_database() then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'extension "pg_cron" is not installed in this database',
            hint = 'Run "create extension pg_cron" first.';
    end if;
    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = pg_catalog.format('pg_cron lists its jobs in database "%s" only', home),
        detail = pg_catalog.format('This is database "%s".', pg_catalog.current_database()),
        hint = pg_catalog.format(E'Run this in database "%s":\n%s', home, statement);
end
$$;
comment on function hr_queue.require_cron(text) is
    'Raises 55000 where pg_cron is not in this database; the hint says what to do, which may be the statement given';

create or replace function hr_queue.schedule(every interval default '1 minute') returns bigint
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    as $$
declare
    cron_version constant text := (select e.extversion from pg_catalog.pg_extension e where e.extname = 'pg_cron');
    job constant text := hr_queue.cron_job_name();
begin
    perform hr_queue.require_cron(case when cron_version is null then hr_queue.schedule_statement(every) end);
    -- One job, whoever has scheduled it, whatever the database was called then, and whatever a dump has brought.
    perform cron.unschedule(j.jobid) from cron.job j
        where j.jobname = job and (j.username <> current_user or j.database <> pg_catalog.current_database())
           or j.jobname <> job and j.jobname ~ '^handelsregister [0-9]+$' and j.database = pg_catalog.current_database();
    return cron.schedule(job, hr_queue.cron_expression(every, cron_version), hr_queue.cron_command(every, pg_catalog.format(
        ' else perform cron.unschedule(j.jobid) from cron.job j where j.jobname operator(pg_catalog.=) $q$%s$q$'
        ' and j.username operator(pg_catalog.=) current_user;', job)));
end
$$;
comment on function hr_queue.schedule(interval) is
    'Lets pg_cron drain the queue of this database, as the calling role; a second call changes the interval. The job ends itself when the extension is gone. Returns its number. Errors: 55000 pg_cron is not in this database (the hint is the statement to run in the one where it is), 0A000 seconds before pg_cron 1.5, 22023 an interval that pg_cron cannot express';

create or replace function hr_queue.unschedule() returns boolean
    language plpgsql volatile set search_path = pg_catalog, pg_temp
    as $$
begin
    perform hr_queue.require_cron(pg_catalog.format('select cron.unschedule(jobid) from cron.job where jobname = %L;',
                                                    hr_queue.cron_job_name()));
    perform cron.unschedule(j.jobid) from cron.job j
        where j.jobname = hr_queue.cron_job_name()
           or j.jobname ~ '^handelsregister [0-9]+$' and j.database = pg_catalog.current_database();
    return found;
end
$$;
comment on function hr_queue.unschedule() is
    'Ends what schedule() began; false where nothing was scheduled. Errors: 55000 pg_cron is not in this database (the hint is the statement to run in the one where it is)';
create or replace view handelsregister.dead_job as
    select null::bigint as job_id,
           null::text as kind,
           null::text as owner,
           null::text as subject,
           null::jsonb as payload,
           null::smallint as attempt,
           null::smallint as crashes,
           null::timestamptz as enqueued_at,
           null::timestamptz as failed_at,
           null::text as error_code,
           null::text as error_message,
           null::text as error_detail,
           null::text as error_hint,
           null::text as next_cursor
    where false;
comment on view handelsregister.dead_job is 'Row type of list_dead_jobs()';
comment on column handelsregister.dead_job.owner is 'Role that enqueued the job';
comment on column handelsregister.dead_job.subject is 'Claim "sub" of the JWT under which the job was enqueued';
comment on column handelsregister.dead_job.attempt is 'Attempts that failed';
comment on column handelsregister.dead_job.crashes is 'Times that the server crashed in a batch with this job';
comment on column handelsregister.dead_job.error_code is 'SQLSTATE of the failure';
comment on column handelsregister.dead_job.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

-- A cursor is "microseconds.number" of the row that the next page follows. A generic plan would not use the index of
-- kinds; for an error code alone there is none, and letters are read from the newest on until the page is full.
create or replace function handelsregister.list_dead_jobs(
    kind text default null,
    error_code text default null,
    page_size integer default 50,
    cursor text default null
) returns setof handelsregister.dead_job
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    before_time timestamptz := timestamptz 'infinity';
    before_id bigint := 0;
begin
    if page_size is null or page_size not between 1 and 1000 then
        raise exception 'invalid page size: %', coalesce(page_size::text, 'null') using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_page_size', 'min', 1, 'max', 1000),
            hint = 'Read on with the next_cursor of the last row.';
    end if;
    if cursor is not null then
        if cursor !~ '^[0-9]{1,17}\.[0-9]{1,18}$' then
            raise exception 'invalid cursor' using errcode = 'PT400',
                detail = jsonb_build_object('code', 'invalid_cursor'),
                hint = 'Pass the next_cursor of a row, with the same kind and error code.';
        end if;
        before_time := timestamptz 'epoch' + split_part(cursor, '.', 1)::bigint * interval '1 us';
        before_id := split_part(cursor, '.', 2)::bigint;
    end if;
    return query
        select p.id, p.kind, p.owner::text, p.subject, p.payload, p.attempt, p.crashes, p.enqueued_at, p.failed_at,
               p.error_code, p.error_message, p.error_detail, p.error_hint,
               case when count(*) over () > list_dead_jobs.page_size or p.place < count(*) over ()
                    then (extract(epoch from p.failed_at) * 1000000)::bigint || '.' || p.id end
            from (select d.*, row_number() over (order by d.failed_at desc, d.id desc) as place
                      from hr_queue.dead d
                      where (d.failed_at, d.id) < (before_time, before_id)
                        and (list_dead_jobs.kind is null or d.kind = list_dead_jobs.kind)
                        and (list_dead_jobs.error_code is null or d.error_code = list_dead_jobs.error_code)
                      order by d.failed_at desc, d.id desc limit list_dead_jobs.page_size + 1) p
            order by p.place limit list_dead_jobs.page_size;
end
$$;
comment on function handelsregister.list_dead_jobs(text, text, integer, text) is
    'Dead letters, of a kind or with an SQLSTATE if wanted, the newest first; pages by cursor. They are given back with hr_queue.redrive() or hr_queue.redrive_dead()';

create or replace function hr_queue.redrive_dead(
    kind text default null, error_code text default null, max_jobs integer default 1000) returns integer
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
        select hr_queue.redrive(array(
            select d.id from hr_queue.dead d
                where (redrive_dead.kind is null or d.kind = redrive_dead.kind)
                  and (redrive_dead.error_code is null or d.error_code = redrive_dead.error_code)
                order by d.failed_at, d.id limit least(greatest(redrive_dead.max_jobs, 0), 100000)
                for update skip locked))
    $$;
comment on function hr_queue.redrive_dead(text, text, integer) is
    'Gives dead letters another life, of a kind or with an SQLSTATE if wanted: the oldest max_jobs (100,000 at most); returns how many';

create or replace function hr_queue.discard_dead(
    kind text default null, error_code text default null, max_jobs integer default 1000) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$
#variable_conflict use_column
declare
    discarded integer;
begin
    delete from hr_queue.dead d where d.id = any (array(
        select o.id from hr_queue.dead o
            where (discard_dead.kind is null or o.kind = discard_dead.kind)
              and (discard_dead.error_code is null or o.error_code = discard_dead.error_code)
            order by o.failed_at, o.id limit least(greatest(discard_dead.max_jobs, 0), 100000)
            for update skip locked));
    get diagnostics discarded = row_count;
    return discarded;
end
$$;
comment on function hr_queue.discard_dead(text, text, integer) is
    'Deletes dead letters for good, of a kind or with an SQLSTATE if wanted: the oldest max_jobs (100,000 at most); returns how many';
-- Dead letters through the API, for operators who have no SQL.

create or replace function handelsregister.redrive_dead_jobs(
    job_ids bigint[] default null, kind text default null, error_code text default null, max_jobs integer default 1000)
    returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    moved integer;
begin
    if job_ids is not null then
        moved := hr_queue.redrive(job_ids);
    else
        moved := hr_queue.redrive_dead(kind, error_code, max_jobs);
    end if;
    perform hr_user.note_action('redrive_dead_jobs', null, jsonb_build_object('job_ids', job_ids, 'kind', kind,
        'error_code', error_code, 'jobs', moved));
    return moved;
end
$$;
comment on function handelsregister.redrive_dead_jobs(bigint[], text, text, integer) is
    'Gives dead letters another life: those with the given numbers, else the oldest max_jobs of a kind or with an SQLSTATE if wanted; returns how many';

create or replace function handelsregister.discard_dead_jobs(
    job_ids bigint[] default null, kind text default null, error_code text default null, max_jobs integer default 1000)
    returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    discarded integer;
begin
    if job_ids is not null then
        delete from hr_queue.dead d where d.id = any (job_ids);
        get diagnostics discarded = row_count;
    else
        discarded := hr_queue.discard_dead(kind, error_code, max_jobs);
    end if;
    perform hr_user.note_action('discard_dead_jobs', null, jsonb_build_object('job_ids', job_ids, 'kind', kind,
        'error_code', error_code, 'jobs', discarded));
    return discarded;
end
$$;
comment on function handelsregister.discard_dead_jobs(bigint[], text, text, integer) is
    'Deletes dead letters for good: those with the given numbers, else the oldest max_jobs of a kind or with an SQLSTATE if wanted; returns how many';
create or replace view handelsregister.health_check as
    select null::text as "check",
           null::boolean as ok,
           null::text as detail,
           null::text as hint
    where false;
comment on view handelsregister.health_check is 'Row type of health()';
comment on column handelsregister.health_check."check" is 'What was looked at';
comment on column handelsregister.health_check.hint is 'What to do; null where all is well';

create or replace view hr_queue.cron_job as
    select null::bigint as job_id,
           null::text as schedule,
           null::boolean as active,
           null::text as last_failure
    where false;
comment on view hr_queue.cron_job is 'Row type of cron_jobs()';
comment on column hr_queue.cron_job.job_id is 'Its number in cron.job';
comment on column hr_queue.cron_job.schedule is 'When it runs';
comment on column hr_queue.cron_job.active is 'Not switched off with cron.alter_job()';
comment on column hr_queue.cron_job.last_failure is 'What its last run said, if it failed; among the last thousand runs of all jobs';

create or replace function hr_queue.cron_jobs() returns setof hr_queue.cron_job
    language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
begin
    if not exists (select from pg_catalog.pg_extension e where e.extname = 'pg_cron') then
        return;
    end if;
    return query
        select j.jobid, j.schedule, j.active,
               (select case when d.status = 'failed' then d.return_message end
                    from (select r.* from cron.job_run_details r order by r.runid desc limit 1000) d
                    where d.jobid = j.jobid and d.status in ('succeeded', 'failed') order by d.runid desc limit 1)
            from cron.job j
            where j.jobname ~ '^handelsregister [0-9]+$' and j.database = pg_catalog.current_database()
            order by j.jobid limit 1;
end
$$;
comment on function hr_queue.cron_jobs() is
    'What schedule() has given to pg_cron, one row; none where there is nothing, or where pg_cron is not in this database';

create or replace function hr_queue.vacuum_state() returns setof handelsregister.health_check
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with behind as (
            select t.relname, t.n_dead_tup, greatest(t.last_vacuum, t.last_autovacuum) as vacuumed_at
                from pg_catalog.pg_stat_all_tables t
                where t.schemaname = 'hr_queue' and t.relname in ('ready', 'deferred', 'dead')
                  and t.n_dead_tup > 100000 + 2 * t.n_live_tup
                order by t.n_dead_tup desc limit 1),
        holder as (
            select a.pid, a.xact_start from pg_catalog.pg_stat_activity a
                where a.backend_xmin is not null and a.xact_start < now() - interval '1 minute'
                  and a.pid <> pg_catalog.pg_backend_pid()
                order by pg_catalog.age(a.backend_xmin) desc limit 1)
        select 'vacuum', b.relname is null,
               case when b.relname is null then 'the tables of the queue are vacuumed in time'
                    else concat(format('hr_queue.%s has %s dead rows, last vacuumed at %s', b.relname, b.n_dead_tup,
                                       coalesce(b.vacuumed_at::text, 'no time')),
                                (select format('; process %s holds a snapshot since %s', h.pid, h.xact_start) from holder h)) end,
               'End old transactions, replication slots that lag and prepared transactions; see that autovacuum is on.'
            from (values (1)) one left join behind b on true;
end
$$;
comment on function hr_queue.vacuum_state() is 'Can vacuum keep up with the queue? A claim reads over every row that is dead but not yet removed';

create or replace function handelsregister.health() returns setof handelsregister.health_check
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with status as materialized (select q.* from handelsregister.queue_status() q),
        loader as materialized (select s.*, hr_queue.is_called() as is_called from hr_queue.loader_state() s),
        total as materialized (
            select sum(s.dead)::bigint as dead, bool_or(s.is_estimate) as is_estimate, min(s.waiting_since) as waiting_since
                from status s),
        another_epoch as materialized (
            select count(*) as jobs
                from ((select r.epoch from hr_queue.ready r order by r.id limit 500)
                      union all (select d.epoch from hr_queue.deferred d order by d.id limit 500)) j
                where j.epoch is distinct from (select hr_queue.epoch())),
        seen as (
            select 1 as place, 'library' as name,
                   hr_queue.library_version() is not distinct from e.extversion as ok,
                   concat('library ', hr_queue.library_version(), ', extension ', e.extversion) as detail,
                   'Reconnect; if it stays so, install the library of this version or run "alter extension handelsregister update".'
                       as hint
                from pg_catalog.pg_extension e where e.extname = 'handelsregister'
            union all
            select 2, 'home', hr_queue.is_home(),
                   case when hr_queue.is_home() then 'jobs may run in this database'
                        else 'this database is a clone or was restored: no job runs' end,
                   'Run hr_queue.adopt_database(discard_jobs => ...) if jobs are to run here.'
            union all
            select 3, 'foreign jobs', e.jobs = 0,
                   concat(case when e.jobs >= 500 then 'at least ' end, e.jobs, ' jobs of another epoch, which never run by themselves'),
                   'A restore brought them: run hr_queue.adopt_database(discard_jobs => false) to let them run here, or delete them.'
                from another_epoch e
            union all
            select 4, 'loader', l.preloaded or l.is_called,
                   case when l.preloaded then 'preloaded' else 'not preloaded: workers cannot be started' end,
                   'Add handelsregister to shared_preload_libraries and restart, or let pg_cron drain the queue: hr_queue.schedule().'
                from loader l
            union all
            select 5, 'workers', l.enabled and l.launcher_pid > 0 and l.stopped_by = 0 and l.slots_exhausted_since is null
                                     and l.failing_since is null or l.is_called and not (l.preloaded and l.enabled),
                   case when not l.preloaded then 'none'
                        when not l.enabled then 'switched off'
                        when l.launcher_pid = 0 then 'no launcher'
                        else concat('launcher ', l.launcher_pid, ', workers at work: ', l.workers,
                                    ', kept off by process ' || nullif(l.stopped_by, 0),
                                    ', no free slot since ' || l.slots_exhausted_since,
                                    ', failing since ' || l.failing_since) end,
                   'Set handelsregister.enabled = on; increase max_worker_processes where slots are missing; the server log says why launcher or workers ended.'
                from loader l
            union all
            select 6, 'schedule', (l.preloaded and l.enabled or l.is_called) and c.last_failure is null,
                   concat_ws('; ',
                       case when c.job_id is not null
                            then format('pg_cron runs job %s at "%s"%s', c.job_id, c.schedule, case when not c.active then ', but it is not active' end) end,
                       'its last run failed: ' || c.last_failure,
                       coalesce('hr_queue.work() was last called at ' || (select max(k.called_at) from hr_queue.last_call k),
                                'hr_queue.work() has never been called'),
                       case when l.preloaded and l.enabled then 'workers do not need it' end),
                   'Run hr_queue.schedule(), or "call hr_queue.work()" by other means.'
                from loader l left join hr_queue.cron_jobs() c on true
            union all
            select 7, 'dead letters', coalesce(t.dead, 0) = 0,
                   concat(case when t.is_estimate then 'about ' end, coalesce(t.dead, 0), ' jobs will not run again by themselves',
                          '; the oldest since ' || (select min(d.failed_at) from hr_queue.dead d),
                          (select format('; the newest: %s %s', d.error_code, left(d.error_message, 200))
                               from hr_queue.dead d order by d.failed_at desc, d.id desc limit 1)),
                   'See handelsregister.list_dead_jobs(); give them back with hr_queue.redrive_dead() when the cause is gone.'
                from total t
            union all
            select 8, 'failing', count(s.kind) = 0,
                   coalesce(string_agg(format('%s: %s %s', s.kind, s.last_error_code, left(s.last_error_message, 200)), '; ' order by s.kind),
                            'no kind of job has failed after its last success'),
                   'Its newest attempt failed; get_job() shows detail and hint of one job.'
                from status s
                where s.last_failure_at > now() - interval '1 hour'
                  and s.last_failure_at > coalesce(s.last_success_at, '-infinity')
            union all
            select 9, 'waiting', not s.is_stuck,
                   concat(coalesce('oldest ready job is from ' || t.waiting_since, 'no job is ready'), '; ' || s.reasons),
                   case when s.is_stuck then
                       coalesce((select w.remedy from hr_queue.standstill() w),
                                'Start workers (handelsregister.workers_per_database) or "call hr_queue.work()" more often.') end
                from total t,
                     (select coalesce(bool_or(s.stuck_since < now() - interval '1 minute'), false) as is_stuck,
                             string_agg(distinct s.stuck_reason, '; ') as reasons from status s) s
            union all
            select 10, v."check", v.ok, v.detail, v.hint from hr_queue.vacuum_state() v
            union all
            select 11, 'results', o.oldest is null or o.oldest > now() - 3 * hr_queue.result_retention(),
                   coalesce('the part of the ring that goes next begins at ' || o.oldest, 'the part of the ring that goes next is empty'),
                   'Nothing has emptied it: end long transactions that read hr_queue.result; workers and work() do the rest.'
                from (select (select r.finished_at from hr_queue.result r
                                  where r.bucket = (select (hr_queue.result_bucket() + 1) % 4) limit 1) as oldest) o
            union all
            select 12, 'search index', e.entries <= 1000000,
                   format('about %s entries stand beside the blocks of the index of names', e.entries),
                   'They make searches slow, and jobs of kind fold_search should have brought them into it: look for dead ones, or run handelsregister.reindex_search().'
                from (select greatest(c.reltuples, 0)::bigint as entries
                          from pg_catalog.pg_class c where c.oid = 'hr_registry.search_entry'::regclass) e)
        select s.name, s.ok or r.is_elsewhere, case when r.is_elsewhere then 'standby: jobs run on the primary' else s.detail end,
               case when not (s.ok or r.is_elsewhere) then s.hint end
            from seen s,
                 lateral (select pg_catalog.pg_is_in_recovery() and s.name in ('loader', 'workers', 'schedule', 'waiting') as is_elsewhere) r
            order by s.place;
end
$$;
comment on function handelsregister.health() is 'Is everything in order? One row per check, with what to do where it is not';
-- Lists of companies that a user watches. Rows are reached with the caller's rights: row level security keeps users apart.

create or replace view handelsregister.watchlist as
    select null::uuid as watchlist_id,
           null::text as name,
           null::integer as company_count,
           null::timestamptz as created_at
    where false;
comment on view handelsregister.watchlist is 'Row type of the functions on watchlists';
comment on column handelsregister.watchlist.company_count is 'Companies on the list';

create or replace view handelsregister.watched_company as
    select null::uuid as watchlist_id,
           null::text as watchlist_name,
           null::bigint as company_id,
           null::text as name,
           null::text as seat,
           null::text as register_label,
           null::text[] as kinds,
           null::timestamptz as since,
           null::text as next_cursor
    where false;
comment on view handelsregister.watched_company is 'Row type of the functions on watched companies';
comment on column handelsregister.watched_company.name is 'Name today; null while operators have blocked the company';
comment on column handelsregister.watched_company.kinds is 'Kinds of change that are of interest; null for all';
comment on column handelsregister.watched_company.since is 'Since when it has been watched';
comment on column handelsregister.watched_company.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace function hr_user.shown_watchlist(list hr_user.watchlist) returns handelsregister.watchlist
    language sql stable set search_path = pg_catalog, pg_temp
    return row(list.id, list.name, (select count(*)::integer from hr_user.watch w where w.watchlist_id = list.id),
               list.created_at)::handelsregister.watchlist;
comment on function hr_user.shown_watchlist(hr_user.watchlist) is 'A list as the API shows it';

create or replace function hr_user.find_watchlist(watchlist_id uuid) returns hr_user.watchlist
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    list hr_user.watchlist;
begin
    perform hr_user.require_subject();
    select l.* into list from hr_user.watchlist l where l.id = find_watchlist.watchlist_id;
    if not found then
        raise exception 'no watchlist %', coalesce(watchlist_id::text, 'null') using errcode = 'PT404',
            detail = jsonb_build_object('code', 'unknown_watchlist', 'watchlist_id', watchlist_id),
            hint = 'list_watchlists() gives the numbers of the user''s own lists.';
    end if;
    return list;
end
$$;
comment on function hr_user.find_watchlist(uuid) is 'A list of the user. Errors: PT401 without a login, PT404 where there is none';

create or replace function hr_user.check_name(name text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(length(name), 0) not between 1 and 200 or btrim(name) = '' then
        raise exception 'invalid name' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_name', 'max_length', 200),
            hint = 'Give a name of 1 to 200 characters.';
    end if;
end
$$;
comment on function hr_user.check_name(text) is 'Raises PT400 for a name that is empty or too long';

create or replace function hr_user.refuse_name(kind text, name text) returns void
    language sql volatile set search_path = pg_catalog, pg_temp
    return hr_user.refuse(409, kind || '_exists', pg_catalog.format('there is a %s named "%s" already', kind, name),
                          'Choose another name.', jsonb_build_object('name', name));
comment on function hr_user.refuse_name(text, text) is 'Raises PT409: the user has something with this name already';

create or replace function handelsregister.create_watchlist(name text) returns handelsregister.watchlist
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    list hr_user.watchlist;
begin
    perform hr_user.check_name(create_watchlist.name);
    perform hr_user.spend('create_watchlist');
    insert into hr_user.watchlist as l (subject, name) values (caller, create_watchlist.name)
        on conflict on constraint watchlist_subject_name_key do nothing
        returning l.* into list;
    if not found then
        perform hr_user.refuse_name('watchlist', create_watchlist.name);
    end if;
    return hr_user.shown_watchlist(list);
end
$$;
comment on function handelsregister.create_watchlist(text) is
    'A new list of the user. Errors: PT400, PT401, PT409 where the name is taken, PT429';

create or replace function handelsregister.rename_watchlist(watchlist_id uuid, name text) returns handelsregister.watchlist
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    list hr_user.watchlist := hr_user.find_watchlist(rename_watchlist.watchlist_id);
begin
    perform hr_user.check_name(rename_watchlist.name);
    perform hr_user.spend('rename_watchlist');
    update hr_user.watchlist l set name = rename_watchlist.name where l.id = list.id returning l.* into list;
    return hr_user.shown_watchlist(list);
exception when unique_violation then
    perform hr_user.refuse_name('watchlist', rename_watchlist.name);
    return null;
end
$$;
comment on function handelsregister.rename_watchlist(uuid, text) is
    'Gives a list another name. Errors: PT400, PT401, PT404, PT409 where the name is taken, PT429';

create or replace function handelsregister.delete_watchlist(watchlist_id uuid) returns handelsregister.watchlist
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    list constant hr_user.watchlist := hr_user.find_watchlist(delete_watchlist.watchlist_id);
    shown constant handelsregister.watchlist := hr_user.shown_watchlist(list);
begin
    perform hr_user.spend('delete_watchlist');
    delete from hr_user.watchlist l where l.id = list.id;
    return shown;
end
$$;
comment on function handelsregister.delete_watchlist(uuid) is
    'Deletes a list with what is on it, and returns it as it was. Errors: PT401, PT404, PT429';

create or replace function handelsregister.list_watchlists() returns setof handelsregister.watchlist
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.require_subject();
    return query
        select s.* from hr_user.watchlist l cross join lateral hr_user.shown_watchlist(l) s order by l.name, l.id;
end
$$;
comment on function handelsregister.list_watchlists() is 'Lists of the user by name. Errors: PT401';
-- What is on the lists.

-- Names are the registry's: members reach them through the owner's rights, a page at a time.
create or replace function hr_user.company_labels(company_ids bigint[]) returns setof hr_registry.company_label
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(greatest(cardinality(company_ids), 1), 1000);
    return query
        select l.* from hr_registry.labels_of(company_ids) l
            where not exists (select from hr_registry.hidden_company h where h.company_id = l.company_id);
end
$$;
comment on function hr_user.company_labels(bigint[]) is 'What a page of companies is called today. Errors: PT400 for more than a thousand';

create or replace function hr_user.shown_watches(watches hr_user.watch[]) returns setof handelsregister.watched_company
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        select w.watchlist_id, l.name, w.company_id, c.name, c.seat, c.register_label, w.kinds, w.created_at, null::text
            from unnest(watches) with ordinality w (watchlist_id, company_id, subject, kinds, since_seq, created_at, place)
            join hr_user.watchlist l on l.id = w.watchlist_id
            left join hr_user.company_labels(array(select u.company_id from unnest(watches) u)) c on c.company_id = w.company_id
            order by w.place;
end
$$;
comment on function hr_user.shown_watches(hr_user.watch[]) is 'Watched companies as the API shows them, in their order';

create or replace function hr_user.feed_end() returns bigint
    language sql stable security definer set search_path = pg_catalog, pg_temp
    return coalesce((select max(e.seq) from hr_registry.change_event e), 0);
comment on function hr_user.feed_end() is 'The last place of the change feed that can be seen; what comes later has a higher number';

create or replace function handelsregister.watch_company(identifier text, watchlist_id uuid, kinds text[] default null)
    returns handelsregister.watched_company
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    list constant hr_user.watchlist := hr_user.find_watchlist(watch_company.watchlist_id);
    target constant bigint := (select c.company_id from handelsregister.get_company(identifier) c);
    watch hr_user.watch;
begin
    if cardinality(kinds) > 100 then
        perform hr_user.refuse(400, 'invalid_filter', 'too many kinds', 'Leave kinds out to watch all of them.', '{"max": 100}');
    end if;
    perform hr_user.spend('watch_company');
    if (select count(*) >= 10000 from (select from hr_user.watch w where w.subject = list.subject limit 10000) w) then
        perform hr_user.refuse(422, 'too_many_watches', 'a user can watch 10,000 companies', 'Take some off the lists first.',
                               '{"max": 10000}');
    end if;
    insert into hr_user.watch as w (watchlist_id, company_id, subject, kinds, since_seq)
        values (list.id, target, list.subject, watch_company.kinds, hr_user.feed_end())
        on conflict on constraint watch_pkey do update set kinds = excluded.kinds
        returning w.* into watch;
    return (select s from hr_user.shown_watches(array[watch]) s);
end
$$;
comment on function handelsregister.watch_company(text, uuid, text[]) is
    'Puts a company on a list of the user, or changes the kinds that are of interest there: changes from now on are alerts. Errors: PT400, PT401, PT404, PT422 beyond 10,000 companies, PT429';

create or replace function handelsregister.unwatch_company(identifier text, watchlist_id uuid)
    returns handelsregister.watched_company
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    list constant hr_user.watchlist := hr_user.find_watchlist(unwatch_company.watchlist_id);
    target bigint;
    shown handelsregister.watched_company;
begin
    -- By number, because one that operators have blocked meanwhile can be taken off, too.
    if identifier ~ '^\s*[0-9]{1,18}\s*$' then
        target := identifier::bigint;
    else
        target := (select c.company_id from handelsregister.get_company(identifier) c);
    end if;
    perform hr_user.spend('unwatch_company');
    select s.* into shown
        from (select array_agg(w) as watches from hr_user.watch w where w.watchlist_id = list.id and w.company_id = target) w
        cross join lateral hr_user.shown_watches(w.watches) s;
    if not found then
        perform hr_user.refuse(404, 'not_watched', 'the company is not on this list',
            'list_watched_companies() shows what is on it.', jsonb_build_object('company_id', target, 'watchlist_id', list.id));
    end if;
    delete from hr_user.watch w where w.watchlist_id = list.id and w.company_id = target;
    return shown;
end
$$;
comment on function handelsregister.unwatch_company(text, uuid) is
    'Takes a company off a list of the user, and returns what was there. Errors: PT400, PT401, PT404, PT429';

-- A cursor is "company.list" of the row that the next page follows.
create or replace function handelsregister.list_watched_companies(
    watchlist_id uuid default null, page_size integer default 100, cursor text default null)
    returns setof handelsregister.watched_company
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    caller constant text := hr_user.require_subject();
    after_company bigint := 0;
    after_list uuid := uuid '00000000-0000-0000-0000-000000000000';
    page hr_user.watch[];
begin
    perform hr_user.check_page_size(page_size, 500);
    perform hr_user.check_cursor(cursor, '^[0-9]{1,18}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
    if cursor is not null then
        after_company := split_part(cursor, '.', 1)::bigint;
        after_list := split_part(cursor, '.', 2)::uuid;
    end if;
    if list_watched_companies.watchlist_id is not null then
        perform hr_user.find_watchlist(list_watched_companies.watchlist_id);
    end if;
    page := array(
        select w from hr_user.watch w
            where w.subject = caller
              and (list_watched_companies.watchlist_id is null or w.watchlist_id = list_watched_companies.watchlist_id)
              and (w.company_id, w.watchlist_id) > (after_company, after_list)
            order by w.company_id, w.watchlist_id limit page_size + 1);
    return query
        select s.watchlist_id, s.watchlist_name, s.company_id, s.name, s.seat, s.register_label, s.kinds, s.since,
               case when s.place = page_size and cardinality(page) > page_size then s.company_id || '.' || s.watchlist_id end
            from hr_user.shown_watches(page[1:page_size]) with ordinality
                 s (watchlist_id, watchlist_name, company_id, name, seat, register_label, kinds, since, next_cursor, place)
            order by s.place;
end
$$;
comment on function handelsregister.list_watched_companies(uuid, integer, text) is
    'Companies on one list of the user or on all of them; pages by cursor. Errors: PT400, PT401, PT404';
-- Searches that a user has saved: the parameters of search_companies() under a name.

create or replace view handelsregister.saved_search as
    select null::uuid as search_id,
           null::text as name,
           null::text as q,
           null::boolean as include_former_names,
           null::text[] as register_types,
           null::text[] as courts,
           null::text[] as legal_forms,
           null::text as city,
           null::timestamptz as created_at,
           null::text as mode
    where false;
comment on view handelsregister.saved_search is 'Row type of the functions on saved searches';
comment on column handelsregister.saved_search.q is 'Text that is searched for; this and the next columns are parameters of search_companies()';
comment on column handelsregister.saved_search.include_former_names is 'Whether former names count';
comment on column handelsregister.saved_search.register_types is 'Wanted registers; null for all';
comment on column handelsregister.saved_search.courts is 'Codes of the wanted courts; null for all';
comment on column handelsregister.saved_search.legal_forms is 'Codes of the wanted legal forms; null for all';
comment on column handelsregister.saved_search.mode is 'How the words of the text must be found, as in search_companies()';

create or replace function hr_user.shown_search(search hr_user.saved_search) returns handelsregister.saved_search
    language sql stable set search_path = pg_catalog, pg_temp
    return row(search.id, search.name, search.q, search.include_former_names, search.register_types, search.courts,
               search.legal_forms, search.city, search.created_at, search.mode)::handelsregister.saved_search;
comment on function hr_user.shown_search(hr_user.saved_search) is 'A saved search as the API shows it';

create or replace function hr_user.find_search(search_id uuid) returns hr_user.saved_search
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    search hr_user.saved_search;
begin
    perform hr_user.require_subject();
    select s.* into search from hr_user.saved_search s where s.id = find_search.search_id;
    if not found then
        raise exception 'no saved search %', coalesce(search_id::text, 'null') using errcode = 'PT404',
            detail = jsonb_build_object('code', 'unknown_search', 'search_id', search_id),
            hint = 'list_saved_searches() gives the numbers of the user''s own searches.';
    end if;
    return search;
end
$$;
comment on function hr_user.find_search(uuid) is 'A saved search of the user. Errors: PT401 without a login, PT404 where there is none';

create or replace function handelsregister.save_search(
    name text,
    q text,
    include_former_names boolean default true,
    register_types text[] default null,
    courts text[] default null,
    legal_forms text[] default null,
    city text default null,
    mode text default 'smart'
) returns handelsregister.saved_search
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    search hr_user.saved_search;
begin
    perform hr_user.check_name(save_search.name);
    -- What cannot be searched for is not saved.
    perform from handelsregister.search_companies(save_search.q, 1, null, save_search.include_former_names,
        save_search.register_types, save_search.courts, save_search.legal_forms, save_search.city, save_search.mode);
    perform hr_user.spend('save_search');
    insert into hr_user.saved_search as s
            (subject, name, q, include_former_names, register_types, courts, legal_forms, city, mode)
        values (caller, save_search.name, save_search.q, coalesce(save_search.include_former_names, true),
                save_search.register_types, save_search.courts, save_search.legal_forms, save_search.city, save_search.mode)
        on conflict on constraint saved_search_subject_name_key do nothing
        returning s.* into search;
    if not found then
        perform hr_user.refuse_name('search', save_search.name);
    end if;
    return hr_user.shown_search(search);
end
$$;
comment on function handelsregister.save_search(text, text, boolean, text[], text[], text[], text, text) is
    'Saves the parameters of a search for the user. Errors: PT400, PT401, PT409 where the name is taken, PT429';

create or replace function handelsregister.list_saved_searches() returns setof handelsregister.saved_search
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.require_subject();
    return query
        select x.* from hr_user.saved_search s cross join lateral hr_user.shown_search(s) x order by s.name, s.id;
end
$$;
comment on function handelsregister.list_saved_searches() is 'Saved searches of the user by name. Errors: PT401';

create or replace function handelsregister.run_saved_search(
    search_id uuid, page_size integer default 20, cursor text default null) returns setof handelsregister.company_match
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    search constant hr_user.saved_search := hr_user.find_search(run_saved_search.search_id);
begin
    return query
        select m.* from handelsregister.search_companies(search.q, page_size, cursor, search.include_former_names,
            search.register_types, search.courts, search.legal_forms, search.city, search.mode) m;
end
$$;
comment on function handelsregister.run_saved_search(uuid, integer, text) is
    'What search_companies() finds with the saved parameters; pages by cursor. Errors: PT400, PT401, PT404';

create or replace function handelsregister.delete_saved_search(search_id uuid) returns handelsregister.saved_search
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    search constant hr_user.saved_search := hr_user.find_search(delete_saved_search.search_id);
begin
    perform hr_user.spend('delete_saved_search');
    delete from hr_user.saved_search s where s.id = search.id;
    return hr_user.shown_search(search);
end
$$;
comment on function handelsregister.delete_saved_search(uuid) is 'Deletes a saved search and returns it. Errors: PT401, PT404, PT429';
-- Alerts are the changes of watched companies, computed when they are read: the feed and the lists are all there is, so that
-- none is lost or told twice.

create or replace view handelsregister.alert as
    select null::bigint as seq,
           null::bigint as company_id,
           null::text as euid,
           null::text as name,
           null::text as kind,
           null::date as effective_date,
           null::boolean as effective_is_bound,
           null::text as subject,
           null::text as old_value,
           null::text as new_value,
           null::bigint as retracts,
           null::timestamptz as recorded_at,
           null::uuid[] as watchlist_ids,
           null::boolean as is_read
    where false;
comment on view handelsregister.alert is 'Row type of list_alerts(): a change of a watched company';
comment on column handelsregister.alert.seq is 'Place in the change feed, for after_seq and mark_alerts_read()';
comment on column handelsregister.alert.name is 'Name of the company today';
comment on column handelsregister.alert.effective_date is 'Day of the entry in the register';
comment on column handelsregister.alert.effective_is_bound is 'Entered on effective_date or before';
comment on column handelsregister.alert.subject is 'Whom or what it is about, for people';
comment on column handelsregister.alert.old_value is 'For people, shortened; null where there was none';
comment on column handelsregister.alert.new_value is 'For people, shortened; null where there is none any more';
comment on column handelsregister.alert.retracts is
    'Number of an earlier change that a late document has disproved; null for a change proper';
comment on column handelsregister.alert.watchlist_ids is 'Lists of the user that the company is on';
comment on column handelsregister.alert.is_read is 'mark_alerts_read() has been called with this number or a higher one';

create or replace view handelsregister.alert_position as
    select null::bigint as seq,
           null::timestamptz as updated_at
    where false;
comment on view handelsregister.alert_position is 'Row type of mark_alerts_read()';
comment on column handelsregister.alert_position.seq is 'Up to where the user has read the alerts';

-- The feed is the registry's: members reach it through the owner's rights, for a bounded number of companies and rows.
create or replace function hr_user.changes_of(watches hr_user.watch[], after_seq bigint, max_rows integer)
    returns setof handelsregister.alert
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(max_rows, 1000);
    perform hr_user.check_page_size(greatest(cardinality(watches), 1), 10000);
    return query
        with watch as materialized (
            select w.* from unnest(watches) w
                where not exists (select from hr_registry.hidden_company h where h.company_id = w.company_id)),
        -- The first change of each watch tells how far the page can reach, so that of many watches few are read further.
        -- The index on company and number suffices where all kinds are wanted.
        first as materialized (
            select w.*, x.seq as first_seq
                from watch w
                cross join lateral (
                    select c.seq from hr_registry.change_event c
                        where c.company_id = w.company_id and c.seq > greatest(w.since_seq, after_seq)
                        order by c.seq limit 1) x
                where w.kinds is null
            union all
            select w.*, x.seq
                from watch w
                cross join lateral (
                    select c.seq from hr_registry.change_event c
                        where c.company_id = w.company_id and c.seq > greatest(w.since_seq, after_seq)
                          and c.kind = any (w.kinds)
                        order by c.seq limit 1) x
                where w.kinds is not null),
        reach as materialized (
            select d.first_seq as last_seq from (select distinct f.first_seq from first f) d
                order by d.first_seq offset max_rows - 1 limit 1),
        near as (
            select f.*, coalesce((select r.last_seq from reach r), 9223372036854775807) as last_seq
                from first f where f.first_seq <= coalesce((select r.last_seq from reach r), f.first_seq)),
        hit as (
            select x.seq, n.watchlist_id
                from near n
                cross join lateral (
                    select c.seq from hr_registry.change_event c
                        where c.company_id = n.company_id and c.seq between n.first_seq and n.last_seq
                        order by c.seq limit max_rows) x
                where n.kinds is null
            union all
            select x.seq, n.watchlist_id
                from near n
                cross join lateral (
                    select c.seq from hr_registry.change_event c
                        where c.company_id = n.company_id and c.seq between n.first_seq and n.last_seq
                          and c.kind = any (n.kinds)
                        order by c.seq limit max_rows) x
                where n.kinds is not null),
        page as materialized (
            select h.seq, array_agg(h.watchlist_id order by h.watchlist_id) as lists
                from hit h group by h.seq order by h.seq limit max_rows),
        event as materialized (
            select e.*, p.lists from page p join hr_registry.change_event e on e.seq = p.seq),
        label as materialized (select l.* from hr_registry.labels_of(array(select distinct e.company_id from event e)) l)
        select e.seq, e.company_id, l.euid, l.name, e.kind, e.effective_date, e.effective_is_bound,
               hr_registry.public_text(e.subject), hr_registry.public_text(e.old_value), hr_registry.public_text(e.new_value),
               e.retracts, e.recorded_at, e.lists, null::boolean
            from event e left join label l on l.company_id = e.company_id
            order by e.seq;
end
$$;
comment on function hr_user.changes_of(hr_user.watch[], bigint, integer) is
    'The first changes behind a place of the feed that the given rows ask for';

create or replace function handelsregister.list_alerts(
    unread_only boolean default true, after_seq bigint default null, page_size integer default 100)
    returns setof handelsregister.alert
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    read_to constant bigint := coalesce((select p.seq from hr_user.alert_position p where p.subject = caller), 0);
begin
    perform hr_user.check_page_size(page_size, 500);
    return query
        select a.seq, a.company_id, a.euid, a.name, a.kind, a.effective_date, a.effective_is_bound, a.subject, a.old_value,
               a.new_value, a.retracts, a.recorded_at, a.watchlist_ids, a.seq <= read_to
            from hr_user.changes_of(
                array(select w from hr_user.watch w where w.subject = caller),
                greatest(coalesce(list_alerts.after_seq, 0), case when coalesce(unread_only, true) then read_to else 0 end),
                page_size) a
            order by a.seq;
end
$$;
comment on function handelsregister.list_alerts(boolean, bigint, integer) is
    'Changes of the companies that the user watches, since each has been watched, the oldest first; read on with the last seq as after_seq. Errors: PT400, PT401';

create or replace function handelsregister.mark_alerts_read(upto_seq bigint) returns handelsregister.alert_position
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    reached handelsregister.alert_position;
begin
    if upto_seq is null or upto_seq not between 0 and hr_user.feed_end() then
        perform hr_user.refuse(400, 'invalid_seq', 'no such place in the feed', 'Pass the seq of an alert.',
                               jsonb_build_object('seq', upto_seq));
    end if;
    perform hr_user.spend('mark_alerts_read');
    insert into hr_user.alert_position as p (subject, seq) values (caller, upto_seq)
        on conflict (subject) do update set seq = greatest(p.seq, excluded.seq), updated_at = now()
        returning p.seq, p.updated_at into reached;
    return reached;
end
$$;
comment on function handelsregister.mark_alerts_read(bigint) is
    'Marks the alerts up to a place in the feed as read; never goes back. Errors: PT400, PT401, PT429';
-- Persons are erased on demand of an operator: see src/core/history/eraser.hpp for what that means.

create or replace view handelsregister.erasure as
    select e.id as erasure_id, e.job_id,
           case when e.finished_at is not null then 'done'
                when exists (select from hr_queue.ready q where q.id = e.job_id)
                  or exists (select from hr_queue.deferred q where q.id = e.job_id) then 'waiting'
                else 'failed' end as state,
           e.reason, e.requested_by::text as requested_by, e.requested_at, e.finished_at, e.companies, e.documents, e.events
    from hr_registry.erasure e;
comment on view handelsregister.erasure is 'Row type of erase_person() and list_erasures(); nothing in it tells who was erased';
comment on column handelsregister.erasure.job_id is 'Job that does it, for get_job(); the latest one where several do';
comment on column handelsregister.erasure.state is 'waiting, done, or failed: then its job is a dead letter, or was discarded';
comment on column handelsregister.erasure.erasure_id is 'Number of the erasure, for before_id';
comment on column handelsregister.erasure.reason is 'Why, as told by the operator';
comment on column handelsregister.erasure.requested_by is 'Role that asked for it';
comment on column handelsregister.erasure.requested_at is
    'When it was asked for; documents that are read later bring the person no more';
comment on column handelsregister.erasure.companies is 'Companies in which the person was found';
comment on column handelsregister.erasure.documents is
    'Documents whose content was erased; later ones, which are emptied when they are read, are not counted';
comment on column handelsregister.erasure.events is 'Changes of the feed that were emptied';

create or replace function hr_registry.person_tokens(persons text[]) returns bytea[]
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return (select array_agg(sha256(s.secret || sha256(s.secret || convert_to(p.person, 'UTF8'))) order by p.place)
            from unnest(persons) with ordinality p (person, place), hr_registry.erasure_secret s);
comment on function hr_registry.person_tokens(text[]) is
    'Digests by which erased persons are known, of texts of person_key(), in their order; null where nobody has been erased';

create or replace function hr_registry.enqueue_erasure(erasure_id bigint, after_company bigint default 0) returns bigint
    language sql volatile set search_path = pg_catalog, pg_temp
as $$
    update hr_registry.erasure e
        set job_id = hr_queue.enqueue('erase_person',
            jsonb_build_object('erasure', e.id, 'after', after_company), priority => (-10)::smallint)
        where e.id = erasure_id returning e.job_id
$$;
comment on function hr_registry.enqueue_erasure(bigint, bigint) is
    'A job for an erasure, before all others, that takes companies with higher numbers than after_company; returns its number';

create or replace function hr_registry.check_erasure(last_name text, first_names text, birth_date text, reason text) returns void
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    key constant text[] :=
        string_to_array(hr_registry.person_key(coalesce(last_name, ''), coalesce(first_names, ''), ''), '|');
    problem text;
begin
    problem := case
        when key[1] = '' then 'last_name is empty'
        when key[2] = '' then 'first_names is empty'
        when octet_length(last_name) > 500 or octet_length(first_names) > 500 then 'a name is longer than 500 bytes'
        when coalesce(birth_date, '') !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then 'birth_date must be YYYY-MM-DD' end;
    if problem is null then
        begin
            perform birth_date::date;
        exception when data_exception then
            problem := 'birth_date is no day';
        end;
    end if;
    if problem is not null then
        raise exception 'invalid person: %', problem using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_person', 'problem', problem),
            hint = 'Give the last name, all first names and the full date of birth, as the register has them.';
    end if;
    problem := case
        when coalesce(btrim(reason), '') = '' then 'it is empty'
        when length(reason) > 1000 then 'it is longer than 1000 characters'
        when strpos(lower(reason), lower(last_name)) > 0 and strpos(lower(reason), lower(first_names)) > 0
          or strpos(reason, birth_date) > 0 then 'it tells of the person' end;
    if problem is not null then
        raise exception 'invalid reason: %', problem using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_reason', 'problem', problem),
            hint = 'Say why the person is erased without telling who it is, such as "Art. 17 GDPR, case 4711": the reason stays.';
    end if;
end
$$;
comment on function hr_registry.check_erasure(text, text, text, text) is 'Raises PT400 for what erase_person() cannot take';

-- An erasure whose job was discarded begins again.
create or replace function handelsregister.erase_person(last_name text, first_names text, birth_date text, reason text)
    returns handelsregister.erasure
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    person_token bytea;
    number bigint;
    answer handelsregister.erasure;
begin
    perform hr_registry.check_erasure(last_name, first_names, birth_date, reason);
    insert into hr_registry.erasure_secret (secret)
        values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))) on conflict do nothing;
    person_token := (hr_registry.person_tokens(array[hr_registry.person_key(last_name, first_names, birth_date)]))[1];
    insert into hr_registry.erasure (token, person, reason, requested_by, requested_subject)
        values (person_token,
                jsonb_build_object('last_name', last_name, 'first_names', first_names, 'birth_date', birth_date),
                erase_person.reason, hr_queue.current_owner(), hr_queue.current_subject())
        on conflict (token) do nothing returning id into number;
    if number is null then
        select e.id into number from hr_registry.erasure e where e.token = person_token for update;
        select v.* into answer from handelsregister.erasure v where v.erasure_id = number;
        if answer.state <> 'failed' or exists (select from hr_queue.dead d where d.id = answer.job_id) then
            raise exception 'the person is erased already' using errcode = 'PT409',
                detail = jsonb_build_object('code', 'already_erased', 'erasure_id', number, 'state', answer.state,
                                            'job_id', answer.job_id),
                hint = case answer.state
                    when 'done' then 'What documents tell of the person is left out when they are read.'
                    when 'waiting' then 'Its job waits or runs; list_erasures() tells when it is done.'
                    else 'Its job has failed: see get_job(), and give it back.' end;
        end if;
    end if;
    perform hr_registry.enqueue_erasure(number);
    perform hr_user.note_action('erase_person', null, jsonb_build_object('erasure_id', number));
    select v.* into answer from handelsregister.erasure v where v.erasure_id = number;
    perform hr_user.answer_accepted(answer.job_id);
    return answer;
end
$$;
comment on function handelsregister.erase_person(text, text, text, text) is
    'Erases a person from companies, their histories, the change feed and the documents, and keeps later documents from bringing the person back; a job does it. Offices stay, without their holder. PT409 where the person is erased already';

create or replace function handelsregister.list_erasures(page_size integer default 100, before_id bigint default null)
    returns setof handelsregister.erasure
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query select v.* from handelsregister.erasure v
        where before_id is null or v.erasure_id < before_id
        order by v.erasure_id desc limit page_size;
end
$$;
comment on function handelsregister.list_erasures(integer, bigint) is 'Erasures, the newest first; pages by before_id';
-- Asking for newer documents. Who fetches them is the operators' choice: a processor of kind refresh_company, which gets
-- {"company": number, "register_label": text, "euid": text}, runs as their role and submits what it has found.

create or replace view handelsregister.refresh_request as
    select null::bigint as job_id,
           null::bigint as company_id,
           null::text as state,
           null::boolean as is_duplicate,
           null::integer as queue_position,
           null::timestamp as retrieved_at
    where false;
comment on view handelsregister.refresh_request is 'Row type of request_refresh()';
comment on column handelsregister.refresh_request.job_id is 'For get_job(); null where what is there is new enough';
comment on column handelsregister.refresh_request.state is 'State of the job; fresh where none is needed';
comment on column handelsregister.refresh_request.is_duplicate is 'Somebody had asked already: the job is shared';
comment on column handelsregister.refresh_request.queue_position is 'Place among the ready jobs; null where the job is not ready';
comment on column handelsregister.refresh_request.retrieved_at is 'When the newest document was retrieved, by the register''s wall clock';

create or replace function hr_user.waiting_refresh(company_id bigint) returns bigint
    language sql volatile set search_path = pg_catalog, pg_temp
    return (select r.job_id from hr_user.refresh_request r
            where r.company_id = waiting_refresh.company_id
              and (exists (select from hr_queue.ready q where q.id = r.job_id)
                   or exists (select from hr_queue.deferred q where q.id = r.job_id))
            order by r.job_id desc limit 1);
comment on function hr_user.waiting_refresh(bigint) is 'Job that waits to fetch newer documents of a company; null where there is none';

-- The job belongs to the operators' role, not to the member's: only what an operator has registered decides what it does.
create or replace function hr_user.enqueue_refresh(company_id bigint) returns bigint
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    operator_role name;
    job_id bigint;
begin
    select r.rolname into operator_role
        from hr_user.access a join pg_catalog.pg_roles r on r.rolname = a.role_name
        where a.level = 'operator' and exists (select from hr_queue.processor p where p.kind = 'refresh_company');
    if not found then
        perform hr_user.refuse(503, 'no_source', 'nothing fetches documents in this installation',
            'An operator registers what fetches them: hr_queue.register_processor(''refresh_company'', ...).', '{}', 3600);
    end if;
    insert into hr_queue.ready (kind, owner, subject, payload)
        select 'refresh_company', operator_role, hr_queue.current_subject(),
               jsonb_build_object('company', r.company_id, 'register_label', r.register_label, 'euid', r.euid)
            from hr_registry.current_registration r where r.company_id = enqueue_refresh.company_id
        returning id into job_id;
    return job_id;
end
$$;
comment on function hr_user.enqueue_refresh(bigint) is
    'Enqueues a job that fetches newer documents. Errors: PT503 where no operator has registered what fetches them';

create or replace function handelsregister.request_refresh(identifier text, max_age interval default '7 days')
    returns setof handelsregister.refresh_request
    language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$
declare
    caller constant text := hr_user.require_subject();
    answer handelsregister.refresh_request;
begin
    if max_age is null or max_age < interval '0' then
        perform hr_user.refuse(400, 'invalid_max_age', 'invalid age', 'Give an interval that is not negative.');
    end if;
    answer.company_id := hr_registry.find_company(identifier);
    select max(s.retrieved) into answer.retrieved_at from hr_registry.snapshot s where s.company_id = answer.company_id;
    answer.is_duplicate := false;
    if answer.retrieved_at > now() at time zone 'Europe/Berlin' - max_age then
        answer.state := 'fresh';
        return next answer;
        return;
    end if;
    perform hr_user.spend('request_refresh');
    -- Two who ask at the same time share the job.
    perform pg_advisory_xact_lock(1751282024, (answer.company_id % 2147483647)::integer);
    answer.job_id := hr_user.waiting_refresh(answer.company_id);
    answer.is_duplicate := answer.job_id is not null;
    if answer.job_id is null then
        answer.job_id := hr_user.enqueue_refresh(answer.company_id);
    end if;
    insert into hr_user.refresh_request (subject, job_id, company_id) values (caller, answer.job_id, answer.company_id)
        on conflict do nothing;
    select j.state into answer.state from hr_queue.job j where j.id = answer.job_id;
    answer.queue_position := hr_queue.queue_position(answer.job_id);
    perform hr_user.answer_accepted(answer.job_id);
    return next answer;
end
$$;
comment on function handelsregister.request_refresh(text, interval) is
    'Asks for documents of a company that are younger than max_age; over HTTP 202 with the job''s Location, or 200 where what is there is new enough. Errors: PT400, PT401, PT404, PT429, PT503 where nothing fetches documents';
-- What operators decide about persons. Decisions are kept, and every assignment follows them.

create or replace view handelsregister.person_rerun as
    select null::bigint as mentions,
           null::bigint as changes
    where false;
comment on view handelsregister.person_rerun is 'Row type of rerun_person_assignment()';
comment on column handelsregister.person_rerun.mentions is 'Mentions of persons in offices';
comment on column handelsregister.person_rerun.changes is 'Mentions that are another person now, or for another reason; 0 where all was right';

create or replace function hr_registry.disputable_mentions() returns uuid[]
    language sql stable set search_path = pg_catalog, pg_temp
    return array(
        select m.own_id from hr_registry.mention m where not m.is_full
        union
        select unnest(array_agg(m.own_id)) from hr_registry.mention m
            group by m.company_id, m.item having count(distinct m.own_id) > 1
        union
        select m.own_id from hr_registry.person_assignment a join hr_registry.mention m using (company_id, item, document_id)
        union
        select s.own_id from hr_registry.person_separation s
        union
        select unnest(array[j.one_id, j.other_id]) from hr_registry.person_join j);
comment on function hr_registry.disputable_mentions() is 'Numbers of mentions that may be another person than for themselves';

create or replace function handelsregister.rerun_person_assignment() returns handelsregister.person_rerun
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    answer handelsregister.person_rerun;
begin
    answer.changes := hr_registry.assign_persons(hr_registry.disputable_mentions()::text);
    select count(*) into answer.mentions from hr_registry.mention;
    perform hr_user.note_action('rerun_person_assignment', null, to_jsonb(answer));
    return answer;
end
$$;
comment on function handelsregister.rerun_person_assignment() is
    'Applies the rule of persons, and what was decided by hand, to all mentions anew';

create or replace function handelsregister.join_persons(person_id uuid, other_person_id uuid, reason text)
    returns handelsregister.person
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    one constant uuid := hr_registry.find_person(join_persons.person_id);
    other constant uuid := hr_registry.find_person(other_person_id);
    answer handelsregister.person;
begin
    perform hr_registry.check_reason(join_persons.reason);
    if one = other then
        perform hr_user.refuse(409, 'already_joined', 'both are the same person already',
            'split_person() takes offices out of a person.', jsonb_build_object('person_id', one));
    end if;
    insert into hr_registry.person_join (one_id, other_id, reason, decided_by)
        values (least(one, other), greatest(one, other), join_persons.reason,
                concat_ws('/', hr_queue.current_owner(), hr_queue.current_subject()))
        on conflict (one_id, other_id) do update
            set reason = excluded.reason, decided_by = excluded.decided_by, decided_at = now();
    perform hr_registry.assign_persons(array[one, other]::text);
    perform hr_user.note_action('join_persons', null,
        jsonb_build_object('person_id', one, 'other_person_id', other, 'reason', join_persons.reason));
    select p.* into answer from hr_registry.persons_of(array[hr_registry.find_person(one)]) p;
    return answer;
end
$$;
comment on function handelsregister.join_persons(uuid, uuid, text) is
    'Makes two persons one, for ever or until split_person(). Errors: PT400, PT404, PT409 where they are one already';

create or replace function handelsregister.split_person(person_id uuid, identifiers text[], reason text)
    returns handelsregister.person
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant uuid := hr_registry.find_person(split_person.person_id);
    new_person constant uuid := gen_random_uuid();
    companies bigint[];
    taken uuid[];
    stays boolean;
    answer handelsregister.person;
begin
    perform hr_registry.check_reason(split_person.reason);
    perform hr_registry.check_filter(identifiers);
    companies := array(select distinct hr_registry.find_company(i) from unnest(identifiers) i);
    select array_agg(distinct v.own_id) filter (where v.company_id = any (companies)),
           coalesce(bool_or(v.company_id <> all (companies)), false)
        into taken, stays from hr_registry.person_mentions(array[target], null) v;
    if taken is null or not stays then
        perform hr_user.refuse(409, 'nothing_to_split',
            case when taken is null then 'the person is in none of these companies'
                 else 'the person is in no other companies' end,
            'get_person_roles() shows in which companies the person is: name some of them.',
            jsonb_build_object('person_id', target, 'companies', companies));
    end if;
    insert into hr_registry.person_separation (company_id, own_id, person_id, reason, decided_by)
        select distinct v.company_id, v.own_id, new_person, split_person.reason,
               concat_ws('/', hr_queue.current_owner(), hr_queue.current_subject())
            from hr_registry.person_mentions(array[target], null) v where v.company_id = any (companies)
        on conflict (company_id, own_id) do update
            set person_id = excluded.person_id, reason = excluded.reason, decided_by = excluded.decided_by, decided_at = now();
    perform hr_registry.assign_persons((target || taken)::text);
    perform hr_user.note_action('split_person', null, jsonb_build_object('person_id', target, 'new_person_id', new_person,
        'companies', companies, 'reason', split_person.reason));
    select p.* into answer from hr_registry.persons_of(array[new_person]) p;
    return answer;
end
$$;
comment on function handelsregister.split_person(uuid, text[], text) is
    'Makes who holds the offices in these companies another person, which is returned, for ever or until join_persons(). Errors: PT400, PT404, PT409 where the person is in none of them, or in no others';

create or replace view handelsregister.ambiguous_mention as
    select null::bigint as company_id,
           null::uuid as person_id,
           null::text as name,
           null::integer as birth_year,
           null::text as residence,
           null::uuid[] as candidates,
           null::text as next_cursor
    where false;
comment on view handelsregister.ambiguous_mention is 'Row type of list_ambiguous_mentions()';
comment on column handelsregister.ambiguous_mention.person_id is 'Of whom several may be meant: a person of its own until join_persons()';
comment on column handelsregister.ambiguous_mention.birth_year is 'Year of birth, where one is stated';
comment on column handelsregister.ambiguous_mention.candidates is 'Who may be meant, the first hundred';
comment on column handelsregister.ambiguous_mention.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace function handelsregister.list_ambiguous_mentions(page_size integer default 100, cursor text default null)
    returns setof handelsregister.ambiguous_mention
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    last_company bigint;
    last_person uuid;
begin
    perform hr_user.check_page_size(page_size, 1000);
    perform hr_user.check_cursor(cursor, '^[0-9]{1,18}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
    if cursor is not null then
        last_company := split_part(cursor, '.', 1)::bigint;
        last_person := split_part(cursor, '.', 2)::uuid;
    end if;
    return query
        with page as materialized (
            select a.company_id, a.person_id, min(a.item) as item, lead(true) over w as has_next
                from hr_registry.person_assignment a
                where a.reason = 'ambiguous'
                  and (last_company is null or (a.company_id, a.person_id) > (last_company, last_person))
                group by a.company_id, a.person_id
                window w as (order by a.company_id, a.person_id)
                order by a.company_id, a.person_id limit page_size)
        select g.company_id, g.person_id,
               hr_registry.public_text(concat_ws(' ', o.title, o.first_names, o.name_prefix, o.last_name, o.name_suffix)),
               substring(m.birth_date from '^[0-9]{4}')::integer, hr_registry.public_text(o.residence),
               array(select distinct v.person_id
                         from hr_registry.mention c join hr_registry.mention_person v using (company_id, item, document_id)
                         where c.last_name = m.last_name and c.first_names = m.first_names and c.is_full
                           and starts_with(c.birth_date, m.birth_date)
                         order by 1 limit 100),
               case when g.has_next then g.company_id || '.' || g.person_id end
            from page g
            cross join lateral (select m.* from hr_registry.mention m
                                    where m.company_id = g.company_id and m.item = g.item order by m.document_id limit 1) m
            join hr_registry.officer o
                on o.company_id = m.company_id and o.item = m.item and o.document_id = m.document_id
            order by g.company_id, g.person_id;
end
$$;
comment on function handelsregister.list_ambiguous_mentions(integer, text) is
    'Mentions without a full birth date for which several persons are possible, by company; pages by cursor. Errors: PT400';
-- What operators decide about data, and the log of it.

create or replace view handelsregister.blocked_company as
    select null::bigint as company_id,
           null::text as name,
           null::text as register_label,
           null::text as reason,
           null::text as blocked_by,
           null::timestamptz as blocked_at
    where false;
comment on view handelsregister.blocked_company is 'Row type of the functions on blocked companies';
comment on column handelsregister.blocked_company.blocked_by is 'Role, and behind it the subject of the JWT if there was one';

create or replace function hr_registry.check_reason(reason text) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(length(btrim(reason)), 0) not between 1 and 2000 then
        raise exception 'invalid reason' using errcode = 'PT400',
            detail = jsonb_build_object('code', 'invalid_reason', 'max_length', 2000),
            hint = 'Say why, in 1 to 2000 characters: the audit log keeps it.';
    end if;
end
$$;
comment on function hr_registry.check_reason(text) is 'Raises PT400 for a reason that is empty or too long';

create or replace function hr_registry.shown_block(block hr_registry.blocked_company) returns handelsregister.blocked_company
    language sql stable set search_path = pg_catalog, pg_temp
    return (select row(block.company_id, l.name, l.register_label, block.reason, block.blocked_by,
                       block.blocked_at)::handelsregister.blocked_company
            from hr_registry.labels_of(array[block.company_id]) l);
comment on function hr_registry.shown_block(hr_registry.blocked_company) is 'A blocked company as the API shows it';

create or replace function handelsregister.block_company(identifier text, reason text) returns handelsregister.blocked_company
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    block hr_registry.blocked_company;
begin
    perform hr_registry.check_reason(block_company.reason);
    insert into hr_registry.blocked_company as b (company_id, reason, blocked_by)
        values (target, block_company.reason, concat_ws('/', hr_queue.current_owner(), hr_queue.current_subject()))
        on conflict (company_id) do nothing
        returning b.* into block;
    if not found then
        perform hr_user.refuse(409, 'already_blocked', format('company %s is blocked already', target),
            'unblock_company() takes the block away.', jsonb_build_object('company_id', target));
    end if;
    perform hr_user.note_action('block_company', target, jsonb_build_object('reason', block_company.reason));
    return hr_registry.shown_block(block);
end
$$;
comment on function handelsregister.block_company(text, text) is
    'Hides a company from readers and members; documents of it are read on. Errors: PT400, PT404, PT409 where it is blocked already';

create or replace function handelsregister.unblock_company(identifier text, reason text) returns handelsregister.blocked_company
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    block hr_registry.blocked_company;
begin
    perform hr_registry.check_reason(unblock_company.reason);
    delete from hr_registry.blocked_company b where b.company_id = target returning b.* into block;
    if not found then
        perform hr_user.refuse(409, 'not_blocked', format('company %s is not blocked', target),
            'list_blocked_companies() shows which are.', jsonb_build_object('company_id', target));
    end if;
    perform hr_user.note_action('unblock_company', target, jsonb_build_object('reason', unblock_company.reason));
    return hr_registry.shown_block(block);
end
$$;
comment on function handelsregister.unblock_company(text, text) is
    'Shows a blocked company again, and returns the block as it was. Errors: PT400, PT404, PT409 where it is not blocked';

create or replace function handelsregister.list_blocked_companies(page_size integer default 100, after_id bigint default 0)
    returns setof handelsregister.blocked_company
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query
        with page as materialized (
            select b.* from hr_registry.blocked_company b where b.company_id > coalesce(after_id, 0)
                order by b.company_id limit page_size)
        select p.company_id, l.name, l.register_label, p.reason, p.blocked_by, p.blocked_at
            from page p join hr_registry.labels_of(array(select o.company_id from page o)) l on l.company_id = p.company_id
            order by p.company_id;
end
$$;
comment on function handelsregister.list_blocked_companies(integer, bigint) is
    'Blocked companies by number; read on with the last company_id as after_id. Errors: PT400';

create or replace view handelsregister.audit_entry as
    select null::bigint as audit_id,
           null::timestamptz as acted_at,
           null::text as role_name,
           null::text as subject,
           null::text as action,
           null::bigint as company_id,
           null::jsonb as facts
    where false;
comment on view handelsregister.audit_entry is 'Row type of get_audit_log()';
comment on column handelsregister.audit_entry.role_name is 'Role that acted';
comment on column handelsregister.audit_entry.subject is 'Claim "sub" of its JWT';
comment on column handelsregister.audit_entry.action is 'Name of the function';
comment on column handelsregister.audit_entry.facts is 'Arguments and effect, without personal data';

create or replace function handelsregister.get_audit_log(
    action text default null, page_size integer default 100, before_id bigint default null)
    returns setof handelsregister.audit_entry
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query
        select l.id, l.acted_at, l.role_name::text, l.subject, l.action, l.company_id, l.facts
            from hr_user.audit_log l
            where (get_audit_log.action is null or l.action = get_audit_log.action)
              and (before_id is null or l.id < before_id)
            order by l.id desc limit page_size;
end
$$;
comment on function handelsregister.get_audit_log(text, integer, bigint) is
    'What operators and the owner did through the API, the newest first; read on with the last audit_id as before_id. Errors: PT400';

create or replace view handelsregister.retention_result as
    select null::integer as audit_entries,
           null::integer as dead_jobs,
           null::integer as refresh_requests,
           null::integer as usage_counts
    where false;
comment on view handelsregister.retention_result is 'Row type of apply_retention(): how many rows went';
comment on column handelsregister.retention_result.audit_entries is 'Entries of the audit log';
comment on column handelsregister.retention_result.dead_jobs is 'Dead letters';
comment on column handelsregister.retention_result.refresh_requests is 'Requests whose job has gone';
comment on column handelsregister.retention_result.usage_counts is 'Counts of calls in past hours';

create or replace function handelsregister.apply_retention(
    audit_log interval default '1 year', dead_jobs interval default '90 days') returns handelsregister.retention_result
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    gone handelsregister.retention_result;
begin
    if audit_log is null or audit_log < interval '0' or dead_jobs is null or dead_jobs < interval '0' then
        perform hr_user.refuse(400, 'invalid_retention', 'invalid time of retention', 'Give intervals that are not negative.');
    end if;
    delete from hr_user.audit_log l where l.acted_at < now() - apply_retention.audit_log;
    get diagnostics gone.audit_entries = row_count;
    delete from hr_queue.dead d where d.failed_at < now() - apply_retention.dead_jobs;
    get diagnostics gone.dead_jobs = row_count;
    delete from hr_user.refresh_request r
        where r.requested_at < now() - interval '1 day' and not exists (select from hr_queue.job j where j.id = r.job_id);
    get diagnostics gone.refresh_requests = row_count;
    delete from hr_user.rate_usage u where u.hour < date_trunc('hour', now());
    get diagnostics gone.usage_counts = row_count;
    perform hr_user.note_action('apply_retention', null, to_jsonb(gone)
        || jsonb_build_object('audit_log', apply_retention.audit_log, 'dead_jobs_older_than', apply_retention.dead_jobs));
    return gone;
end
$$;
comment on function handelsregister.apply_retention(interval, interval) is
    'Deletes old entries of the audit log, old dead letters, requests whose job is gone, and counts of past hours. Errors: PT400';
-- Nothing is anybody's until grant_access() has been called; the list here is the whole of what it grants.

create or replace view hr_user.granted_routine as
    select v.level, v.routine from (values
        ('reader', 'handelsregister.search_companies(text, integer, text, boolean, text[], text[], text[], text, text)'),
        ('reader', 'handelsregister.suggest_companies(text, integer)'),
        ('reader', 'handelsregister.normalize_company_name(text)'),
        ('reader', 'handelsregister.match_names(text, text)'),
        ('reader', 'handelsregister.lookup_company(text)'),
        ('reader', 'handelsregister.get_company(text, date)'),
        ('reader', 'handelsregister.get_company_officers(text, boolean, date)'),
        ('reader', 'handelsregister.get_company_representation(text, date)'),
        ('reader', 'handelsregister.get_company_capital(text, boolean, date)'),
        ('reader', 'handelsregister.get_company_addresses(text, boolean, date)'),
        ('reader', 'handelsregister.get_company_names(text)'),
        ('reader', 'handelsregister.get_company_registrations(text)'),
        ('reader', 'handelsregister.get_company_entries(text, integer, text)'),
        ('reader', 'handelsregister.get_company_timeline(text, date, date, text[], integer, text)'),
        ('reader', 'handelsregister.diff_company(text, date, date)'),
        ('reader', 'handelsregister.list_company_documents(text, integer, text)'),
        ('reader', 'handelsregister.get_company_legal_events(text, text[], integer, text)'),
        ('reader', 'handelsregister.list_company_announcements(text, text[], integer, text)'),
        ('reader', 'handelsregister.list_announcements(text[], date, date, integer, text)'),
        ('reader', 'handelsregister.get_changes(uuid, bigint, integer)'),
        ('reader', 'handelsregister.render_company(text, date)'),
        ('reader', 'handelsregister.parse_register_id(text)'),
        ('reader', 'handelsregister.list_reference(text, integer, text)'),
        ('reader', 'handelsregister.search_persons(text, integer, text, integer, text)'),
        ('reader', 'handelsregister.get_person(uuid)'),
        ('reader', 'handelsregister.get_person_roles(uuid, boolean)'),
        ('reader', 'handelsregister.get_network(text, integer, integer, boolean)'),
        ('reader', 'handelsregister.find_path(text, text, integer, boolean)'),
        ('member', 'handelsregister.match_companies(text[], text[], integer)'),
        ('member', 'handelsregister.request_refresh(text, interval)'),
        ('member', 'handelsregister.get_job(bigint)'),
        ('member', 'handelsregister.list_jobs(text, text, integer, bigint)'),
        ('member', 'handelsregister.cancel_job(bigint)'),
        ('member', 'handelsregister.retry_job(bigint)'),
        ('member', 'handelsregister.get_quota()'),
        ('member', 'handelsregister.create_watchlist(text)'),
        ('member', 'handelsregister.rename_watchlist(uuid, text)'),
        ('member', 'handelsregister.delete_watchlist(uuid)'),
        ('member', 'handelsregister.list_watchlists()'),
        ('member', 'handelsregister.watch_company(text, uuid, text[])'),
        ('member', 'handelsregister.unwatch_company(text, uuid)'),
        ('member', 'handelsregister.list_watched_companies(uuid, integer, text)'),
        ('member', 'handelsregister.list_alerts(boolean, bigint, integer)'),
        ('member', 'handelsregister.mark_alerts_read(bigint)'),
        ('member', 'handelsregister.save_search(text, text, boolean, text[], text[], text[], text, text)'),
        ('member', 'handelsregister.list_saved_searches()'),
        ('member', 'handelsregister.run_saved_search(uuid, integer, text)'),
        ('member', 'handelsregister.delete_saved_search(uuid)'),
        ('member', 'hr_queue.current_subject()'),
        ('member', 'hr_user.require_subject()'),
        ('member', 'hr_user.check_page_size(integer, integer)'),
        ('member', 'hr_user.check_cursor(text, text)'),
        ('member', 'hr_user.check_name(text)'),
        ('member', 'hr_user.refuse(integer, text, text, text, jsonb, integer)'),
        ('member', 'hr_user.refuse_name(text, text)'),
        ('member', 'hr_user.spend(text)'),
        ('member', 'hr_user.find_watchlist(uuid)'),
        ('member', 'hr_user.shown_watchlist(hr_user.watchlist)'),
        ('member', 'hr_user.company_labels(bigint[])'),
        ('member', 'hr_user.shown_watches(hr_user.watch[])'),
        ('member', 'hr_user.feed_end()'),
        ('member', 'hr_user.changes_of(hr_user.watch[], bigint, integer)'),
        ('member', 'hr_user.find_search(uuid)'),
        ('member', 'hr_user.shown_search(hr_user.saved_search)'),
        ('operator', 'handelsregister.submit_document(bytea, text, text, timestamptz)'),
        ('operator', 'handelsregister.submit_documents(bytea[], text, text, timestamptz)'),
        ('operator', 'handelsregister.submit_announcement(bytea, text, timestamptz)'),
        ('operator', 'handelsregister.submit_announcements(bytea[], text, timestamptz)'),
        ('operator', 'handelsregister.download_document(bigint)'),
        ('operator', 'handelsregister.queue_status()'),
        ('operator', 'handelsregister.health()'),
        ('operator', 'handelsregister.get_search_index()'),
        ('operator', 'handelsregister.reindex_search()'),
        ('operator', 'handelsregister.check_search(integer)'),
        ('operator', 'handelsregister.list_dead_jobs(text, text, integer, text)'),
        ('operator', 'handelsregister.redrive_dead_jobs(bigint[], text, text, integer)'),
        ('operator', 'handelsregister.discard_dead_jobs(bigint[], text, text, integer)'),
        ('operator', 'handelsregister.block_company(text, text)'),
        ('operator', 'handelsregister.unblock_company(text, text)'),
        ('operator', 'handelsregister.list_blocked_companies(integer, bigint)'),
        ('operator', 'handelsregister.get_audit_log(text, integer, bigint)'),
        ('operator', 'handelsregister.set_rate_limit(text, integer)'),
        ('operator', 'handelsregister.apply_retention(interval, interval)'),
        ('operator', 'handelsregister.erase_person(text, text, text, text)'),
        ('operator', 'handelsregister.list_erasures(integer, bigint)'),
        ('operator', 'handelsregister.list_unmapped_paths(integer, integer)'),
        ('operator', 'handelsregister.reprocess_documents(integer, text)'),
        ('operator', 'handelsregister.rerun_person_assignment()'),
        ('operator', 'handelsregister.join_persons(uuid, uuid, text)'),
        ('operator', 'handelsregister.split_person(uuid, text[], text)'),
        ('operator', 'handelsregister.list_ambiguous_mentions(integer, text)'),
        ('operator', 'handelsregister.begin_import(text, text, text, timestamptz)'),
        ('operator', 'handelsregister.start_import(bigint, boolean)'),
        ('operator', 'handelsregister.cancel_import(bigint, boolean)'),
        ('operator', 'handelsregister.get_import(bigint)'),
        ('operator', 'handelsregister.list_imports(integer, bigint)'),
        ('operator', 'handelsregister.list_import_failures(bigint, integer, bigint)'),
        ('operator', 'handelsregister.export_companies(text, bigint, bigint, integer)'),
        ('operator', 'hr_queue.enqueue(text, jsonb, timestamptz, smallint)'),
        ('operator', 'hr_queue.enqueue_batch(text, jsonb[], timestamptz, smallint)'),
        ('operator', 'hr_queue.drain(integer)'),
        ('operator', 'hr_queue.work(integer, integer)'),
        ('operator', 'hr_queue.expire_results()'),
        ('operator', 'hr_queue.note_call(integer)'),
        ('operator', 'hr_queue.redrive(bigint[])'),
        ('operator', 'hr_queue.redrive_dead(text, text, integer)'),
        ('operator', 'hr_queue.discard_dead(text, text, integer)'),
        ('operator', 'hr_queue.register_processor(text, regprocedure, text, smallint, smallint)'),
        ('operator', 'hr_queue.unregister_processor(text)')) v (level, routine);
comment on view hr_user.granted_routine is 'What each level may call, beside what the lower levels may';
comment on column hr_user.granted_routine.routine is 'Its signature, as GRANT takes it';

create or replace view hr_user.granted_table as
    select v.name from (values ('watchlist'), ('watch'), ('alert_position'), ('saved_search')) v (name);
comment on view hr_user.granted_table is 'Tables of hr_user of which members reach their own rows';

-- For all roles: the grants say who may reach the tables at all.
drop policy if exists own_rows on hr_user.watchlist;
create policy own_rows on hr_user.watchlist using (subject = (select hr_queue.current_subject()));
drop policy if exists own_rows on hr_user.watch;
create policy own_rows on hr_user.watch using (subject = (select hr_queue.current_subject()));
drop policy if exists own_rows on hr_user.alert_position;
create policy own_rows on hr_user.alert_position using (subject = (select hr_queue.current_subject()));
drop policy if exists own_rows on hr_user.saved_search;
create policy own_rows on hr_user.saved_search using (subject = (select hr_queue.current_subject()));

-- GRANT takes no parameters, so its text is put together: from the list above and from names out of pg_roles.
create or replace function hr_user.apply_access() returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    mapping record;
    step text;
begin
    for mapping in
        select a.level, a.role_name, r.rolname, array_position(levels, a.level) as height
            from hr_user.access a left join pg_catalog.pg_roles r on r.rolname = a.role_name,
                 (values (array['reader', 'member', 'operator'])) l (levels)
            order by height
    loop
        if mapping.rolname is null then
            raise warning 'role "%" does not exist', mapping.role_name
                using detail = format('It has had the access of a %s.', mapping.level),
                      hint = format('Run handelsregister.grant_access(%s => ...) with a role that exists.', mapping.level);
            continue;
        end if;
        for step in
            select format('grant usage on schema %I to %I', s.name, mapping.rolname)
                from (values ('handelsregister', 1), ('hr_user', 2), ('hr_queue', 3)) s (name, height)
                where s.height <= mapping.height
            union all
            select format('grant select, insert, update, delete on hr_user.%I to %I', t.name, mapping.rolname)
                from hr_user.granted_table t where mapping.height >= 2
            union all
            select format('grant execute on routine %s to %I', g.routine, mapping.rolname)
                from hr_user.granted_routine g
                where array_position(array['reader', 'member', 'operator'], g.level) <= mapping.height
        loop
            execute step;
        end loop;
    end loop;
end
$$;
comment on function hr_user.apply_access() is
    'Grants again what grant_access() has stored; run by every update of the extension and by adopt_database()';

create or replace function hr_user.withdraw_access(role_name name) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    known_role name;
    step text;
begin
    select r.rolname into known_role from pg_catalog.pg_roles r where r.rolname = withdraw_access.role_name;
    for step in
        select format('revoke all on schema %I from %I', s.name, known_role)
            from (values ('handelsregister'), ('hr_user'), ('hr_queue')) s (name) where known_role is not null
        union all
        select format('revoke all on hr_user.%I from %I', t.name, known_role)
            from hr_user.granted_table t where known_role is not null
        union all
        select format('revoke all on routine %s from %I', g.routine, known_role)
            from hr_user.granted_routine g where known_role is not null
    loop
        execute step;
    end loop;
end
$$;
comment on function hr_user.withdraw_access(name) is 'Takes back all that grant_access() can grant';

create or replace function handelsregister.grant_access(
    reader text default null,
    member text default null,
    operator text default null
) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    wanted record;
    replaced name[];
    former name;
begin
    for wanted in
        select w.role_name from (values (reader), (member), (operator)) w (role_name)
            where w.role_name is not null
              and not exists (select from pg_catalog.pg_roles r where r.rolname = w.role_name)
    loop
        raise exception 'role "%" does not exist', wanted.role_name using errcode = 'PT404',
            detail = jsonb_build_object('code', 'unknown_role', 'role', wanted.role_name),
            hint = 'Create the role first; grant_access does not create any.';
    end loop;

    select array_agg(distinct a.role_name) into replaced
        from hr_user.access a
        join (values ('reader', reader), ('member', member), ('operator', operator)) w (level, role_name)
            on w.level = a.level and w.role_name <> a.role_name;
    insert into hr_user.access as a (level, role_name)
        select w.level, w.role_name
            from (values ('reader', reader), ('member', member), ('operator', operator)) w (level, role_name)
            where w.role_name is not null
        on conflict (level) do update set role_name = excluded.role_name
            where a.role_name <> excluded.role_name;

    foreach former in array coalesce(replaced, '{}') loop
        perform hr_user.withdraw_access(former);
    end loop;
    perform hr_user.apply_access();
    perform hr_user.note_action('grant_access', null, jsonb_build_object('reader', reader, 'member', member, 'operator', operator));
end
$$;
comment on function handelsregister.grant_access(text, text, text) is
    'Says which roles are readers, members and operators, and grants them what they may call; null leaves a level as it is. For the owner of the extension';

create or replace function handelsregister.revoke_access(
    reader boolean default false,
    member boolean default false,
    operator boolean default false
) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    former name;
begin
    for former in
        delete from hr_user.access a
            where (a.level = 'reader' and reader) or (a.level = 'member' and member) or (a.level = 'operator' and operator)
            returning a.role_name
    loop
        perform hr_user.withdraw_access(former);
    end loop;
    perform hr_user.apply_access();  -- a role may have another level, too
    perform hr_user.note_action('revoke_access', null, jsonb_build_object('reader', reader, 'member', member, 'operator', operator));
end
$$;
comment on function handelsregister.revoke_access(boolean, boolean, boolean) is
    'Takes away what grant_access() has given at the levels that are true, and forgets their roles. For the owner of the extension';

-- At the end of the last file, so that it covers every routine; what is created later must be revoked later.
revoke all on all routines in schema handelsregister, hr_queue, hr_registry, hr_user from public;
select hr_user.apply_access();

-- Data that the old code reads differently
-- The server takes whatever is granted when a script of an extension ends for what the script brings: pg_dump would leave
-- the roles of grant_access out, and revoke from the number of one that has been dropped, which no restore survives.
with member as (
    select d.classid, d.objid, e.extowner
        from pg_catalog.pg_extension e
        join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass and d.refobjid = e.oid and d.deptype = 'e'
        where e.extname = 'handelsregister'),
depended as (  -- since PostgreSQL 17
    delete from pg_catalog.pg_shdepend s using member m
        where s.dbid = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
          and s.classid = m.classid and s.objid = m.objid and s.deptype = 'i' and s.refobjid <> m.extowner)
update pg_catalog.pg_init_privs p
    set initprivs = array(select i from unnest(p.initprivs) i
                          where (select x.grantee in (0, m.extowner) from aclexplode(array[i]) x limit 1))
    from member m where m.classid = p.classoid and m.objid = p.objoid;
-- And a schema as it was created has no entry at all.
delete from pg_catalog.pg_init_privs p using pg_catalog.pg_namespace n
    where p.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass and p.objoid = n.oid
      and n.nspname in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user')
      and p.initprivs = acldefault('n', n.nspowner);
