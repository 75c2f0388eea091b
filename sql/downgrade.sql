-- Back to 0.3.0: takes back what upgrade.sql did and drops the functions and views that 0.3.0 does not have, around the
-- code of 0.3.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint.

-- --- register identity --------------------------------------------------------------------------------------------

-- 0.3.0 knows former courts by their names only.
update hr_registry.registration r
    set former_court = substr(c.name, length('Amtsgericht ') + 1)
    from hr_registry.court c
    where c.code = r.former_court and c.builtin and c.status <> 'keeps registers';
update hr_registry.registration r
    set court = substr(c.name, length('Amtsgericht ') + 1)
    from hr_registry.court c
    where c.code = r.court and c.builtin and c.status <> 'keeps registers' and r.former_court <> '';
delete from hr_registry.court where builtin and status <> 'keeps registers';
update hr_registry.court set aliases = '{oldenburg}' where code = 'P3210' and builtin;
alter table hr_registry.court drop column state, drop column status, drop column successor;
comment on table hr_registry.court is 'Register courts';

-- Row types that have fewer columns in 0.3.0, with what takes or returns them.
drop view hr_registry.officer_entry;
drop function hr_registry.company_of(handelsregister.register_id);
drop function handelsregister.parse_register_id(text);
drop view handelsregister.register_id;

-- 0.3.0 refuses facts with more columns than it knows; read again, the documents state what is cut off.
update hr_registry.snapshot set facts = hr_registry.trim_facts(facts,
    '2 1 5 5 16 2 4 8 2 10 31 16 17 10 8 2 8 12 6 2 16 13 7');

-- 0.3.0 would take announcements for register contents, and
-- find no processor for their jobs.
do $$
begin
    if exists (select from hr_registry.announcement)
       or exists (select from hr_queue.ready q where q.kind = 'announcement')
       or exists (select from hr_queue.deferred q where q.kind = 'announcement') then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'announcements have been submitted',
            detail = '0.3.0 knows no announcements: it could neither show nor erase them.',
            hint = 'Stay on this version, or delete the rows of hr_registry.announcement with their documents, parties, events and jobs.';
    end if;
end
$$;
delete from hr_queue.processor p where p.kind = 'announcement' and p.builtin;

do $$
begin
    if exists (select from hr_registry.person_join) or exists (select from hr_registry.person_separation) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'persons have been joined or split by hand',
            detail = '0.3.0 does not know persons, and the decisions would be lost.',
            hint = 'Stay on this version, or delete the rows of hr_registry.person_join and hr_registry.person_separation.';
    end if;
end
$$;

-- Row types that have fewer columns in 0.3.0, with what returns them.
drop function handelsregister.export_companies(text, bigint, bigint, integer);
drop function hr_registry.exported_officers(bigint[]);
drop view hr_registry.exported_officer;
drop function handelsregister.get_company_officers(text, boolean, date);
drop function hr_registry.officers_at(bigint, date, boolean, text[], integer);
drop view hr_registry.officer_period;
drop view handelsregister.company_officer;

-- --- import ---------------------------------------------------------------------------------------------------

do $$
begin
    if exists (select from hr_registry.import i where i.state not in ('done', 'cancelled') or i.search_indexes <> '{}')
       or exists (select from hr_registry.import_line) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'an import is not done',
            detail = '0.3.0 has no imports: lines that wait would be lost, and search indexes that are put off would stay missing.',
            hint = 'Wait until list_imports() tells that all are done, or call handelsregister.cancel_import(import_id, discard => true).';
    end if;
    if exists (select from hr_registry.import_failure) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'there are lines that could not be imported',
            detail = '0.3.0 would lose them.',
            hint = 'Save what you need of list_import_failures(), then delete the rows of hr_registry.import_failure.';
    end if;
end
$$;
delete from hr_queue.processor where kind in ('import_lines', 'finish_import') and builtin;

