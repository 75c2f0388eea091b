"""Owns reading a register content document about one company into facts."""
import re

from lxml import etree

import layout
from catalogue import BY_NAME, OFFICER
from mapping import NAMESPACE, Mapping
from officers import AT, COURT_ROLE, ENTITY_ROLE, Officers, has_name

MESSAGE, SUBJECT, ENTITY = Mapping(layout.MESSAGE), Mapping(layout.SUBJECT), Mapping(layout.ENTITY)
PARTICIPANT, ROLE, AUTHORITY = Mapping(layout.PARTICIPANT), Mapping(layout.ROLE), Mapping(layout.AUTHORITY)


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
CLOCK = re.compile(r'((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.\d*)?(?:Z|[+-]\d\d:\d\d)?', re.ASCII)
COUNT = re.compile(r'\d{1,9}', re.ASCII)
ADDRESS_KIND = BY_NAME['address'].index['kind_code']


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
    read_entity(reading, subjects[0], subject, roles)
    set_extract(reading, message.items, subject.items)
    set_keys(reading)
    if not any(attribute.name == 'name' for attribute, _, _ in reading.facts):
        reading.findings.append('rechtstraeger: the entity has no name')
    add_officers(reading, subjects[0], subject.items.get('subject_role', ''), roles)
    return reading


def read_roles(root, findings):
    """Role number, role code, values of the officer, element of the person; in document order."""
    roles = []
    for participant in root.findall(PARTICIPANTS):
        person = PARTICIPANT.gather(participant, findings).facts()
        known = person[0][1] if person else [None] * len(OFFICER.columns)
        around = participant.find(PARTY)
        party = (
            next((child for child in around if isinstance(child.tag, str)), None)
            if around is not None
            else None
        )
        own = []
        for role in participant.findall(ROLES) or (None,):
            gathered = ROLE.gather(role, findings) if role is not None else None
            values = list(known)
            for _, stated in gathered.facts() if gathered else ():
                values = [new if new is not None else old for new, old in zip(stated, values)]
            number = gathered.items.get('role_number', '') if gathered else ''
            own.append((number, values[AT['role_code']] or '', values, party))
        for number, code, values, _ in own:
            if not has_name(values) and code not in (ENTITY_ROLE, COURT_ROLE):
                findings.append('beteiligung: participant "%s" has no name and was left out' % number)
        roles += own
    return roles


def set_identity(reading, items, courts):
    stated = items.get('court') or items.get('sender_court', '')
    court = courts.find(stated)
    if not court:
        reading.findings.append('gericht: court "%s" is not known' % stated)
    kind, number = items.get('register_code', ''), items.get('number', '')
    suffix = (items.get('suffix') or items.get('suffix_mark', '')).upper()
    if kind not in REGISTER_TYPES or not COUNT.fullmatch(number):
        raise ValueError('the document has no register number')
    if court == BERLIN and kind == 'HRB':
        suffix = suffix or 'B'
    reading.court, reading.type, reading.number, reading.suffix = court or stated, kind, int(number), suffix
    reading.euid = 'DE%s.%s%d%s' % (court, kind, reading.number, suffix) if court and kind != 'GR' else None


def read_entity(reading, element, subject, roles):
    """What the subject says of itself; where it is silent, what the participant says."""
    own = element.find(OWN)
    stated = ENTITY.gather(own, reading.findings).facts() if own is not None else []
    number = subject.items.get('subject_role', '')
    party = next((role[3] for role in roles if role[0] and role[0] == number), None)
    if party is None:
        party = next((role[3] for role in roles if role[1] == ENTITY_ROLE), None)
    if party is not None:
        known = {attribute for attribute, _ in stated}
        stated += [fact for fact in ENTITY.gather(party, []).facts() if fact[0] not in known]
    reading.facts = [(attribute, '', values) for attribute, values in stated + subject.facts()]


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


def set_keys(reading):
    """Keys of former names, addresses and capital; former names that repeat are dropped."""
    counts = {}
    facts, reading.facts = reading.facts, []
    former_names = set()
    for attribute, key, values in facts:
        if attribute.name == 'former_name':
            key = values[0] or ''
            if key in former_names:
                continue
            former_names.add(key)
        elif attribute.name in ('address', 'capital'):
            kind = values[ADDRESS_KIND if attribute.name == 'address' else 0] or ''
            counts[attribute, kind] = counts.get((attribute, kind), 0) + 1
            key = '%s#%d' % (kind, counts[attribute, kind])
        reading.facts.append((attribute, key, values))


def add_officers(reading, element, subject_role, roles):
    officers = Officers()
    for number, code, values, _ in roles:
        if code not in (ENTITY_ROLE, COURT_ROLE) and (not number or number != subject_role):
            officers.add(number, values)
    for authority in element.findall(AUTHORITIES):
        gathered = AUTHORITY.gather(authority, reading.findings)
        role = gathered.items.get('authority_role', '')
        for _, values in gathered.facts():
            if not officers.add_authority(role, values):
                reading.findings.append(
                    'vertretungsberechtigte: there is no officer with the role number "%s"' % role
                )
    reading.facts += officers.facts
