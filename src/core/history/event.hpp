// Owns the events between two neighbouring states: their kind, their texts and their identity.
#pragma once

#include "core/history/fold.hpp"
#include "core/history/state.hpp"

namespace hr::core::history {

/// The arrival of a company with its first snapshot.
Event company_added(const State& first);

/// The event of one difference (null on one side for what came or went); absent for attributes that
/// are not told, and where another event tells it: what belongs to an officer who joins or leaves at the same
/// step.
std::optional<Event> event_of(const State& before, const State& after, const Fact* old, const Fact* now);

}  // namespace hr::core::history
