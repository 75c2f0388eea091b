// Owns which companies may be meant by a search text, before their names are looked at.
#pragma once

#include "core/search/query.hpp"

#include <cstdint>
#include <vector>

namespace hr::core::search {

/// The companies that may be meant, the likeliest first.
struct Candidates {
    std::vector<std::int64_t> companies;
    std::int64_t total = 0;  ///< names that are about as likely
    bool is_cut = false;     ///< there are more companies
};
Candidates candidates(const Query& query, const Answers& answers, std::size_t most);

/// Companies with names that begin so, then others.
std::vector<std::int64_t> beginnings(const Query& query, const Answers& answers, std::size_t most);

}  // namespace hr::core::search
