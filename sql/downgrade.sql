-- Back to 0.3.0: takes back what upgrade.sql did and drops the functions and views that 0.3.0 does not have, around the
-- code of 0.3.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint.

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
drop function handelsregister.get_company_officers(text, boolean, date);
drop function hr_registry.officers_at(bigint, date, boolean, text[], integer);
drop view hr_registry.officer_period;
drop view handelsregister.company_officer;

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
drop view hr_registry.officer_entry;
drop view hr_registry.officer_mention;
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
