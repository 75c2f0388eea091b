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

/// All register entries of these companies.
std::vector<core::identity::RegisterId> register_entries(const std::vector<std::int64_t>& companies);

using Companies = std::map<core::identity::RegisterId, Company>;

/// The companies of these register entries with their snapshots; entries that are not known yet get a
/// company. Locks the entries until the end of the transaction, in their order, so that writers of one
/// company follow each other and no two transactions wait for one another. A fixed number of statements.
Companies lock_companies(const std::vector<core::identity::RegisterId>& ids);

/// The same without the snapshots, for who does not fold.
Companies lock_companies_only(const std::vector<core::identity::RegisterId>& ids);

/// Of these register entries those that tell a company beyond doubt: they are known, or nothing else has the
/// same number at the same court.
std::vector<core::identity::RegisterId> unambiguous(const std::vector<core::identity::RegisterId>& ids);

/// A snapshot as it is stored: its facts are encoded, so that the snapshot itself can go into the fold.
struct NewSnapshot {
    std::int64_t company = 0;
    std::int64_t document = 0;
    std::string retrieved;
    std::string last_entry;
    int entry_count = -1;
    std::string facts;
    std::string last_change;
    bool is_known = false;  ///< the company has a snapshot of the same document already
};

NewSnapshot new_snapshot(const Company& company, const core::history::Snapshot& snapshot);

/// Adds snapshots, and replaces those that are known.
void write_snapshots(const std::vector<NewSnapshot>& snapshots);

/// Takes away what this document states about these companies.
void remove_snapshots(const std::vector<std::int64_t>& companies, std::int64_t document);

/// Notes that these companies are folded with today's version of the fold.
void mark_folded(const std::vector<std::int64_t>& companies);

}  // namespace hr::registry
