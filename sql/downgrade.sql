-- Back to 0.1.0: takes back what upgrade.sql did, and drops the functions and views that 0.1.0 does not have. The code of
-- 0.1.0 follows by itself. What would lose data that cannot be had again refuses, with a hint.

-- It has more columns now, which `create or replace` cannot take away.
drop function hr_queue.loader_state();
drop view hr_queue.loader_status;
