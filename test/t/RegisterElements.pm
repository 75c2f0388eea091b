# Owns the list of the elements of a register document that tests plant tokens in, and the columns where these are found.
package RegisterElements;

use strict;
use warnings;
use Exporter 'import';

our @EXPORT = qw($elements $of_merchants %without_token %without_column %place @histories);

# Source and beginning of the paths, then one line for an element: path, kind, column, remarks. The sources are those
# of the mapping, with the number of the participant in the template. A code stands for four columns from the named
# prefix: list, version, code and label; so they do in every named column that ends as a prefix, while others take the
# bare code. Remarks: "shown" is displayed by change events, "item" names the row too, "company" is the subject of the
# company's events, "untold" raises no event, "silent" is no difference, "in_3.4.1" and "in_3.5.1" are of one layout.
our $elements = <<'LIST';
entity
    bezeichnung/bezeichnung.aktuell                 text    company_name.name               shown company
    kurzbezeichnung                                 text    company_name.short_name
    bezeichnung/bezeichnung.alt                     text    company_former_name.name        shown item
    angabenZurRechtsform/rechtsform                 code    company_legal_form.
    angabenZurRechtsform/weitereBezeichnung         text    company_legal_form.text
    sitz/ort                                        text    company_seat.city               shown
    sitz/staat                                      code    company_seat.country_
    anschrift/anschriftstyp                         code    company_address.kind_           item
    anschrift/anschriftenzusatz                     text    company_address.addition        shown
    anschrift/strasse                               text    company_address.street          shown
    anschrift/hausnummer                            text    company_address.house_number    shown
    anschrift/postfachnummer                        text    company_address.po_box          shown
    anschrift/postleitzahl                          text    company_address.postal_code     shown
    anschrift/ort                                   text    company_address.city            shown
    anschrift/ortsteil                              text    company_address.district        shown
    anschrift/staat                                 code    company_address.country_
    umsatzsteuerID                                  text    company_identifier.vat_id       shown
    bundeseinheitlicheWirtschaftsnummer             text    company_identifier.business_id  shown
    registereintragung/reid                         text    company_identifier.reid         shown
    registereintragung/lei                          text    company_identifier.lei          shown
    registereintragung/euid                         text    company_identifier.euid         shown
    registereintragung/registernummer               text    company_identifier.register_number shown
    registereintragung/auswahl_registerbehoerde/inlaendischesRegistergericht/gericht value company_identifier.register_court shown
    registereintragung/auswahl_registerbehoerde/inlaendischesRegistergericht/registerart value company_identifier.register_type shown
    registereintragung/auswahl_registerbehoerde/auslaendischeRegisterbehoerde code company_identifier.authority_
subject
    mitteilungsart                                  value   reading.notice_code
    auswahl_vertragsart/vertragsart                 code    company_contract.type_
    auswahl_vertragsart/vertragsartFreitext         text    company_contract.type_text
    datumDerWirksamkeit                             date    company_contract.effective_date shown
    basisdatenRegister/gruendungsmetadaten/gruendungsdatum date company_term.founded        shown
    auswahl_zusatzangaben/kapitalgesellschaft/dauerDesRechtstraegers text company_term.duration shown
    basisdatenRegister/historieRechtstraeger/bisher/wechselgrund code company_succession.reason_
    basisdatenRegister/historieRechtstraeger/nunmehr/wechselgrund code company_succession.reason_
subject auswahl_zusatzangaben/genossenschaft/
    haftsummeJeGeschaeftsanteil/zahl                amount  company_cooperative.share_liability shown
    haftsummeJeGeschaeftsanteil/auswahl_waehrung/waehrung code company_cooperative.currency_ shown_code
    haftsummeJeGeschaeftsanteil/auswahl_waehrung/historischeWaehrung text company_cooperative.currency_text
    nachschusspflicht                               text    company_cooperative.further_call shown
    hoechstzahlDerGeschaeftsanteileJeGenosse        text    company_cooperative.most_shares shown
