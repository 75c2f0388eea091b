// Owns the mentions of officers who come: rows of hr_registry.mention and hr_registry.organisation_mention.
#pragma once

#include "registry/history.hpp"

#include <string>
#include <vector>

namespace hr::registry {

/// Adds what the views officer_mention and officer_entry make of these rows, without reading them again. Returns
/// the numbers of the persons: an array of uuids as text.
std::string note_mentions(const std::vector<CompanyDifference>& differences);

}  // namespace hr::registry
