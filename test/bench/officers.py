"""Owns who is an officer in a document, under which key, and what belongs to an officer."""
from catalogue import BY_NAME, OFFICER
from digest import digest
from letter import folded

ENTITY_ROLE, COURT_ROLE = '287', '288'
AT = OFFICER.index
IDENTITY = tuple(
    AT[column]
    for column in ('last_name', 'first_names', 'birth_date', 'organisation_name', 'organisation_seat')
)
NAMES = tuple(AT[column] for column in ('last_name', 'first_names', 'organisation_name'))


DETAIL, ADDRESS = BY_NAME['officer_detail'], BY_NAME['officer_address']
PRIVATE_ADDRESS = '017'
OF_RESIDENCE = {
    ADDRESS.index[column]
    for part in ('kind_', 'country_')
    for column in [part + name for name in ('list', 'version', 'code', 'label')]
} | {ADDRESS.index['city']}


def has_name(values):
    return any(values[i] is not None for i in NAMES)


def identity_of(values):
    """16 hex digits from role, kind, name, birth date and seat."""
    role = values[AT['role_code']]
    if role is None:
        role = values[AT['role_text']]
    fields = [(role or '').encode(), (values[AT['kind']] or '').encode()]
    fields += [folded(values[i] or '').encode() for i in IDENTITY]
    return digest(fields)[:16]


def says_only_residence(address, values):
    """A private address of which only place and country are stated: the officer's own columns say it."""
    at = ADDRESS.index
    if address[at['city']] != values[AT['residence']]:
        return False
    if address[at['country_code']] != values[AT['country_code']]:
        return False
    if address[at['kind_code']] not in (None, PRIVATE_ADDRESS):
        return False
    return all(value is None or i in OF_RESIDENCE for i, value in enumerate(address))


def details_of(facts, values):
    """What else the facts say of the officer: pairs of attribute and values."""
    return [
        (attribute, more)
        for attribute, _, more in facts
        if attribute is not OFFICER and not (attribute is ADDRESS and says_only_residence(more, values))
    ]


def identity_of_columns(attribute, values, columns):
    """16 hex digits."""
    return digest([(values[attribute.index[column]] or '').encode() for column in columns])[:16]


class Officers:
    """Collects the officers of one entity and what belongs to them, as facts (attribute, key, values)."""

    def __init__(self):
        self.facts = []
        self.namesakes = {}
        self.keys = set()
        self.key_of_role = {}
        self.counts = {}
        self.contents = set()
        self.details = {}

    def add(self, role_number, values, details):
        if not has_name(values):
            return
        identity = identity_of(values)
        keys = self.namesakes.setdefault(identity, {})
        key = keys.setdefault(tuple(values), '%s#%d' % (identity, len(keys) + 1) if keys else identity)
        if role_number:
            self.key_of_role.setdefault(role_number, key)
        if key not in self.keys:
            self.keys.add(key)
            self.facts.append((OFFICER, key, values))
        for attribute, more in details:
            self.attach_to(key, attribute, more)

    def attach(self, role_number, attribute, values):
        """False where no officer has the role number. Equal values of an officer count once."""
        key = self.key_of_role.get(role_number)
        if key is None:
            return False
        self.attach_to(key, attribute, values)
        return True

    def attach_to(self, officer, attribute, values):
        content = (officer, attribute, tuple(values))
        if content in self.contents:
            return
        self.contents.add(content)
        if attribute is DETAIL:
            self.add_detail(officer + '/1', values)
            return
        if attribute.name == 'officer_name':
            what = identity_of_columns(attribute, values, ('kind', 'name'))
        elif attribute is ADDRESS:
            what = self.numbered(officer, attribute, values[ADDRESS.index['kind_code']])
        elif attribute.name == 'officer_contribution':
            what = self.numbered(officer, attribute, values[attribute.index['kind']])
        else:
            what = str(self.count(officer, attribute))
        self.facts.append((attribute, officer + '/' + what, values))

    def count(self, *what):
        n = self.counts[what] = self.counts.get(what, 0) + 1
        return n

    def numbered(self, officer, attribute, kind):
        return '%s#%d' % (kind or '', self.count(officer, attribute, kind or ''))

    def add_detail(self, key, values):
        """An officer has one; what several say of the same column stands there one behind the other."""
        whole = self.details.get(key)
        if whole is None:
            whole = self.details[key] = list(values)
            self.facts.append((DETAIL, key, whole))
            return
        for i, value in enumerate(values):
            if value is not None and value != whole[i]:
                whole[i] = value if whole[i] is None else whole[i] + ', ' + value