subject auswahl_zusatzangaben/personengesellschaft/zusatzKG/datenKommanditist/hafteinlage/
    zahl                                            amount  officer_contribution.amount     shown
    auswahl_waehrung/waehrung                       code    officer_contribution.currency_  shown_code
    auswahl_waehrung/historischeWaehrung            text    officer_contribution.currency_text
subject auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammeinlage/einlage/
    zahl                                            amount  officer_contribution.amount     shown
    auswahl_waehrung/waehrung                       code    officer_contribution.currency_  shown_code
    auswahl_waehrung/historischeWaehrung            text    officer_contribution.currency_text
subject auszug/eintragungstext/
    spalte                                          count   register_entry.sheet_column
    position                                        count   register_entry.position         silent
    laufendeNummer                                  count   register_entry.entry_number
    eintragungsart                                  code    register_entry.type_
    text                                            text    register_entry.text             shown
subject basisdatenRegister/
    gegenstand                                      text    company_purpose.purpose         shown
    geschaeftszweck                                 text    company_purpose.business_purpose
    statusRechtstraeger                             code    company_status.
    satzungsdatum/aktuellesSatzungsdatum            date    company_articles.articles_date  shown
    satzungsdatum/satzungsdatumFreitext             text    company_articles.articles_text
subject auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammkapital/
    zahl                                            amount  company_capital.amount          shown
    auswahl_waehrung/waehrung                       code    company_capital.currency_       shown_code
    auswahl_waehrung/historischeWaehrung            text    company_capital.currency_text
subject auswahl_zusatzangaben/kapitalgesellschaft/zusatzAktiengesellschaft/grundkapital/
    hoehe/zahl                                      amount  company_capital.amount          shown
    hoehe/auswahl_waehrung/waehrung                 code    company_capital.currency_       shown_code
    hoehe/auswahl_waehrung/historischeWaehrung      text    company_capital.currency_text
    zusatz                                          text    company_capital.note
subject auswahl_zusatzangaben/genossenschaft/mindestkapital/
    zahl                                            amount  company_capital.amount          shown
    auswahl_waehrung/waehrung                       code    company_capital.currency_       shown_code
    auswahl_waehrung/historischeWaehrung            text    company_capital.currency_text
subject basisdatenRegister/vertretung/allgemeineVertretungsregelung/
    auswahl_vertretungsbefugnis/vertretungsbefugnis code    company_representation.rule_
    auswahl_vertretungsbefugnis/vertretungsbefugnisFreitext text company_representation.rule_text
    auswahl_befreiungVon181BGB/befreiungVon181BGB   code    company_representation.exemption_
    auswahl_befreiungVon181BGB/befreiungVon181BGBFreitext text company_representation.exemption_text
authority besondereVertretungsregelung/
    auswahl_vertretungsbefugnis/vertretungsbefugnis code    officer_authority.rule_
    auswahl_vertretungsbefugnis/vertretungsbefugnisFreitext text officer_authority.rule_text
    auswahl_befreiungVon181BGB/befreiungVon181BGB   code    officer_authority.exemption_
    auswahl_befreiungVon181BGB/befreiungVon181BGBFreitext text officer_authority.exemption_text
    prokura/auswahl_sachlicheErweiterungProkura/sachlicheErweiterungProkura code officer_authority.procuration_
    prokura/auswahl_sachlicheErweiterungProkura/sachlicheErweiterungProkuraFreitext text officer_authority.procuration_text
    oertlicheBeschraenkung                          text    officer_authority.local_limit   shown
role[2]
    rollenbezeichnung                               code    officer.role_
role[3]
    auswahl_bezeichnung/sonstigeBezeichnung         text    officer.role_text               shown in_3.5.1
    naehereBezeichnung                              text    officer.role_text               shown in_3.4.1
