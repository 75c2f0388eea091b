// Owns comparing the index of names with the names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hr::registry {

/// Companies with a name or a seat, or with a mention of a person, to which the index does not lead, in
/// order, at most so many.
std::vector<std::int64_t> unfound_names(std::size_t most);

}  // namespace hr::registry
