// Owns what schemas 2.1 to 2.6 keep where: their elements have names of their own.
#include "core/xjustiz/layout_parts.hpp"

namespace hr::core::xjustiz {
namespace {

using enum Source;
using enum Kind;
using history::Attribute;

// clang-format off
constexpr Row kShared[] = {
    {message, "nachrichtenkopf/erstellungszeitpunkt", text, Item::created},
    {message, "grunddaten/verfahrensdaten/herstellerinformation/nameDesProdukts", text, Item::product},
    {message, "grunddaten/verfahrensdaten/instanzdaten/instanzbehoerde/gericht", code_value, Item::court},
    {message, "grunddaten/verfahrensdaten/instanzdaten/aktenzeichen", text, Item::entry_text},
    {message, "grunddaten/verfahrensdaten/instanzdaten/verfahrensgegenstand/gegenstand", text, Item::matter},
    {subject, "betroffener_Rechtstraeger/ref.rollennummer", text, Item::subject_role},
    {subject, "mitteilungsart", joined_code, Item::notice},
    {subject, "auszug/abrufdatum", date, Item::extract_date},
    {subject, "auszug/abrufuhrzeit", text, Item::extract_time},
    {subject, "auszug/letzte_Eintragung", date, Item::last_entry},
    {subject, "auszug/anzahl_Eintragungen", text, Item::entry_count},
    {subject, "auszug/letzte_Aenderung", date, Item::last_change},
    {entity, "registereintragung/gericht", code_value, Item::entity_court},
    {entity, "registereintragung/registernummer", text, Item::entity_number},
    {role, "rollennummer", text, Item::role_number},
    {role, "nr", text, Item::role_count},
    {role, "rollenId/id", text, Item::role_id},
    {participant, "beteiligter/beteiligtennummer", text, Item::party_number},
    {authority, "ref.rollennummer", text, Item::authority_role},
    {entity, "bezeichnung/bezeichnung.aktuell", text, {}, Attribute::name, "name"},
    {entity, "kurzbezeichnung", text, {}, Attribute::name, "short_name"},
    {entity, "bezeichnung/bezeichnung.alt*", text, {}, Attribute::former_name, "name"},
    {entity, "auswahl_Rechtsform/rechtsform", code, {}, Attribute::legal_form, "list"},
    {entity, "auswahl_Rechtsform/vollstaendige_Bezeichnung", text, {}, Attribute::legal_form, "text"},
    {entity, "sitz/ort", text, {}, Attribute::seat, "city"},
    {entity, "anschrift*/anschriftstyp", code, {}, Attribute::address, "kind_list"},
    {entity, "anschrift*/anschriftenzusatz", joined_text, {}, Attribute::address, "addition"},
    {entity, "anschrift*/strasse", text, {}, Attribute::address, "street"},
    {entity, "anschrift*/hausnummer", text, {}, Attribute::address, "house_number"},
    {entity, "anschrift*/postfachnummer", text, {}, Attribute::address, "po_box"},
    {entity, "anschrift*/postleitzahl", text, {}, Attribute::address, "postal_code"},
    {entity, "anschrift*/ort", text, {}, Attribute::address, "city"},
    {entity, "anschrift*/ortsteil", text, {}, Attribute::address, "district"},
    {entity, "registereintragung/gericht", code_value, {}, Attribute::identifier, "register_court"},
    {entity, "registereintragung/registernummer", text, {}, Attribute::identifier, "register_number"},
    {entity, "registereintragung/reid", text, {}, Attribute::identifier, "reid"},
    {entity, "registereintragung/lei", text, {}, Attribute::identifier, "lei"},
    {entity, "registereintragung/euid", text, {}, Attribute::identifier, "euid"},
    {subject, "basisdaten_Register/gegenstand_oder_Geschaeftszweck", text, {}, Attribute::purpose, "purpose"},
    {subject, "basisdaten_Register/status_Rechtstraeger", code, {}, Attribute::status, "list"},
    {subject, "basisdaten_Register/aktuelles_Satzungsdatum", date, {}, Attribute::articles, "articles_date"},
    {subject, "basisdaten_Register/gruendungsmetadaten/gruendungsdatum", date, {}, Attribute::term, "founded"},
    {subject, "auswahl_Zusatzangaben/genossenschaft/haftsumme_je_Geschaeftsanteil/zahl", amount, {}, Attribute::cooperative, "share_liability"},
    {subject, "auswahl_Zusatzangaben/genossenschaft/nachschusspflicht", text, {}, Attribute::cooperative, "further_call"},
    {subject, "auswahl_Zusatzangaben/genossenschaft/hoechstzahl_der_Geschaeftsanteile_je_Genosse", text, {}, Attribute::cooperative, "most_shares"},
    {subject, "auswahl_Zusatzangaben/personengesellschaft/zusatz_KG/daten_Kommanditist*", constant, {}, Attribute::officer_contribution, "kind", "hafteinlage"},
    {subject, "auswahl_Zusatzangaben/personengesellschaft/zusatz_KG/daten_Kommanditist*/ref.rollennummer", reference, {}, Attribute::officer_contribution},
    {subject, "auswahl_Zusatzangaben/personengesellschaft/zusatz_KG/daten_Kommanditist*/hafteinlage/zahl", amount, {}, Attribute::officer_contribution, "amount"},
    {subject, "auswahl_Zusatzangaben/kapitalgesellschaft/zusatz_GmbH/stammeinlage*", constant, {}, Attribute::officer_contribution, "kind", "stammeinlage"},
    {subject, "auswahl_Zusatzangaben/kapitalgesellschaft/zusatz_GmbH/stammeinlage*/beteiligter/ref.rollennummer", reference, {}, Attribute::officer_contribution},
    {subject, "auswahl_Zusatzangaben/kapitalgesellschaft/zusatz_GmbH/stammeinlage*/einlage/zahl", amount, {}, Attribute::officer_contribution, "amount"},
    {subject, "auszug/eintragungstext*/spalte", whole, {}, Attribute::register_entry, "sheet_column"},
    {subject, "auszug/eintragungstext*/position", whole, {}, Attribute::register_entry, "position"},
    {subject, "auszug/eintragungstext*/laufende_Nummer", whole, {}, Attribute::register_entry, "entry_number"},
    {subject, "auszug/eintragungstext*/eintragungsart", code, {}, Attribute::register_entry, "type_list"},
    {subject, "auszug/eintragungstext*/text", text, {}, Attribute::register_entry, "text"},
    {subject, "datum_der_Wirksamkeit", partial_date, {}, Attribute::contract, "effective_date"},
    {role, "rollenbezeichnung", code, {}, Attribute::officer, "role_list"},
    {participant, "beteiligter/natuerlichePerson", constant, {}, Attribute::officer, "kind", "person"},
    {participant, "beteiligter/natuerlichePerson/vollerName/titel", text, {}, Attribute::officer, "title"},
    {participant, "beteiligter/natuerlichePerson/vollerName/vorname", person_name, {}, Attribute::officer, "first_names"},
    {participant, "beteiligter/natuerlichePerson/vollerName/rufname", person_name, {}, Attribute::officer, "call_name"},
    {participant, "beteiligter/natuerlichePerson/vollerName/namensvorsatz", person_name, {}, Attribute::officer, "name_prefix"},
    {participant, "beteiligter/natuerlichePerson/vollerName/nachname", person_name, {}, Attribute::officer, "last_name"},
    {participant, "beteiligter/natuerlichePerson/vollerName/namenszusatz", person_name, {}, Attribute::officer, "name_suffix"},
    {participant, "beteiligter/natuerlichePerson/vollerName/geburtsname", person_name, {}, Attribute::officer, "birth_name"},
    {participant, "beteiligter/natuerlichePerson/geburt/geburtsdatum", partial_date, {}, Attribute::officer, "birth_date"},
    {participant, "beteiligter/natuerlichePerson/geburt/geburtsort/ort", text, {}, Attribute::officer, "birth_place"},
    {participant, "beteiligter/natuerlichePerson/anschrift/ort", text, {}, Attribute::officer, "residence"},
    {participant, "beteiligter/organisation", constant, {}, Attribute::officer, "kind", "organisation"},
    {participant, "beteiligter/organisation/bezeichnung/bezeichnung.aktuell", text, {}, Attribute::officer, "organisation_name"},
    {participant, "beteiligter/organisation/auswahl_Rechtsform/rechtsform", code, {}, Attribute::officer, "organisation_form_list"},
    {participant, "beteiligter/organisation/auswahl_Rechtsform/vollstaendige_Bezeichnung", text, {}, Attribute::officer, "organisation_form_text"},
    {participant, "beteiligter/organisation/sitz/ort", text, {}, Attribute::officer, "organisation_seat"},
    {participant, "beteiligter/organisation/registereintragung/gericht", code_value, {}, Attribute::officer, "register_court"},
    {participant, "beteiligter/organisation/registereintragung/registernummer", text, {}, Attribute::officer, "register_number"},
    {participant, "beteiligter/ra.kanzlei", constant, {}, Attribute::officer, "kind", "organisation"},
    {participant, "beteiligter/ra.kanzlei/bezeichnung/bezeichnung.aktuell", text, {}, Attribute::officer, "organisation_name"},
    {participant, "beteiligter/ra.kanzlei/bezeichnung/bezeichnung.alt*", constant, {}, Attribute::officer_name, "kind", "former_name"},
    {participant, "beteiligter/ra.kanzlei/bezeichnung/bezeichnung.alt*", text, {}, Attribute::officer_name, "name"},
    {participant, "beteiligter/natuerlichePerson/vollerName/nachname.alt*", constant, {}, Attribute::officer_name, "kind", "former_last_name"},
    {participant, "beteiligter/natuerlichePerson/vollerName/nachname.alt*", person_name, {}, Attribute::officer_name, "name"},
    {participant, "beteiligter/natuerlichePerson/weitererName*", constant, {}, Attribute::officer_name, "kind", "further_name"},
    {participant, "beteiligter/natuerlichePerson/weitererName*", person_name, {}, Attribute::officer_name, "name"},
    {participant, "beteiligter/organisation/bezeichnung/bezeichnung.alt*", constant, {}, Attribute::officer_name, "kind", "former_name"},
    {participant, "beteiligter/organisation/bezeichnung/bezeichnung.alt*", text, {}, Attribute::officer_name, "name"},
    {participant, "beteiligter/organisation/kurzbezeichnung*", constant, {}, Attribute::officer_name, "kind", "short_name"},
    {participant, "beteiligter/organisation/kurzbezeichnung*", text, {}, Attribute::officer_name, "name"},
    {participant, "beteiligter/organisation/registereintragung/reid", text, {}, Attribute::officer_detail, "reid"},
    {participant, "beteiligter/organisation/registereintragung/lei", text, {}, Attribute::officer_detail, "lei"},
    {participant, "beteiligter/organisation/registereintragung/euid", text, {}, Attribute::officer_detail, "euid"},
    {participant, "beteiligter/natuerlichePerson/anschrift*/anschriftstyp", code, {}, Attribute::officer_address, "kind_list"},
    {participant, "beteiligter/natuerlichePerson/anschrift*/anschriftenzusatz", joined_text, {}, Attribute::officer_address, "addition"},
    {participant, "beteiligter/natuerlichePerson/anschrift*/strasse", text, {}, Attribute::officer_address, "street"},
    {participant, "beteiligter/natuerlichePerson/anschrift*/hausnummer", text, {}, Attribute::officer_address, "house_number"},
    {participant, "beteiligter/natuerlichePerson/anschrift*/postfachnummer", text, {}, Attribute::officer_address, "po_box"},
    {participant, "beteiligter/natuerlichePerson/anschrift*/postleitzahl", text, {}, Attribute::officer_address, "postal_code"},
    {participant, "beteiligter/natuerlichePerson/anschrift*/ort", text, {}, Attribute::officer_address, "city"},
    {participant, "beteiligter/natuerlichePerson/anschrift*/ortsteil", text, {}, Attribute::officer_address, "district"},
    {participant, "beteiligter/organisation/anschrift*/anschriftstyp", code, {}, Attribute::officer_address, "kind_list"},
    {participant, "beteiligter/organisation/anschrift*/anschriftenzusatz", joined_text, {}, Attribute::officer_address, "addition"},
    {participant, "beteiligter/organisation/anschrift*/strasse", text, {}, Attribute::officer_address, "street"},
    {participant, "beteiligter/organisation/anschrift*/hausnummer", text, {}, Attribute::officer_address, "house_number"},
    {participant, "beteiligter/organisation/anschrift*/postfachnummer", text, {}, Attribute::officer_address, "po_box"},
    {participant, "beteiligter/organisation/anschrift*/postleitzahl", text, {}, Attribute::officer_address, "postal_code"},
    {participant, "beteiligter/organisation/anschrift*/ort", text, {}, Attribute::officer_address, "city"},
    {participant, "beteiligter/organisation/anschrift*/ortsteil", text, {}, Attribute::officer_address, "district"},
    {role, "referenz*/ref.rollennummer", text, {}, Attribute::officer_detail, "acts_for"},
    {entity, "sitz/staat", code, {}, Attribute::seat, "country_list"},
    {entity, "anschrift*/staat", code, {}, Attribute::address, "country_list"},
    {participant, "beteiligter/natuerlichePerson/anschrift/staat", code, {}, Attribute::officer, "country_list"},
    {participant, "beteiligter/organisation/sitz/staat", code, {}, Attribute::officer, "country_list"},
    {participant, "beteiligter/natuerlichePerson/anschrift*/staat", code, {}, Attribute::officer_address, "country_list"},
    {participant, "beteiligter/organisation/anschrift*/staat", code, {}, Attribute::officer_address, "country_list"},
    {subject, "auswahl_Zusatzangaben/genossenschaft/haftsumme_je_Geschaeftsanteil/waehrung", text, {}, Attribute::cooperative, "currency_text"},
    {subject, "auswahl_Zusatzangaben/personengesellschaft/zusatz_KG/daten_Kommanditist*/hafteinlage/waehrung", text, {}, Attribute::officer_contribution, "currency_text"},
    {subject, "auswahl_Zusatzangaben/kapitalgesellschaft/zusatz_GmbH/stammeinlage*/einlage/waehrung", text, {}, Attribute::officer_contribution, "currency_text"},
    {subject, "auswahl_Zusatzangaben/kapitalgesellschaft/zusatz_GmbH/stammkapital*", constant, {}, Attribute::capital, "kind", "stammkapital"},
    {subject, "auswahl_Zusatzangaben/kapitalgesellschaft/zusatz_GmbH/stammkapital*/zahl", amount, {}, Attribute::capital, "amount"},
    {subject, "auswahl_Zusatzangaben/kapitalgesellschaft/zusatz_Aktiengesellschaft/grundkapital*", constant, {}, Attribute::capital, "kind", "grundkapital"},
    {subject, "auswahl_Zusatzangaben/kapitalgesellschaft/zusatz_Aktiengesellschaft/grundkapital*/hoehe/zahl", amount, {}, Attribute::capital, "amount"},
    {subject, "auswahl_Zusatzangaben/kapitalgesellschaft/zusatz_Aktiengesellschaft/grundkapital*/zusatz", text, {}, Attribute::capital, "note"},
    {subject, "auswahl_Zusatzangaben/kapitalgesellschaft/zusatz_GmbH/stammkapital*/waehrung", text, {}, Attribute::capital, "currency_text"},
    {subject, "auswahl_Zusatzangaben/kapitalgesellschaft/zusatz_Aktiengesellschaft/grundkapital*/hoehe/waehrung", text, {}, Attribute::capital, "currency_text"},
    {subject, "basisdaten_Register/vertretung/allgemeine_Vertretungsregelung/vertretungsbefugnis", code, {}, Attribute::representation, "rule_list"},
    {subject, "basisdaten_Register/vertretung/allgemeine_Vertretungsregelung/befreiung_von_181BGB/besonderheiten_zu_181BGB", code, {}, Attribute::representation, "exemption_list"},
    {authority, "besondere_Vertretungsregelung*/vertretungsbefugnis", code, {}, Attribute::officer_authority, "rule_list"},
    {authority, "besondere_Vertretungsregelung*/befreiung_von_181BGB/besonderheiten_zu_181BGB", code, {}, Attribute::officer_authority, "exemption_list"},
    {authority, "besondere_Vertretungsregelung*/prokura/sachliche_Erweiterung_Prokura", code, {}, Attribute::officer_authority, "procuration_list"},
    {authority, "besondere_Vertretungsregelung*/prokura/oertliche_Beschraenkung", free_text, {}, Attribute::officer_authority, "local_limit"},
    {subject, "auswahl_Zusatzangaben/kapitalgesellschaft/dauer_der_Gesellschaft", text, {}, Attribute::term, "duration"},
    {subject, "auswahl_Zusatzangaben/genossenschaft/dauer_der_Genossenschaft", text, {}, Attribute::term, "duration"},
    {role, "funktionsbezeichnung", free_text, {}, Attribute::officer, "role_text"},
    {message, "grunddaten/sendungsdaten/absendernachricht/nachrichtenId", joined_text, Item::message_id},
    {message, "nachrichtenkopf/aktenzeichen.absender", joined_text, Item::sender_reference},
};

constexpr Row kSenderUntil24[] = {
    {message, "nachrichtenkopf/absender", code_value, Item::sender_court},
};

constexpr Row kSenderSince25[] = {
    {message, "nachrichtenkopf/absender_Gericht", code_value, Item::sender_court},
    {message, "nachrichtenkopf/eigene_Nachrichten_ID", joined_text, Item::message_id},
};

constexpr Part kParts[] = {{21, 24, kSenderUntil24}, {25, 26, kSenderSince25}};
// clang-format on

}  // namespace

std::span<const Row> rows_of_2() {
    return kShared;
}

std::span<const Part> parts_of_2() {
    return kParts;
}

}  // namespace hr::core::xjustiz
