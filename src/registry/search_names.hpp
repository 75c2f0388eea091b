// Owns which names and seats of companies the index of names has.
#pragma once

#include "registry/history.hpp"

namespace hr::registry {

/// Brings what comes with the differences into the index, and takes out what goes. To be called in the
/// transaction that writes them, behind write_history().
void update_search(const std::vector<CompanyDifference>& differences);

}  // namespace hr::registry
