// Owns changing an announcement by its structure, as fuzzing does: its fields, where it is a JSON object, and
// the lines and words of its texts are dropped, doubled, moved or replaced.
#pragma once

#include "support/document_mutation.hpp"

#include <nlohmann/json.hpp>

namespace hr::test {

/// With what keeps them apart behind each, so that together they are the text.
inline std::vector<std::string> pieces_of(std::string_view text, char separator) {
    std::vector<std::string> pieces;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size() - 1) + 1;
        pieces.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return pieces;
}

inline constexpr std::string_view kPieces[] = {"\n",
                                               "01.01.9999",
                                               "27.09.2024 (Bekanntmachungsdatum)\n",
                                               "31.12.1799 (Eintragungsdatum)",
                                               "HRB 1 B",
                                               "HRB 1 B: ",
                                               "???",
                                               " – ",
                                               "Amtsgericht ",
                                               "HRA 4711 KI früher Amtsgericht Rendsburg\n",
                                               "Löschungsankündigung\n",
                                               "Sonstige Registerbekanntmachung\n",
                                               "nachträglich am 22.10.2024 um 02:00 Uhr ",
                                               ", 12345 Berlin. ",
                                               "vom 2.5.1990, 3.6.1995 und 4.7.1998",
                                               "EUR 25.000,00",
                                               "geb. am 01.01.1970, "};

/// Line by line or word by word.
inline std::string mutated_text(std::string_view text, Random& random) {
    std::vector<std::string> pieces = pieces_of(text, below(random, 2) == 0 ? '\n' : ' ');
    if (pieces.empty()) pieces.emplace_back();
    const std::size_t at = below(random, pieces.size()), other = below(random, pieces.size());
    const auto place = pieces.begin() + static_cast<std::ptrdiff_t>(at);
    const std::string_view known = kPieces[below(random, std::size(kPieces))];
    switch (below(random, 5)) {
        case 0:
            pieces.erase(place);
            break;
        case 1:
            pieces.insert(place, std::string(pieces[other]));
            break;
        case 2:
            std::swap(pieces[at], pieces[other]);
            break;
        case 3:
            pieces.insert(place, std::string(known));
            break;
        default:
            pieces[at] = known;
    }
    std::string whole;
    for (const std::string& piece : pieces) whole += piece;
    return whole;
}

inline std::string dumped(const nlohmann::json& object) {
    return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

inline std::string mutated_object(nlohmann::json object, Random& random) {
    constexpr std::string_view kKeys[] = {"details",   "text",       "original_text", "date",
                                          "published", "entry_date", "court",         "kind"};
    const auto key = [&] { return std::string(kKeys[below(random, std::size(kKeys))]); };
    std::vector<std::string> stated;
    for (const auto& [name, value] : object.items()) stated.push_back(name);
    if (stated.empty()) return dumped({{key(), std::string(kPieces[below(random, std::size(kPieces))])}});
    const std::string name = stated[below(random, stated.size())];
    const nlohmann::json value = object[name];
    switch (below(random, 6)) {
        case 0:
            object.erase(name);
            break;
        case 1:  // moved
            object.erase(name);
            object[key()] = value;
            break;
        case 2:  // doubled
            object[key()] = value;
            break;
        case 3: {
            const nlohmann::json others[] = {
                nullptr, 1, "", nlohmann::json::array({value}), nlohmann::json{{name, value}}, "9999-12-31"};
            object[name] = others[below(random, std::size(others))];
            break;
        }
        default:
            if (value.is_string()) object[name] = mutated_text(value.get_ref<const std::string&>(), random);
    }
    return dumped(object);
}

inline std::string mutated_announcement(std::string_view text, Random& random) {
    nlohmann::json object = nlohmann::json::parse(text, nullptr, false);
    if (object.is_object()) return mutated_object(std::move(object), random);
    if (below(random, 16) == 0) return dumped({{"details", std::string(text)}, {"date", "2024-09-27"}});
    return mutated_text(text, random);
}

}  // namespace hr::test
