// Owns making the index of names anew.
#pragma once

#include <cstdint>

namespace hr::registry {

/// Writes the index of both domains anew from all names. Readers and writers go on meanwhile; only one runs
/// at a time. Returns the number of names.
std::int64_t build_search_index();

}  // namespace hr::registry
