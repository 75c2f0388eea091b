// Owns who a natural person is in the register: names and a full birth date, however they are spelled.
#pragma once

#include "core/history/fact.hpp"

namespace hr::core::history {

struct Person {
    std::string last_name;
    std::string first_names;
    std::string birth_date;  ///< "YYYY-MM-DD"; others are nobody's

    bool operator==(const Person&) const = default;
};

/// "muster|erika maria|1980-02-01": equal for all spellings of the names.
std::string person_key(const Person& person);

/// Everybody of whom the facts may tell: officers with a full birth date, without the prefix of their name
/// and with it, and what stands around a date in a free text as names do ("Muster, Erika, Berlin,
/// *01.02.1980").
std::vector<Person> persons_in(const std::vector<Fact>& facts);

/// The same for a text by itself.
std::vector<Person> persons_in_text(std::string_view text);

/// The same for a document that could not be read: in every plausible encoding, whatever stands between the
/// names.
std::vector<Person> persons_in_bytes(std::string_view document);

}  // namespace hr::core::history
