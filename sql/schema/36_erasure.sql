-- Persons who are to be left out of the register, for ever, without the table saying who they are.

create sequence hr_registry.erasure_id_seq;
comment on sequence hr_registry.erasure_id_seq is 'Numbers of erasures';

create table hr_registry.erasure (
    id bigint primary key default nextval('hr_registry.erasure_id_seq'),
    token bytea not null unique check (octet_length(token) = 32),
    person jsonb,
    reason text not null,
    requested_by name not null,
    requested_subject text,
    requested_at timestamptz not null default now(),
    job_id bigint,
    finished_at timestamptz,
    companies bigint not null default 0,
    documents bigint not null default 0,
    events bigint not null default 0,
    check ((person is null) = (finished_at is not null))
);
comment on table hr_registry.erasure is 'Persons who are erased: what documents tell of them is left out when they are read';
comment on column hr_registry.erasure.token is
    'Digest of names and birth date, keyed with hr_registry.erasure_secret, by which the person is known again';
comment on column hr_registry.erasure.person is 'Names and birth date, only until the job is done';
comment on column hr_registry.erasure.reason is 'Why, as told by the operator; it must not tell who';
comment on column hr_registry.erasure.requested_by is 'Role that asked for it';
comment on column hr_registry.erasure.requested_subject is 'Claim "sub" of the JWT under which it was asked for';
comment on column hr_registry.erasure.requested_at is 'When it was asked for; from then on the person is left out';
comment on column hr_registry.erasure.job_id is 'The latest job at it';
comment on column hr_registry.erasure.companies is 'Companies in which the person was found';
comment on column hr_registry.erasure.documents is 'Documents of which the content was erased; those that are read later are not counted';
comment on column hr_registry.erasure.events is 'Events of the change feed that were emptied';

-- The first erasure brings the row. The install script does not, or a restore would add a second one to it.
create table hr_registry.erasure_secret (
    secret bytea not null check (octet_length(secret) = 32)
);
comment on table hr_registry.erasure_secret is 'Key of the digests in hr_registry.erasure; at most one row';
comment on column hr_registry.erasure_secret.secret is 'Random; who has it and the digests can try names and dates';
create unique index erasure_secret_single on hr_registry.erasure_secret ((true));
