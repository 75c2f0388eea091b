// Owns searching names of natural persons.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hr::registry {

/// A name that the text may mean. See core::search::PersonHit.
struct FoundName {
    std::string last_name, first_names;
    std::int32_t rank = 0;
    std::string_view kind;
};

/// The best first, at most so many. All names are what the snapshot of the calling statement shows.
std::vector<FoundName> search_person_names(std::string_view text, std::size_t most);

}  // namespace hr::registry
