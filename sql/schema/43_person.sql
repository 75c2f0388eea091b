-- Who is who: a mention is a natural person in one row of hr_registry.officer, and never changes; it is the person of
-- own_id unless hr_registry.person_assignment says otherwise. The rule is in src/core/person/assign.hpp. No foreign keys,
-- as with the histories.

-- The first mention brings the row. The install script does not, or a restore would add a second one to it.
create table hr_registry.person_secret (
    secret bytea not null check (octet_length(secret) = 32)
);
comment on table hr_registry.person_secret is 'Key of the numbers of persons; at most one row';
comment on column hr_registry.person_secret.secret is 'Random; who has it can try names and birth dates';
create unique index person_secret_single on hr_registry.person_secret ((true));

create table hr_registry.mention (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    last_name text collate "C" not null,
    first_names text collate "C" not null,
    birth_date text not null,
    residence text not null,
    is_full boolean not null,
    own_id uuid not null,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.mention is 'Natural persons in rows of hr_registry.officer, in the form in which they are compared';
comment on column hr_registry.mention.item is 'Identity of the officer within the company';
comment on column hr_registry.mention.last_name is 'Words without case, diacritics and punctuation; the prefix behind them';
comment on column hr_registry.mention.birth_date is 'As exact as the document states it; empty where it does not';
comment on column hr_registry.mention.is_full is 'Both names and a full birth date: it counts beyond the company';
comment on column hr_registry.mention.own_id is 'Keyed digest of names and birth date, and of the company where they are not full';
create index mention_name on hr_registry.mention (last_name, first_names, is_full, birth_date collate "C");
create index mention_own_id on hr_registry.mention (own_id);

create table hr_registry.person_assignment (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    person_id uuid not null,
    reason text not null,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.person_assignment is
    'Mentions that are another person than for themselves, or of which there is something to say; made anew at will';
comment on column hr_registry.person_assignment.item is 'Identity of the officer within the company';
comment on column hr_registry.person_assignment.reason is
    'same_office, only_in_company, only_in_register, ambiguous, joined or separated; without a row birth_date or alone';
comment on column hr_registry.person_assignment.person_id is 'Which person it is';
create index person_assignment_person on hr_registry.person_assignment (person_id);

create table hr_registry.person_separation (
    company_id bigint not null,
    own_id uuid not null,
    person_id uuid not null,
    reason text not null,
    decided_by text not null,
    decided_at timestamptz not null default now(),
    primary key (company_id, own_id)
);
comment on table hr_registry.person_separation is 'Decided by hand: in this company, who has this own_id is another person';
comment on column hr_registry.person_separation.own_id is 'Of mentions in this company';
comment on column hr_registry.person_separation.person_id is 'Random number that the other person has for itself';
comment on column hr_registry.person_separation.decided_by is 'Role, and behind it the subject of the JWT if there was one';
comment on column hr_registry.person_separation.decided_at is 'When it was decided last';
create index person_separation_own_id on hr_registry.person_separation (own_id);
create index person_separation_person on hr_registry.person_separation (person_id);

create table hr_registry.person_join (
    one_id uuid not null,
    other_id uuid not null,
    reason text not null,
    decided_by text not null,
    decided_at timestamptz not null default now(),
    primary key (one_id, other_id)
);
comment on table hr_registry.person_join is
    'Decided by hand: two numbers, of mentions for themselves or of separated ones, are one person';
comment on column hr_registry.person_join.decided_by is 'Role, and behind it the subject of the JWT if there was one';
comment on column hr_registry.person_join.one_id is 'The lesser one';
comment on column hr_registry.person_join.other_id is 'The greater one';
comment on column hr_registry.person_join.decided_at is 'When it was decided last';
create index person_join_other on hr_registry.person_join (other_id);

-- Not the company itself: it may come later, and an entry may pass to another one.
create table hr_registry.organisation_mention (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    court text not null,
    register_type text not null,
    register_number bigint not null,
    suffix text not null,
    former_court text not null,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.organisation_mention is 'Register entries that rows of hr_registry.officer state of organisations, parsed';
comment on column hr_registry.organisation_mention.item is 'Identity of the officer within the company';
comment on column hr_registry.organisation_mention.court is 'Register id of the court in the EUID';
comment on column hr_registry.organisation_mention.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column hr_registry.organisation_mention.suffix is 'Letters after the number; empty where none are stated';
comment on column hr_registry.organisation_mention.former_court is 'Court from which the entry was taken over; empty for none';
create index organisation_mention_entry on hr_registry.organisation_mention (register_number, register_type, court);
create index person_assignment_ambiguous on hr_registry.person_assignment (company_id, person_id) where reason = 'ambiguous';
