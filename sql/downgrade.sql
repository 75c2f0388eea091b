-- Back to 0.4.0: takes back what upgrade.sql did and drops the functions and views that 0.4.0 does not have, around the
-- code of 0.4.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint.

do $$
begin
    if exists (select from hr_registry.import i where i.search_indexes <> '{}') then
        raise exception 'imports are under way' using errcode = 'object_not_in_prerequisite_state',
            detail = 'They have put off the search for their names, which 0.4.0 does another way.',
            hint = 'Wait until list_imports() tells that all are done, or call handelsregister.cancel_import(import_id, discard => true).';
    end if;
    if exists (select from hr_user.saved_search s where s.mode <> 'smart') then
        raise exception 'searches are saved with a mode' using errcode = 'object_not_in_prerequisite_state',
            detail = 'Without it they would find other companies; 0.4.0 does not know modes.',
            hint = $hint$Stay on this version, or give the modes up: update hr_user.saved_search set mode = 'smart'.$hint$;
    end if;
end
$$;

update hr_queue.processor set batch_size = 50 where batch_size > 50;
alter table hr_queue.processor drop constraint processor_batch_size_check;
alter table hr_queue.processor add check (batch_size between 1 and 50);

drop function handelsregister.match_companies(text[], text[], integer);
drop function hr_registry.check_names(text[], text[]);
drop view handelsregister.company_candidate;
drop function handelsregister.match_names(text, text);
drop function handelsregister.normalize_company_name(text);
drop function hr_registry.company_candidates(text, text, integer);
drop view hr_registry.candidate_companies;
drop function hr_registry.compare_names(text, text);
drop function hr_registry.parse_company_name(text);
drop view handelsregister.name_match;
drop view handelsregister.normalized_name;
drop function handelsregister.check_search(integer);
drop function handelsregister.reindex_search();
drop function hr_registry.unfound_names(integer);
drop function hr_registry.build_search_index();
drop function hr_registry.lock_search_index();
drop function hr_registry.request_search_fold();
delete from hr_queue.ready r where r.kind = 'fold_search';
delete from hr_queue.deferred d where d.kind = 'fold_search';
delete from hr_queue.processor p where p.kind = 'fold_search' and p.builtin;
drop function hr_registry.keys_in_entries(text, text[]);
drop function handelsregister.get_search_index();
drop view handelsregister.search_index;
drop function hr_registry.companies_beginning(text, integer);
drop function handelsregister.search_companies(text, integer, text, boolean, text[], text[], text[], text, text);
drop function hr_registry.check_search_mode(text);
drop function hr_registry.find_companies(text, text, integer, text, text, text, text);
drop view hr_registry.found_companies;
drop function handelsregister.search_persons(text, integer, text, integer, text);
drop view handelsregister.person_match;
drop function hr_registry.ranked_persons(text, integer, text);
drop view hr_registry.ranked_person;
drop function hr_registry.find_person_names(text, integer);
drop view hr_registry.found_person_names;
drop function hr_registry.forget_person_names();
drop function hr_registry.note_person_names(text[], text[]);
drop function handelsregister.save_search(text, text, boolean, text[], text[], text[], text, text);
drop function handelsregister.list_saved_searches();
drop function handelsregister.run_saved_search(uuid, integer, text);
drop function handelsregister.delete_saved_search(uuid);
drop function hr_user.shown_search(hr_user.saved_search);
drop view handelsregister.saved_search;
alter table hr_user.saved_search drop column mode;
drop view handelsregister.company_match;
-- Or they would stay in the list of what a dump holds.
alter extension handelsregister drop table hr_registry.search_block;
alter extension handelsregister drop table hr_registry.search_entry;
alter extension handelsregister drop sequence hr_registry.search_progress;
alter extension handelsregister drop table hr_registry.search_fold;
alter extension handelsregister drop table hr_registry.person_name;
alter extension handelsregister drop sequence hr_registry.person_name_id_seq;
drop table hr_registry.search_block, hr_registry.search_entry, hr_registry.search_fold, hr_registry.person_name;
drop sequence hr_registry.search_progress, hr_registry.person_name_id_seq;

-- @CODE@

drop function hr_registry.read_person(bigint, text, text, text, text, text);
drop view hr_registry.person_identity;
drop function hr_registry.person_numbers(text[]);

create index company_name_trigrams on hr_registry.company_name using gin (hr_registry.name_trigrams(name));
create index company_former_name_trigrams on hr_registry.company_former_name
    using gin (hr_registry.name_trigrams(name));
