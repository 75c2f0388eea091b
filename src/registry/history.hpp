// Owns the history tables: one per attribute, written set-based from differences.
#pragma once

#include "core/history/fold.hpp"

#include <cstdint>
#include <vector>

namespace hr::registry {

struct CompanyDifference {
    std::int64_t company = 0;
    core::history::Difference difference;
};

/// Writes the rows of all differences: per table one statement for all that changes in it, one for what goes,
/// and one bulk insertion.
void write_history(const std::vector<CompanyDifference>& differences);

/// Deletes all rows of these companies, before they are folded anew.
void clear_history(const std::vector<std::int64_t>& companies);

}  // namespace hr::registry
