-- Back to 0.5.0: takes back what upgrade.sql did and drops the functions and views that 0.5.0 does not have, around the
-- code of 0.5.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint.

-- Locks

-- Queue

-- Register

-- Feed

-- Persons

-- Users

-- Functions that 0.5.0 does not have

-- @CODE@

-- Data that the old code reads differently
