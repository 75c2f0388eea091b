// Owns the register courts: which there are, and how their codes and names are written.
#pragma once

#include <string>
#include <string_view>

namespace hr::core::identity {

/// One court that keeps registers today.
struct Court {
    std::string_view code;               ///< register id in the EUID: "F1103R", "U1308"
    std::string_view base_code;          ///< "F1103"
    std::string_view alternative_codes;  ///< further codes, separated by |
    std::string_view name;               ///< "Amtsgericht Charlottenburg (Berlin)"
    std::string_view state;              ///< "Berlin"
    std::string_view aliases;            ///< other spellings of the name, lower case, separated by |
};

/// By any of its codes: "F1103R", "f1103", "Y1206V". Null for an unknown code.
const Court* find_court_by_code(std::string_view code);

/// By its name: case, blanks, punctuation, the spelling of umlauts and words like "Amtsgericht" do not
/// matter. Courts that have been merged into another are not found under it. Null for an unknown name.
const Court* find_court_by_name(std::string_view name);

/// By code, else by name.
const Court* find_court(std::string_view code_or_name);

/// "Charlottenburg (Berlin)": the name without "Amtsgericht".
std::string_view short_name(const Court& court);

/// A letter, four digits and possibly a letter: what the codes of courts look like.
bool looks_like_court_code(std::string_view text);

}  // namespace hr::core::identity
