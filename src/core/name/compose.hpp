// Owns one spelling of each letter: a Latin letter and the marks that combine with it become the letter that
// Unicode has for both.
#pragma once

#include <string>
#include <string_view>

namespace hr::core::name {

/// Is there no mark in the text that could combine with a letter? Such a text is composed.
bool has_no_marks(std::string_view utf8);

/// The text in Unicode's form NFC as far as Latin letters go: "u" and U+0308 become "ü". Letters that exist
/// only with marks behind them, and other scripts, stay; so do invalid bytes. The same again for itself.
std::string composed(std::string_view utf8);

}  // namespace hr::core::name
