// Owns comparing the names of courts: what is left of a spelling, and how far two spellings are apart.
#pragma once

#include <string>
#include <string_view>

namespace hr::core::identity {

/// Letters and digits only, folded, without "Amtsgericht": "Bad Homburg v.d.H." -> "badhomburgvdh".
std::string name_key(std::string_view name);

/// Letters wrong, missing, too much or swapped with their neighbour; more than `limit` counts as limit + 1.
int spelling_distance(std::string_view a, std::string_view b, int limit);

}  // namespace hr::core::identity
