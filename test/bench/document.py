"""Owns reading a register content document about one company into facts."""
import re

from lxml import etree

import layout
from catalogue import BY_NAME, OFFICER
from mapping import NAMESPACE, Mapping, calendar_date
from officers import (
    AT,
    COURT_ROLE,
    DETAIL,
    ENTITY_ROLE,
    Officers,
    details_of,
    has_name,
    identity_of_columns,
)

MESSAGE, SUBJECT, ENTITY = Mapping(layout.MESSAGE), Mapping(layout.SUBJECT), Mapping(layout.ENTITY)
PARTICIPANT, ROLE, AUTHORITY = Mapping(layout.PARTICIPANT), Mapping(layout.ROLE), Mapping(layout.AUTHORITY)
BRANCH, SUCCESSION, IDENTIFIER = BY_NAME['branch'], BY_NAME['succession'], BY_NAME['identifier']
PARTIES = {BRANCH: Mapping(layout.BRANCH_PARTY), SUCCESSION: Mapping(layout.SUCCESSION_PARTY)}


def path(text):
    return '/'.join([NAMESPACE + step for step in text.split('/')])


ROOT = NAMESPACE + 'nachricht.reg.0400003'
PARTICIPANTS = path('grunddaten/verfahrensdaten/beteiligung')
PARTY = path('beteiligter/auswahl_beteiligter')
ROLES = path('rolle')
SUBJECTS = path('fachdatenRegister')
OWN = path('basisdatenRegister/rechtstraeger')
AUTHORITIES = path('basisdatenRegister/vertretung/vertretungsberechtigte')

REGISTER_TYPES = {'HRA', 'HRB', 'GnR', 'GsR', 'PR', 'VR', 'GR'}
BERLIN = 'F1103R'
LETTERS = {  # that the numbers of a court end with even where they are left out; Berlin's in HRB only
    'F1103R': 'B', 'X1112R': 'FL', 'X1517R': 'KI', 'X1721R': 'HL', 'X1321R': 'PI', 'G1312': 'P', 'G1103': 'CB',
    'G1207': 'FF', 'G1309': 'NP', 'H1101': 'HB'}
OWN_NUMBER = re.compile(r'(?:([A-Za-z]{2,3}) )?0*(\d{1,9})(?: ?([A-Z]{1,2}))?', re.ASCII)
CLOCK = re.compile(r'((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.\d*)?(?:Z|[+-]\d\d:\d\d)?', re.ASCII)
COUNT = re.compile(r'\d{1,9}', re.ASCII)
NUMBERED = {BY_NAME['address']: 'kind_code', BY_NAME['capital']: 'kind'}
PLACE = ('name', 'seat', 'register_court', 'register_type', 'register_number')
IDENTIFIED = {
    BRANCH: PLACE,
    SUCCESSION: ('kind',) + PLACE,
    BY_NAME['register_entry']: ('sheet_column', 'entry_number', 'type_code', 'text'),
}
MOST_ROLES = 16
LONGEST_NAME = 500


class Courts:
    """Codes of the register courts, from hr_registry.court."""

    def __init__(self, rows):
        self.codes = {code: code for code, _ in rows}
        for code, base_code in rows:
            self.codes.setdefault(base_code, code)

    def find(self, code):
        return self.codes.get(code) or (self.codes.get(code[:5]) if len(code) == 6 else None)


class Reading:
    """What a document says: identity, time, and the facts (attribute, key, values)."""

    def __init__(self):
        self.findings = []
        self.facts = []


def read(content, courts):
    """The Reading of one document; raises ValueError for what is no register document about one company."""
    root = etree.fromstring(content)
    if root.tag != ROOT:
        raise ValueError('the document is not a register content document')
    subjects = root.findall(SUBJECTS)
    if len(subjects) != 1:
        raise ValueError('the document does not have one subject')
    reading = Reading()
    reading.xjustiz_version = root[0].get('xjustizVersion', '')
    reading.fach_version = subjects[0].get('fachdatenRegisterVersion', '')
    if (reading.xjustiz_version, reading.fach_version) != ('3.5.1', '3.4'):
        raise ValueError('the version of the document is not supported')
    message = MESSAGE.gather(root, reading.findings)
    roles = read_roles(root, reading.findings)
    set_identity(reading, message.items, courts)
    subject = SUBJECT.gather(subjects[0], reading.findings)
    read_entity(reading, subjects[0], subject, roles, courts)
    set_extract(reading, message.items, subject.items)
    set_message(reading, message.items, subject.items)
    related = describe_related(reading, roles)
    set_keys(reading)
    if not any(attribute.name == 'name' for attribute, _, _ in reading.facts):
        reading.findings.append('rechtstraeger: the entity has no name')
    others = {subject.items.get('subject_role', '')} | related
    add_officers(reading, subjects[0], others, roles, subject.facts())
    return reading


