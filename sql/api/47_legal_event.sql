-- Legal events of a company, read from the texts of its register sheet: nothing of them is stored, so that they follow the
-- snapshots as the texts do.

create or replace view handelsregister.legal_party as
    select null::text as name,
           null::text as seat,
           null::text as role,
           null::text as register_label,
           null::text as court,
           null::bigint as company_id,
           null::text as euid
    where false;
comment on view handelsregister.legal_party is 'Another company that a text of the register names';
comment on column handelsregister.legal_party.role is 'acquiring or transferring; null where the text does not say';
comment on column handelsregister.legal_party.register_label is 'Register number as written';
comment on column handelsregister.legal_party.court is 'Code of the court; as written where it is not known';
comment on column handelsregister.legal_party.company_id is 'Number of the company; null where it is not known here';
comment on column handelsregister.legal_party.euid is 'European unique identifier of the company that is known here';

create or replace view handelsregister.company_legal_event as
    select null::bigint as company_id,
           null::text as kind,
           null::text as stage,
           null::boolean as cross_border,
           null::date as agreement_date,
           null::date as resolution_date,
           null::date as effective_date,
           null::numeric as amount,
           null::text as currency,
           null::handelsregister.legal_party[] as parties,
           null::numeric as sheet_column,
           null::numeric as entry_number,
           null::text as type_code,
           null::text as text,
           null::date as valid_from,
           null::boolean as valid_from_is_bound,
           null::date as valid_to,
           null::boolean as valid_to_is_bound,
           null::text as next_cursor
    where false;
comment on view handelsregister.company_legal_event is 'Row type of get_company_legal_events()';
comment on column handelsregister.company_legal_event.kind is
    'merger, division, hiving_off, conversion, inter_company_agreement, insolvency, dissolution, authorised_capital, conditional_capital, ...';
comment on column handelsregister.company_legal_event.stage is 'planned, done, ended or revoked';
comment on column handelsregister.company_legal_event.cross_border is 'A company of another country takes part';
comment on column handelsregister.company_legal_event.agreement_date is 'Day of the contract or plan';
comment on column handelsregister.company_legal_event.resolution_date is 'Day of a meeting''s or a court''s resolution';
comment on column handelsregister.company_legal_event.effective_date is 'From or until when it holds, as the text says';
comment on column handelsregister.company_legal_event.amount is 'The first amount of money in the text';
comment on column handelsregister.company_legal_event.currency is 'ISO 4217 code';
comment on column handelsregister.company_legal_event.parties is 'Other companies that the text names with their register numbers';
comment on column handelsregister.company_legal_event.sheet_column is 'Column of the register sheet';
comment on column handelsregister.company_legal_event.entry_number is 'Running number of the entry';
comment on column handelsregister.company_legal_event.text is 'Word by word, but without dates of birth';
comment on column handelsregister.company_legal_event.valid_from_is_bound is 'Entered on valid_from or before';
comment on column handelsregister.company_legal_event.valid_to is
    'First day on which the text does not stand in the sheet any more; null where it does today';
comment on column handelsregister.company_legal_event.valid_to_is_bound is 'Changed on valid_to or before';
comment on column handelsregister.company_legal_event.next_cursor is
    'What to pass as cursor to read on behind this row; null on the last row of the last page';

create or replace function hr_registry.statement_parties(parties text[]) returns handelsregister.legal_party[]
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return array(
        select row(hr_registry.public_text(parties[i]), parties[i + 1], parties[i + 2], parties[i + 3], parties[i + 4],
                   r.company_id, r.euid)::handelsregister.legal_party
            from generate_series(1, cardinality(parties), 9) i
            left join hr_registry.registration r
                on (r.court, r.register_type, r.register_number, r.suffix, r.former_court)
                   = (parties[i + 4], parties[i + 5], parties[i + 6]::bigint, coalesce(parties[i + 7], ''), coalesce(parties[i + 8], ''))
                   and not exists (select from hr_registry.blocked_company b where b.company_id = r.company_id)
            order by i);
comment on function hr_registry.statement_parties(text[]) is
    'Companies that read_entry() has found, with what is known of them today; not which of them are blocked';

-- A cursor is the number of rows that came before, as for the texts themselves.
create or replace function handelsregister.get_company_legal_events(
    identifier text, kinds text[] default null, page_size integer default 100, cursor text default null)
    returns setof handelsregister.company_legal_event
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    skipped constant bigint := coalesce((hr_user.read_cursor(cursor, '{count}'))[1]::bigint, 0);
    births constant text := hr_registry.births_in(target);
begin
    perform hr_user.check_page_size(page_size, 1000);
    perform hr_user.check_filter(kinds);
    return query
        select p.company_id, p.kind, p.stage, p.cross_border, p.agreement_date, p.resolution_date, p.effective_date, p.amount,
               p.currency, hr_registry.statement_parties(p.parties), p.sheet_column, p.entry_number, p.type_code,
               hr_registry.text_without_births(p.text, births), p.valid_from, p.valid_from_is_bound,
               p.valid_to, p.valid_to_is_bound,
               case when p.place < p.found then p.place::text end
            from (select e.*, l.*, row_number() over w as place, count(*) over () as found
                      from hr_registry.register_entry e
                      cross join lateral hr_registry.read_entry(e.type_code, e.text) l
                      where e.company_id = target and l.kind is not null and (kinds is null or l.kind = any (kinds))
                      window w as (order by e.entry_number, e.sheet_column, e.position, e.valid_from, e.item, e.document_id)) p
            where p.place > skipped and p.place <= skipped + page_size
            order by p.place;
end
$$;
comment on function handelsregister.get_company_legal_events(text, text[], integer, text) is
    'Mergers, divisions, conversions, agreements, insolvency, dissolution and capital to come, as the texts of the register sheet tell them; pages by cursor. Errors: PT400, PT404';
