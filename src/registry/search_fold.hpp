// Owns keeping the index of names small: entries go into blocks, and what is no name any more goes.
#pragma once

#include "core/search/entries.hpp"
#include "registry/search_index.hpp"

#include <cstdint>
#include <vector>

namespace hr::registry {

/// Brings all entries into the blocks, which makes searches faster. Readers and writers go on meanwhile.
/// Returns how many postings went.
std::int64_t fold_search_entries();

/// Takes names out of the index, of those that have gone all that is not in kept ones too. Where there is
/// such, waits for who writes blocks.
void remove_from_search(SearchDomain domain, const std::vector<core::search::NameEntries>& gone,
                        const std::vector<core::search::NameEntries>& kept);

}  // namespace hr::registry
