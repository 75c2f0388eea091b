// Owns the launcher: one process that sees to it that every database with work has a worker.
#pragma once

namespace hr::loader {

/// Registers the launcher; to be called while libraries are preloaded.
void register_launcher();

}  // namespace hr::loader
