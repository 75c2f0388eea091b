// Owns how well the name of a natural person answers a search text, and the order of those that do.
#pragma once

#include "core/search/query.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::search {

struct PersonName {
    std::int64_t id = 0;
    std::string_view last_name, first_names;  ///< as mentions have them
};

struct PersonHit {
    PersonName name;
    std::int32_t rank = 0;  ///< agreement in millionths
    /// exact: the same words; words: it has all the words; prefix: it has words that begin so; phonetic,
    /// corrected: it has words that sound alike or are written alike
    std::string_view kind;
};

/// The names that have each word in some way, the best first. In which order words come makes no difference;
/// words of a name that were not asked for cost a little.
std::vector<PersonHit> rank_persons(const Query& query, const std::vector<PersonName>& names);

}  // namespace hr::core::search