def read_roles(root, findings):
    """Role number, role code, values of the officer, element of the person, details; in document order."""
    roles = []
    for participant in root.findall(PARTICIPANTS):
        person = PARTICIPANT.gather(participant, findings).facts()
        known = officer_in(person) or [None] * len(OFFICER.columns)
        around = participant.find(PARTY)
        party = (
            next((child for child in around if isinstance(child.tag, str)), None)
            if around is not None
            else None
        )
        own = []
        for role in participant.findall(ROLES) or (None,):
            gathered = ROLE.gather(role, findings) if role is not None else None
            facts = gathered.facts() if gathered else ()
            values = list(known)
            stated = officer_in(facts)
            if stated:
                values = [new if new is not None else old for new, old in zip(stated, values)]
            details = details_of(person, values) if len(own) < MOST_ROLES else []
            details += details_of(facts, values)
            number = gathered.items.get('role_number', '') if gathered else ''
            own.append((number, values[AT['role_code']] or '', values, party, details))
        if len(own) > MOST_ROLES and len(person) > 1:
            findings.append(
                'beteiligung: of a participant with %d roles, names and addresses are kept with the first %d'
                ' only'
                % (len(own), MOST_ROLES)
            )
        for number, code, values, *_ in own:
            if not has_name(values) and code not in (ENTITY_ROLE, COURT_ROLE):
                findings.append('beteiligung: participant "%s" has no name and was left out' % number)
        roles += own
    name_references(roles, findings)
    return roles


def officer_in(facts):
    return next((values for attribute, _, values in facts if attribute is OFFICER), None)


def cut(text):
    raw = text.encode()
    return text if len(raw) <= LONGEST_NAME else raw[:LONGEST_NAME].decode(errors='ignore')


def name_references(roles, findings):
    """Numbers of roles for which others act become names: numbers mean nothing outside the document."""
    at = DETAIL.index['acts_for']
    acting = [
        (details, values)
        for *_, details in roles
        for attribute, values in details
        if attribute is DETAIL and values[at] is not None
    ]
    if not acting:
        return
    names = {}
    for number, _, values, *_ in roles:
        parts = [values[AT[column]] for column in ('organisation_name', 'first_names', 'last_name')]
        names.setdefault(number, ' '.join([cut(part) for part in parts if part is not None]))
    names[''] = ''
    for details, values in acting:
        name = names.get(values[at])
        if not name:
            findings.append('referenz: nobody has the role number "%s"' % values[at])
        values[at] = name or None
        details[:] = [detail for detail in details if any(v is not None for v in detail[1])]


def set_identity(reading, items, courts):
    stated = items.get('court') or items.get('sender_court', '')
    court = courts.find(stated)
    if not court:
        reading.findings.append('gericht: court "%s" is not known' % stated)
    kind, number = items.get('register_code', ''), items.get('number', '')
    suffix = (items.get('suffix') or items.get('suffix_mark', '')).upper()
    if kind not in REGISTER_TYPES or not COUNT.fullmatch(number):
        raise ValueError('the document has no register number')
    suffix = suffix or own_letters(court, kind)
    reading.court, reading.type, reading.number, reading.suffix = court or stated, kind, int(number), suffix
    reading.euid = 'DE%s.%s%d%s' % (court, kind, reading.number, suffix) if court and kind != 'GR' else None


def read_entity(reading, element, subject, roles, courts):
    """What the subject says of itself; where it is silent, what the participant says."""
    own = element.find(OWN)
    stated = facts_of_entity(own, reading, reading.findings, courts) if own is not None else []
    number = subject.items.get('subject_role', '')
    party = next((role[3] for role in roles if role[0] and role[0] == number), None)
    if party is None:
        party = next((role[3] for role in roles if role[1] == ENTITY_ROLE), None)
    if party is not None:
        known = {fact[0] for fact in stated}
        more = facts_of_entity(party, reading, [], courts)
        stated += [fact for fact in more if fact[0] not in known]
    reading.facts = stated + [fact for fact in subject.facts() if not fact[0].of_officer]


def facts_of_entity(element, reading, findings, courts):
    """What it says of its own register entry is no identifier where it is the company's anyway."""
    gathered = ENTITY.gather(element, findings)
    facts = gathered.facts()
    if not is_own_entry(gathered.items, reading, courts):
        return facts
    for attribute, _, values in facts:
        if attribute is IDENTIFIER:
            for column in ('register_court', 'register_type', 'register_number'):
                values[IDENTIFIER.index[column]] = None
    return [f for f in facts if f[0] is not IDENTIFIER or any(value is not None for value in f[2])]


def own_letters(court, kind):
    return LETTERS.get(court, '') if court != BERLIN or kind == 'HRB' else ''


def is_own_entry(items, reading, courts):
    found = OWN_NUMBER.fullmatch(items.get('entity_number', ''))
    if not found or not items.get('entity_court'):
        return False
    court = courts.find(items['entity_court'])
    kind, suffix = found.group(1) or items.get('entity_type'), found.group(3) or ''
    suffix = suffix or own_letters(court, kind)
    entry = (reading.court, reading.type, reading.number, reading.suffix)
    return (court, kind, int(found.group(2)), suffix) == entry


