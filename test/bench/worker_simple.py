#!/usr/bin/python3
"""The original design: one job at a time, one transaction per document, one statement per row."""
from catalogue import ATTRIBUTES
from document import read
from driver import Binary, run_worker
from history import FOLD_VERSION, encode, first_snapshot, next_snapshot

CLAIM = """
update bench.job set state = 'running', attempts = attempts + 1, started_at = clock_timestamp()
where id = (select j.id from bench.job j where j.state = 'queued' order by j.id limit 1
            for update skip locked)
returning id, document_id"""
FINISH = "update bench.job set state = 'done', finished_at = clock_timestamp() where id = $1"
DOCUMENT = 'select content, sha256 from hr_registry.document where id = $1'
COMPANY = """
select c.id
from hr_registry.registration r join hr_registry.company c on c.id = r.company_id
where r.court = $1 and r.register_type = $2 and r.register_number = $3 and r.suffix = $4
  and r.former_court = ''
for update of c"""
NEW_COMPANY = 'insert into hr_registry.company (fold_version) values ($1) returning id'
NEW_REGISTRATION = """
insert into hr_registry.registration (court, register_type, register_number, suffix, company_id, euid)
values ($1, $2, $3, $4, $5, $6)"""
PREVIOUS = """
select coalesce(last_entry, retrieved::date)::text, entry_count
from hr_registry.snapshot where company_id = $1 order by retrieved desc, last_entry desc limit 1"""
SNAPSHOT = """
insert into hr_registry.snapshot (company_id, document_id, retrieved, last_entry, entry_count, facts, last_change)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (company_id, document_id) do update
set retrieved = excluded.retrieved, last_entry = excluded.last_entry, entry_count = excluded.entry_count,
    facts = excluded.facts, last_change = excluded.last_change"""
EVENT = """
insert into hr_registry.change_event (seq, company_id, document_id, effective_date, effective_is_bound, kind, item,
                                      subject, old_value, new_value, identity)
values (nextval('hr_registry.change_seq'), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"""
READING = """
insert into hr_registry.reading (document_id, xjustiz_version, fach_version, layout_guessed, findings,
                                 entities, message_id, message_created, sender_court, sender_reference,
                                 event_code, notice_code, product)
values ($1, $2, $3, false, $4, 1, $5, $6, $7, $8, $9, $10, $11)
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
        fixed = 5 if attribute.keyed else 4
        values = ', '.join(['$%d' % (fixed + 1 + i) for i in range(len(attribute.columns))])
        self.current = 'select %s, %s from %s where company_id = $1 and valid_to is null' % (
            'item' if attribute.keyed else "''",
            ', '.join([c + '::text' for c in attribute.columns]),
            attribute.table,
        )
        self.begin = (
            'insert into %s (%s, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, %s)'
            ' values (%s, false, %s)'
            ' on conflict (%s, document_id) do update set (valid_from, valid_from_is_bound, %s) ='
            ' (excluded.valid_from, excluded.valid_from_is_bound, %s)'
            % (
                attribute.table,
                key,
                columns,
                ', '.join(['$%d' % (1 + i) for i in range(fixed)]),
                values,
                key,
                columns,
                ', '.join(['excluded.' + c for c in attribute.columns]),
            )
        )
        self.end = (
            'update %s set valid_to = $1, valid_to_is_bound = $2 where company_id = $3%s and valid_to is null'
            % (attribute.table, ' and item = $4' if attribute.keyed else '')
        )


STATEMENTS = {attribute: Statements(attribute) for attribute in ATTRIBUTES}


def current_values(database, company):
    return {
        (attribute.number, row[0]): row[1:]
        for attribute in database.filled
        for row in database.run(STATEMENTS[attribute].current, company)
    }


def change_of(database, reading, sha256):
    """The company, made where there is none, and what the reading changes in its history."""
    entry = (reading.court, reading.type, reading.number, reading.suffix)
    found = database.run(COMPANY, *entry)
    if not found:
        company = database.run(NEW_COMPANY, FOLD_VERSION)[0][0]
        database.run(NEW_REGISTRATION, *entry, company, reading.euid)
        return company, first_snapshot(reading, sha256)
    company = found[0][0]
    previous = database.run(PREVIOUS, company)[0]
    return company, next_snapshot(current_values(database, company), previous, reading, sha256)


def write(database, company, document, reading, change):
    database.run(
        SNAPSHOT,
        company,
        document,
        reading.retrieved,
        reading.last_entry,
        reading.entry_count,
        Binary(encode(reading.facts)),
        reading.last_change,
    )
    for attribute, key in change.ended:
        place = (company, key) if attribute.keyed else (company,)
        database.run(STATEMENTS[attribute].end, change.day, change.is_bound, *place)
    for row in change.begun:
        database.filled.add(row.attribute)
        place = (company, row.key) if row.attribute.keyed else (company,)
        database.run(
            STATEMENTS[row.attribute].begin, *place, document, change.day, change.is_bound, *row.values
        )
    for event in change.events:
        database.run(EVENT, company, document, change.day, change.is_bound, *event)
    database.run(
        READING,
        document,
        reading.xjustiz_version,
        reading.fach_version,
        reading.findings,
        *reading.message
    )


def step(database, courts):
    claimed = database.run(CLAIM)
    if not claimed:
        database.commit()
        return False
    job, document = claimed[0]
    content, sha256 = database.run(DOCUMENT, document)[0]
    reading = read(bytes(content), courts)
    company, change = change_of(database, reading, bytes(sha256))
    write(database, company, document, reading, change)
    database.run(FINISH, job)
    database.commit()
    return True


if __name__ == '__main__':
    run_worker(step)
