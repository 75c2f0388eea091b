// Owns turning documents in other encodings into UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hr::core::xjustiz {

/// Absent where the document is not in UTF-16: it begins with a byte order mark, or "<" in two bytes. Without
/// the mark. Throws hr::Error 2200M for half a character and for surrogates that are no pair; the position is
/// that in the document.
std::optional<std::string> utf8_of_utf16(std::string_view document);

/// Of a document in ISO-8859-1.
std::string utf8_of_latin1(std::string_view document);

}  // namespace hr::core::xjustiz
