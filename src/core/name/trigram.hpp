// Owns trigrams of normalised names and the similarity they give.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hr::core::name {

/// Sorted, each once: three code points of 21 bits in one number, the first one in the highest bits. The search index
/// keeps these numbers, so their form may not change without building it anew.
using Trigrams = std::vector<std::int64_t>;

/// As pg_trgm: each space-separated word gets two spaces before and one behind ("  a", " ab", "abc", "bc ").
Trigrams trigrams(std::string_view normalised);

/// Shared / all, from 0 to 1; 0 where both are empty.
float similarity(const Trigrams& a, const Trigrams& b);

}  // namespace hr::core::name
