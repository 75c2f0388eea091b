// Owns what of a natural person's name is searched for.
#pragma once

#include "core/search/entries.hpp"
#include "core/search/search_name.hpp"

#include <cstdint>
#include <string_view>

namespace hr::core::search {

/// Names as mentions have them, normalised. Nothing in them is a legal form or an abbreviation.
SearchName person_name(std::string_view last_name, std::string_view first_names);

/// What one more name adds to the index of persons, by its number; it is found from either end.
NameEntries entries_of_person(std::int64_t name, std::string_view last_name, std::string_view first_names);

}  // namespace hr::core::search
