// Owns the legal events that entries of the register sheet tell in words, by the type of the entry.
#pragma once

#include "core/legal/amount.hpp"
#include "core/legal/date.hpp"
#include "core/legal/party.hpp"
#include "core/legal/recognize.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace hr::core::entry {

struct LegalEvent {
    legal::Recognized event;
    std::vector<legal::Party> parties;
    legal::Dates dates;
    std::optional<legal::Amount> amount;
};

/// `type` is a code of the list reg.eintragungstyp ("024"), empty where the document has none. What the list
/// does not tell of, and the catch-all types, goes by the text. Absent for a text that tells of no legal
/// event.
std::optional<LegalEvent> legal_event(std::string_view type, std::string_view text);

}  // namespace hr::core::entry
