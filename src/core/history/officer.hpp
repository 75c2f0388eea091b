// Owns following one officer through a company's snapshots although the key changes (marriage).
#pragma once

#include "core/history/state.hpp"

namespace hr::core::history {

/// Rewrites the keys of officers, and of what belongs to them ("<officer key>/<what>"), so that a person
/// keeps the key of the first snapshot of an unbroken chain. Equal keys of neighbours are one person; of
/// those left over, a vanished and an appeared officer are paired if they fit each other and nobody else. A
/// new chain never takes the key of a living one.
void follow_officers(std::vector<State>& states);

}  // namespace hr::core::history
