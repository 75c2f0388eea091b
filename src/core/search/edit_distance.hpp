// Owns how many letters two words differ in.
#pragma once

#include <string_view>

namespace hr::core::search {

/// Letters added, left out, replaced or changed with their neighbour; `most` + 1 where there are more. Bytes count.
unsigned edit_distance(std::string_view a, std::string_view b, unsigned most);

}  // namespace hr::core::search
