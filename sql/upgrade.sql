-- From 0.3.0: what changes the state, around all code of today (sql/library, sql/api), which stands at the mark. A fresh
-- install must come out equal: new columns stand at the end of their tables in sql/schema too.

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

-- @CODE@
