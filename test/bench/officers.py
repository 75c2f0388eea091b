"""Owns who is an officer in a document, under which key, with which authority."""
from catalogue import OFFICER, AUTHORITY
from digest import digest
from letter import folded

ENTITY_ROLE, COURT_ROLE = '287', '288'
AT = OFFICER.index
IDENTITY = tuple(
    AT[column]
    for column in ('last_name', 'first_names', 'birth_date', 'organisation_name', 'organisation_seat')
)
NAMES = tuple(AT[column] for column in ('last_name', 'first_names', 'organisation_name'))


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


class Officers:
    """Collects the officers of one entity and their authorities, as facts (attribute, key, values)."""

    def __init__(self):
        self.facts = []
        self.namesakes = {}
        self.keys = set()
        self.key_of_role = {}
        self.counts = {}
        self.authorities = set()

    def add(self, role_number, values):
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

    def add_authority(self, role_number, values):
        """False where no officer has the role number. Equal authorities of an officer count once."""
        key = self.key_of_role.get(role_number)
        if key is None:
            return False
        content = (key, tuple(values))
        if content not in self.authorities:
            self.authorities.add(content)
            self.counts[key] = self.counts.get(key, 0) + 1
            self.facts.append((AUTHORITY, '%s/%d' % (key, self.counts[key]), values))
        return True
