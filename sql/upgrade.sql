-- From 0.3.0: what changes the state, around all code of today (sql/library, sql/api), which stands at the mark. A fresh
-- install must come out equal: new columns stand at the end of their tables in sql/schema too.

-- --- register identity --------------------------------------------------------------------------------------------

alter table hr_registry.court
    add column state text,
    add column status text not null default 'keeps registers',
    add column successor text;
comment on table hr_registry.court is 'Courts that keep registers, and local courts that keep none (any more)';
comment on column hr_registry.court.state is 'Land in which the court is';
comment on column hr_registry.court.status is 'keeps registers, without register or dissolved';
comment on column hr_registry.court.successor is 'Code of the court that took its registers over; null where none did or it is not known';
-- @COURTS@

-- --- layouts ---------------------------------------------------------------------------------------------------

alter table hr_registry.reading add column layout text, add column unmapped text[] not null default '{}',
    add column matter text, add column reference_year text, add column reference_prefix text,
    add column party_numbers text[], add column role_numbers text[], add column role_counts text[],
    add column role_ids text[];
create index reading_unmapped on hr_registry.reading (document_id) where unmapped <> '{}' or layout_guessed;
comment on column hr_registry.reading.layout is 'Version of the schema whose layout the document was read by; null where a release before 0.4.0 has read it';
comment on column hr_registry.reading.unmapped is 'Paths of elements and attributes that are kept nowhere, up to a hundred';
comment on column hr_registry.reading.matter is 'What the message calls itself (verfahrensgegenstand)';
comment on column hr_registry.reading.reference_year is 'Year in the file reference, which register numbers do not have';
comment on column hr_registry.reading.reference_prefix is 'What stands before the register in the file reference';
comment on column hr_registry.reading.party_numbers is 'The number of the participant, for each of their roles in the order of the document; such numbers tell participants apart in this document only';
comment on column hr_registry.reading.role_numbers is 'The number of each role, which the document''s parts refer to';
comment on column hr_registry.reading.role_counts is 'Which of equal roles it is';
comment on column hr_registry.reading.role_ids is 'The court''s own number of the role';
alter table hr_registry.company_articles add column first_articles_date date, add column first_articles_text text;
comment on column hr_registry.company_articles.first_articles_date is 'Date of the articles with which the company was founded';
comment on column hr_registry.company_articles.first_articles_text is 'The same in words';

-- @FILE sql/schema/43_announcement.sql@
select pg_extension_config_dump('hr_registry.announcement', '');
select pg_extension_config_dump('hr_registry.announcement_party', '');

-- @FILE sql/schema/43_person.sql@
select pg_extension_config_dump('hr_registry.person_secret', '');
select pg_extension_config_dump('hr_registry.mention', '');
select pg_extension_config_dump('hr_registry.person_assignment', '');
select pg_extension_config_dump('hr_registry.person_separation', '');
select pg_extension_config_dump('hr_registry.person_join', '');
select pg_extension_config_dump('hr_registry.organisation_mention', '');

-- --- import ---------------------------------------------------------------------------------------------------

-- @FILE sql/schema/39_import.sql@
select pg_extension_config_dump('hr_registry.import_id_seq', '');
select pg_extension_config_dump('hr_registry.import', '');
select pg_extension_config_dump('hr_registry.import_line_seq', '');
select pg_extension_config_dump('hr_registry.import_line', '');
select pg_extension_config_dump('hr_registry.import_failure', '');
select pg_extension_config_dump('hr_registry.import_field', '');
select pg_extension_config_dump('hr_registry.source_number', '');

-- --- search ---------------------------------------------------------------------------------------------------

-- @FILE sql/schema/33_search.sql@
select pg_extension_config_dump('hr_registry.search_block', '');
select pg_extension_config_dump('hr_registry.search_entry', '');
select pg_extension_config_dump('hr_registry.search_progress', '');

drop function handelsregister.search_companies(text, integer, text, boolean, text[], text[], text[], text);
drop function hr_registry.names_with_beginning(text);
drop function hr_registry.ranked_companies(text, boolean);
drop function hr_registry.names_containing(bigint[], boolean, integer, integer);
drop function hr_registry.search_parts(text);
drop function hr_registry.common_trigrams(text, text);
drop view hr_registry.ranked_company;
drop function hr_registry.trigram_similarity(bigint[], text);
drop index hr_registry.company_name_trigrams, hr_registry.company_former_name_trigrams;
drop function hr_registry.name_trigrams(text);

-- @CODE@

-- Names that are there already are to be found.
do $$
begin
    if exists (select from hr_registry.company_name) then
        perform hr_registry.build_search_index();
    end if;
end
$$;

-- Officers who are there already are mentioned, too.
do $$
begin
    if exists (select from hr_registry.officer) then
        perform hr_registry.note_mentions(array_agg(o.company_id), array_agg(o.item), array_agg(o.document_id))
            from (select f.*, row_number() over (order by f.company_id, f.item) / 10000 as part from hr_registry.officer f) o
            group by o.part;
        perform hr_registry.assign_persons(hr_registry.disputable_mentions()::text);
    end if;
end
$$;

-- Former courts have codes now, and numbers of some courts the letters that were left out: the keys of 0.3.0 become what
-- parse_register_id() makes of them today. One whose place is taken stays as it is.
with entry as (
    select r.court, r.register_type, r.register_number, r.suffix, r.former_court, p.court_code as new_court,
           p.suffix as new_suffix, coalesce(p.former_court_code, '') as new_former, p.euid
        from hr_registry.registration r
        cross join lateral handelsregister.parse_register_id(
            concat_ws(' ', r.court, 'früher ' || nullif(r.former_court, ''), r.register_type, r.register_number, nullif(r.suffix, ''))) p
        where p.is_valid and p.court_match is distinct from 'guess'
          and (p.court_code, p.suffix, coalesce(p.former_court_code, '')) <> (r.court, r.suffix, r.former_court)),
    moved as (
        select distinct on (e.new_court, e.register_type, e.register_number, e.new_suffix, e.new_former) e.*
            from entry e
            where not exists (select from hr_registry.registration o
                              where (o.court, o.register_type, o.register_number, o.suffix, o.former_court)
                                    = (e.new_court, e.register_type, e.register_number, e.new_suffix, e.new_former))
            order by e.new_court, e.register_type, e.register_number, e.new_suffix, e.new_former, e.court, e.former_court)
update hr_registry.registration r
    set court = m.new_court, suffix = m.new_suffix, former_court = m.new_former, euid = m.euid
    from moved m
    where (r.court, r.register_type, r.register_number, r.suffix, r.former_court)
          = (m.court, m.register_type, m.register_number, m.suffix, m.former_court);
