// Owns the references to characters that stand for them in XML text: "&amp;", "&#228;", "&#xE4;".
#pragma once

#include <cstddef>
#include <string_view>

namespace hr::core::xjustiz {

/// Whether XML forbids a character.
constexpr bool is_forbidden(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0xD800 && c < 0xE000) || c == 0xFFFE ||
           c == 0xFFFF || c > 0x10FFFF;
}

struct CharacterReference {
    char32_t value = 0;
    std::size_t length = 0;     ///< in bytes, with "&" and ";"
    std::string_view reason{};  ///< why it is none; empty where it is one
};

/// The one at the beginning of a text, which begins with "&".
CharacterReference first_reference(std::string_view text);

}  // namespace hr::core::xjustiz
