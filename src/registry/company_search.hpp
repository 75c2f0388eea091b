// Owns searching companies by name.
#pragma once

#include "core/search/rank.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hr::registry {

/// What is asked for besides the text. Lists are arrays in the server's notation; empty is no condition.
struct SearchFilter {
    bool includes_former = true;
    std::string_view register_types, courts, legal_forms, city;
    std::string_view near = {};  ///< no condition: companies with their seat in this city are looked at too
};

/// Companies with a name that the text may mean, the best first; some hundreds at most. All names are what
/// the snapshot of the calling statement shows.
core::search::Hits search_companies(std::string_view text, core::search::Mode mode,
                                    const SearchFilter& filter);

/// Companies with a name, or a word of a name, that begins so.
core::search::Hits companies_beginning(std::string_view text, std::size_t most);

}  // namespace hr::registry
