// Owns which companies answer a search, and in which order.
#pragma once

#include "core/search/score.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::search {

struct Hit {
    std::int64_t company = 0;
    std::int32_t rank = 0;  ///< the score in millionths
    std::string name;       ///< that fits best
    bool is_former = false;
    std::string_view kind;  ///< see Score
    std::string seat;       ///< of the company
};

struct Hits {
    std::vector<Hit> hits;   ///< by rank, then by company
    std::int64_t total = 0;  ///< an estimate where more than could be compared
};

/// The best name of each company, those that are alike enough.
std::vector<Hit> rank(const Query& query, std::string_view text, const std::vector<Candidate>& names);

/// Of names found for a beginning: those that begin so first, then those of which a word does; today's names
/// before former ones, short ones before long ones.
std::vector<Hit> rank_beginnings(const Query& query, const std::vector<Candidate>& names);

}  // namespace hr::core::search
