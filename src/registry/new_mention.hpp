// Owns the mentions of officers who come: rows of hr_registry.mention and hr_registry.organisation_mention.
#pragma once

#include "registry/history.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hr::registry {

struct NewMentions {
    std::string numbers = "{}";  ///< of the persons, one for each mention: an array of uuids as text
    std::vector<std::int64_t> companies;
    std::vector<std::string_view> offices;  ///< views of the differences
};

/// Adds what the views officer_mention and officer_entry make of these rows, without reading them again.
NewMentions note_mentions(const std::vector<CompanyDifference>& differences);

}  // namespace hr::registry