role[6]
    auswahl_bezeichnung/dienstbezeichnung           label   officer.role_text               shown in_3.5.1
participant[2] beteiligter/auswahl_beteiligter/natuerlichePerson/
    vollerName/titel                                text    officer.title                   shown
    vollerName/vorname                              text    officer.first_names             shown
    vollerName/rufname                              text    officer.call_name
    vollerName/namensvorsatz                        text    officer.name_prefix             shown
    vollerName/nachname                             text    officer.last_name               shown
    vollerName/namenszusatz                         text    officer.name_suffix             shown
    vollerName/geburtsnamensvorsatz                 text    officer.birth_name_prefix
    vollerName/geburtsname                          text    officer.birth_name
    vollerName/nachname.alt                         text    officer_name.name               shown
    vollerName/vorname.alt                          text    officer_name.name               shown
    vollerName/weitererName                         text    officer_name.name               shown
    geburt/geburtsdatum                             date    officer.birth_date
    geburt/geburtsort/ort                           text    officer.birth_place
    anschrift/ort                                   text    officer.residence               shown
    anschrift/staat                                 code    officer.country_
participant[6] beteiligter/auswahl_beteiligter/natuerlichePerson/
    anschrift/anschriftstyp                         code    officer_address.kind_           item untold
    anschrift/anschriftenzusatz                     text    officer_address.addition        untold
    anschrift/strasse                               text    officer_address.street          untold
    anschrift/hausnummer                            text    officer_address.house_number    untold
    anschrift/postfachnummer                        text    officer_address.po_box          untold
    anschrift/postleitzahl                          text    officer_address.postal_code     untold
    anschrift/ortsteil                              text    officer_address.district        untold
    anschrift/ort                                   text    officer.residence,officer_address.city shown
    anschrift/staat                                 code    officer.country_,officer_address.country_
    umsatzsteuerID                                  text    officer_detail.vat_id           shown
    bundeseinheitlicheWirtschaftsnummer             text    officer_detail.business_id      shown
    registereintragungNatuerlichePerson/verwendeteFirma text officer_detail.firm            shown
participant[3] beteiligter/auswahl_beteiligter/organisation/
    bezeichnung/bezeichnung.alt                     text    officer_name.name               shown
    kurzbezeichnung                                 text    officer_name.name               shown
    anschrift/anschriftstyp                         code    officer_address.kind_           item untold
    anschrift/anschriftenzusatz                     text    officer_address.addition        untold
    anschrift/strasse                               text    officer_address.street          untold
    anschrift/hausnummer                            text    officer_address.house_number    untold
    anschrift/postfachnummer                        text    officer_address.po_box          untold
    anschrift/postleitzahl                          text    officer_address.postal_code     untold
    anschrift/ortsteil                              text    officer_address.district        untold
    anschrift/ort                                   text    officer_address.city            untold
    anschrift/staat                                 code    officer_address.country_        untold
    umsatzsteuerID                                  text    officer_detail.vat_id           shown
    bundeseinheitlicheWirtschaftsnummer             text    officer_detail.business_id      shown
    registereintragung/reid                         text    officer_detail.reid             shown
    registereintragung/lei                          text    officer_detail.lei              shown
    registereintragung/euid                         text    officer_detail.euid             shown
    bezeichnung/bezeichnung.aktuell                 text    officer.organisation_name       shown
    angabenZurRechtsform/rechtsform                 code    officer.organisation_form_
    angabenZurRechtsform/weitereBezeichnung         text    officer.organisation_form_text
    sitz/ort                                        text    officer.organisation_seat       shown
    sitz/staat                                      code    officer.country_
    registereintragung/auswahl_registerbehoerde/inlaendischesRegistergericht/gericht    value officer.register_court
    registereintragung/auswahl_registerbehoerde/inlaendischesRegistergericht/registerart value officer.register_type
    registereintragung/registernummer               text    officer.register_number
