create sequence hr_registry.company_id_seq;
comment on sequence hr_registry.company_id_seq is 'Numbers of companies';

create table hr_registry.company (
    id bigint primary key default nextval('hr_registry.company_id_seq'),
    fold_version smallint not null,
    created_at timestamptz not null default now()
);
comment on table hr_registry.company is 'Companies; the number of a company never changes';
comment on column hr_registry.company.fold_version is 'Version of the fold that wrote the histories of this company';

create table hr_registry.registration (
    court text not null,
    register_type text not null,
    register_number bigint not null,
    suffix text not null default '',
    former_court text not null default '',
    company_id bigint not null,
    euid text,
    valid_from date,
    valid_to date,
    primary key (court, register_type, register_number, suffix, former_court)
);
comment on table hr_registry.registration is 'Entries of companies in the registers of the courts';
comment on column hr_registry.registration.court is 'Code of the court: its register id in the EUID where it is known';
comment on column hr_registry.registration.former_court is 'Court from which the entry was taken over with its number; empty for none';
comment on column hr_registry.registration.euid is 'European unique identifier; null where it is not defined';
comment on column hr_registry.registration.valid_from is 'First day of the entry; null where it is not known';
comment on column hr_registry.registration.valid_to is 'Last day of the entry; null where it is in force';
create index registration_company on hr_registry.registration (company_id);
create index registration_euid on hr_registry.registration (euid);

create table hr_registry.snapshot (
    company_id bigint not null,
    document_id bigint not null,
    retrieved timestamp not null,
    last_entry date,
    entry_count integer,
    facts bytea not null,
    recorded_at timestamptz not null default now(),
    last_change text,
    primary key (company_id, document_id)
);
comment on table hr_registry.snapshot is
    'What one document states about one company. The histories of a company are a function of the set of its snapshots';
comment on column hr_registry.snapshot.retrieved is 'When the register gave the document out, by the register''s wall clock';
comment on column hr_registry.snapshot.last_entry is 'Date of the last entry in the register sheet';
comment on column hr_registry.snapshot.entry_count is 'Number of entries in the register sheet';
comment on column hr_registry.snapshot.facts is 'The facts, in the encoding of src/core/history/fact.cpp';
comment on column hr_registry.snapshot.last_change is 'When the sheet was last changed, as the document states it';
