-- From 0.3.0: what changes the state, around all code of today (sql/library, sql/api), which stands at the mark. A fresh
-- install must come out equal: new columns stand at the end of their tables in sql/schema too.

-- @FILE sql/schema/43_announcement.sql@
select pg_extension_config_dump('hr_registry.announcement', '');
select pg_extension_config_dump('hr_registry.announcement_party', '');

-- @CODE@
