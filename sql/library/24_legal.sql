-- What texts of the register sheet tell that has no element of its own: mergers, agreements, insolvency, capital to come.

create or replace view hr_registry.legal_statement as
    select null::text as kind,
           null::text as stage,
           null::boolean as cross_border,
           null::date as agreement_date,
           null::date as resolution_date,
           null::date as effective_date,
           null::numeric as amount,
           null::text as currency,
           null::text[] as parties
    where false;
comment on view hr_registry.legal_statement is 'Row type of read_entry()';
comment on column hr_registry.legal_statement.stage is 'planned, done, ended or revoked';
comment on column hr_registry.legal_statement.cross_border is 'A company of another country takes part';
comment on column hr_registry.legal_statement.agreement_date is 'Day of the contract or plan';
comment on column hr_registry.legal_statement.resolution_date is 'Day of a meeting''s or a court''s resolution';
comment on column hr_registry.legal_statement.effective_date is 'From or until when it holds';
comment on column hr_registry.legal_statement.currency is 'ISO 4217 code';
comment on column hr_registry.legal_statement.parties is
    'Nine values for each company: name, seat, role, register number as written, court, type, number, suffix, former court';

create or replace function hr_registry.read_entry(type_code text, text text) returns hr_registry.legal_statement
    language c immutable parallel safe as '@LIBRARY@', 'hr_read_entry';
comment on function hr_registry.read_entry(text, text) is
    'The legal event that an entry of this type (a code of reg.eintragungstyp) tells; null where it tells none';
