"""Owns the walk over an element that fills the values which a layout's rows name."""
import datetime
import re
from decimal import Decimal

from catalogue import BY_NAME

NAMESPACE = '{http://www.xjustiz.de}'
BLANKS = ' \t\r\n'
WHOLE = re.compile(r'\+?0*(\d{1,9})', re.ASCII)
AMOUNT = re.compile(r'[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?', re.ASCII)
PARTIAL_DATE = re.compile(r'(\d{4})(?:-(\d\d)(?:-(\d\d))?)?', re.ASCII)
DATE = re.compile(r'(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)?', re.ASCII)
# Data type A of DIN 91379, with the combining marks that its sequences use.
CLEAN_NAME = re.compile(
    "[ ',-.A-Z`a-z~\u00a8\u00b4\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017e\u0187\u0188\u018f\u0197"
    '\u01a0\u01a1\u01af\u01b0\u01b7\u01cd-\u01dc\u01de\u01df\u01e2-\u01f0\u01f4\u01f5\u01f8-\u01ff\u0212'
    '\u0213\u0218-\u021b\u021e\u021f\u0227-\u0233\u0259\u0268\u0292\u02b9\u02ba\u02be\u02bf\u02c8\u02cc\u0300-\u0302\u0304\u0306-\u0308'
    '\u030b-\u030d\u0310\u0315\u031b\u0323\u0325-\u0327\u0331\u035f\u1e02\u1e03\u1e06\u1e07\u1e0a-\u1e11\u1e17'
    '\u1e1c-\u1e2b\u1e2f-\u1e37\u1e3a\u1e3b\u1e40-\u1e49\u1e52-\u1e5b\u1e5e-\u1e63\u1e6a-\u1e6f\u1e80-\u1e87'
    '\u1e8c-\u1e97\u1e9e\u1ea0-\u1ef9\u2019\u2021]*'
)


def text_of(element):
    """Trimmed; comments and elements in between do not count."""
    text = element.text or ''
    if len(element):
        text += ''.join([child.tail or '' for child in element])
    return text.strip(BLANKS)


def code_of(element):
    """List, version, code and label; the label is a comment beside the code, or a child "name"."""
    uri = element.get('listURI', '').strip(BLANKS)
    code = label = ''
    for child in element:
        tag = child.tag
        if not isinstance(tag, str):
            label = label or child.text.strip(BLANKS)
        elif tag == 'code' or tag.endswith('}code'):
            code = text_of(child)
        elif tag == 'name' or tag.endswith('}name'):
            label = text_of(child)
    return uri.rpartition('codeliste:')[2], element.get('listVersionID', '').strip(BLANKS), code, label


def exact_decimal(text):
    if not AMOUNT.fullmatch(text):
        return None
    value = format(Decimal(text), 'f')
    if '.' in value:
        value = value.rstrip('0').rstrip('.')
    return '0' if value == '-0' else value


def partial_date(text):
    found = PARTIAL_DATE.fullmatch(text)
    if not found:
        return None
    try:
        datetime.date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return None
    return text


def calendar_date(text):
    found = DATE.fullmatch(text)
    return found and partial_date(found.group(1))


def whole_number(text):
    found = WHOLE.fullmatch(text)
    return found and found.group(1)


def excerpt(text):
    raw = text.encode()
    return text if len(raw) <= 60 else raw[:60].decode(errors='ignore') + '…'


NOUNS = {'amount': 'an amount', 'whole': 'a number of up to nine digits'}
CONVERT = {
    'amount': exact_decimal,
    'whole': whole_number,
    'date': calendar_date,
    'partial_date': partial_date,
    'free_text': lambda text: text.rstrip(BLANKS + ';'),
}


JOINED = ('joined_text', 'joined_code')


class Leaf:
    def __init__(self, kind, target, constant=None):
        self.kind = kind
        self.constant = constant
        name, dot, column = target.partition('.')
        self.item = None if dot else target
        self.attribute = BY_NAME[name] if dot else None
        self.column = self.attribute.index[column] if column else 0  # of a reference none


class Node:
    def __init__(self):
        self.children = {}
        self.leaves = []
        self.begins = None  # the attribute of which a value begins here


