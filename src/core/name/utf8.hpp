// Owns UTF-8: stepping through and cutting text that may be broken, and writing characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hr::core::name {

/// The code point a text begins with. Invalid bytes count one by one.
struct CodePoint {
    char32_t value = 0;
    std::size_t length = 1;  ///< in bytes
    bool valid = false;
};

/// `text` must not be empty. Overlong forms, surrogates and values above U+10FFFF are invalid.
CodePoint first_code_point(std::string_view text);

/// Can a database in UTF-8 store it: valid throughout, and no zero?
bool is_storable(std::string_view text);

/// The beginning of the text, at most so many bytes, and no code point cut in two.
std::string_view prefix(std::string_view text, std::size_t bytes);

/// Writes a character, up to U+10FFFF, in at most four bytes; returns the place behind it.
char* put_code_point(char* out, char32_t c);

void append_code_point(std::string& out, char32_t c);

}  // namespace hr::core::name