participant[4] beteiligter/auswahl_beteiligter/organisation/registereintragung/auswahl_registerbehoerde/
    sonstigeRegisterbehoerde/registerbehoerde       text    officer.register_court
    sonstigeRegisterbehoerde/registerbezeichnung    text    officer.register_type
participant[5] beteiligter/auswahl_beteiligter/organisation/registereintragung/auswahl_registerbehoerde/
    auslaendischeRegisterbehoerde                   code    officer_detail.authority_,officer.register_court
participant[2]
    beteiligter/beteiligtennummer                   text    reading.party_numbers
role[2]
    nr                                              text    reading.role_counts
    rollenID/id                                     text    reading.role_ids
participant[7] beteiligter/auswahl_beteiligter/ra.kanzlei/
    bezeichnung/bezeichnung.aktuell                 text    officer.organisation_name       shown
branch[9]
    bezeichnung/bezeichnung.aktuell                 text    company_branch.name             shown
    sitz/ort                                        text    company_branch.seat
    anschrift/anschriftenzusatz                     text    company_branch.addition         shown
    anschrift/strasse                               text    company_branch.street           shown
    anschrift/hausnummer                            text    company_branch.house_number     shown
    anschrift/postfachnummer                        text    company_branch.po_box           shown
    anschrift/postleitzahl                          text    company_branch.postal_code      shown
    anschrift/ort                                   text    company_branch.city             shown
    anschrift/ortsteil                              text    company_branch.district         shown
    anschrift/staat                                 code    company_branch.country_
    registereintragung/auswahl_registerbehoerde/inlaendischesRegistergericht/gericht value company_branch.register_court shown
    registereintragung/auswahl_registerbehoerde/inlaendischesRegistergericht/registerart value company_branch.register_type shown
    registereintragung/registernummer               text    company_branch.register_number  shown
branch[10]
    sitz/staat                                      code    company_branch.country_
    registereintragung/auswahl_registerbehoerde/sonstigeRegisterbehoerde/registerbehoerde text company_branch.register_court shown
    registereintragung/auswahl_registerbehoerde/sonstigeRegisterbehoerde/registerbezeichnung text company_branch.register_type shown
branch[11]
    registereintragung/auswahl_registerbehoerde/auslaendischeRegisterbehoerde value company_branch.register_court shown
succession[13]
    bezeichnung/bezeichnung.aktuell                 text    company_succession.name         shown
    sitz/ort                                        text    company_succession.seat         shown
    registereintragung/auswahl_registerbehoerde/inlaendischesRegistergericht/gericht value company_succession.register_court shown
    registereintragung/auswahl_registerbehoerde/inlaendischesRegistergericht/registerart value company_succession.register_type shown
    registereintragung/registernummer               text    company_succession.register_number shown
succession[15]
    registereintragung/auswahl_registerbehoerde/sonstigeRegisterbehoerde/registerbehoerde text company_succession.register_court shown
    registereintragung/auswahl_registerbehoerde/sonstigeRegisterbehoerde/registerbezeichnung text company_succession.register_type shown
succession[16]
    registereintragung/auswahl_registerbehoerde/auslaendischeRegisterbehoerde value company_succession.register_court shown
message
    grunddaten/verfahrensdaten/instanzdaten/verfahrensgegenstand/gegenstand text reading.matter
    nachrichtenkopf/eigeneNachrichtenID             text    reading.message_id
    nachrichtenkopf/aktenzeichen.absender           text    reading.sender_reference
    nachrichtenkopf/ereignis                        value   reading.event_code
    nachrichtenkopf/herstellerinformation/nameDesProdukts text reading.product
    nachrichtenkopf/erstellungszeitpunkt            moment  reading.message_created
    nachrichtenkopf/auswahl_absender/absender.gericht court reading.sender_court
    grunddaten/verfahrensdaten/instanzdaten/auswahl_instanzbehoerde/gericht court registration.court,reading.findings
    grunddaten/verfahrensdaten/instanzdaten/aktenzeichen/auswahl_aktenzeichen/aktenzeichen.strukturiert/laufendeNummer number registration.register_number,registration.euid
