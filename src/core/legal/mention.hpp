// Owns finding register numbers in running text.
#pragma once

#include "core/identity/register_id.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::legal {

/// A register number with what belongs to it: "(Amtsgericht Köln HRB 12)", "eingetragen … unter HRB 12".
struct Mention {
    std::size_t begin = 0;                   ///< where the court, else the type, begins
    std::size_t end = 0;                     ///< behind number, suffix and a court behind it
    std::string type;                        ///< "HRB"
    std::string label;                       ///< as written, blanks single: "HRB 12 B"
    std::string court;                       ///< as written, without "Amtsgericht"; empty where there is none
    std::optional<identity::RegisterId> id;  ///< absent where the court is missing or not known
};

/// In the order of the text; not more than 50.
std::vector<Mention> find_mentions(std::string_view utf8);

}  // namespace hr::core::legal
