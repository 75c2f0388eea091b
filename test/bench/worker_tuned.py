#!/usr/bin/python3
"""The original design at its best: batches of 50 in a transaction, one statement per table with arrays."""
from catalogue import ATTRIBUTES
from document import read
from driver import array, byte_array, run_worker
from history import FOLD_VERSION, encode, first_snapshot, next_snapshot

BATCH = 50

CLAIM = (
    """
with picked as (
    select j.id from bench.job j where j.state = 'queued' order by j.id limit %d for update skip locked)
update bench.job j set state = 'running', attempts = attempts + 1, started_at = clock_timestamp()
from picked p where j.id = p.id
returning j.id, j.document_id"""
    % BATCH
)
FINISH = "update bench.job set state = 'done', finished_at = clock_timestamp() where id = any ($1::bigint[])"
DOCUMENTS = 'select id, content, sha256 from hr_registry.document where id = any ($1::bigint[])'
ENTRIES = 'unnest($1::text[], $2::text[], $3::bigint[], $4::text[]'
COMPANIES = (
    """
select t.n, c.id, s.day, s.entry_count
from %s) with ordinality as t (court, type, number, suffix, n)
join hr_registry.registration r
  on (r.court, r.register_type, r.register_number, r.suffix, r.former_court)
     = (t.court, t.type, t.number, t.suffix, '')
join hr_registry.company c on c.id = r.company_id
cross join lateral (select coalesce(s.last_entry, s.retrieved::date)::text as day, s.entry_count
                    from hr_registry.snapshot s where s.company_id = c.id
                    order by s.retrieved desc, s.last_entry desc limit 1) s
order by c.id
for update of c"""
    % ENTRIES
)
NEW_COMPANIES = (
    """
with fresh as materialized (
    select nextval('hr_registry.company_id_seq') as id, t.*
    from %s, $5::text[]) with ordinality as t (court, type, number, suffix, euid, n)),
company as (
    insert into hr_registry.company (id, fold_version) select f.id, $6 from fresh f),
registration as (
    insert into hr_registry.registration (court, register_type, register_number, suffix, company_id, euid)
    select f.court, f.type, f.number, f.suffix, f.id, f.euid from fresh f)
select f.n, f.id from fresh f"""
    % ENTRIES
)
SNAPSHOTS = """
insert into hr_registry.snapshot (company_id, document_id, retrieved, last_entry, entry_count, facts, last_change)
select * from unnest($1::bigint[], $2::bigint[], $3::timestamp[], $4::date[], $5::integer[], $6::bytea[],
                     $7::text[])
on conflict (company_id, document_id) do update
set retrieved = excluded.retrieved, last_entry = excluded.last_entry, entry_count = excluded.entry_count,
    facts = excluded.facts, last_change = excluded.last_change"""
EVENTS = """
insert into hr_registry.change_event (seq, company_id, document_id, effective_date, effective_is_bound, kind, item,
                                      subject, old_value, new_value, identity)
select nextval('hr_registry.change_seq'), t.*
from unnest($1::bigint[], $2::bigint[], $3::date[], $4::boolean[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::uuid[]) as t"""
# Findings are few: a text for each document, taken apart by the server.
READINGS = """
insert into hr_registry.reading (document_id, xjustiz_version, fach_version, layout_guessed, findings,
                                 entities, message_id, message_created, sender_court, sender_reference,
                                 event_code, notice_code, product)
select t.document_id, t.xjustiz_version, t.fach_version, false, t.findings::text[], 1, t.message_id,
       t.message_created, t.sender_court, t.sender_reference, t.event_code, t.notice_code, t.product
from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamp[], $7::text[], $8::text[],
            $9::text[], $10::text[], $11::text[])
     as t (document_id, xjustiz_version, fach_version, findings, message_id, message_created, sender_court,
           sender_reference, event_code, notice_code, product)
on conflict (document_id) do update
set xjustiz_version = excluded.xjustiz_version, fach_version = excluded.fach_version,
    findings = excluded.findings, message_id = excluded.message_id, message_created = excluded.message_created,
    sender_court = excluded.sender_court, sender_reference = excluded.sender_reference,
    event_code = excluded.event_code, notice_code = excluded.notice_code, product = excluded.product"""


