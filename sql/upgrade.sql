-- From 0.3.0: what changes the state, around all code of today (sql/library, sql/api), which stands at the mark. A fresh
-- install must come out equal: new columns stand at the end of their tables in sql/schema too.

-- --- import ---------------------------------------------------------------------------------------------------

-- @FILE sql/schema/39_import.sql@
select pg_extension_config_dump('hr_registry.import_id_seq', '');
select pg_extension_config_dump('hr_registry.import', '');
select pg_extension_config_dump('hr_registry.import_line_seq', '');
select pg_extension_config_dump('hr_registry.import_line', '');
select pg_extension_config_dump('hr_registry.import_failure', '');
select pg_extension_config_dump('hr_registry.import_field', '');
select pg_extension_config_dump('hr_registry.source_number', '');

-- @CODE@
