// Owns lists of words in few bytes: what a correction key or a sound leads to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::search {

/// In bytes. Words that are longer are cut: nobody types them out.
inline constexpr std::size_t kLongestWord = 60;

/// A word of the vocabulary, and how many names have it, as a power of two.
struct ListedWord {
    std::string word;
    unsigned magnitude = 0;
    friend auto operator<=>(const ListedWord&, const ListedWord&) = default;
};

unsigned magnitude_of(std::uint64_t names);  ///< 1 -> 0, 2 -> 1, 3 -> 1, 4 -> 2, …

std::string encode(const std::vector<ListedWord>& sorted);

/// Appends what the bytes hold, at most so many; of damaged ones what stands before the damage.
void decode(std::string_view bytes, std::size_t most, std::vector<ListedWord>& out);

}  // namespace hr::core::search