def set_message(reading, message, subject):
    created = message.get('created', '')
    clock = CLOCK.fullmatch(created[11:])
    date = calendar_date(created[:10])
    reading.message = (
        message.get('message_id'),
        date + ' ' + clock.group(1) if date and clock and created[10] == 'T' else None,
        message.get('sender_court'),
        message.get('sender_reference'),
        message.get('event'),
        subject.get('notice'),
        message.get('product'),
    )
    parts = (subject.get('last_change'), subject.get('last_change_text'))
    reading.last_change = '; '.join([part for part in parts if part]) or None


def set_extract(reading, message, subject):
    reading.last_entry = subject.get('last_entry')
    date, time, created = (
        subject.get('extract_date'),
        subject.get('extract_time', ''),
        message.get('created', ''),
    )
    clock = CLOCK.fullmatch(time)
    if date:
        if time and not clock:
            reading.findings.append('abrufuhrzeit: "%s" is not a time and was left out' % time)
        reading.retrieved = date + ' ' + (clock.group(1) if clock else '00:00:00')
    else:
        reading.retrieved = created[:19].replace('T', ' ')
    count = subject.get('entry_count', '')
    reading.entry_count = int(count) if COUNT.fullmatch(count) else None
    if count and reading.entry_count is None:
        reading.findings.append('anzahlEintragungen: "%s" is not a number and was left out' % count)


def refer_once(facts):
    """A participant is one branch, and one predecessor or successor: the first that refers to it.

    Before the parts of an enterprise count those that say what kind of branch it is.
    """
    branches = [(key, values) for attribute, key, values in facts if attribute is BRANCH]
    designated = {key for key, values in branches if values[0] != 'part'}
    kept, seen = [], set()
    for fact in facts:
        attribute, key, values = fact
        if attribute in PARTIES:
            place = (attribute, key, values[0] if attribute is SUCCESSION else None)
            is_part = attribute is BRANCH and values[0] == 'part'
            if place in seen or (is_part and key in designated):
                continue
            seen.add(place)
        kept.append(fact)
    return kept


def describe_related(reading, roles):
    """Completes branches, predecessors and successors from their participants; the numbers of their roles."""
    related = {key for attribute, key, _ in reading.facts if attribute in PARTIES}
    if not any(attribute in PARTIES for attribute, _, _ in reading.facts):
        return related
    reading.facts = refer_once(reading.facts)
    parties = {}
    for number, _, _, party, _ in roles:
        if number:
            parties.setdefault(number, party)
    for attribute, key, values in reading.facts:
        if attribute not in PARTIES:
            continue
        if key not in parties:
            reading.findings.append('%s: nobody has the role number "%s"' % (attribute.name, key))
        elif parties[key] is not None:
            for _, _, more in PARTIES[attribute].gather(parties[key], []).facts():
                values[:] = [old if old is not None else new for old, new in zip(values, more)]
    return related


def set_keys(reading):
    """Former names are their own keys; others are numbered in their kind or identified by what they say.

    Former names and what is identified are dropped where they repeat.
    """
    counts, seen = {}, set()
    facts, reading.facts = reading.facts, []
    for attribute, key, values in facts:
        if attribute in NUMBERED:
            kind = values[attribute.index[NUMBERED[attribute]]] or ''
            n = counts[attribute, kind] = counts.get((attribute, kind), 0) + 1
            key = '%s#%d' % (kind, n)
        elif attribute.name == 'former_name':
            key = values[0] or ''
            if key in seen:
                continue
            seen.add(key)
        elif attribute in IDENTIFIED:
            if (attribute, tuple(values)) in seen:
                continue
            seen.add((attribute, tuple(values)))
            key = identity_of_columns(attribute, values, IDENTIFIED[attribute])
            n = counts[attribute, key] = counts.get((attribute, key), 0) + 1
            key = key if n == 1 else '%s#%d' % (key, n)
        reading.facts.append((attribute, key, values))


def add_officers(reading, element, others, roles, facts):
    """`others`: numbers of the roles of the subject, its branches, predecessors and successors."""
    officers = Officers()
    for number, code, values, _, details in roles:
        if code not in (ENTITY_ROLE, COURT_ROLE) and (not number or number not in others):
            officers.add(number, values, details)

    def attach(tag, role, attribute, values):
        if not officers.attach(role, attribute, values):
            reading.findings.append('%s: there is no officer with the role number "%s"' % (tag, role))

    for authority in element.findall(AUTHORITIES):
        gathered = AUTHORITY.gather(authority, reading.findings)
        role = gathered.items.get('authority_role', '')
        for attribute, _, values in gathered.facts():
            attach('vertretungsberechtigte', role, attribute, values)
    for attribute, role, values in facts:
        if attribute.of_officer:
            attach(attribute.name, role, attribute, values)
    reading.facts += officers.facts
