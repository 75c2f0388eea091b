// Owns hr_registry.change_event: the change feed.
#pragma once

#include "registry/history.hpp"

namespace hr::registry {

/// Emits and retracts the events of all differences. The last step of a write transaction: takes the feed's
/// lock until commit, so that the order of sequence numbers is the order in which readers come to see the
/// events.
void emit_events(const std::vector<CompanyDifference>& differences);

}  // namespace hr::registry
