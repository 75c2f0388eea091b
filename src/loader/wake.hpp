// Owns the loader's interface for the versioned libraries.
#pragma once

#include "loader/interface.hpp"
#include "loader/state.hpp"

namespace hr::loader {

/// Offers the interface under its rendezvous name.
void publish_interface();

/// The interface itself, for the worker's entry point.
const Interface* interface();

/// Binds this process to its database's entry, so that a wake reaches it; released at exit.
/// False where the database has as many workers as it may have.
bool attach_worker(Oid database);

/// Is this process a worker?
bool is_worker();

/// True the first time that this database's library is missed since it was last there.
bool first_miss();

/// Notes what this worker found out about its database.
void report(Finding finding, TimestampTz next_due);

}  // namespace hr::loader
