// Owns hr_registry.person_name: each name of natural persons once, with the number by which the index of
// names knows it.
#pragma once

#include <string>
#include <vector>

namespace hr::registry {

/// Notes names of mentions and leads the index of names to those that are new. To be called in the
/// transaction that writes the mentions.
void note_person_names(const std::vector<std::string>& last_names,
                       const std::vector<std::string>& first_names);

/// Removes the names that no mention has any more, of whomever, also from the index.
void forget_person_names();

}  // namespace hr::registry
