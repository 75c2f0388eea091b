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
    float value = 0;  ///< up to 1
    std::string_view kind;  ///< exact, name, prefix, words, phonetic, corrected, joined
};

Score score(const Query& query, std::string_view text, const Candidate& candidate);

}  // namespace hr::core::search