subject auszug/
    abrufdatum                                      date    snapshot.retrieved
    abrufuhrzeit                                    time    snapshot.retrieved
    letzteEintragung                                date    snapshot.last_entry,change_event.effective_date,*.valid_from
    anzahlEintragungen                              count   snapshot.entry_count
    letzteAenderung/aenderungsdatum                 date    snapshot.last_change
    letzteAenderung/aenderungsdatumFreitext         text    snapshot.last_change
LIST

# Elements of the mapping that can hold no token, and why.
our %without_token = (
    'entity anschrift/ehemaligeAnschrift' => 'true or false',
    (map { ("participant beteiligter/auswahl_beteiligter/$_" => 'true or false') } 'natuerlichePerson/geburt/geburtsdatum.unbekannt',
        map { "$_/anschrift/ehemaligeAnschrift" } qw(natuerlichePerson organisation)),
    (map { ("$_ registereintragungNatuerlichePerson/verwendeteFirma" => 'names a merchant, in place of bezeichnung.aktuell') }
        qw(entity succession)),
    (map { ("entity registereintragungNatuerlichePerson/angabenZurRechtsform/$_" => 'a merchant\'s, in place of angabenZurRechtsform') }
        qw(rechtsform weitereBezeichnung)),
    (map { ("entity registereintragung/auswahl_registerbehoerde/sonstigeRegisterbehoerde/$_" => 'in place of a court') }
        qw(registerbehoerde registerbezeichnung)),
    'subject auswahl_zusatzangaben/genossenschaft/dauerDesRechtstraegers' => 'in place of a capital company\'s',
    'subject betroffenerRechtstraeger/ref.rollennummer' => 'refers to another element',
    (map { ($_ => 'refers to another element') } 'role rollennummer', 'authority ref.rollennummer', 'role referenz/ref.rollennummer'),
    (map { ("message grunddaten/verfahrensdaten/instanzdaten/aktenzeichen/auswahl_aktenzeichen/$_" => 'a word of the register, or another way to write the number') }
        'aktenzeichen.freitext', map { "aktenzeichen.strukturiert/$_" } qw(register zusatz zusatzkennung jahr vorsatz)),
    'participant beteiligter/auswahl_beteiligter/ra.kanzlei/bezeichnung/bezeichnung.alt' => 'the template has none: see XjustizPath');
# The register entry of a merchant, which the template does not have: see XjustizTrader.
our $of_merchants = qr{registereintragungNatuerlichePerson/(?:registereintragung|angabenZurRechtsform)/};
our %without_column = map { $_ => 1 } qw(company_address.is_former officer_address.is_former
    company_capital.kind officer.kind company_branch.kind company_succession.kind officer_name.kind officer_contribution.kind
    company_articles.first_articles_date company_articles.first_articles_text
    officer_detail.acts_for officer_detail.capacity officer_detail.birth_date_is_unknown);

our %place = (
    message => '', subject => 'fachdatenRegister/', entity => 'fachdatenRegister/basisdatenRegister/rechtstraeger/',
    authority => 'fachdatenRegister/basisdatenRegister/vertretung/vertretungsberechtigte/',
    (map { $_ => 'grunddaten/verfahrensdaten/beteiligung/beteiligter/auswahl_beteiligter/organisation/' } qw(branch succession)),
    participant => 'grunddaten/verfahrensdaten/beteiligung/', role => 'grunddaten/verfahrensdaten/beteiligung/rolle/');

our @histories = qw(company_name company_former_name company_legal_form company_seat company_address company_purpose
    company_status company_capital company_articles company_representation officer officer_authority company_branch
    company_succession register_entry company_term company_cooperative company_identifier company_contract officer_name
    officer_address officer_detail officer_contribution);

1;