class Gathered:
    def __init__(self):
        self.items = {}
        self.values = []  # [attribute, values, stated, key]: constants alone state nothing
        self.open = {}
        self.only = None  # inside a container that repeats: the attribute whose values are read

    def value(self, attribute):
        found = self.open.get(attribute)
        return found or self.begin(attribute)

    def begin(self, attribute):
        made = self.open[attribute] = [attribute, [None] * len(attribute.columns), False, '']
        self.values.append(made)
        return made

    def facts(self):
        """Attribute, key and values; the key is the role number that a value refers to."""
        return [(attribute, key, values) for attribute, values, stated, key in self.values if stated]


class Mapping:
    """The rows of one source as a tree of element names."""

    def __init__(self, rows):
        self.root = Node()
        for path, *leaf in rows:
            node = self.root
            made = Leaf(*leaf)
            for step in path.split('/'):
                name = step.rstrip('*')
                child = node.children.get(name) or Node()
                node.children[name] = node.children[NAMESPACE + name] = child
                node = child
                if step != name:
                    node.begins = made.attribute
            node.leaves.append(made)

    def gather(self, element, findings):
        gathered = Gathered()
        descend(self.root, element, gathered, findings)
        return gathered


def descend(node, element, gathered, findings):
    seen = set()
    children = node.children
    for child in element:
        below = children.get(child.tag)
        if below is None:
            continue
        begins, only = below.begins, gathered.only
        if begins or below.children:
            repeats = below in seen
            if repeats and not begins:  # of containers that may not repeat, the first counts
                continue
            seen.add(below)
            if begins:
                gathered.begin(begins)
                if repeats and not only:  # others still take theirs from the first
                    gathered.only = begins
        for leaf in below.leaves:
            if not gathered.only or leaf.attribute is gathered.only:
                take(leaf, child, gathered, findings)
        if below.children:
            descend(below, child, gathered, findings)
        if begins:
            del gathered.open[begins]
            gathered.only = only


def take(leaf, element, gathered, findings):
    kind = leaf.kind
    if kind == 'constant':
        gathered.value(leaf.attribute)[1][leaf.column] = leaf.constant
    elif kind == 'code':
        take_code(leaf, element, gathered)
    elif kind in ('code_value', 'joined_code'):
        put(leaf, code_of(element)[2], gathered)
    elif kind == 'code_label':
        code, label = code_of(element)[2:]
        put(leaf, label if label and code else code, gathered)
    else:
        take_text(leaf, element, gathered, findings)


def take_code(leaf, element, gathered):
    parts = code_of(element)
    if not parts[2]:
        return
    value = gathered.value(leaf.attribute)
    value[2] = True
    if value[1][leaf.column + 2] is None:
        for offset, part in enumerate(parts):
            if part:
                value[1][leaf.column + offset] = part


def take_text(leaf, element, gathered, findings):
    text = text_of(element)
    if not text:
        return
    kind = leaf.kind
    value = text
    if kind == 'reference':
        refer(leaf, text, gathered)
        return
    if kind == 'boolean':
        value = 'true' if text in ('true', '1') else ''
    elif kind == 'person_name':
        if not CLEAN_NAME.fullmatch(text):
            findings.append(
                '%s: "%s" has characters that are not allowed in a name'
                % (local_name(element), excerpt(text))
            )
    elif kind in CONVERT:
        value = CONVERT[kind](text)
        if value is None:
            findings.append(
                '%s: "%s" is not %s and was left out'
                % (local_name(element), excerpt(text), NOUNS.get(kind, 'a date'))
            )
            return
    put(leaf, value, gathered)


def refer(leaf, role_number, gathered):
    value = gathered.value(leaf.attribute)
    value[2] = True
    value[3] = value[3] or role_number


def put(leaf, text, gathered):
    if not text:
        return
    if leaf.item:
        known = gathered.items.setdefault(leaf.item, text)
        if known is not text and leaf.kind in JOINED:
            gathered.items[leaf.item] = known + ', ' + text
        return
    value = gathered.value(leaf.attribute)
    value[2] = True
    known = value[1][leaf.column]
    if known is None:
        value[1][leaf.column] = text
    elif leaf.kind in JOINED:
        value[1][leaf.column] = known + ', ' + text


def local_name(element):
    return element.tag.rpartition('}')[2]
