// Owns the identity of a register entry: court, register type, number, suffix and former court.
#pragma once

#include "core/identity/court.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hr::core::identity {

/// The key of a register entry. Without the former court 14,479 of 1.1 million real entries collide, with it
/// none.
struct RegisterId {
    std::string court;  ///< code ("F1103R") where the court is known, else the code as given
    std::string type;   ///< HRA, HRB, GnR, PR, VR, GsR, GR
    std::int64_t number = 0;
    std::string suffix;  ///< "B", "HL"; empty where there is none. Where all numbers of a court have letters,
                         ///< as Berlin's HRB has B and Kiel KI, they are there even if they were left out
    std::string former_court;  ///< same coding as court; empty where there is none

    auto operator<=>(const RegisterId&) const = default;
};

/// "HRB 158855 B Charlottenburg (Berlin)", "HRB 111 HU Husum früher Flensburg", "DEF1103R.HRB158855B",
/// "DE-HRB-F1103-158855", "M1114_M1112_HRB840", … Throws hr::Error 22023; its detail says which part is
/// wrong, its hint shows the accepted forms.
RegisterId parse_register_id(std::string_view text);

/// As parse_register_id, for a text that leaves out the court: "HRB 158855 B", "HRB 111 HU früher Flensburg".
/// `court` is a code or a name; an unknown one is kept as given.
RegisterId parse_entry(std::string_view text, std::string_view court);

/// The letters that the entry's number has even where they are left out: "B", "KI"; empty for most courts. `court` is
/// that of the entry, null where it keeps no registers.
std::string_view own_letters(const RegisterId& id, const Court* court);

/// "DEF1103R.HRB158855B"; absent where euid_problem has a reason.
std::optional<std::string> euid(const RegisterId& id);

/// Why an entry has no EUID, a whole sentence; empty where it has one.
std::string euid_problem(const RegisterId& id);

/// "Amtsgericht Charlottenburg (Berlin) HRB 158855 B", with "früher …" where there is a former court.
std::string label(const RegisterId& id);

/// A register entry with how its courts were recognised.
struct Understood {
    RegisterId id;
    CourtMatch court_match = CourtMatch::none;
    CourtMatch former_court_match = CourtMatch::none;
};

/// As parse_register_id; courts that are misspelled are guessed where that is safe, and said to be guessed.
Understood understand(std::string_view text);

/// What parse_register_id makes of a text, in a form to show: never throws for the text's sake.
struct ParsedRegisterId {
    RegisterId id;            ///< as far as it was understood: empty where it is not valid
    std::string court_name;   ///< "Amtsgericht Leipzig"; empty for an unknown court
    std::string former_name;  ///< the same of the former court
    std::string court_match;  ///< "code", "name", "alias", "guess": the weakest of both courts; empty for
                              ///< unknown ones
    std::optional<std::string> euid;
    std::string euid_problem;
    bool is_valid = false;
    std::string problem;  ///< what is wrong, a whole sentence; empty where it is valid
};

ParsedRegisterId describe(std::string_view text);

}  // namespace hr::core::identity
