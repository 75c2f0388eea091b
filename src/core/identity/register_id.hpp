// Owns the identity of a register entry: court, register type, number, suffix and former court.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hr::core::identity {

/// The key of a register entry. Without the former court 14,479 of 1.1 million real entries collide, with it
/// none.
struct RegisterId {
    std::string court;  ///< EUID register id ("F1103R") where the court is known, else the code as given
    std::string type;   ///< HRA, HRB, GnR, PR, VR, GsR, GR
    std::int64_t number = 0;
    std::string suffix;        ///< "B", "HL"; empty where there is none. Berlin's HRB always has its B
    std::string former_court;  ///< same coding as court; empty where there is none

    auto operator<=>(const RegisterId&) const = default;
};

/// "HRB 158855 B Charlottenburg (Berlin)", "HRB 111 HU Husum früher Flensburg", "DEF1103R.HRB158855B", …
/// Throws hr::Error 22023; its detail says which part is wrong, its hint shows the accepted forms.
RegisterId parse_register_id(std::string_view text);

/// As parse_register_id, for a text that leaves out the court: "HRB 158855 B", "HRB 111 HU früher Flensburg".
/// `court` is a code or a name; an unknown one is kept as given.
RegisterId parse_entry(std::string_view text, std::string_view court);

/// "DEF1103R.HRB158855B"; absent for an unknown court and for entries taken over from a former court.
std::optional<std::string> euid(const RegisterId& id);

/// "Amtsgericht Charlottenburg (Berlin) HRB 158855 B", with "früher …" where there is a former court.
std::string label(const RegisterId& id);

/// What parse_register_id makes of a text, in a form to show: never throws for the text's sake.
struct ParsedRegisterId {
    RegisterId id;           ///< as far as it was understood: empty where it is not valid
    std::string court_name;  ///< "Amtsgericht Leipzig"; empty for an unknown court
    std::optional<std::string> euid;
    bool is_valid = false;
    std::string problem;  ///< what is wrong, a whole sentence; empty where it is valid
};

ParsedRegisterId describe(std::string_view text);

}  // namespace hr::core::identity
