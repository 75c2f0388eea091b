// Owns Kölner Phonetik: words that sound alike in German get the same code.
#pragma once

#include <string>
#include <string_view>

namespace hr::core::name {

/// The code of one normalised word: "mueller" -> "657". Digits only, at most kMaxPhonetic of them; empty for
/// a word without Latin letters.
std::string phonetic(std::string_view word);

inline constexpr std::size_t kMaxPhonetic = 32;

}  // namespace hr::core::name
