// Owns reading the index by which names are found: hr_registry.search_block and search_entry.
#pragma once

#include "core/search/evidence.hpp"

#include <string_view>

namespace hr::registry {

/// There is an index of each, in the same tables.
enum class SearchDomain { companies, persons };

/// As the tables have it.
constexpr std::string_view code_of(SearchDomain domain) {
    return domain == SearchDomain::companies ? "c" : "p";
}

/// Adds what stands behind the keys in the snapshot of the calling statement.
void look_up(SearchDomain domain, core::search::Wanted wanted, core::search::Answers& answers);

}  // namespace hr::registry
