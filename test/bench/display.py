"""Owns the short texts in which differences are shown to people. They never hold a birth date."""
import re

from catalogue import OFFICER

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


def postal_address(of):
    po_box = of('po_box')
    return join(
        ', ',
        of('addition'),
        join(' ', of('street'), of('house_number')),
        po_box and 'Postfach ' + po_box,
        join(' ', of('postal_code'), of('city')),
        of('district'),
        of.foreign_country(),
    )


def address(of):
    text = postal_address(of)
    return text + ' (früher)' if of('is_former') == 'true' else text


def money(of, column='amount'):
    currency = of('currency_code') or of('currency_text') or of('currency_label')
    return join(' ', of(column), currency) if of(column) else ''


def register_number(of):
    number, kind = of('register_number'), of('register_type')
    return join(' ', of('register_court'), '' if number.startswith(kind) else kind, number)


def succession(of):
    reason = of.coded('reason_')
    organisation = join(', ', of('name'), of('seat'), register_number(of))
    return join(' ', organisation, reason and '(' + reason + ')')


def identifiers(of):
    columns = ('vat_id', 'business_id', 'reid', 'lei', 'euid')
    return join(', ', *[of(column) for column in columns], of.coded('authority_'))


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
    'capital': lambda of: money(of) or of('note'),
    'articles': lambda of: of('articles_date') or of('articles_text'),
    'representation': lambda of: join('; ', of.coded('rule_'), of.coded('exemption_')),
    'officer': officer,
    'officer_authority': lambda of: join(
        '; ', of.coded('procuration_'), of.coded('rule_'), of.coded('exemption_'), of('local_limit')
    ),
    'branch': lambda of: join(', ', of('name'), postal_address(of) or of('seat'), register_number(of)),
    'succession': succession,
    'register_entry': lambda of: of('text'),
    'term': lambda of: join('; ', of('founded'), of('duration')),
    'cooperative': lambda of: join(
        '; ', money(of, 'share_liability'), of('further_call'), of('most_shares')
    ),
    'identifier': lambda of: join(', ', identifiers(of), register_number(of)),
    'contract': lambda of: join(', ', of.coded('type_'), of('effective_date')),
    'officer_name': lambda of: of('name'),
    'officer_address': address,
    'officer_detail': lambda of: join(
        ', ', of('firm'), of('acts_for'), of('capacity'), identifiers(of)
    ),
    'officer_contribution': money,
}
ALL, BIRTHS, BIRTHS_AND_LISTED = range(3)


def without_dates(text, which):
    out, at = '', 0
    for found in DATE.finditer(text):
        before = out + text[at : found.start()]
        marker = BIRTH_MARKER.search(before)
        listed = which == BIRTHS_AND_LISTED and before.rstrip(' ').endswith((',', ';'))
        if marker or listed or which == ALL:
            out = (before[: marker.start()] if marker else before).rstrip(' ,')
        else:
            out = before + found.group()
        at = found.end()
    return out + text[at:] if at else text


def display(attribute, values):
    text = TEXTS[attribute.name](Fields(attribute, values))
    if attribute.name != 'articles':
        about_people = attribute is OFFICER or attribute.of_officer
        listed = attribute.name == 'register_entry'
        text = without_dates(text, ALL if about_people else BIRTHS_AND_LISTED if listed else BIRTHS)
    raw = text.encode()
    return text if len(raw) <= MAX_BYTES else raw[:MAX_BYTES].decode(errors='ignore') + '…'
