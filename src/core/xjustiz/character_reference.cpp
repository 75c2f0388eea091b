#include "core/xjustiz/character_reference.hpp"

#include "core/ascii.hpp"

#include <algorithm>

namespace hr::core::xjustiz {
namespace {

struct Named {
    std::string_view name;
    char32_t value;
};
constexpr Named kNamed[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};

CharacterReference refused(std::string_view reason) {
    return {0, 0, reason};
}

/// "#228", "#xE4".
CharacterReference numbered(std::string_view name) {
    constexpr std::string_view kReason = "a character reference is not valid";
    constexpr char32_t kTooLarge = 0x110000;
    const bool hexadecimal = name.size() > 1 && name[1] == 'x';
    const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
    char32_t value = 0;
    for (const char c : digits) {
        const char l = lower(c);
        if (!is_digit(c) && !(hexadecimal && l >= 'a' && l <= 'f')) return refused(kReason);
        const auto digit = static_cast<char32_t>(is_digit(c) ? c - '0' : l - 'a' + 10);
        value = std::min<char32_t>(value * (hexadecimal ? 16 : 10) + digit, kTooLarge);
    }
    if (digits.empty() || is_forbidden(value)) return refused(kReason);
    return {value, name.size() + 2, {}};
}

}  // namespace

CharacterReference first_reference(std::string_view text) {
    constexpr std::size_t kLongest = 12;
    const std::string_view rest = text.substr(1, kLongest);
    const std::size_t end = rest.find(';');
    const std::string_view name = rest.substr(0, end);
    if (end == std::string_view::npos || name.empty()) return refused("an entity reference is not complete");
    if (name[0] == '#') return numbered(name);
    for (const Named& known : kNamed)
        if (name == known.name) return {known.value, name.size() + 2, {}};
    return refused("an entity is not defined");
}

}  // namespace hr::core::xjustiz
