-- From 0.4.0: what changes the state, around all code of today (sql/library, sql/api), which stands at the mark. A fresh
-- install must come out equal: new columns stand at the end of their tables in sql/schema too.

-- @FILE sql/schema/33_search.sql@
select pg_extension_config_dump('hr_registry.search_block', '');
select pg_extension_config_dump('hr_registry.search_entry', '');
select pg_extension_config_dump('hr_registry.search_progress', '');
select pg_extension_config_dump('hr_registry.search_fold', 'where false');

-- @FILE sql/schema/43_person_name.sql@
select pg_extension_config_dump('hr_registry.person_name_id_seq', '');
select pg_extension_config_dump('hr_registry.person_name', '');

-- Whoever had put indexes off puts off the index of names.
update hr_registry.import set search_indexes = '{search_block}' where search_indexes <> '{}';

drop function hr_user.shown_search(hr_user.saved_search);  -- takes such rows
alter table hr_user.saved_search add column mode text not null default 'smart';
comment on column hr_user.saved_search.mode is 'How the words of the text must be found';

drop function handelsregister.save_search(text, text, boolean, text[], text[], text[], text);

alter table hr_queue.processor drop constraint processor_batch_size_check;
alter table hr_queue.processor add check (batch_size between 1 and 200);
update hr_queue.processor set batch_size = 200 where kind in ('register_content', 'announcement');

drop function handelsregister.search_companies(text, integer, text, boolean, text[], text[], text[], text);
drop function hr_registry.names_with_beginning(text);
drop function hr_registry.ranked_companies(text, boolean);
drop function hr_registry.names_containing(bigint[], boolean, integer, integer);
drop function hr_registry.search_parts(text);
drop function hr_registry.common_trigrams(text, text);
drop view hr_registry.ranked_company;
drop function hr_registry.trigram_similarity(bigint[], text);
-- An import may have put them off.
drop index if exists hr_registry.company_name_trigrams, hr_registry.company_former_name_trigrams;
drop function hr_registry.name_trigrams(text);
drop function hr_registry.put_off_search_indexes(bigint);
drop function handelsregister.search_persons(text, integer, text, integer, text);
drop function hr_registry.ranked_persons(text[], integer, text);
drop function hr_registry.mentions_named(text, text, boolean);
drop view hr_registry.ranked_person;
-- The worker makes mentions of what it has at hand.
drop function hr_registry.note_mentions(bigint[], text[], bigint[]);

-- @CODE@

-- Names that are there already are to be found.
insert into hr_registry.person_name (last_name, first_names)
    select m.last_name, m.first_names from hr_registry.mention m group by 1, 2 order by 1, 2;
do $$
begin
    if exists (select from hr_registry.company_name) or exists (select from hr_registry.person_name) then
        perform hr_registry.build_search_index();
    end if;
end
$$;
