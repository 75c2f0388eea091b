// Owns the gate: while the extension is being updated, nobody else is inside of its functions.
#pragma once

#include "loader/server.hpp"

namespace hr::loader {

/// The gate is a lock on the extension's object with this sub-identity, which no SQL command takes. Whoever
/// names or calls what the extension brings shares it until its transaction ends; an update has it alone,
/// before it locks anything else.
inline constexpr uint16 kGate = 1;

/// Waits until nobody is inside, and keeps everybody out until the current transaction ends. Asks in turns,
/// so that a transaction that stays inside for long holds up the update but not all others; within
/// lock_timeout.
void close_gate(Oid extension);

/// Shares the gate where the schema is one of the extension's. For a name that is about to be looked up: a
/// statement that waits here finds what the update has brought.
void enter_schema(Oid schema);

/// The same where the function is one of the extension's, for a statement that has been planned and is about
/// to begin.
void enter_function(Oid function);

/// To be called while libraries are preloaded.
void install_gate();

}  // namespace hr::loader
