// Owns the other companies that a register text names with their register numbers.
#pragma once

#include "core/identity/register_id.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::legal {

struct Party {
    std::string name;   ///< empty where the text has none
    std::string seat;   ///< "mit Sitz in …"; empty where not stated
    std::string label;  ///< register number as written: "HRB 12 B"
    std::string court;  ///< as written; empty where not stated
    std::optional<identity::RegisterId> id;
    std::string role;  ///< "acquiring", "transferring"; empty where not stated

    bool operator==(const Party&) const = default;
};

/// Without the company that the text belongs to (`own`: may be null), and each register number once.
std::vector<Party> find_parties(std::string_view utf8, const identity::RegisterId* own);

}  // namespace hr::core::legal
