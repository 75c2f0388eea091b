// Owns the places where the server calls us before it runs a command.
#pragma once

namespace hr::loader {

/// To be called while libraries are preloaded.
void install_hooks();

}  // namespace hr::loader
