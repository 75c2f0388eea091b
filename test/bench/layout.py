"""Owns where version 3.5.1 of the register content message keeps what is read: path, kind, column or item.

As in src/core/xjustiz/layout_3_5.cpp. A step with * begins a new value; a code fills four columns.
"""
INSTANCE = 'grunddaten/verfahrensdaten/instanzdaten'
REFERENCE = INSTANCE + '/aktenzeichen/auswahl_aktenzeichen'
STRUCTURED = REFERENCE + '/aktenzeichen.strukturiert'
GMBH = 'auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammkapital*'
AG = 'auswahl_zusatzangaben/kapitalgesellschaft/zusatzAktiengesellschaft/grundkapital*'
GENO = 'auswahl_zusatzangaben/genossenschaft/mindestkapital*'
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


def capital(path, amount, kind):
    return (
        (path, 'constant', 'capital.kind', kind),
        (amount + '/zahl', 'amount', 'capital.amount'),
        (amount + '/auswahl_waehrung/waehrung', 'code', 'capital.currency_list'),
        (amount + '/auswahl_waehrung/historischeWaehrung', 'text', 'capital.currency_text'),
    )


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
    ('nachrichtenkopf/erstellungszeitpunkt', 'text', 'created'),
    ('nachrichtenkopf/auswahl_absender/absender.gericht', 'code_value', 'sender_court'),
    (INSTANCE + '/auswahl_instanzbehoerde/gericht', 'code_value', 'court'),
    (STRUCTURED + '/register', 'code_value', 'register_code'),
    (STRUCTURED + '/laufendeNummer', 'text', 'number'),
    (STRUCTURED + '/zusatz', 'text', 'suffix'),
    (STRUCTURED + '/zusatzkennung', 'text', 'suffix_mark'),
)
SUBJECT = (
    ('betroffenerRechtstraeger/ref.rollennummer', 'text', 'subject_role'),
    ('auszug/abrufdatum', 'date', 'extract_date'),
    ('auszug/abrufuhrzeit', 'text', 'extract_time'),
    ('auszug/letzteEintragung', 'date', 'last_entry'),
    ('auszug/anzahlEintragungen', 'text', 'entry_count'),
    (BASIC + '/gegenstand', 'text', 'purpose.purpose'),
    (BASIC + '/geschaeftszweck', 'text', 'purpose.business_purpose'),
    (BASIC + '/statusRechtstraeger', 'code', 'status.list'),
    *capital(GMBH, GMBH, 'stammkapital'),
    *capital(AG, AG + '/hoehe', 'grundkapital'),
    (AG + '/zusatz', 'text', 'capital.note'),
    *capital(GENO, GENO, 'mindestkapital'),
    (BASIC + '/satzungsdatum/aktuellesSatzungsdatum', 'date', 'articles.articles_date'),
    (BASIC + '/satzungsdatum/satzungsdatumFreitext', 'text', 'articles.articles_text'),
    *rules(GENERAL, 'representation'),
)
ENTITY = (
    ('bezeichnung/bezeichnung.aktuell', 'text', 'name.name'),
    ('registereintragungNatuerlichePerson/verwendeteFirma', 'text', 'name.name'),
    ('kurzbezeichnung', 'text', 'name.short_name'),
    ('bezeichnung/bezeichnung.alt*', 'text', 'former_name.name'),
    ('angabenZurRechtsform/rechtsform', 'code', 'legal_form.list'),
    ('angabenZurRechtsform/weitereBezeichnung', 'text', 'legal_form.text'),
    ('sitz/ort', 'text', 'seat.city'),
    ('sitz/staat', 'code', 'seat.country_list'),
    ('anschrift*/anschriftstyp', 'code', 'address.kind_list'),
    ('anschrift*/anschriftenzusatz', 'joined_text', 'address.addition'),
    ('anschrift*/strasse', 'text', 'address.street'),
    ('anschrift*/hausnummer', 'text', 'address.house_number'),
    ('anschrift*/postfachnummer', 'text', 'address.po_box'),
    ('anschrift*/postleitzahl', 'text', 'address.postal_code'),
    ('anschrift*/ort', 'text', 'address.city'),
    ('anschrift*/ortsteil', 'text', 'address.district'),
    ('anschrift*/staat', 'code', 'address.country_list'),
    ('anschrift*/ehemaligeAnschrift', 'boolean', 'address.is_former'),
)
ROLE = (
    ('rollennummer', 'text', 'role_number'),
    ('rollenbezeichnung', 'code', 'officer.role_list'),
    ('auswahl_bezeichnung/sonstigeBezeichnung', 'free_text', 'officer.role_text'),
    ('auswahl_bezeichnung/dienstbezeichnung', 'code_label', 'officer.role_text'),
)
AUTHORITY = (
    ('ref.rollennummer', 'text', 'authority_role'),
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
    (ORGANISATION + '/' + DOMESTIC + '/gericht', 'code_value', 'officer.register_court'),
    (
        ORGANISATION + '/' + REGISTER + '/sonstigeRegisterbehoerde/registerbehoerde',
        'text',
        'officer.register_court',
    ),
    (
        ORGANISATION + '/' + REGISTER + '/auslaendischeRegisterbehoerde',
        'code_value',
        'officer.register_court',
    ),
    (ORGANISATION + '/' + DOMESTIC + '/registerart', 'code_value', 'officer.register_type'),
    (
        ORGANISATION + '/' + REGISTER + '/sonstigeRegisterbehoerde/registerbezeichnung',
        'text',
        'officer.register_type',
    ),
    (ORGANISATION + '/registereintragung/registernummer', 'text', 'officer.register_number'),
    (FIRM, 'constant', 'officer.kind', 'organisation'),
    (FIRM + '/bezeichnung/bezeichnung.aktuell', 'text', 'officer.organisation_name'),
)
