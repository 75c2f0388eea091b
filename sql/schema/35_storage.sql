-- Every job is a row that comes and goes: a claim reads over those that are dead, so they are removed at the first
-- opportunity and without a pause.
alter table hr_queue.ready set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
                                autovacuum_vacuum_cost_delay = 0);
alter table hr_queue.deferred set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
                                   autovacuum_vacuum_cost_delay = 0);

-- A row of a history is written once and closed once: with room on its page, closing it touches no index.
alter table hr_registry.company_name set (fillfactor = 85);
alter table hr_registry.company_former_name set (fillfactor = 85);
alter table hr_registry.company_legal_form set (fillfactor = 85);
alter table hr_registry.company_seat set (fillfactor = 85);
alter table hr_registry.company_address set (fillfactor = 85);
alter table hr_registry.company_purpose set (fillfactor = 85);
alter table hr_registry.company_status set (fillfactor = 85);
alter table hr_registry.company_capital set (fillfactor = 85);
alter table hr_registry.company_articles set (fillfactor = 85);
alter table hr_registry.company_representation set (fillfactor = 85);
alter table hr_registry.officer set (fillfactor = 85);
alter table hr_registry.officer_authority set (fillfactor = 85);
alter table hr_registry.company_branch set (fillfactor = 85);
alter table hr_registry.company_succession set (fillfactor = 85);
alter table hr_registry.register_entry set (fillfactor = 85);
alter table hr_registry.company_term set (fillfactor = 85);
alter table hr_registry.company_cooperative set (fillfactor = 85);
alter table hr_registry.company_identifier set (fillfactor = 85);
alter table hr_registry.company_contract set (fillfactor = 85);
alter table hr_registry.officer_name set (fillfactor = 85);
alter table hr_registry.officer_address set (fillfactor = 85);
alter table hr_registry.officer_detail set (fillfactor = 85);
alter table hr_registry.officer_contribution set (fillfactor = 85);
