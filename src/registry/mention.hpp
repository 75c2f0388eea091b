// Owns hr_registry.mention, organisation_mention and person_assignment: who is mentioned in the officers'
// rows, and which person each mention is.
#pragma once

#include "registry/history.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hr::registry {

/// Follows the officers' rows: mentions of those that have gone or come, and new persons for all mentions
/// that depend on them. All mentions of the `cleared` companies go first. To be called after write_history()
/// and before emit_events(). Takes the lock of the persons until commit, so that of two transactions that
/// bring namesakes the later one sees both. A fixed number of statements.
void write_mentions(const std::vector<CompanyDifference>& differences,
                    const std::vector<std::int64_t>& cleared);

/// Assigns anew all mentions that these numbers reach ("{uuid,uuid}"), under the same lock. Returns how many
/// assignments changed.
std::int64_t assign_persons(std::string_view seeds);

/// Forgets what was decided by hand about persons that these companies no longer mention.
void forget_decisions(const std::vector<std::int64_t>& companies);

}  // namespace hr::registry
