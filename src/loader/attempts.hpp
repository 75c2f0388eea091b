// Owns the count of calls in the current hour that outlives an aborted transaction: a table in shared memory.
#pragma once

#include "loader/interface.hpp"

namespace hr::loader {

/// Reserves and creates the shared memory; to be called while libraries are preloaded.
void install_attempts();

/// Offers the counter under its rendezvous name.
void publish_attempts();

}  // namespace hr::loader
