// Owns how well a name answers a search text.
#pragma once

#include "core/search/query.hpp"

#include <string_view>

namespace hr::core::search {

/// A name of a company as the register has it.
struct Candidate {
    std::int64_t company = 0;
    std::string_view name;
    std::string_view seat;
    bool is_former = false;
    bool is_active = true;
};

struct Score {
    float value = 0;  ///< up to 1; 0 where the name is no answer in the mode of the query
    /// exact: the same name; prefix: it begins so; words: it has all the words; phonetic, corrected: it has
    /// words that sound alike or are written alike; partial: it has some of the words
    std::string_view kind;
};

Score score(const Query& query, std::string_view text, const Candidate& candidate);

}  // namespace hr::core::search