-- 0.3.0 takes every snapshot for the whole of what was known. Those of imports stay, as a company's first ones; where a
-- document of the register came before, they have counted for nothing.
delete from hr_registry.snapshot s using hr_registry.import i
    where i.document_id = s.document_id
      and exists (select from hr_registry.snapshot d
                  where d.company_id = s.company_id and d.retrieved <= s.retrieved
                    and not exists (select from hr_registry.import o where o.document_id = d.document_id));

drop function hr_registry.bods_lines(bigint[]);
drop function hr_registry.ftm_lines(bigint[]);
drop function hr_registry.jsonl_lines(bigint[]);
drop function hr_registry.csv_lines(bigint[], boolean);
drop view handelsregister.export_line;
drop function hr_registry.csv_line(text[]);
drop function handelsregister.list_import_failures(bigint, integer, bigint);
drop function handelsregister.list_imports(integer, bigint);
drop function handelsregister.get_import(bigint);
drop function handelsregister.cancel_import(bigint, boolean);
drop function handelsregister.start_import(bigint, boolean);
drop function hr_registry.close_loading(hr_registry.import);
drop function handelsregister.begin_import(text, text, text, timestamptz);
drop function hr_registry.check_import(text, text, text);
drop function hr_registry.find_import(bigint, boolean);
drop function hr_registry.shown_import(hr_registry.import);
drop view handelsregister.import_failure;
drop view handelsregister.import;
drop function hr_registry.finish_import(bigint);
drop function hr_registry.put_off_search_indexes(bigint);
drop function hr_registry.end_import_lines(bigint, bigint, bigint, bigint, bigint, bigint, text[], bigint[]);
drop function hr_registry.advance_import(bigint);
drop function hr_registry.enqueue_import_lines(bigint, boolean);
drop view hr_registry.import_job;
-- Or they would stay in the list of what a dump holds.
alter extension handelsregister drop table hr_registry.source_number;
alter extension handelsregister drop table hr_registry.import_field;
alter extension handelsregister drop table hr_registry.import_failure;
alter extension handelsregister drop table hr_registry.import_line;
alter extension handelsregister drop table hr_registry.import;
alter extension handelsregister drop sequence hr_registry.import_line_seq;
alter extension handelsregister drop sequence hr_registry.import_id_seq;
drop table hr_registry.source_number, hr_registry.import_field, hr_registry.import_failure, hr_registry.import_line, hr_registry.import;
drop sequence hr_registry.import_line_seq, hr_registry.import_id_seq;

-- @CODE@

