-- Back to 0.3.0: takes back what upgrade.sql did and drops the functions and views that 0.3.0 does not have, around the
-- code of 0.3.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint.

-- 0.3.0 refuses facts with more columns than it knows; read again, the documents state what is cut off.
update hr_registry.snapshot set facts = hr_registry.trim_facts(facts,
    '2 1 5 5 16 2 4 8 2 10 31 16 17 10 8 2 8 12 6 2 16 13 7');

-- @CODE@

-- --- layouts ---------------------------------------------------------------------------------------------------

drop function handelsregister.reprocess_documents(integer, text);
drop view handelsregister.reprocessed_document;
drop function handelsregister.list_unmapped_paths(integer, integer);
drop view handelsregister.unmapped_path;
drop function hr_registry.enqueue_jobs(bigint[]);
drop index hr_registry.reading_unmapped;
alter table hr_registry.reading drop column layout, drop column unmapped, drop column matter, drop column reference_year,
    drop column reference_prefix, drop column party_numbers, drop column role_numbers, drop column role_counts,
    drop column role_ids;
alter table hr_registry.company_articles drop column first_articles_date, drop column first_articles_text;
