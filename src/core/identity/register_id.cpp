#include "core/identity/register_id.hpp"

#include "core/error.hpp"
#include "core/identity/court.hpp"

namespace hr::core::identity {
namespace {

std::string court_label(const std::string& court) {
    const Court* known = find_court_by_code(court);
    return known ? std::string(known->name) : court;
}

std::string former_court_label(const std::string& court) {
    const Court* known = find_court_by_code(court);
    return known ? std::string(short_name(*known)) : court;
}

}  // namespace

std::optional<std::string> euid(const RegisterId& id) {
    if (!id.former_court.empty() || id.type == "GR" || !find_court_by_code(id.court)) return std::nullopt;
    return "DE" + id.court + "." + id.type + std::to_string(id.number) + id.suffix;
}

std::string label(const RegisterId& id) {
    std::string text = court_label(id.court);
    if (!id.former_court.empty()) text += " früher " + former_court_label(id.former_court);
    text += " " + id.type + " " + std::to_string(id.number);
    return id.suffix.empty() ? text : text + " " + id.suffix;
}

ParsedRegisterId describe(std::string_view text) {
    ParsedRegisterId parsed;
    try {
        parsed.id = parse_register_id(text);
        if (const Court* court = find_court_by_code(parsed.id.court)) parsed.court_name = court->name;
        parsed.euid = euid(parsed.id);
        parsed.is_valid = true;
    } catch (const Error& error) {
        parsed.problem = error.detail();
    }
    return parsed;
}

}  // namespace hr::core::identity
