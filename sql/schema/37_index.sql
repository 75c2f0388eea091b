-- Indexes for reads of the API, of columns that few rows have, so that they cost little. Identifiers by which lookup_company()
-- finds companies:
create index company_identifier_lei on hr_registry.company_identifier (lei) where lei is not null;
create index company_identifier_vat_id on hr_registry.company_identifier (vat_id) where vat_id is not null;
create index company_identifier_business_id on hr_registry.company_identifier (business_id) where business_id is not null;
create index company_identifier_reid on hr_registry.company_identifier (reid) where reid is not null;

-- Which events have been taken back: few, and asked for with every event of a timeline.
create index change_event_retracts on hr_registry.change_event (retracts) where retracts is not null;
