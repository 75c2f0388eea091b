// Owns keeping workers off a database while a command needs it for itself.
#pragma once

#include "loader/state.hpp"

namespace hr::loader {

/// Keeps workers off a database until the current (sub)transaction ends, in whatever way. Workers that are
/// there leave by themselves, but nobody waits for them. False where there is no more room for it.
bool suspend_workers(Oid database);

/// Notes that the command which has suspended a database drops it.
void note_dropped(Oid database);

/// Waits for the workers of a suspended database: they finish their batch, or after a short patience are
/// terminated, which gives the batch back. Returns after some seconds at the latest: then the command may
/// find somebody in its way, and say so. Lets cancel and shutdown through.
void await_workers(Oid database);

/// Forgets suspensions whose owner's transaction has ended, should it not have said so. Returns whether there
/// are any left. For the launcher.
bool drop_orphans();

}  // namespace hr::loader
