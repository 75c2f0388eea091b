// Owns which of the companies that a search has found a name from elsewhere is of.
#pragma once

#include "core/name/match.hpp"
#include "core/search/rank.hpp"

#include <string_view>
#include <vector>

namespace hr::core::search {

struct Reconciled {
    Hit hit;
    name::NameMatch match;    ///< of the name and the name of the hit
    bool is_in_city = false;  ///< its seat is in the city that was given
};

/// The likeliest first, at most so many. An empty city says nothing.
std::vector<Reconciled> reconcile(std::string_view name, std::string_view city, std::vector<Hit> hits,
                                  std::size_t most);

}  // namespace hr::core::search
