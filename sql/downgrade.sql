-- Back to 0.1.0: takes back what upgrade.sql did and drops the functions and views that 0.1.0 does not have, around the
-- code of 0.1.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint.

drop index hr_registry.company_name_trigrams, hr_registry.company_former_name_trigrams;
drop function hr_registry.ranked_companies(text, boolean);
drop function hr_registry.name_trigrams(text);

-- It has more columns now, which `create or replace` cannot take away; health() uses it and comes back by itself.
drop function handelsregister.health();
drop function hr_queue.loader_state();
drop view hr_queue.loader_status;

-- @CODE@

create index company_name_trigrams on hr_registry.company_name using gin (hr_registry.name_trigrams(name));
create index company_former_name_trigrams on hr_registry.company_former_name
    using gin (hr_registry.name_trigrams(name));
