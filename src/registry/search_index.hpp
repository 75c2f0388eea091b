// Owns the index by which names are found: hr_registry.search_block and search_entry.
#pragma once

#include "core/search/evidence.hpp"
#include "registry/history.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hr::registry {

/// There is an index of each, in the same tables.
enum class SearchDomain { companies, persons };

/// As the tables have it.
constexpr std::string_view code_of(SearchDomain domain) {
    return domain == SearchDomain::companies ? "c" : "p";
}

/// Adds what stands behind the keys in the snapshot of the calling statement.
void look_up(SearchDomain domain, core::search::Wanted wanted, core::search::Answers& answers);

/// Adds names that have come. To be called in the transaction that writes them.
void add_entries(SearchDomain domain, const std::vector<core::search::NameEntries>& names);

/// Adds the names and seats that come with the differences. To be called in the transaction that writes them.
void add_to_search(const std::vector<CompanyDifference>& differences);

/// Is there a name or a seat among what the differences bring or take away?
bool changes_names(const std::vector<CompanyDifference>& differences);

/// Writes the index of both anew from all names. Readers and writers go on meanwhile; only one runs at a time.
/// Returns the number of names.
std::int64_t build_search_index();

/// Companies with a name or a seat, or with a mention of a person, to which the index does not lead, in order,
/// at most so many.
std::vector<std::int64_t> unfound_names(std::size_t most);

}  // namespace hr::registry
