-- What operators decide, and what they did.

create table hr_registry.blocked_company (
    company_id bigint primary key,
    reason text not null,
    blocked_by text not null,
    blocked_at timestamptz not null default now()
);
comment on table hr_registry.blocked_company is 'Companies that readers and members do not see';
comment on column hr_registry.blocked_company.blocked_by is 'Role, and behind it the subject of the JWT if there was one';

create sequence hr_user.audit_id_seq;
comment on sequence hr_user.audit_id_seq is 'Numbers of entries in the audit log';

create table hr_user.audit_log (
    id bigint primary key default nextval('hr_user.audit_id_seq'),
    acted_at timestamptz not null default clock_timestamp(),
    role_name name not null,
    subject text,
    action text not null,
    company_id bigint,
    facts jsonb not null default '{}'
);
comment on table hr_user.audit_log is 'What operators and the owner did through the API';
comment on column hr_user.audit_log.role_name is 'Role that acted';
comment on column hr_user.audit_log.subject is 'Claim "sub" of its JWT';
comment on column hr_user.audit_log.action is 'Name of the function';
comment on column hr_user.audit_log.facts is 'Arguments and effect, without personal data';
create index audit_log_action on hr_user.audit_log (action, id);
