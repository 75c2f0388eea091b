#include "core/identity/register_id.hpp"

#include "core/error.hpp"

#include <algorithm>

namespace hr::core::identity {
namespace {

constexpr std::string_view kMatchNames[] = {"", "code", "name", "alias", "guess"};

std::string name_of(const std::string& code) {
    const Court* known = find_any_court(code).court;
    return known ? std::string(known->name) : code;
}

/// The name, unless another court has it, too.
std::string court_label(const std::string& code) {
    const Court* known = find_any_court(code).court;
    return known && find_any_court(known->name).court == known ? std::string(known->name) : code;
}

std::string former_court_label(const RegisterId& id) {
    const Court* known = find_any_court(id.former_court).court;
    if (!known) return id.former_court;
    const std::string_view name = short_name(*known);
    const bool is_clear = find_any_court(name, find_any_court(id.court).court).court == known;
    return is_clear ? std::string(name) : id.former_court;
}

}  // namespace

std::string_view own_letters(const RegisterId& id, const Court* court) {
    constexpr std::string_view kBerlin = "F1103R";
    if (!court) return {};
    const bool has_letters = court->code == kBerlin ? id.type == "HRB" : id.former_court.empty();
    return has_letters ? court->letters : std::string_view();
}

std::optional<std::string> euid(const RegisterId& id) {
    if (!id.former_court.empty() || id.type == "GR" || !find_court_by_code(id.court)) return std::nullopt;
    return "DE" + id.court + "." + id.type + std::to_string(id.number) + id.suffix;
}

std::string euid_problem(const RegisterId& id) {
    if (euid(id)) return {};
    if (!id.former_court.empty())
        return "The entry was taken over from " + name_of(id.former_court) +
               " with its number; such entries have no defined EUID.";
    if (id.type == "GR") return "Registers of matrimonial property (GR) give no EUID.";
    const Court* court = find_any_court(id.court).court;
    if (!court) return "The register court \"" + id.court + "\" is not known.";
    std::string text = std::string(court->name) + " keeps no registers";
    if (!court->successor.empty()) text += "; " + name_of(std::string(court->successor)) + " took them over";
    return text + ".";
}

std::string label(const RegisterId& id) {
    std::string text = court_label(id.court);
    if (!id.former_court.empty()) text += " früher " + former_court_label(id);
    text += " " + id.type + " " + std::to_string(id.number);
    return id.suffix.empty() ? text : text + " " + id.suffix;
}

ParsedRegisterId describe(std::string_view text) {
    ParsedRegisterId parsed;
    try {
        const Understood understood = understand(text);
        parsed.id = understood.id;
        if (const Court* court = find_any_court(parsed.id.court).court) parsed.court_name = court->name;
        if (const Court* court = find_any_court(parsed.id.former_court).court)
            parsed.former_name = court->name;
        const CourtMatch weakest = std::max(understood.court_match, understood.former_court_match);
        parsed.court_match = kMatchNames[static_cast<std::size_t>(weakest)];
        parsed.euid = euid(parsed.id);
        parsed.euid_problem = euid_problem(parsed.id);
        parsed.is_valid = true;
    } catch (const Error& error) {
        parsed.problem = error.detail();
    }
    return parsed;
}

}  // namespace hr::core::identity
