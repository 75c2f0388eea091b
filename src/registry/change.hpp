// Owns hr_registry.change_event: the change feed.
#pragma once

#include "registry/history.hpp"

namespace hr::registry {

/// Emits and retracts the events of all differences. The last step of a write transaction: takes the feed's
/// lock until commit, so that the order of sequence numbers is the order in which readers come to see the
/// events.
void emit_events(const std::vector<CompanyDifference>& differences);

/// A row of the feed that does not hold any more: an event that is retracted, or its retraction.
struct PastEvent {
    std::int64_t seq = 0;
    std::string item;
    std::string identity;  ///< 32 hex digits
    std::string text;      ///< all that it says
};
std::vector<PastEvent> past_events(const std::vector<std::int64_t>& companies);

/// Takes all that these rows say out of them. They stay, so that the numbers of the feed are explained.
void empty_events(const std::vector<std::int64_t>& numbers);

}  // namespace hr::registry
