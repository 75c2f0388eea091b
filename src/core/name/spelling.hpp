// Owns the one spelling of a word that names write in several ways.
#pragma once

#include "core/name/fold.hpp"

#include <string>
#include <string_view>

namespace hr::core::name {

/// "verwaltungsges." and "verw." -> "verwaltung", "erste", "1." and "01" -> "1", "iv" -> "4", "deutscher" ->
/// "deutsch". Of words that are spelled in one way only, the word. May be two words: "a. M." has none, but
/// "hbf" is one.
std::string one_spelling(const Word& word);

/// "twenty" -> 20 and the like, to which a following digit adds; 0 for all other words.
int tens(std::string_view word);

}  // namespace hr::core::name