drop function handelsregister.list_ambiguous_mentions(integer, text);
drop view handelsregister.ambiguous_mention;
drop function handelsregister.split_person(uuid, text[], text);
drop function handelsregister.join_persons(uuid, uuid, text);
drop function handelsregister.rerun_person_assignment();
drop function hr_registry.disputable_mentions();
drop view handelsregister.person_rerun;
drop function handelsregister.find_path(text, text, integer, boolean);
drop function hr_registry.shown_path(text[], hr_registry.network_link[]);
drop function hr_registry.next_nodes(text[], text[], hr_registry.network_link[]);
drop view hr_registry.path_tree;
drop view handelsregister.path_step;
drop function handelsregister.get_network(text, integer, integer, boolean);
drop function hr_registry.node_names(text[]);
drop view hr_registry.node_name;
drop function hr_registry.links_of(text[], boolean, integer);
drop function hr_registry.find_node(text);
drop view handelsregister.network_item;
drop view hr_registry.network_link;
drop function handelsregister.search_persons(text, integer, text, integer, text);
drop function hr_registry.ranked_persons(text[], integer, text);
drop function hr_registry.mentions_named(text, text, boolean);
drop view hr_registry.ranked_person;
drop view handelsregister.person_match;
drop function handelsregister.get_person_roles(uuid, boolean);
drop function handelsregister.get_person(uuid);
drop function hr_registry.persons_of(uuid[]);
drop function hr_registry.find_person(uuid);
drop function hr_registry.person_mentions(uuid[], integer);
drop view handelsregister.person_role;
drop view handelsregister.person;
drop view hr_registry.officer_role;
drop function hr_registry.procuration_kind(text);
drop function hr_registry.assign_persons(text);
drop function hr_registry.note_mentions(bigint[], text[], bigint[]);
drop function hr_registry.forget_mentions(bigint[], text[], bigint[]);
drop function hr_registry.mentions_reached(uuid[]);
drop view hr_registry.reached_mention;
drop function hr_registry.officer_identities(bigint);
drop view hr_registry.officer_identity;
drop view hr_registry.organisation_company;
drop view hr_registry.mention_person;
drop view hr_registry.officer_mention;
drop function hr_registry.read_person(bigint, text, text, text, text, text);
drop view hr_registry.person_identity;
drop function hr_registry.person_numbers(text[]);
drop function hr_registry.person_secret();
drop function hr_registry.name_words(text);
alter extension handelsregister drop table hr_registry.organisation_mention;  -- out of the dump's list as well
drop table hr_registry.organisation_mention;
alter extension handelsregister drop table hr_registry.person_join;  -- out of the dump's list as well
drop table hr_registry.person_join;
alter extension handelsregister drop table hr_registry.person_separation;  -- out of the dump's list as well
drop table hr_registry.person_separation;
alter extension handelsregister drop table hr_registry.person_assignment;  -- out of the dump's list as well
drop table hr_registry.person_assignment;
alter extension handelsregister drop table hr_registry.mention;  -- out of the dump's list as well
drop table hr_registry.mention;
alter extension handelsregister drop table hr_registry.person_secret;  -- out of the dump's list as well
drop table hr_registry.person_secret;

drop function handelsregister.list_announcements(text[], date, date, integer, text);
drop function handelsregister.list_company_announcements(text, text[], integer, text);
drop function hr_registry.shown_announcements(bigint[], integer);
drop function hr_registry.announcement_parties(bigint);
drop view handelsregister.announcement;
drop function handelsregister.get_company_legal_events(text, text[], integer, text);
drop function hr_registry.statement_parties(text[]);
drop view handelsregister.company_legal_event;
drop view handelsregister.legal_party;
drop function hr_registry.read_entry(text, text);
drop view hr_registry.legal_statement;
drop function handelsregister.submit_announcement(bytea, text, timestamptz);
drop function handelsregister.submit_announcements(bytea[], text, timestamptz);
drop function hr_registry.enqueue_announcements(bigint[]);
drop function hr_registry.store_documents(bytea[], text, text, timestamptz);
alter extension handelsregister drop table hr_registry.announcement_party;
drop table hr_registry.announcement_party;
alter extension handelsregister drop table hr_registry.announcement;
drop table hr_registry.announcement;

-- --- layouts ---------------------------------------------------------------------------------------------------

drop function handelsregister.reprocess_documents(integer, text);
drop function hr_registry.is_failed_announcement(bigint);
drop view handelsregister.reprocessed_document;
drop function handelsregister.list_unmapped_paths(integer, integer);
drop view handelsregister.unmapped_path;
drop function hr_registry.enqueue_jobs(text, bigint[]);
drop index hr_registry.reading_unmapped;
alter table hr_registry.reading drop column layout, drop column unmapped, drop column matter, drop column reference_year,
    drop column reference_prefix, drop column party_numbers, drop column role_numbers, drop column role_counts,
    drop column role_ids;
alter table hr_registry.company_articles drop column first_articles_date, drop column first_articles_text;

drop function handelsregister.list_reference(text, integer, text);
drop function hr_registry.check_reference_kind(text);
drop view handelsregister.reference;
drop function hr_registry.reference_values(text);
drop view hr_registry.reference_value;
drop function hr_registry.reference_fields(text);
