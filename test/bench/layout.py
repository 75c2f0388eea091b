"""Owns where version 3.5.1 of the register content message keeps what is read: path, kind, column or item.

As in src/core/xjustiz/layout_3_4.cpp and layout_3_5.cpp. A step with * begins a new value; a code fills four
columns; a reference, to a role's number, fills none.
"""
INSTANCE = 'grunddaten/verfahrensdaten/instanzdaten'
REFERENCE = INSTANCE + '/aktenzeichen/auswahl_aktenzeichen'
STRUCTURED = REFERENCE + '/aktenzeichen.strukturiert'
GMBH = 'auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammkapital*'
AG = 'auswahl_zusatzangaben/kapitalgesellschaft/zusatzAktiengesellschaft/grundkapital*'
GENO = 'auswahl_zusatzangaben/genossenschaft'
SHARE = 'auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammeinlage*'
LIMITED = 'auswahl_zusatzangaben/personengesellschaft/zusatzKG/datenKommanditist*'
TERM = 'dauerDesRechtstraegers'
BRANCH = 'auswahl_artZweigniederlassung*'
ENTRY_TEXT = 'auszug/eintragungstext*'
TRADER = 'registereintragungNatuerlichePerson'
ROLE_NUMBER = 'ref.rollennummer'
BASIC = 'basisdatenRegister'
GENERAL = BASIC + '/vertretung/allgemeineVertretungsregelung'
SPECIAL = 'besondereVertretungsregelung*'
WIDER = SPECIAL + '/prokura/auswahl_sachlicheErweiterungProkura'
REGISTER = 'registereintragung/auswahl_registerbehoerde'
DOMESTIC = REGISTER + '/inlaendischesRegistergericht'
PERSON = 'beteiligter/auswahl_beteiligter/natuerlichePerson'
NAME = PERSON + '/vollerName'
ORGANISATION = 'beteiligter/auswahl_beteiligter/organisation'
FIRM = 'beteiligter/auswahl_beteiligter/ra.kanzlei'


def money(path, attribute, column='amount'):
    return (
        (path + '/zahl', 'amount', attribute + '.' + column),
        (path + '/auswahl_waehrung/waehrung', 'code', attribute + '.currency_list'),
        (path + '/auswahl_waehrung/historischeWaehrung', 'text', attribute + '.currency_text'),
    )


def capital(path, amount, kind):
    return ((path, 'constant', 'capital.kind', kind), *money(amount, 'capital'))


def postal(path, attribute):
    return (
        (path + '/anschriftenzusatz', 'joined_text', attribute + '.addition'),
        (path + '/strasse', 'text', attribute + '.street'),
        (path + '/hausnummer', 'text', attribute + '.house_number'),
        (path + '/postfachnummer', 'text', attribute + '.po_box'),
        (path + '/postleitzahl', 'text', attribute + '.postal_code'),
        (path + '/ort', 'text', attribute + '.city'),
        (path + '/ortsteil', 'text', attribute + '.district'),
        (path + '/staat', 'code', attribute + '.country_list'),
    )


def address(path, attribute):
    return (
        (path + '/anschriftstyp', 'code', attribute + '.kind_list'),
        *postal(path, attribute),
        (path + '/ehemaligeAnschrift', 'boolean', attribute + '.is_former'),
    )


def entry(path, attribute):
    other = path + REGISTER + '/sonstigeRegisterbehoerde'
    return (
        (path + DOMESTIC + '/gericht', 'code_value', attribute + '.register_court'),
        (other + '/registerbehoerde', 'text', attribute + '.register_court'),
        (path + DOMESTIC + '/registerart', 'code_value', attribute + '.register_type'),
        (other + '/registerbezeichnung', 'text', attribute + '.register_type'),
        (path + 'registereintragung/registernummer', 'text', attribute + '.register_number'),
    )


def foreign_entry(path, kind, target):
    return ((path + REGISTER + '/auslaendischeRegisterbehoerde', kind, target),)


def identifiers(path, attribute):
    return (
        (path + 'umsatzsteuerID', 'text', attribute + '.vat_id'),
        (path + 'bundeseinheitlicheWirtschaftsnummer', 'text', attribute + '.business_id'),
        (path + 'registereintragung/reid', 'text', attribute + '.reid'),
        (path + 'registereintragung/lei', 'text', attribute + '.lei'),
        (path + 'registereintragung/euid', 'text', attribute + '.euid'),
        *foreign_entry(path, 'code', attribute + '.authority_list'),
    )


