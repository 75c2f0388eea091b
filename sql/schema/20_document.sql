create table hr_registry.court (
    code text primary key,
    base_code text not null,
    name text not null,
    aliases text[] not null default '{}',
    builtin boolean not null default false,
    state text,
    status text not null default 'keeps registers',
    successor text
);
comment on table hr_registry.court is 'Courts that keep registers, and local courts that keep none (any more)';
comment on column hr_registry.court.code is 'Register id in the EUID, such as F1103R';
comment on column hr_registry.court.base_code is 'Court code without register letter, such as F1103';
comment on column hr_registry.court.builtin is 'Brought by the extension; not part of a dump';
comment on column hr_registry.court.state is 'Land in which the court is';
comment on column hr_registry.court.status is 'keeps registers, without register or dissolved';
comment on column hr_registry.court.successor is 'Code of the court that took its registers over; null where none did or it is not known';
-- @COURTS@

create sequence hr_registry.document_id_seq;
comment on sequence hr_registry.document_id_seq is 'Numbers of documents';

create table hr_registry.document (
    id bigint primary key default nextval('hr_registry.document_id_seq'),
    sha256 bytea not null unique check (octet_length(sha256) = 32),
    content bytea not null,
    content_type text not null,
    source text,
    retrieved_at timestamptz not null default now(),
    submitted_at timestamptz not null default now(),
    job_id bigint,
    erased_at timestamptz
);
-- Documents are most of what is stored: lz4 takes a fraction of pglz's time, where the server has it.
do $$
begin
    alter table hr_registry.document alter column content set compression lz4;
exception when feature_not_supported then
    null;
end
$$;
comment on table hr_registry.document is 'Documents as submitted, each content once; rows are not changed, except for job_id and where the content is erased';
comment on column hr_registry.document.source is 'Where the document came from, as told by the submitter';
comment on column hr_registry.document.retrieved_at is 'When it was retrieved from the register, as told by the submitter';
comment on column hr_registry.document.job_id is 'Latest job that reads the document';
comment on column hr_registry.document.erased_at is
    'When the content was emptied, because it told of a person who is erased; the digest stays, and the document is not read again';

create table hr_registry.reading (
    document_id bigint primary key,
    xjustiz_version text not null,
    fach_version text not null,
    layout_guessed boolean not null,
    findings text[] not null,
    entities smallint not null,
    read_at timestamptz not null default clock_timestamp(),
    message_id text,
    message_created timestamp,
    sender_court text,
    sender_reference text,
    event_code text,
    notice_code text,
    product text,
    layout text,
    unmapped text[] not null default '{}',
    matter text,
    reference_year text,
    reference_prefix text,
    party_numbers text[],
    role_numbers text[],
    role_counts text[],
    role_ids text[]
);
create index reading_unmapped on hr_registry.reading (document_id) where unmapped <> '{}' or layout_guessed;
comment on table hr_registry.reading is 'What came of reading a document; a document without a row is waiting or could not be read';
comment on column hr_registry.reading.layout_guessed is 'The layout version is unknown: read with the nearest one';
comment on column hr_registry.reading.findings is 'Oddities that did not prevent reading';
comment on column hr_registry.reading.entities is 'Number of companies in the document';
comment on column hr_registry.reading.message_id is 'The message''s own number (eigeneNachrichtenID)';
comment on column hr_registry.reading.message_created is 'When the message was made, by its own clock';
comment on column hr_registry.reading.sender_court is 'Code of the court that sent it';
comment on column hr_registry.reading.sender_reference is 'File references of the sender';
comment on column hr_registry.reading.event_code is 'Codes of gds.ereignis: why the message was sent';
comment on column hr_registry.reading.notice_code is 'Codes of gds.ereignis: for what purpose it tells of the company';
comment on column hr_registry.reading.product is 'Software that wrote the message';
comment on column hr_registry.reading.layout is 'Version of the schema whose layout the document was read by; null where a release before 0.4.0 has read it';
comment on column hr_registry.reading.unmapped is 'Paths of elements and attributes that are kept nowhere, up to a hundred';
comment on column hr_registry.reading.matter is 'What the message calls itself (verfahrensgegenstand)';
comment on column hr_registry.reading.reference_year is 'Year in the file reference, which register numbers do not have';
comment on column hr_registry.reading.reference_prefix is 'What stands before the register in the file reference';
comment on column hr_registry.reading.party_numbers is 'The number of the participant, for each of their roles in the order of the document; such numbers tell participants apart in this document only';
comment on column hr_registry.reading.role_numbers is 'The number of each role, which the document''s parts refer to';
comment on column hr_registry.reading.role_counts is 'Which of equal roles it is';
comment on column hr_registry.reading.role_ids is 'The court''s own number of the role';
