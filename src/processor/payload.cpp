#include "processor/payload.hpp"

#include <limits>
#include <nlohmann/json.hpp>

namespace hr::processor {
namespace {

constexpr const char* kUnreadable = "It holds a number that is too large.";

/// Null where the key is missing or the payload is no object; "discarded" where the payload holds what jsonb
/// allows and nobody can compute with.
nlohmann::json member(std::string_view text, const char* key) {
    const auto payload = nlohmann::json::parse(text, nullptr, false);
    if (payload.is_discarded()) return payload;
    const auto found = payload.is_object() ? payload.find(key) : payload.end();
    return found == payload.end() ? nlohmann::json() : *found;
}

bool fits(const nlohmann::json& value) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    return value.is_number_integer() && (!value.is_number_unsigned() || value.get<std::uint64_t>() <= kMost);
}

std::string quoted(const char* key) {
    return "\"" + std::string(key) + "\"";
}

}  // namespace

std::int64_t Payload::number(const char* key) const {
    const auto found = optional_number(key);
    if (!found) refuse("It has no key " + quoted(key) + ".");
    return *found;
}

std::optional<std::int64_t> Payload::optional_number(const char* key) const {
    const nlohmann::json value = member(text_, key);
    if (value.is_discarded()) refuse(kUnreadable);
    if (value.is_null()) return std::nullopt;
    if (!fits(value))
        refuse("Its key " + quoted(key) + " is of type " + value.type_name() + ", needed is a whole number.");
    return value.get<std::int64_t>();
}

bool Payload::flag(const char* key) const {
    const nlohmann::json value = member(text_, key);
    if (value.is_discarded()) refuse(kUnreadable);
    if (!value.is_null() && !value.is_boolean())
        refuse("Its key " + quoted(key) + " is of type " + value.type_name() + ", needed is true or false.");
    return value.is_boolean() && value.get<bool>();
}

void Payload::refuse(const std::string& why) const {
    throw Error(sqlstate::kInvalidParameter, message_, "The payload of the job does not fit its kind. " + why,
                hint_);
}

}  // namespace hr::processor