class Statements:
    """Those of one attribute's table."""

    def __init__(self, attribute):
        columns = ', '.join(attribute.columns)
        key = 'company_id, item' if attribute.keyed else 'company_id'
        types = (
            ['bigint']
            + (['text'] if attribute.keyed else [])
            + ['bigint', 'date', 'boolean']
            + attribute.types
        )
        arrays = ', '.join(['$%d::%s[]' % (1 + i, kind) for i, kind in enumerate(types)])
        self.current = (
            'select company_id, %s, %s from %s where company_id = any ($1::bigint[]) and valid_to is null'
            % (
                'item' if attribute.keyed else "''",
                ', '.join([c + '::text' for c in attribute.columns]),
                attribute.table,
            )
        )
        self.begin = (
            'insert into %s (%s, document_id, valid_from, valid_from_is_bound, %s, valid_to_is_bound)'
            ' select t.*, false from unnest(%s) as t on conflict (%s, document_id) do update'
            ' set (valid_from, valid_from_is_bound, %s)'
            ' = (excluded.valid_from, excluded.valid_from_is_bound, %s)'
            % (
                attribute.table,
                key,
                columns,
                arrays,
                key,
                columns,
                ', '.join(['excluded.' + c for c in attribute.columns]),
            )
        )
        self.end = (
            'update %s h set valid_to = t.day, valid_to_is_bound = t.is_bound'
            ' from unnest($1::date[], $2::boolean[], $3::bigint[]%s) as t (day, is_bound, company_id%s)'
            ' where h.company_id = t.company_id%s and h.valid_to is null'
            % (
                (attribute.table,)
                + ((', $4::text[]', ', item', ' and h.item = t.item') if attribute.keyed else ('', '', ''))
            )
        )


STATEMENTS = {attribute: Statements(attribute) for attribute in ATTRIBUTES}


class Work:
    """One document of the batch."""

    def __init__(self, document, sha256, reading):
        self.document = document
        self.sha256 = sha256
        self.reading = reading
        self.entry = (reading.court, reading.type, reading.number, reading.suffix)
        self.company = self.change = None


def columns_of(rows):
    return [array(column) for column in zip(*rows)]


def current_values(database, companies):
    current = {company: {} for company in companies}
    ids = array(companies)
    for attribute in database.filled:
        for row in database.run(STATEMENTS[attribute].current, ids):
            current[row[0]][attribute.number, row[1]] = row[2:]
    return current


def fold_known(database, works):
    """Folds the documents of companies that exist; returns the others."""
    found = database.run(COMPANIES, *columns_of([work.entry for work in works]))
    if not found:
        return works
    current = current_values(database, [row[1] for row in found])
    for n, company, day, count in found:
        work = works[n - 1]
        work.company = company
        work.change = next_snapshot(current[company], (day, count), work.reading, work.sha256)
    return [work for work in works if work.company is None]


def fold_new(database, works):
    columns = columns_of([work.entry + (work.reading.euid,) for work in works])
    for n, company in database.run(NEW_COMPANIES, *columns, FOLD_VERSION):
        work = works[n - 1]
        work.company = company
        work.change = first_snapshot(work.reading, work.sha256)


def write_rows(database, works):
    begun, ended = {}, {}
    for work in works:
        day, is_bound = work.change.day, work.change.is_bound
        for attribute, key in work.change.ended:
            ended.setdefault(attribute, []).append(
                (day, is_bound, work.company) + ((key,) if attribute.keyed else ())
            )
        for row in work.change.begun:
            place = (work.company, row.key) if row.attribute.keyed else (work.company,)
            begun.setdefault(row.attribute, []).append(
                place + (work.document, day, is_bound) + tuple(row.values)
            )
    for attribute, rows in ended.items():
        database.run(STATEMENTS[attribute].end, *columns_of(rows))
    for attribute, rows in begun.items():
        database.filled.add(attribute)
        database.run(STATEMENTS[attribute].begin, *columns_of(rows))


def write(database, works):
    database.run(
        SNAPSHOTS,
        *columns_of(
            [
                (w.company, w.document, w.reading.retrieved, w.reading.last_entry, w.reading.entry_count)
                for w in works
            ]
        ),
        byte_array([encode(w.reading.facts) for w in works]),
        array([w.reading.last_change for w in works])
    )
    write_rows(database, works)
    events = [
        (w.company, w.document, w.change.day, w.change.is_bound) + event
        for w in works
        for event in w.change.events
    ]
    if events:
        database.run(EVENTS, *columns_of(events))
    database.run(
        READINGS,
        *columns_of(
            [
                (w.document, w.reading.xjustiz_version, w.reading.fach_version, array(w.reading.findings))
                + w.reading.message
                for w in works
            ]
        )
    )


def waves(works):
    """Documents of one company follow each other; those of different companies go together."""
    while works:
        wave, later, seen = [], [], set()
        for work in works:
            (later if work.entry in seen else wave).append(work)
            seen.add(work.entry)
        yield wave
        works = later


def step(database, courts):
    claimed = sorted(database.run(CLAIM))
    if not claimed:
        database.commit()
        return False
    rows = database.run(DOCUMENTS, array([document for _, document in claimed]))
    works = [
        Work(document, bytes(sha256), read(bytes(content), courts))
        for document, content, sha256 in sorted(rows, key=lambda row: row[0])
    ]
    for wave in waves(works):
        fresh = fold_known(database, wave)
        if fresh:
            fold_new(database, fresh)
        write(database, wave)
    database.run(FINISH, array([job for job, _ in claimed]))
    database.commit()
    return True


if __name__ == '__main__':
    run_worker(step)
