// Owns changing blocks of the index of names in their places.
#pragma once

#include "core/search/revision.hpp"
#include "registry/search_index.hpp"

namespace hr::registry {

/// Waits until nobody else writes blocks, and keeps others from it until the end of the transaction.
void lock_search_blocks();

/// Brings the changes into the blocks. Words that stand beside the blocks stay in the vocabulary. Under the
/// lock.
void revise_blocks(SearchDomain domain, const core::search::Changes& changes);

}  // namespace hr::registry