def referring(path, attribute, column, constant, reference=ROLE_NUMBER):
    """A value of a role, known by its number until the role is found."""
    return (
        (path, 'constant', attribute + '.' + column, constant),
        (path + '/' + reference, 'reference', attribute + '.'),
    )


def succession(path, direction):
    return (
        *referring(path, 'succession', 'kind', direction, 'ref.rechtstraeger/' + ROLE_NUMBER),
        (path + '/wechselgrund', 'code', 'succession.reason_list'),
    )


def other_name(path, kind, read='person_name'):
    return ((path, 'constant', 'officer_name.kind', kind), (path, read, 'officer_name.name'))


def rules(path, attribute):
    return (
        (path + '/auswahl_vertretungsbefugnis/vertretungsbefugnis', 'code', attribute + '.rule_list'),
        (
            path + '/auswahl_vertretungsbefugnis/vertretungsbefugnisFreitext',
            'free_text',
            attribute + '.rule_text',
        ),
        (path + '/auswahl_befreiungVon181BGB/befreiungVon181BGB', 'code', attribute + '.exemption_list'),
        (
            path + '/auswahl_befreiungVon181BGB/befreiungVon181BGBFreitext',
            'free_text',
            attribute + '.exemption_text',
        ),
    )


MESSAGE = (
    ('nachrichtenkopf/eigeneNachrichtenID', 'text', 'message_id'),
    ('nachrichtenkopf/erstellungszeitpunkt', 'text', 'created'),
    ('nachrichtenkopf/aktenzeichen.absender', 'joined_text', 'sender_reference'),
    ('nachrichtenkopf/ereignis', 'joined_code', 'event'),
    ('nachrichtenkopf/herstellerinformation/nameDesProdukts', 'text', 'product'),
    ('nachrichtenkopf/auswahl_absender/absender.gericht', 'code_value', 'sender_court'),
    (INSTANCE + '/auswahl_instanzbehoerde/gericht', 'code_value', 'court'),
    (STRUCTURED + '/register', 'code_value', 'register_code'),
    (STRUCTURED + '/laufendeNummer', 'text', 'number'),
    (STRUCTURED + '/zusatz', 'text', 'suffix'),
    (STRUCTURED + '/zusatzkennung', 'text', 'suffix_mark'),
)
SUBJECT = (
    ('betroffenerRechtstraeger/' + ROLE_NUMBER, 'text', 'subject_role'),
    ('mitteilungsart', 'joined_code', 'notice'),
    ('auszug/abrufdatum', 'date', 'extract_date'),
    ('auszug/abrufuhrzeit', 'text', 'extract_time'),
    ('auszug/letzteEintragung', 'date', 'last_entry'),
    ('auszug/anzahlEintragungen', 'text', 'entry_count'),
    ('auszug/letzteAenderung/aenderungsdatum', 'date', 'last_change'),
    ('auszug/letzteAenderung/aenderungsdatumFreitext', 'text', 'last_change_text'),
    (BASIC + '/gegenstand', 'text', 'purpose.purpose'),
    (BASIC + '/geschaeftszweck', 'text', 'purpose.business_purpose'),
    (BASIC + '/statusRechtstraeger', 'code', 'status.list'),
    *capital(GMBH, GMBH, 'stammkapital'),
    *capital(AG, AG + '/hoehe', 'grundkapital'),
    (AG + '/zusatz', 'text', 'capital.note'),
    *capital(GENO + '/mindestkapital*', GENO + '/mindestkapital*', 'mindestkapital'),
    (BASIC + '/satzungsdatum/aktuellesSatzungsdatum', 'date', 'articles.articles_date'),
    (BASIC + '/satzungsdatum/satzungsdatumFreitext', 'text', 'articles.articles_text'),
    (BASIC + '/gruendungsmetadaten/gruendungsdatum', 'date', 'term.founded'),
    ('auswahl_zusatzangaben/kapitalgesellschaft/' + TERM, 'text', 'term.duration'),
    (GENO + '/' + TERM, 'text', 'term.duration'),
    *money(GENO + '/haftsummeJeGeschaeftsanteil', 'cooperative', 'share_liability'),
    (GENO + '/nachschusspflicht', 'text', 'cooperative.further_call'),
    (GENO + '/hoechstzahlDerGeschaeftsanteileJeGenosse', 'text', 'cooperative.most_shares'),
    *referring(LIMITED, 'officer_contribution', 'kind', 'hafteinlage'),
    *money(LIMITED + '/hafteinlage', 'officer_contribution'),
    *referring(SHARE, 'officer_contribution', 'kind', 'stammeinlage', 'beteiligter/' + ROLE_NUMBER),
    *money(SHARE + '/einlage', 'officer_contribution'),
    *referring(BASIC + '/empfangsberechtigte*', 'officer_detail', 'capacity', 'recipient'),
    *referring(BASIC + '/sonstigeRegisterbeteiligte*', 'officer_detail', 'capacity', 'other'),
    (BRANCH + '/' + ROLE_NUMBER, 'reference', 'branch.'),
    (BRANCH + '/gleicheFirma', 'constant', 'branch.kind', 'same_name'),
    (BRANCH + '/gleicheFirmaMitZusatz', 'constant', 'branch.kind', 'same_name_with_addition'),
    (BRANCH + '/abweichendeFirma', 'constant', 'branch.kind', 'other_name'),
    *referring(BASIC + '/unternehmensteile*', 'branch', 'kind', 'part'),
    *succession(BASIC + '/historieRechtstraeger/bisher*', 'predecessor'),
    *succession(BASIC + '/historieRechtstraeger/nunmehr*', 'successor'),
    (ENTRY_TEXT + '/spalte', 'whole', 'register_entry.sheet_column'),
    (ENTRY_TEXT + '/position', 'whole', 'register_entry.position'),
    (ENTRY_TEXT + '/laufendeNummer', 'whole', 'register_entry.entry_number'),
    (ENTRY_TEXT + '/eintragungsart', 'code', 'register_entry.type_list'),
    (ENTRY_TEXT + '/text', 'text', 'register_entry.text'),
    ('auswahl_vertragsart/vertragsart', 'code', 'contract.type_list'),
    ('auswahl_vertragsart/vertragsartFreitext', 'text', 'contract.type_text'),
    ('datumDerWirksamkeit', 'partial_date', 'contract.effective_date'),
    *rules(GENERAL, 'representation'),
)
ENTITY = (
    (DOMESTIC + '/gericht', 'code_value', 'entity_court'),
    (DOMESTIC + '/registerart', 'code_value', 'entity_type'),
    ('registereintragung/registernummer', 'text', 'entity_number'),
    ('bezeichnung/bezeichnung.aktuell', 'text', 'name.name'),
    (TRADER + '/verwendeteFirma', 'text', 'name.name'),
    ('kurzbezeichnung', 'text', 'name.short_name'),
    ('bezeichnung/bezeichnung.alt*', 'text', 'former_name.name'),
    ('angabenZurRechtsform/rechtsform', 'code', 'legal_form.list'),
    ('angabenZurRechtsform/weitereBezeichnung', 'text', 'legal_form.text'),
    (TRADER + '/angabenZurRechtsform/rechtsform', 'code', 'legal_form.list'),
    (TRADER + '/angabenZurRechtsform/weitereBezeichnung', 'text', 'legal_form.text'),
    ('sitz/ort', 'text', 'seat.city'),
    ('sitz/staat', 'code', 'seat.country_list'),
    *address('anschrift*', 'address'),
    *identifiers('', 'identifier'),
    *entry('', 'identifier'),
)
ROLE = (
    ('rollennummer', 'text', 'role_number'),
    ('rollenbezeichnung', 'code', 'officer.role_list'),
    ('auswahl_bezeichnung/sonstigeBezeichnung', 'free_text', 'officer.role_text'),
    ('auswahl_bezeichnung/dienstbezeichnung', 'code_label', 'officer.role_text'),
    ('referenz*/' + ROLE_NUMBER, 'text', 'officer_detail.acts_for'),
)
AUTHORITY = (
    (ROLE_NUMBER, 'text', 'authority_role'),
    *rules(SPECIAL, 'officer_authority'),
    (WIDER + '/sachlicheErweiterungProkura', 'code', 'officer_authority.procuration_list'),
    (WIDER + '/sachlicheErweiterungProkuraFreitext', 'free_text', 'officer_authority.procuration_text'),
    (SPECIAL + '/oertlicheBeschraenkung', 'free_text', 'officer_authority.local_limit'),
)
PARTICIPANT = (
    (PERSON, 'constant', 'officer.kind', 'person'),
    (NAME + '/titel', 'text', 'officer.title'),
    (NAME + '/vorname', 'person_name', 'officer.first_names'),
    (NAME + '/rufname', 'person_name', 'officer.call_name'),
    (NAME + '/namensvorsatz', 'person_name', 'officer.name_prefix'),
    (NAME + '/nachname', 'person_name', 'officer.last_name'),
    (NAME + '/namenszusatz', 'person_name', 'officer.name_suffix'),
    (NAME + '/geburtsnamensvorsatz', 'person_name', 'officer.birth_name_prefix'),
    (NAME + '/geburtsname', 'person_name', 'officer.birth_name'),
    (PERSON + '/geburt/geburtsdatum', 'partial_date', 'officer.birth_date'),
    (PERSON + '/geburt/geburtsort/ort', 'text', 'officer.birth_place'),
    (PERSON + '/anschrift/ort', 'text', 'officer.residence'),
    (PERSON + '/anschrift/staat', 'code', 'officer.country_list'),
    (ORGANISATION, 'constant', 'officer.kind', 'organisation'),
    (ORGANISATION + '/bezeichnung/bezeichnung.aktuell', 'text', 'officer.organisation_name'),
    (ORGANISATION + '/angabenZurRechtsform/rechtsform', 'code', 'officer.organisation_form_list'),
    (ORGANISATION + '/angabenZurRechtsform/weitereBezeichnung', 'text', 'officer.organisation_form_text'),
    (ORGANISATION + '/sitz/ort', 'text', 'officer.organisation_seat'),
    (ORGANISATION + '/sitz/staat', 'code', 'officer.country_list'),
    *entry(ORGANISATION + '/', 'officer'),
    *foreign_entry(ORGANISATION + '/', 'code_value', 'officer.register_court'),
    (FIRM, 'constant', 'officer.kind', 'organisation'),
    (FIRM + '/bezeichnung/bezeichnung.aktuell', 'text', 'officer.organisation_name'),
    *other_name(NAME + '/nachname.alt*', 'former_last_name'),
    *other_name(NAME + '/vorname.alt*', 'former_first_name'),
    *other_name(NAME + '/weitererName*', 'further_name'),
    *other_name(ORGANISATION + '/bezeichnung/bezeichnung.alt*', 'former_name', 'text'),
    *other_name(ORGANISATION + '/kurzbezeichnung*', 'short_name', 'text'),
    (PERSON + '/geburt/geburtsdatum.unbekannt', 'boolean', 'officer_detail.birth_date_is_unknown'),
    (PERSON + '/' + TRADER + '/verwendeteFirma', 'text', 'officer_detail.firm'),
    (PERSON + '/umsatzsteuerID', 'text', 'officer_detail.vat_id'),
    (PERSON + '/bundeseinheitlicheWirtschaftsnummer', 'text', 'officer_detail.business_id'),
    *identifiers(ORGANISATION + '/', 'officer_detail'),
    *address(PERSON + '/anschrift*', 'officer_address'),
    *address(ORGANISATION + '/anschrift*', 'officer_address'),
)
BRANCH_PARTY = (
    ('bezeichnung/bezeichnung.aktuell', 'text', 'branch.name'),
    ('sitz/ort', 'text', 'branch.seat'),
    ('sitz/staat', 'code', 'branch.country_list'),
    *postal('anschrift', 'branch'),
    *entry('', 'branch'),
    *foreign_entry('', 'code_value', 'branch.register_court'),
)
SUCCESSION_PARTY = (
    ('bezeichnung/bezeichnung.aktuell', 'text', 'succession.name'),
    (TRADER + '/verwendeteFirma', 'text', 'succession.name'),
    ('sitz/ort', 'text', 'succession.seat'),
    *entry('', 'succession'),
    *foreign_entry('', 'code_value', 'succession.register_court'),
)
