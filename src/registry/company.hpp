// Owns hr_registry.company, hr_registry.registration and hr_registry.snapshot.
#pragma once

#include "core/history/fold.hpp"
#include "core/identity/register_id.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace hr::registry {

/// A company with what is stored of it.
struct Company {
    std::int64_t id = 0;
    int fold_version = 0;
    std::vector<core::history::Snapshot> snapshots;
};

using Companies = std::map<core::identity::RegisterId, Company>;

/// The companies of these register entries with their snapshots; entries that are not known yet get a
/// company. Locks the entries until the end of the transaction, in their order, so that writers of one
/// company follow each other and no two transactions wait for one another. A fixed number of statements.
Companies lock_companies(const std::vector<core::identity::RegisterId>& ids);

struct NewSnapshot {
    std::int64_t company = 0;
    const core::history::Snapshot* snapshot = nullptr;
};

/// Adds snapshots, or replaces what was stored for the same company and document.
void write_snapshots(const std::vector<NewSnapshot>& snapshots);

/// Notes that these companies are folded with today's version of the fold.
void mark_folded(const std::vector<std::int64_t>& companies);

}  // namespace hr::registry
