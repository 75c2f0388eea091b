"""Owns the attributes that have a history: number, table, columns. As in src/core/history/attribute.cpp."""


class Attribute:
    """Columns are written "name"; "name:type" unless text; "name-" where a difference is no change."""

    def __init__(self, number, name, table, keyed, columns, of_officer=False, is_told=True):
        self.number = number
        self.name = name
        self.table = 'hr_registry.' + table
        self.keyed = keyed
        self.of_officer = of_officer  # its keys are "<officer key>/<what>"
        self.is_told = is_told  # its differences are events
        self.columns = []
        self.types = []
        self.significant = []
        for position, text in enumerate(columns.split()):
            column, _, kind = text.rstrip('-').partition(':')
            self.columns.append(column)
            self.types.append(kind or 'text')
            if not text.endswith('-'):
                self.significant.append(position)
        self.index = {column: position for position, column in enumerate(self.columns)}
        self.column_bytes = [column.encode() for column in self.columns]


CODE = ' {0}list {0}version- {0}code {0}label-'.format
RULES = CODE('rule_') + ' rule_text' + CODE('exemption_') + ' exemption_text'
POSTAL = ' addition street house_number po_box postal_code city district' + CODE('country_')
ADDRESS = CODE('kind_') + POSTAL + ' is_former:boolean'
CURRENCY = CODE('currency_') + ' currency_text'
ENTRY = ' register_court register_type register_number'
IDENTIFIERS = ' vat_id business_id reid lei euid'

ATTRIBUTES = (
    Attribute(1, 'name', 'company_name', False, 'name short_name'),
    Attribute(2, 'former_name', 'company_former_name', True, 'name'),
    Attribute(3, 'legal_form', 'company_legal_form', False, CODE('') + ' text'),
    Attribute(4, 'seat', 'company_seat', False, 'city' + CODE('country_')),
    Attribute(5, 'address', 'company_address', True, ADDRESS),
    Attribute(6, 'purpose', 'company_purpose', False, 'purpose business_purpose'),
    Attribute(7, 'status', 'company_status', False, CODE('')),
    Attribute(8, 'capital', 'company_capital', True, 'kind amount:numeric' + CURRENCY + ' note'),
    Attribute(9, 'articles', 'company_articles', False, 'articles_date:date articles_text'),
    Attribute(10, 'representation', 'company_representation', False, RULES),
    Attribute(
        11,
        'officer',
        'officer',
        True,
        'kind' + CODE('role_') + ' role_text title first_names call_name name_prefix'
        ' last_name name_suffix birth_name_prefix birth_name birth_date birth_place residence'
        + CODE('country_')
        + ' organisation_name'
        + CODE('organisation_form_')
        + ' organisation_form_text organisation_seat'
        + ENTRY,
    ),
    Attribute(
        12,
        'officer_authority',
        'officer_authority',
        True,
        RULES + CODE('procuration_') + ' procuration_text local_limit',
        of_officer=True,
    ),
    Attribute(13, 'branch', 'company_branch', True, 'kind name seat' + POSTAL + ENTRY),
    Attribute(
        14, 'succession', 'company_succession', True, 'kind' + CODE('reason_') + ' name seat' + ENTRY
    ),
    Attribute(
        15,
        'register_entry',
        'register_entry',
        True,
        'sheet_column:numeric position:numeric- entry_number:numeric' + CODE('type_') + ' text',
    ),
    Attribute(16, 'term', 'company_term', False, 'founded:date duration'),
    Attribute(
        17,
        'cooperative',
        'company_cooperative',
        False,
        'share_liability:numeric' + CURRENCY + ' further_call most_shares',
    ),
    Attribute(18, 'identifier', 'company_identifier', False, IDENTIFIERS + ENTRY + CODE('authority_')),
    Attribute(19, 'contract', 'company_contract', False, CODE('type_') + ' type_text effective_date'),
    Attribute(20, 'officer_name', 'officer_name', True, 'kind name', of_officer=True),
    Attribute(21, 'officer_address', 'officer_address', True, ADDRESS, of_officer=True, is_told=False),
    Attribute(
        22,
        'officer_detail',
        'officer_detail',
        True,
        'firm acts_for capacity birth_date_is_unknown:boolean' + IDENTIFIERS + CODE('authority_'),
        of_officer=True,
    ),
    Attribute(
        23,
        'officer_contribution',
        'officer_contribution',
        True,
        'kind amount:numeric' + CURRENCY,
        of_officer=True,
    ),
)
BY_NAME = {attribute.name: attribute for attribute in ATTRIBUTES}
BY_NUMBER = {attribute.number: attribute for attribute in ATTRIBUTES}
OFFICER, AUTHORITY = BY_NAME['officer'], BY_NAME['officer_authority']
