// Owns documents made to cost more than their size: each shape grows with n, most of them by the product of
// two of its parts.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace hr::core::xjustiz::testing {

inline std::string repeated(std::size_t count, auto&& make) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += make(i);
    return text;
}

inline std::string in(std::string_view name, const std::string& content) {
    return "<" + std::string(name) + ">" + content + "</" + std::string(name) + ">";
}

inline std::string reference(std::size_t number) {
    return in("ref.rollennummer", std::to_string(number));
}

inline std::string addresses(std::size_t count) {
    return repeated(count, [](std::size_t i) {
        return in("anschrift", in("strasse", "Weg") + in("hausnummer", std::to_string(i)) + in("ort", "Ulm"));
    });
}

inline std::string roles(std::size_t first, std::size_t count) {
    return repeated(count, [&](std::size_t i) {
        return in("rolle",
                  in("rollennummer", std::to_string(first + i)) + in("rollenbezeichnung", in("code", "086")));
    });
}

inline std::string person(std::size_t number, const std::string& more = {}) {
    return in(
        "beteiligter",
        in("auswahl_beteiligter",
           in("natuerlichePerson",
              in("vollerName", in("vorname", "Eva") + in("nachname", "Muster" + std::to_string(number))) +
                  more)));
}

inline std::string organisation(const std::string& content) {
    return in("beteiligter", in("auswahl_beteiligter", in("organisation", content)));
}

inline std::string register_part(std::size_t number, const std::string& references,
                                 const std::string& entity = {}) {
    const std::string entry = in(
        "registereintragung", in("auswahl_registerbehoerde", in("inlaendischesRegistergericht",
                                                                in("gericht", in("code", "U1308")) +
                                                                    in("registerart", in("code", "HRB")))) +
                                  in("registernummer", std::to_string(1 + number)));
    return in("fachdatenRegister",
              in("basisdatenRegister", in("rechtstraeger", entity + entry) + in("vertretung", references)) +
                  in("betroffenerRechtstraeger", reference(1)));
}

inline std::string hostile_message(const std::string& participants, const std::string& register_parts) {
    return "<nachricht.reg.0400003 xmlns='http://www.xjustiz.de'><nachrichtenkopf xjustizVersion='3.5.1'/>" +
           in("grunddaten",
              in("verfahrensdaten",
                 "<instanzdaten><auswahl_instanzbehoerde><gericht><code>U1308</code></gericht>"
                 "</auswahl_instanzbehoerde><aktenzeichen><auswahl_aktenzeichen><aktenzeichen.freitext>"
                 "HRB 1</aktenzeichen.freitext></auswahl_aktenzeichen></aktenzeichen></instanzdaten>" +
                     participants)) +
           register_parts + "</nachricht.reg.0400003>";
}

/// Each of `parts` register parts refers to each of the participants, which have some addresses.
inline std::string cross_references(std::size_t parts, std::size_t participants, std::size_t address_count) {
    return hostile_message(repeated(participants,
                                    [&](std::size_t i) {
                                        return in("beteiligung",
                                                  roles(i, 1) + person(i, addresses(address_count)));
                                    }),
                           repeated(parts, [&](std::size_t i) {
                               return register_part(i, repeated(participants, [](std::size_t role) {
                                                        return in("vertretungsberechtigte", reference(role));
                                                    }));
                           }));
}

/// One participant with addresses has many roles.
inline std::string many_roles(std::size_t count) {
    return hostile_message(in("beteiligung", roles(0, count) + person(0, addresses(count))),
                           register_part(0, {}));
}

/// One participant has a long name and many roles.
inline std::string long_name(std::size_t count) {
    return hostile_message(
        in("beteiligung",
           roles(0, count) +
               in("beteiligter",
                  in("beteiligtennummer", std::string(50 * count, '7')) +
                      in("auswahl_beteiligter",
                         in("organisation",
                            in("bezeichnung", in("bezeichnung.aktuell", std::string(50 * count, 'x'))))))),
        register_part(0, {}));
}

/// Each register part is the same participant, which has many former names.
inline std::string shared_subject(std::size_t count) {
    const std::string names = repeated(
        count, [](std::size_t i) { return in("bezeichnung.alt", "Alt " + std::to_string(i) + " GmbH"); });
    return hostile_message(in("beteiligung", roles(1, 1) + organisation(in("bezeichnung", names))),
                           repeated(count, [](std::size_t i) { return register_part(i % 90, {}); }));
}

/// Many parts have a branch each, all of them one participant with a long name.
inline std::string shared_branch(std::size_t count) {
    return hostile_message(
        in("beteiligung", roles(1, 1) + organisation(in("bezeichnung", in("bezeichnung.aktuell",
                                                                          std::string(50 * count, 'x'))))),
        repeated(count, [](std::size_t i) {
            return in(
                "fachdatenRegister",
                in("auswahl_artZweigniederlassung", in("gleicheFirma", reference(1))) +
                    in("basisdatenRegister", in("rechtstraeger", in("kurzbezeichnung", std::to_string(i)))));
        }));
}

/// The entity states many addresses, and the participant that it is many former names.
inline std::string entity_twice(std::size_t count) {
    const std::string names = repeated(
        count, [](std::size_t i) { return in("bezeichnung.alt", "Alt " + std::to_string(i) + " GmbH"); });
    return hostile_message(in("beteiligung", roles(1, 1) + organisation(in("bezeichnung", names))),
                           register_part(0, {}, addresses(count)));
}

/// Unknown elements nest deeply, with long names, and the innermost ones are many.
inline std::string deep_nesting(std::size_t count) {
    constexpr std::size_t kDepth = 240;
    const std::string name(1 + count / 10, 'n');
    std::string open, close;
    for (std::size_t i = 0; i < kDepth; ++i) {
        open += "<" + name + ">";
        close += "</" + name + ">";
    }
    return hostile_message({}, register_part(0, {}) + open + repeated(10 * count, [](std::size_t) {
                                   return std::string("<inner/>");
                               }) + close);
}

/// Many references to nobody, in many register parts.
inline std::string references_to_nobody(std::size_t count) {
    return hostile_message({}, repeated(50, [&](std::size_t part) {
                               return register_part(part, repeated(count, [](std::size_t i) {
                                                        return in("vertretungsberechtigte",
                                                                  reference(100'000 + i));
                                                    }));
                           }));
}

}  // namespace hr::core::xjustiz::testing
