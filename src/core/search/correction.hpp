// Owns the keys by which a mistyped word finds the words it may have been meant to be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hr::core::search {

/// Longer words are found by their first and last letters as well, and no word needs more.
inline constexpr std::size_t kLongestCorrected = 60;

/// The keys under which a word of the vocabulary stands: a short one without one letter each, a longer one by
/// its first and its last half. None for words of one or two letters.
std::vector<std::string> correction_keys(std::string_view word);

/// The keys under which words stand that differ by one letter, or by two in one half. Some may not exist.
std::vector<std::string> keys_to_correct(std::string_view mistyped);

}  // namespace hr::core::search
