-- Announcements of the registers. Their raw content is a document; here is what was read of it.

create table hr_registry.announcement (
    document_id bigint primary key,
    company_id bigint,
    court text not null,
    register_type text,
    register_number bigint,
    suffix text,
    former_court text,
    reference text,
    name text,
    legal_form text,
    seat text,
    published date not null,
    entered date,
    category text not null,
    kind text not null,
    stage text not null,
    cross_border boolean not null,
    former_layout boolean not null,
    withdrawn_at timestamp,
    agreement_date date,
    resolution_date date,
    effective_date date,
    filed_date date,
    amount numeric,
    currency text,
    body text,
    read_at timestamptz not null default clock_timestamp(),
    findings text[] not null default '{}'
);
comment on table hr_registry.announcement is 'What was read of an announcement; a document of announcements without a row is waiting or could not be read';
comment on column hr_registry.announcement.company_id is 'Company that it is about; null where the register number does not tell one beyond doubt';
comment on column hr_registry.announcement.court is 'Code of the court: its register id in the EUID where it is known, else as written';
comment on column hr_registry.announcement.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR; null outside of the register';
comment on column hr_registry.announcement.suffix is 'Letters after the number; empty where there are none';
comment on column hr_registry.announcement.former_court is 'Court from which the entry was taken over with its number; empty for none';
comment on column hr_registry.announcement.reference is 'File number of what is outside of the register';
comment on column hr_registry.announcement.published is 'Day of publication';
comment on column hr_registry.announcement.entered is 'Day of the entry that it tells of';
comment on column hr_registry.announcement.category is 'The portal''s own sort: transformation, cancellation, documents, other, outside; before August 2022 entry, change, deletion';
comment on column hr_registry.announcement.kind is 'What it is about, see src/core/legal/kind.cpp';
comment on column hr_registry.announcement.stage is 'planned, done, ended or revoked';
comment on column hr_registry.announcement.legal_form is 'As written; null where the portal knows none';
comment on column hr_registry.announcement.cross_border is 'A company of another country takes part';
comment on column hr_registry.announcement.former_layout is 'As before August 2022';
comment on column hr_registry.announcement.withdrawn_at is 'When the register deleted it afterwards, by its wall clock';
comment on column hr_registry.announcement.agreement_date is 'Day of the contract or plan';
comment on column hr_registry.announcement.resolution_date is 'Day of a meeting''s or a court''s resolution';
comment on column hr_registry.announcement.effective_date is 'From or until when it holds';
comment on column hr_registry.announcement.filed_date is 'When something was handed in at the court';
comment on column hr_registry.announcement.amount is 'The first amount of money in the text';
comment on column hr_registry.announcement.currency is 'ISO 4217 code';
comment on column hr_registry.announcement.body is 'Text without its header; null where there is none';
comment on column hr_registry.announcement.findings is 'Oddities that did not prevent reading';
create index announcement_company on hr_registry.announcement (company_id, published, document_id);
create index announcement_published on hr_registry.announcement (published, document_id);
create index announcement_kind on hr_registry.announcement (kind, published, document_id);

create table hr_registry.announcement_party (
    document_id bigint not null,
    place smallint not null,
    name text,
    seat text,
    role text,
    register_label text not null,
    court text,
    register_type text,
    register_number bigint,
    suffix text,
    former_court text,
    primary key (document_id, place)
);
comment on table hr_registry.announcement_party is 'Other companies that an announcement names with their register numbers';
comment on column hr_registry.announcement_party.place is 'In the order of the text, from 1 on';
comment on column hr_registry.announcement_party.role is 'acquiring or transferring; null where the text does not say';
comment on column hr_registry.announcement_party.register_label is 'Register number as written';
comment on column hr_registry.announcement_party.court is 'Code of the court; as written where it is not known, null where none is stated';
comment on column hr_registry.announcement_party.register_type is 'The entry, by which the company is found when the table is read; null where the court is not known';
comment on column hr_registry.announcement_party.suffix is 'Letters after the number; empty where there are none';
comment on column hr_registry.announcement_party.former_court is 'Court from which the entry was taken over with its number; empty for none';
