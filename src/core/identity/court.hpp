// Owns the courts: which there are, which of them keep registers, and how their codes and names are written.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::identity {

/// A court that keeps registers today, or a local court that keeps none (any more).
struct Court {
    std::string_view code;               ///< register id in the EUID: "F1103R", "U1308"
    std::string_view base_code;          ///< "F1103"
    std::string_view alternative_codes;  ///< further codes, separated by |
    std::string_view name;               ///< "Amtsgericht Charlottenburg (Berlin)"
    std::string_view state;              ///< "Berlin"
    std::string_view aliases;            ///< other spellings of the name, lower case, separated by |
    std::string_view letters;  ///< that all its own numbers end with, also where they are left out: "B", "KI"
    std::string_view
        successor;            ///< code of the court that took its registers over; empty where it is not known
    std::string_view status;  ///< "keeps registers", "without register", "dissolved"

    bool keeps_registers() const { return status == "keeps registers"; }
};

/// All courts; those that keep registers come first.
std::span<const Court> courts();

/// By any of its codes: "F1103R", "f1103", "Y1206V". Null for a code of no court that keeps registers.
const Court* find_court_by_code(std::string_view code);

/// By its name: case, blanks, punctuation, the spelling of umlauts and words like "Amtsgericht" do not
/// matter. Courts that have been merged into another are not found under it. Null for an unknown name.
const Court* find_court_by_name(std::string_view name);

/// By code, else by name.
const Court* find_court(std::string_view code_or_name);

/// How a court was recognised.
enum class CourtMatch { none, code, name, alias, guess };

struct FoundCourt {
    const Court* court = nullptr;
    CourtMatch match = CourtMatch::none;
};

/// Any court by code or name. A name that several former courts share is the one whose registers `successor`
/// took over (null: unknown); where none is, it is not found.
FoundCourt find_any_court(std::string_view code_or_name, const Court* successor = nullptr);

/// All courts of a name: several where it does not tell one.
std::vector<const Court*> courts_named(std::string_view name);

/// The court that the misspelled name can only mean: one letter, of long names two, is wrong, missing or too
/// much.
FoundCourt guess_court(std::string_view name);

/// "Charlottenburg (Berlin)": the name without "Amtsgericht".
std::string_view short_name(const Court& court);

/// A letter, four digits and possibly a letter: what the codes of courts look like.
bool looks_like_court_code(std::string_view text);

}  // namespace hr::core::identity
