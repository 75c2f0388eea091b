// Owns the words that tell birth dates from other dates, all as folded() makes them.
#pragma once

#include <algorithm>
#include <string_view>

namespace hr::core::text {

/// "geb. 1.2.1980", "1.2.1980 geborene": such a word beside a date marks it.
inline constexpr std::string_view kBirthMarks[] = {
    "geb",           "geboren",    "geborene",    "geborener",    "geborenen",     "geborenes",
    "gebor",         "gebdat",     "gebdatum",    "gebtag",       "geburt",        "geburtsdatum",
    "geburtsdat",    "geburtstag", "geburtstage", "geburtsdaten", "geburtstermin", "geburtsjahr",
    "geburtsdatums", "born",       "birth",       "birthdate",    "birthday",      "dob"};

/// Of these, the ones that a name or a place may follow before the date comes: "geb. Müller am", "geboren in
/// Köln am", "Geburtsort und -datum: Köln,".
inline constexpr std::string_view kBirthBeginnings[] = {
    "geb",      "geboren",     "geborene",   "geborener",    "geborenen", "gebor", "gebuertig",
    "geburtig", "geburtsname", "geburtsort", "geburtsdaten", "geburt",    "born"};

/// Between a mark and its date: "geb. am", "Geb.-Datum:", "geboren den", "date of birth is".
inline constexpr std::string_view kBirthLinks[] = {"am",  "den", "dem", "d",  "der", "dat", "datum", "tag",
                                                   "und", "ort", "on",  "is", "the", "ist", "lautet"};

/// In names and places: "von der Heide", "Bad Homburg v. d. Höhe", "Frankfurt am Main", "geb. in".
inline constexpr std::string_view kParticles[] = {
    "a",   "ab",  "aus", "al",      "am",  "an",    "auf", "b",   "bei", "bin", "d",     "da",
    "dal", "das", "de",  "dei",     "del", "della", "dem", "den", "der", "des", "di",    "do",
    "dos", "du",  "el",  "genannt", "gen", "h",     "i",   "im",  "in",  "la",  "le",    "lo",
    "m",   "ob",  "op",  "s",       "st",  "ten",   "ter", "t",   "u",   "und", "unter", "v",
    "van", "vd",  "vom", "von",     "vor", "y",     "z",   "zu",  "zum", "zur"};

/// Before names, and no names themselves.
inline constexpr std::string_view kTitles[] = {"dr",  "prof", "dipl", "ing",         "med",  "jur",
                                               "rer", "nat",  "pol",  "oec",         "phil", "mag",
                                               "hc",  "mba",  "kfm",  "betriebswirt"};

/// A place has such a word and no person's name does: "Frankfurt am Main", "Bad Homburg".
inline constexpr std::string_view kPlaceWords[] = {"a",     "alt", "am",    "an",    "auf", "bad",
                                                   "bei",   "d",   "gross", "i",     "im",  "in",
                                                   "klein", "neu", "ob",    "sankt", "st",  "vor"};

/// Things and not people: a date behind one of these, "Notar Meier, Köln, 1.2.1980", is the thing's.
inline constexpr std::string_view kThings[] = {"abl",
                                               "abs",
                                               "absatz",
                                               "abschnitt",
                                               "abt",
                                               "abteilung",
                                               "ag",
                                               "akte",
                                               "aktenzeichen",
                                               "allee",
                                               "amtsblatt",
                                               "anlage",
                                               "anstalt",
                                               "antrag",
                                               "antrags",
                                               "artikel",
                                               "art",
                                               "ausgabe",
                                               "az",
                                               "band",
                                               "bank",
                                               "bericht",
                                               "berichts",
                                               "bescheid",
                                               "bgb",
                                               "bgbl",
                                               "bilanz",
                                               "blatt",
                                               "bundesanzeiger",
                                               "bv",
                                               "co",
                                               "datum",
                                               "ehug",
                                               "ek",
                                               "entwurf",
                                               "ev",
                                               "fassung",
                                               "fa",
                                               "firma",
                                               "frist",
                                               "gbr",
                                               "geschaeftsjahr",
                                               "geschaeftsjahres",
                                               "gesetz",
                                               "gmbh",
                                               "gnr",
                                               "gsr",
                                               "haus",
                                               "hgb",
                                               "hotel",
                                               "hr",
                                               "hra",
                                               "hrb",
                                               "inc",
                                               "jahr",
                                               "kanzlei",
                                               "kg",
                                               "kgaa",
                                               "land",
                                               "ltd",
                                               "limited",
                                               "llc",
                                               "mbh",
                                               "nachtrag",
                                               "nachtrags",
                                               "notar",
                                               "notarin",
                                               "notars",
                                               "nr",
                                               "nummer",
                                               "ohg",
                                               "ort",
                                               "partg",
                                               "partgmbb",
                                               "plan",
                                               "platz",
                                               "plc",
                                               "pr",
                                               "protokoll",
                                               "sa",
                                               "sarl",
                                               "satz",
                                               "schreiben",
                                               "schreibens",
                                               "se",
                                               "seite",
                                               "sitz",
                                               "sparkasse",
                                               "spa",
                                               "srl",
                                               "stadt",
                                               "stand",
                                               "stiftung",
                                               "strasse",
                                               "str",
                                               "tag",
                                               "tagen",
                                               "termin",
                                               "uhr",
                                               "umwg",
                                               "ug",
                                               "urnr",
                                               "uvz",
                                               "verein",
                                               "vollmacht",
                                               "vr",
                                               "ziff",
                                               "ziffer",
                                               "zeitraum"};

/// The same as parts of words: "Gesellschafterversammlung", "Verschmelzungsvertrages".
inline constexpr std::string_view kThingParts[] = {
    "amtsgericht",   "anmeldung",  "aufforderung", "ausgliederung", "bekanntmachung", "beschlu",
    "bestaetigung",  "eintragung", "einreichung",  "erklaerung",    "genossenschaft", "gericht",
    "gesellschaft",  "gesetz",     "grundbuch",    "handwerk",      "kapital",        "niederlassung",
    "niederschrift", "register",   "richtlinie",   "satzung",       "sitzung",        "spaltung",
    "umwandlung",    "urkunde",    "verfahren",    "verfuegung",    "verordnung",     "verschmelzung",
    "versammlung",   "vertrag",    "verwaltung",   "verzeichnis",   "zustimmung"};

/// Behind a date: it tells when that happened.
inline constexpr std::string_view kHappened[] = {
    "abberufen",     "abgeschlossen", "aufgehoben", "aufgeloest",   "ausgeschieden", "beendet",
    "beschlossen",   "bestellt",      "beurkundet", "eingegangen",  "eingereicht",   "eingetragen",
    "eingetreten",   "erklaert",      "erloschen",  "ernannt",      "eroeffnet",     "errichtet",
    "erteilt",       "festgestellt",  "geaendert",  "gefasst",      "gegruendet",    "gekuendigt",
    "gestorben",     "gewaehlt",      "gezeichnet", "niedergelegt", "statt",         "uhr",
    "unterzeichnet", "verkuendet",    "verstorben", "wirksam",      "widerrufen"};

/// Parts of words that say what a person is: a name behind one is a person's. Things come first:
/// "Gesellschafterliste".
inline constexpr std::string_view kRoleParts[] = {
    "anwaelt",    "anwalt",     "berater",  "direktor", "fuehrer",   "gesellschafter",
    "herr",       "inhaber",    "kauffrau", "kaufmann", "kommandit", "komplementaer",
    "liquidator", "mitglied",   "partner",  "pfleger",  "prokurist", "vertreter",
    "verwalter",  "vorsitzend", "vorstand", "witwe"};

template <std::size_t N>
bool is_one_of(const std::string_view (&words)[N], std::string_view word) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

template <std::size_t N>
bool has_one_of(const std::string_view (&parts)[N], std::string_view word) {
    return std::any_of(std::begin(parts), std::end(parts),
                       [&](std::string_view part) { return word.find(part) != std::string_view::npos; });
}

inline bool is_thing(std::string_view word) {
    const std::size_t at = word.find("gesellschafter");
    const std::string_view ending = at == std::string_view::npos ? "-" : word.substr(at + 14);
    const bool is_person = ending == "" || ending == "s" || ending == "n" || ending.starts_with("in");
    return !is_person && (is_one_of(kThings, word) || has_one_of(kThingParts, word));
}

inline bool is_role(std::string_view word) {
    return word == "frau" || (has_one_of(kRoleParts, word) && !is_thing(word));
}

}  // namespace hr::core::text
