"""Owns what one more snapshot changes in a company's history, and snapshot.facts. Snapshots come in order."""
from catalogue import BY_NAME, BY_NUMBER, OFFICER
from digest import digest
from display import display
from officers import AT

FOLD_VERSION = 2
NAME = BY_NAME['name']
FULL_DATE = 10
GROUP = tuple(AT[column] for column in ('kind', 'role_code', 'role_text', 'first_names'))


class Row:
    """One value of an attribute from a day on."""

    def __init__(self, attribute, key, values):
        self.attribute = attribute
        self.key = key
        self.values = values


class Change:
    """What must be written: rows that begin, places (attribute, key) that end, events."""

    def __init__(self, day, is_bound):
        self.day = day
        self.is_bound = is_bound
        self.begun = []
        self.ended = []
        self.events = []


def put_number(out, number):
    while number >= 0x80:
        out.append((number & 0x7F) | 0x80)
        number >>= 7
    out.append(number)


def encode(facts):
    """The bytes of snapshot.facts, as src/core/history/fact.cpp writes them."""
    out = bytearray(b'\x01')
    put_number(out, len(facts))
    for attribute, key, values in facts:
        out.append(attribute.number)
        raw = key.encode()
        put_number(out, len(raw))
        out += raw
        put_number(out, len(values))
        for value in values:
            if value is None:
                out.append(0)
                continue
            raw = value.encode()
            put_number(out, len(raw) + 1)
            out += raw
    return bytes(out)


# --- following officers whose key changes ---------------------------------------------------------


def may_be_one_person(one, other):
    """A new last name at the same full birth date, or the same name and matching dates."""
    born, also = one[AT['birth_date']] or '', other[AT['birth_date']] or ''
    if (one[AT['last_name']] or '') != (other[AT['last_name']] or ''):
        return born == also and len(born) == FULL_DATE
    shared = min(len(born), len(also))
    return born[:shared] == also[:shared]


def pair_up(vanished, appeared):
    """Key of an appeared officer -> key of the vanished one, where they fit each other and nobody else."""
    groups = {}
    for key, values in vanished.items():
        if values[AT['first_names']]:
            groups.setdefault(tuple([values[i] or '' for i in GROUP]), []).append(key)
    fits, counts = {}, {}
    for key, values in appeared.items():
        for candidate in groups.get(tuple([values[i] or '' for i in GROUP]), ()):
            if may_be_one_person(vanished[candidate], values):
                fits.setdefault(key, []).append(candidate)
                counts[candidate] = counts.get(candidate, 0) + 1
    return {
        key: candidates[0]
        for key, candidates in fits.items()
        if len(candidates) == 1 and counts[candidates[0]] == 1
    }


def officers_of(places):
    return {key: values for (number, key), values in places.items() if number == OFFICER.number}


def follow_officers(before, after):
    """The places of `after` with the keys under which their officers are known."""
    known, now = officers_of(before), officers_of(after)
    if known.keys() == now.keys():
        return after
    appeared = {key: now[key] for key in now if key not in known}
    pairs = pair_up({key: known[key] for key in known if key not in now}, appeared)
    names, in_use = {key: pairs.get(key, key) for key in now}, set(known)
    for key in sorted(appeared):
        if key not in pairs:
            candidate, n = key, 2
            while candidate in in_use:
                candidate, n = '%s#%d' % (key, n), n + 1
            in_use.add(candidate)
            names[key] = candidate
    renamed = {}
    for (number, key), values in after.items():
        if number == OFFICER.number:
            key = names[key]
        elif BY_NUMBER[number].of_officer:
            officer, slash, rest = key.partition('/')
            key = names.get(officer, officer) + slash + rest
        renamed.setdefault((number, key), values)
    return renamed


# --- events ---------------------------------------------------------------------------------------


def add_significant(fields, attribute, values):
    fields.append(b'-' if values is None else b'+')
    if values is None:
        return
    for i in attribute.significant:
        if values[i] is not None:
            fields.append(attribute.column_bytes[i])
            fields.append(values[i].encode())


def make_event(kind, attribute, key, subject, old, new, sha256):
    """(kind, item, subject, old value, new value, identity)"""
    fields = [kind.encode(), key.encode(), sha256]
    add_significant(fields, attribute, old)
    add_significant(fields, attribute, new)
    return (
        kind,
        key,
        subject or None,
        None if old is None else display(attribute, old),
        None if new is None else display(attribute, new),
        digest(fields),
    )


def event_of(before, after, attribute, key, old, new, sha256):
    """None where nothing is told, or another event tells it: that an officer joins or leaves."""
    if not attribute.is_told:
        return None
    kind = attribute.name + '_changed'
    if attribute is OFFICER:
        if old is None or new is None:
            kind = 'officer_joined' if old is None else 'officer_left'
        subject = display(attribute, old if new is None else new)
    elif attribute.of_officer:
        place = (OFFICER.number, key.partition('/')[0])
        if (place in before) != (place in after):
            return None
        subject = display(OFFICER, after[place]) if place in after else company_name(after)
    else:
        subject = company_name(after)
    return make_event(kind, attribute, key, subject, old, new, sha256)


def company_name(places):
    values = places.get((NAME.number, ''))
    return display(NAME, values) if values else ''


# --- the fold of one more snapshot ----------------------------------------------------------------


def places_of(facts):
    """Values by (number of the attribute, key); of equals the first stays."""
    places = {}
    for attribute, key, values in facts:
        places.setdefault((attribute.number, key), values)
    return places


def same_significant(attribute, old, new):
    return old == new or all(old[i] == new[i] for i in attribute.significant)


def first_snapshot(reading, sha256):
    change = Change(reading.last_entry or reading.retrieved[:10], True)
    places = places_of(reading.facts)
    for place in sorted(places):
        change.begun.append(Row(BY_NUMBER[place[0]], place[1], places[place]))
    name = places.get((NAME.number, ''))
    change.events.append(make_event('company_added', NAME, '', company_name(places), None, name, sha256))
    return change


def next_snapshot(current, previous, reading, sha256):
    """`current`: what holds by now, by place; `previous`: day and entry count of the snapshot before."""
    day, count = previous
    own_day = reading.last_entry or reading.retrieved[:10]
    exact = (
        count is not None
        and reading.entry_count is not None
        and reading.entry_count == count + 1
        and reading.last_entry
        and own_day >= day
    )
    change = Change(max(own_day, day), not exact)
    places = follow_officers(current, places_of(reading.facts))
    for place in sorted(current.keys() | places.keys()):
        attribute = BY_NUMBER[place[0]]
        old, new = current.get(place), places.get(place)
        if old is not None and new is not None and same_significant(attribute, old, new):
            continue
        if old is not None:
            change.ended.append((attribute, place[1]))
        if new is not None:
            change.begun.append(Row(attribute, place[1], new))
        event = event_of(current, places, attribute, place[1], old, new, sha256)
        if event:
            change.events.append(event)
    return change
