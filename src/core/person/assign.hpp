// Owns the rule by which mentions of natural persons are one person. Pure: neither the order of the mentions
// nor an earlier assignment counts.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::person {

/// A natural person in an entry of a company. Names and residence are as name::words() makes them.
struct Mention {
    std::int64_t company = 0;
    std::string office;  ///< the officer's chain in the company: one person, also under another name
    std::string last_name, first_names;
    std::string birth_date;  ///< "1980-02-01", "1980-02", "1980"; empty where none is stated
    std::string residence;
    std::string own;       ///< the id that it has for itself; equal ones are one person
    bool is_full = false;  ///< both names and a full birth date: the own id counts beyond the company
    std::string apart;     ///< taken out of its person by hand: the id that it has instead
};

/// More birth dates than this, of one name, are no one person's: several are possible, whoever has them. So
/// nobody needs to read all persons of a name that a thousand have.
constexpr int kMostBirthDates = 20;

/// Decided by hand: these ids, own or apart, are one person.
struct Join {
    std::string one, other;
};

enum class Reason : std::uint8_t {
    birth_date,        ///< name and full birth date
    same_office,       ///< an officer who is entered with another name, or with a fuller date
    only_in_company,   ///< the only one of this name in the company whom the date fits
    only_in_register,  ///< the same in the whole register, and place of residence or year of birth agree
    ambiguous,         ///< several are possible: a person of its own
    alone,             ///< nobody is: a person of its own
    joined,            ///< by hand
    separated,         ///< by hand
};

/// "birth_date", "same_office", …
std::string_view name_of(Reason reason);

struct Assignment {
    std::string person;
    Reason reason = Reason::alone;

    bool operator==(const Assignment&) const = default;
};

/// What needs no note: the mention for itself.
Assignment by_itself(const Mention& mention);

/// One for each mention. Right are those of mentions for which all are given that they can depend on: with equal
/// own ids, in one office, joined; and where no full date is stated, those with one that are of the same name:
/// all in the company, and in the register of the dates that fit kMostBirthDates + 1.
std::vector<Assignment> assign(std::span<const Mention> mentions, std::span<const Join> joins);

}  // namespace hr::core::person
