// Owns what schemas 3.1 to 4.0 keep in different places: each table with the versions that it holds for.
#include "core/xjustiz/layout_parts.hpp"

namespace hr::core::xjustiz {
namespace {

using enum Source;
using enum Kind;
using history::Attribute;

// clang-format off
constexpr Row kHeaderUntil35[] = {
    {message, "nachrichtenkopf/eigeneNachrichtenID", text, Item::message_id},
    {message, "nachrichtenkopf/aktenzeichen.absender", joined_text, Item::sender_reference},
    {message, "nachrichtenkopf/auswahl_absender/absender.gericht", code_value, Item::sender_court},
};

constexpr Row kHeaderSince36[] = {
    {message, "nachrichtenkopf/absender/eigeneNachrichtenID", text, Item::message_id},
    {message, "nachrichtenkopf/absender/aktenzeichen", joined_text, Item::sender_reference},
    {message, "nachrichtenkopf/absender/informationen/auswahl_kommunikationspartner/gericht", code_value, Item::sender_court},
};

// A country is a choice of two lists of codes.
constexpr Row kCountryUntil33[] = {
    {entity, "sitz/staat/auswahl_staat/staat", code, {}, Attribute::seat, "country_list"},
    {entity, "anschrift*/staat/auswahl_staat/staat", code, {}, Attribute::address, "country_list"},
    {participant, "beteiligter/auswahl_beteiligter/natuerlichePerson/anschrift/staat/auswahl_staat/staat", code, {}, Attribute::officer, "country_list"},
    {participant, "beteiligter/auswahl_beteiligter/organisation/sitz/staat/auswahl_staat/staat", code, {}, Attribute::officer, "country_list"},
    {participant, "beteiligter/auswahl_beteiligter/natuerlichePerson/anschrift*/staat/auswahl_staat/staat", code, {}, Attribute::officer_address, "country_list"},
    {participant, "beteiligter/auswahl_beteiligter/organisation/anschrift*/staat/auswahl_staat/staat", code, {}, Attribute::officer_address, "country_list"},
    {branch, "sitz/staat/auswahl_staat/staat", code, {}, Attribute::branch, "country_list"},
    {branch, "anschrift/staat/auswahl_staat/staat", code, {}, Attribute::branch, "country_list"},
    {entity, "sitz/staat/auswahl_staat/staat.alternativ", code, {}, Attribute::seat, "country_list"},
    {entity, "anschrift*/staat/auswahl_staat/staat.alternativ", code, {}, Attribute::address, "country_list"},
    {participant, "beteiligter/auswahl_beteiligter/natuerlichePerson/anschrift/staat/auswahl_staat/staat.alternativ", code, {}, Attribute::officer, "country_list"},
    {participant, "beteiligter/auswahl_beteiligter/organisation/sitz/staat/auswahl_staat/staat.alternativ", code, {}, Attribute::officer, "country_list"},
    {participant, "beteiligter/auswahl_beteiligter/natuerlichePerson/anschrift*/staat/auswahl_staat/staat.alternativ", code, {}, Attribute::officer_address, "country_list"},
    {participant, "beteiligter/auswahl_beteiligter/organisation/anschrift*/staat/auswahl_staat/staat.alternativ", code, {}, Attribute::officer_address, "country_list"},
    {branch, "sitz/staat/auswahl_staat/staat.alternativ", code, {}, Attribute::branch, "country_list"},
    {branch, "anschrift/staat/auswahl_staat/staat.alternativ", code, {}, Attribute::branch, "country_list"},
};

constexpr Row kCountrySince34[] = {
    {entity, "sitz/staat", code, {}, Attribute::seat, "country_list"},
    {entity, "anschrift*/staat", code, {}, Attribute::address, "country_list"},
    {participant, "beteiligter/auswahl_beteiligter/natuerlichePerson/anschrift/staat", code, {}, Attribute::officer, "country_list"},
    {participant, "beteiligter/auswahl_beteiligter/organisation/sitz/staat", code, {}, Attribute::officer, "country_list"},
    {participant, "beteiligter/auswahl_beteiligter/natuerlichePerson/anschrift*/staat", code, {}, Attribute::officer_address, "country_list"},
    {participant, "beteiligter/auswahl_beteiligter/organisation/anschrift*/staat", code, {}, Attribute::officer_address, "country_list"},
    {branch, "sitz/staat", code, {}, Attribute::branch, "country_list"},
    {branch, "anschrift/staat", code, {}, Attribute::branch, "country_list"},
};

constexpr Row kCurrencyUntil33[] = {
    {subject, "auswahl_zusatzangaben/genossenschaft/mindestkapital*/waehrung", code, {}, Attribute::capital, "currency_list"},
    {subject, "auswahl_zusatzangaben/genossenschaft/haftsummeJeGeschaeftsanteil/waehrung", code, {}, Attribute::cooperative, "currency_list"},
    {subject, "auswahl_zusatzangaben/personengesellschaft/zusatzKG/datenKommanditist*/hafteinlage/waehrung", code, {}, Attribute::officer_contribution, "currency_list"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammeinlage*/einlage/waehrung", code, {}, Attribute::officer_contribution, "currency_list"},
};

constexpr Row kCurrencySince34[] = {
    {subject, "auswahl_zusatzangaben/genossenschaft/mindestkapital*/auswahl_waehrung/waehrung", code, {}, Attribute::capital, "currency_list"},
    {subject, "auswahl_zusatzangaben/genossenschaft/mindestkapital*/auswahl_waehrung/historischeWaehrung", text, {}, Attribute::capital, "currency_text"},
    {subject, "auswahl_zusatzangaben/genossenschaft/haftsummeJeGeschaeftsanteil/auswahl_waehrung/waehrung", code, {}, Attribute::cooperative, "currency_list"},
    {subject, "auswahl_zusatzangaben/genossenschaft/haftsummeJeGeschaeftsanteil/auswahl_waehrung/historischeWaehrung", text, {}, Attribute::cooperative, "currency_text"},
    {subject, "auswahl_zusatzangaben/personengesellschaft/zusatzKG/datenKommanditist*/hafteinlage/auswahl_waehrung/waehrung", code, {}, Attribute::officer_contribution, "currency_list"},
    {subject, "auswahl_zusatzangaben/personengesellschaft/zusatzKG/datenKommanditist*/hafteinlage/auswahl_waehrung/historischeWaehrung", text, {}, Attribute::officer_contribution, "currency_text"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammeinlage*/einlage/auswahl_waehrung/waehrung", code, {}, Attribute::officer_contribution, "currency_list"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammeinlage*/einlage/auswahl_waehrung/historischeWaehrung", text, {}, Attribute::officer_contribution, "currency_text"},
};

constexpr Row kCurrencySince36[] = {
    {subject, "auswahl_zusatzangaben/genossenschaft/mindestkapital*/auswahl_waehrung/elektronischeWaehrung", text, {}, Attribute::capital, "currency_text"},
    {subject, "auswahl_zusatzangaben/genossenschaft/haftsummeJeGeschaeftsanteil/auswahl_waehrung/elektronischeWaehrung", text, {}, Attribute::cooperative, "currency_text"},
    {subject, "auswahl_zusatzangaben/personengesellschaft/zusatzKG/datenKommanditist*/hafteinlage/auswahl_waehrung/elektronischeWaehrung", text, {}, Attribute::officer_contribution, "currency_text"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammeinlage*/einlage/auswahl_waehrung/elektronischeWaehrung", text, {}, Attribute::officer_contribution, "currency_text"},
};

constexpr Row kCapitalUntil35[] = {
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammkapital*", constant, {}, Attribute::capital, "kind", "stammkapital"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammkapital*/zahl", amount, {}, Attribute::capital, "amount"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzAktiengesellschaft/grundkapital*", constant, {}, Attribute::capital, "kind", "grundkapital"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzAktiengesellschaft/grundkapital*/hoehe/zahl", amount, {}, Attribute::capital, "amount"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzAktiengesellschaft/grundkapital*/zusatz", text, {}, Attribute::capital, "note"},
};

constexpr Row kCapitalCurrencyUntil33[] = {
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammkapital*/waehrung", code, {}, Attribute::capital, "currency_list"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzAktiengesellschaft/grundkapital*/hoehe/waehrung", code, {}, Attribute::capital, "currency_list"},
};

constexpr Row kCapitalCurrency34[] = {
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammkapital*/auswahl_waehrung/waehrung", code, {}, Attribute::capital, "currency_list"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzGmbH/stammkapital*/auswahl_waehrung/historischeWaehrung", text, {}, Attribute::capital, "currency_text"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzAktiengesellschaft/grundkapital*/hoehe/auswahl_waehrung/waehrung", code, {}, Attribute::capital, "currency_list"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/zusatzAktiengesellschaft/grundkapital*/hoehe/auswahl_waehrung/historischeWaehrung", text, {}, Attribute::capital, "currency_text"},
};

// One element for all: its kind follows from the legal form, see name_capital().
constexpr Row kCapitalSince36[] = {
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/kapital*", constant, {}, Attribute::capital, "kind", "kapital"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/kapital*/hoehe/zahl", amount, {}, Attribute::capital, "amount"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/kapital*/hoehe/auswahl_waehrung/waehrung", code, {}, Attribute::capital, "currency_list"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/kapital*/hoehe/auswahl_waehrung/historischeWaehrung", text, {}, Attribute::capital, "currency_text"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/kapital*/hoehe/auswahl_waehrung/elektronischeWaehrung", text, {}, Attribute::capital, "currency_text"},
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/kapital*/zusatz", text, {}, Attribute::capital, "note"},
};

constexpr Row kRulesUntil32[] = {
    {subject, "basisdatenRegister/vertretung/allgemeineVertretungsregelung/vertretungsbefugnis", code, {}, Attribute::representation, "rule_list"},
    {subject, "basisdatenRegister/vertretung/allgemeineVertretungsregelung/befreiungVon181BGB", code, {}, Attribute::representation, "exemption_list"},
    {authority, "besondereVertretungsregelung*/vertretungsbefugnis", code, {}, Attribute::officer_authority, "rule_list"},
    {authority, "besondereVertretungsregelung*/befreiungVon181BGB", code, {}, Attribute::officer_authority, "exemption_list"},
    {authority, "besondereVertretungsregelung*/prokura/sachlicheErweiterungProkura", code, {}, Attribute::officer_authority, "procuration_list"},
    {authority, "besondereVertretungsregelung*/prokura/oertlicheBeschraenkung", free_text, {}, Attribute::officer_authority, "local_limit"},
};

constexpr Row kRulesSince33[] = {
    {subject, "basisdatenRegister/vertretung/allgemeineVertretungsregelung/auswahl_vertretungsbefugnis/vertretungsbefugnis", code, {}, Attribute::representation, "rule_list"},
    {subject, "basisdatenRegister/vertretung/allgemeineVertretungsregelung/auswahl_vertretungsbefugnis/vertretungsbefugnisFreitext", free_text, {}, Attribute::representation, "rule_text"},
    {subject, "basisdatenRegister/vertretung/allgemeineVertretungsregelung/auswahl_befreiungVon181BGB/befreiungVon181BGB", code, {}, Attribute::representation, "exemption_list"},
    {subject, "basisdatenRegister/vertretung/allgemeineVertretungsregelung/auswahl_befreiungVon181BGB/befreiungVon181BGBFreitext", free_text, {}, Attribute::representation, "exemption_text"},
    {authority, "besondereVertretungsregelung*/auswahl_vertretungsbefugnis/vertretungsbefugnis", code, {}, Attribute::officer_authority, "rule_list"},
    {authority, "besondereVertretungsregelung*/auswahl_vertretungsbefugnis/vertretungsbefugnisFreitext", free_text, {}, Attribute::officer_authority, "rule_text"},
    {authority, "besondereVertretungsregelung*/auswahl_befreiungVon181BGB/befreiungVon181BGB", code, {}, Attribute::officer_authority, "exemption_list"},
    {authority, "besondereVertretungsregelung*/auswahl_befreiungVon181BGB/befreiungVon181BGBFreitext", free_text, {}, Attribute::officer_authority, "exemption_text"},
    {authority, "besondereVertretungsregelung*/prokura/auswahl_sachlicheErweiterungProkura/sachlicheErweiterungProkura", code, {}, Attribute::officer_authority, "procuration_list"},
    {authority, "besondereVertretungsregelung*/prokura/auswahl_sachlicheErweiterungProkura/sachlicheErweiterungProkuraFreitext", free_text, {}, Attribute::officer_authority, "procuration_text"},
    {authority, "besondereVertretungsregelung*/oertlicheBeschraenkung", free_text, {}, Attribute::officer_authority, "local_limit"},
};

// Which branch it is, is not said.
constexpr Row kBranch31[] = {
    {subject, "auswahl_artZweigniederlassung*/gleicheFirma", presence, {}, Attribute::branch, "kind", "same_name"},
    {subject, "auswahl_artZweigniederlassung*/gleicheFirmaMitZusatz", presence, {}, Attribute::branch, "kind", "same_name_with_addition"},
    {subject, "auswahl_artZweigniederlassung*/abweichendeFirma", presence, {}, Attribute::branch, "kind", "other_name"},
};

constexpr Row kReferencesSince32[] = {
    {subject, "basisdatenRegister/empfangsberechtigte*", constant, {}, Attribute::officer_detail, "capacity", "recipient"},
    {subject, "basisdatenRegister/empfangsberechtigte*/ref.rollennummer", reference, {}, Attribute::officer_detail},
    {subject, "basisdatenRegister/sonstigeRegisterbeteiligte*", constant, {}, Attribute::officer_detail, "capacity", "other"},
    {subject, "basisdatenRegister/sonstigeRegisterbeteiligte*/ref.rollennummer", reference, {}, Attribute::officer_detail},
    {subject, "auswahl_artZweigniederlassung*/ref.rollennummer", reference, {}, Attribute::branch},
    {subject, "basisdatenRegister/unternehmensteile*", constant, {}, Attribute::branch, "kind", "part"},
    {subject, "basisdatenRegister/unternehmensteile*/ref.rollennummer", reference, {}, Attribute::branch},
};

constexpr Row kSince33[] = {
    {entity, "bundeseinheitlicheWirtschaftsnummer", text, {}, Attribute::identifier, "business_id"},
    {subject, "basisdatenRegister/historieRechtstraeger/bisher*", constant, {}, Attribute::succession, "kind", "predecessor"},
    {subject, "basisdatenRegister/historieRechtstraeger/bisher*/ref.rechtstraeger/ref.rollennummer", reference, {}, Attribute::succession},
    {subject, "basisdatenRegister/historieRechtstraeger/bisher*/wechselgrund", code, {}, Attribute::succession, "reason_list"},
    {subject, "basisdatenRegister/historieRechtstraeger/nunmehr*", constant, {}, Attribute::succession, "kind", "successor"},
    {subject, "basisdatenRegister/historieRechtstraeger/nunmehr*/ref.rechtstraeger/ref.rollennummer", reference, {}, Attribute::succession},
    {subject, "basisdatenRegister/historieRechtstraeger/nunmehr*/wechselgrund", code, {}, Attribute::succession, "reason_list"},
    {participant, "beteiligter/auswahl_beteiligter/natuerlichePerson/bundeseinheitlicheWirtschaftsnummer", text, {}, Attribute::officer_detail, "business_id"},
    {participant, "beteiligter/auswahl_beteiligter/organisation/bundeseinheitlicheWirtschaftsnummer", text, {}, Attribute::officer_detail, "business_id"},
};

constexpr Row kForeignRegistersSince34[] = {
    {entity, "registereintragung/auswahl_registerbehoerde/auslaendischeRegisterbehoerde", code, {}, Attribute::identifier, "authority_list"},
    {entity, "registereintragungNatuerlichePerson/registereintragung/auswahl_registerbehoerde/auslaendischeRegisterbehoerde", code, {}, Attribute::identifier, "authority_list"},
    {participant, "beteiligter/auswahl_beteiligter/organisation/registereintragung/auswahl_registerbehoerde/auslaendischeRegisterbehoerde", code_value, {}, Attribute::officer, "register_court"},
    {participant, "beteiligter/auswahl_beteiligter/natuerlichePerson/registereintragungNatuerlichePerson/registereintragung/auswahl_registerbehoerde/auslaendischeRegisterbehoerde", code_value, {}, Attribute::officer, "register_court"},
    {participant, "beteiligter/auswahl_beteiligter/organisation/registereintragung/auswahl_registerbehoerde/auslaendischeRegisterbehoerde", code, {}, Attribute::officer_detail, "authority_list"},
    {participant, "beteiligter/auswahl_beteiligter/natuerlichePerson/registereintragungNatuerlichePerson/registereintragung/auswahl_registerbehoerde/auslaendischeRegisterbehoerde", code, {}, Attribute::officer_detail, "authority_list"},
    {branch, "registereintragung/auswahl_registerbehoerde/auslaendischeRegisterbehoerde", code_value, {}, Attribute::branch, "register_court"},
    {succession, "registereintragung/auswahl_registerbehoerde/auslaendischeRegisterbehoerde", code_value, {}, Attribute::succession, "register_court"},
};

constexpr Row kRoleTextUntil34[] = {
    {role, "naehereBezeichnung", free_text, {}, Attribute::officer, "role_text"},
};

constexpr Row kRoleTextSince35[] = {
    {role, "auswahl_bezeichnung/sonstigeBezeichnung", free_text, {}, Attribute::officer, "role_text"},
    {role, "auswahl_bezeichnung/dienstbezeichnung", code_label, {}, Attribute::officer, "role_text"},
};

constexpr Row kDurationUntil33[] = {
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/dauerDerGesellschaft", text, {}, Attribute::term, "duration"},
    {subject, "auswahl_zusatzangaben/genossenschaft/dauerDerGenossenschaft", text, {}, Attribute::term, "duration"},
};

constexpr Row kDurationUntil35[] = {
    {subject, "auswahl_zusatzangaben/kapitalgesellschaft/dauerDesRechtstraegers", text, {}, Attribute::term, "duration"},
    {subject, "auswahl_zusatzangaben/genossenschaft/dauerDesRechtstraegers", text, {}, Attribute::term, "duration"},
};

constexpr Row kDurationUntil37[] = {
    {subject, "auswahl_zusatzangaben/dauerDesRechtstraegers", text, {}, Attribute::term, "duration"},
};

constexpr Row kDurationSince40[] = {
    {subject, "basisdatenRegister/dauerDesRechtstraegers", text, {}, Attribute::term, "duration"},
};

constexpr Row kFirstArticlesSince36[] = {
    {subject, "auszug/ersteSatzung/satzungsdatum", date, {}, Attribute::articles, "first_articles_date"},
    {subject, "auszug/ersteSatzung/satzungsdatumFreitext", text, {}, Attribute::articles, "first_articles_text"},
};

constexpr Row kResidenceSince37[] = {
    {subject, "wohnort*/ref.rollennummer", reference, {}, Attribute::officer},
    {subject, "wohnort*/wohnortText", text, {}, Attribute::officer, "residence"},
};

constexpr Part kParts[] = {
    {31, 35, kHeaderUntil35},
    {36, 40, kHeaderSince36},
    {31, 33, kCountryUntil33},
    {34, 40, kCountrySince34},
    {31, 33, kCurrencyUntil33},
    {34, 40, kCurrencySince34},
    {36, 40, kCurrencySince36},
    {31, 35, kCapitalUntil35},
    {31, 33, kCapitalCurrencyUntil33},
    {34, 35, kCapitalCurrency34},
    {36, 40, kCapitalSince36},
    {31, 32, kRulesUntil32},
    {33, 40, kRulesSince33},
    {31, 31, kBranch31},
    {32, 40, kReferencesSince32},
    {33, 40, kSince33},
    {34, 40, kForeignRegistersSince34},
    {31, 34, kRoleTextUntil34},
    {35, 40, kRoleTextSince35},
    {31, 33, kDurationUntil33},
    {34, 35, kDurationUntil35},
    {36, 37, kDurationUntil37},
    {40, 40, kDurationSince40},
    {36, 40, kFirstArticlesSince36},
    {37, 40, kResidenceSince37},
};
// clang-format on

}  // namespace

std::span<const Part> parts_of_3() {
    return kParts;
}

}  // namespace hr::core::xjustiz
