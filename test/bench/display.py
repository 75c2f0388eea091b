"""Owns the short texts in which differences are shown to people. They never hold a birth date."""
import re

from catalogue import AUTHORITY, OFFICER

MAX_BYTES = 240
GERMAN_CODES = {'DE', 'DEU', '000'}
DATE = re.compile(r'(?<!\d)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\. *\d{1,2}\. *\d{4})(?!\d)', re.ASCII)
BIRTH_MARKER = re.compile(r'(?:\*|geboren|geb\.|Geb\.|geb|Geburtsdatum:|Geburtsdatum) *(?:(?<= )am)? *\Z')


def join(separator, *parts):
    return separator.join([part for part in parts if part])


class Fields:
    """The columns of a value by name; empty where absent."""

    def __init__(self, attribute, values):
        self.index = attribute.index
        self.values = values

    def __call__(self, column):
        return self.values[self.index[column]] or ''

    def coded(self, name):
        """A coded column for people: its label, else its free text, else the bare code."""
        return (
            self(name + 'label')
            or (self(name + 'text') if name + 'text' in self.index else '')
            or self(name + 'code')
        )

    def foreign_country(self):
        country = self.coded('country_')
        return '' if country == 'Deutschland' or self('country_code') in GERMAN_CODES else country


def address(of):
    po_box = of('po_box')
    text = join(
        ', ',
        of('addition'),
        join(' ', of('street'), of('house_number')),
        po_box and 'Postfach ' + po_box,
        join(' ', of('postal_code'), of('city')),
        of('district'),
        of.foreign_country(),
    )
    return text + ' (früher)' if of('is_former') == 'true' else text


def capital(of):
    currency = of('currency_code') or of('currency_text') or of('currency_label')
    return join(' ', of('amount'), currency) if of('amount') else of('note')


def officer(of):
    person = join(
        ' ',
        of('title'),
        of('first_names') or of('call_name'),
        of('name_prefix'),
        of('last_name'),
        of('name_suffix'),
    )
    role = of.coded('role_')
    role = role and '(' + role + ')'
    if person:
        return join(', ', join(' ', person, role), of('residence'), of.foreign_country())
    return join(', ', join(' ', of('organisation_name'), role), of('organisation_seat') or of('residence'))


TEXTS = {
    'name': lambda of: of('name') or of('short_name'),
    'former_name': lambda of: of('name'),
    'legal_form': lambda of: of.coded(''),
    'status': lambda of: of.coded(''),
    'seat': lambda of: join(', ', of('city'), of.foreign_country()),
    'address': address,
    'purpose': lambda of: of('purpose') or of('business_purpose'),
    'capital': capital,
    'articles': lambda of: of('articles_date') or of('articles_text'),
    'representation': lambda of: join('; ', of.coded('rule_'), of.coded('exemption_')),
    'officer': officer,
    'officer_authority': lambda of: join(
        '; ', of.coded('procuration_'), of.coded('rule_'), of.coded('exemption_'), of('local_limit')
    ),
}


def without_dates(text, only_births):
    out, at = '', 0
    for found in DATE.finditer(text):
        before = out + text[at : found.start()]
        marker = BIRTH_MARKER.search(before)
        if marker or not only_births:
            out = (before[: marker.start()] if marker else before).rstrip(' ,')
        else:
            out = before + found.group()
        at = found.end()
    return out + text[at:] if at else text


def display(attribute, values):
    text = TEXTS[attribute.name](Fields(attribute, values))
    if attribute.name != 'articles':
        text = without_dates(text, attribute not in (OFFICER, AUTHORITY))
    raw = text.encode()
    return text if len(raw) <= MAX_BYTES else raw[:MAX_BYTES].decode(errors='ignore') + '…'
