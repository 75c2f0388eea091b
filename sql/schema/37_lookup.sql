-- Identifiers by which lookup_company() finds companies. Few rows have them, so they cost little.
create index company_identifier_lei on hr_registry.company_identifier (lei) where lei is not null;
create index company_identifier_vat_id on hr_registry.company_identifier (vat_id) where vat_id is not null;
create index company_identifier_business_id on hr_registry.company_identifier (business_id) where business_id is not null;
create index company_identifier_reid on hr_registry.company_identifier (reid) where reid is not null;
