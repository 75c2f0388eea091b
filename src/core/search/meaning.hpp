// Owns what a word of a search text may mean: itself, a word it may have been meant to be, a half of it, or
// one with the word beside it.
#pragma once

#include "core/search/evidence.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hr::core::search {

/// A word of the vocabulary that a word of the query may mean.
struct Meaning {
    std::string word;
    float likeness = 1;       ///< 1: the word itself
    std::uint64_t names = 0;  ///< that have it
};

struct QueryWord {
    std::string text;
    std::vector<Meaning> meanings;  ///< the likeliest first
    float weight = 0;               ///< the rarer, the more
    bool is_known = false;          ///< it stands in the vocabulary as it is
    std::string sound;              ///< empty for a word that is too short to be known by it
};

/// Words that are written or sound alike, the likeliest first.
void add_meanings(QueryWord& word, const Answers& answers);

/// Of a word that is not known the rarer one of two words that it may be together.
void add_halves(QueryWord& word, const Answers& answers);
void want_halves(const QueryWord& word, Wanted& wanted);  ///< what add_halves() asks for

/// Two neighbours as one word.
void add_joined(QueryWord& word, const std::string& a, const std::string& b, const Answers& answers);
void want_joined(const std::string& a, const std::string& b, Wanted& wanted);  ///< what add_joined() asks for

/// How many names have the word; of a mistyped one, the most frequent of those it may well mean.
std::uint64_t names_of(const QueryWord& word);

}  // namespace hr::core::search
