// Owns which names of persons may be meant by a search text, before they are looked at.
#pragma once

#include "core/search/person_query.hpp"

#include <cstdint>
#include <vector>

namespace hr::core::search {

/// Numbers of names that have all the words, each in one of its meanings, the likeliest first; and of those
/// that begin as the text does.
std::vector<std::int64_t> person_candidates(const Query& query, const PersonLists& lists,
                                            const Answers& answers, std::size_t most);

}  // namespace hr::core::search
