-- From 0.5.0: what changes the state, around all code of today (sql/library, sql/api), which stands at the mark. A fresh
-- install must come out equal: new columns stand at the end of their tables in sql/schema too.

-- Locks

-- Queue

-- Register

-- Feed

-- Persons

-- Users

-- Functions that 0.5.0 has and this version does not

-- @CODE@

-- Data that the new code reads differently
