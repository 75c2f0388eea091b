// Owns postings: which names have a word, as sorted numbers in few bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::search {

/// A company and the number of words of the name: company * 8 + words, at most 7; 0 words are those of the
/// seat. Names of one company with as many words are one posting. Of persons, a name instead of a company.
using Posting = std::uint64_t;

constexpr unsigned kMaxWords = 7;

constexpr Posting posting(std::int64_t company, std::size_t words) {
    return static_cast<Posting>(company) * 8 + (words < kMaxWords ? words : kMaxWords);
}
constexpr std::int64_t company_of(Posting p) {
    return static_cast<std::int64_t>(p / 8);
}
constexpr unsigned words_of(Posting p) {
    return static_cast<unsigned>(p % 8);
}

/// Sorted postings, each once -> bytes.
std::string encode(const std::vector<Posting>& postings);

/// Appends what the bytes hold, at most so many; of damaged ones what stands before the damage.
void decode(std::string_view bytes, std::size_t most, std::vector<Posting>& out);

}  // namespace hr::core::search
