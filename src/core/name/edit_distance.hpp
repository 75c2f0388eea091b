// Owns the edit distance of two words.
#pragma once

#include <cstddef>
#include <string_view>

namespace hr::core::name {

/// Insertions, deletions, substitutions and swaps of neighbours that make one word of the other, no letter
/// edited twice (optimal string alignment); of bytes, which are letters in normalised words. `most + 1` where
/// there are more than `most` of them.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

}  // namespace hr::core::name
