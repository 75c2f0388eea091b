-- From 0.4.0: what changes the state, around all code of today (sql/library, sql/api), which stands at the mark. A fresh
-- install must come out equal: new columns stand at the end of their tables in sql/schema too.

-- @FILE sql/schema/33_search.sql@
select pg_extension_config_dump('hr_registry.search_block', '');
select pg_extension_config_dump('hr_registry.search_entry', '');
select pg_extension_config_dump('hr_registry.search_progress', '');

alter table hr_registry.import add column search_is_put_off boolean not null default false;
comment on column hr_registry.import.search_is_put_off is 'Its names are not put into the index of names, which is made anew at the end';
update hr_registry.import set search_is_put_off = true where search_indexes <> '{}';

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

-- @CODE@

alter table hr_registry.import drop column search_indexes;

-- Names that are there already are to be found.
do $$
begin
    if exists (select from hr_registry.company_name) then
        perform hr_registry.build_search_index();
    end if;
end
$$;
