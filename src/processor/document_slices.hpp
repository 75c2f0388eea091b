// Owns going through many documents: they are loaded slice by slice, handed over, and let go.
#pragma once

#include "pg/database.hpp"
#include "registry/document.hpp"

#include <set>
#include <utility>

namespace hr::processor {

/// Calls `take` with each registry::Document in the order of numbers; unknown numbers are left out. One statement for
/// each 64 MB of contents.
template <class Take>
void each_document(std::set<std::int64_t> ids, Take take) {
    while (!ids.empty()) {
        std::vector<registry::Document> slice = registry::load_documents({ids.begin(), ids.end()});
        if (slice.empty()) return;
        ids.erase(ids.begin(), ids.upper_bound(slice.back().id));
        for (registry::Document& document : slice) {
            pg::check_cancelled();
            take(std::move(document));
        }
    }
}

}  // namespace hr::processor
