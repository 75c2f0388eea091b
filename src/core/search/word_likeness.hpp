// Owns how alike a word of a search text and a word of a name are.
#pragma once

#include "core/search/meaning.hpp"

#include <cstdint>
#include <string>

namespace hr::core::search {

/// In what way a word of a name is the one that was asked for.
enum class How : std::uint8_t { none, equal, begun, corrected, sound };

struct Likeness {
    float value = 0;  ///< up to 1
    How how = How::none;
};

/// Of words that are not equal. One that may go on is as good where only its beginning is typed.
Likeness word_likeness(const QueryWord& query, const std::string& word, bool may_go_on);

/// In the mode that goes by sound alone.
Likeness sound_likeness(const QueryWord& query, const std::string& word);

bool is_number(const std::string& word);

}  // namespace hr::core::search
