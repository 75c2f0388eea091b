// Owns what a single character becomes in a normalised name.
#pragma once

#include <string_view>

namespace hr::core::name {

/// "a" for U+00E1, "ae" for U+00C4, "ss" for U+00DF, …; empty for what is no Latin letter or digit.
/// Covers ASCII, Latin-1, Latin Extended-A, -B and Additional.
std::string_view latin(char32_t c);

/// Lower case of Greek and Cyrillic capitals; other characters unchanged.
char32_t lower(char32_t c);

/// Combining marks, soft hyphen, zero-width characters, letters' apostrophes (U+02BC): leave no trace.
bool is_invisible(char32_t c);

/// Punctuation, symbols, white space and control characters: part words.
bool parts_words(char32_t c);

}  // namespace hr::core::name
