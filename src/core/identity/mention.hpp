// Owns finding register numbers, and the courts they belong to, in running German text.
#pragma once

#include "core/identity/register_id.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::identity {

/// "(Amtsgericht Hamburg, HRB 12345)", "HRB 12345 B im Handelsregister des Amtsgerichts Charlottenburg", "HRB
/// 7".
struct Mention {
    RegisterId id;                  ///< its court is empty where the text names none that is known
    std::string court_name;         ///< the words that name a court, as written; empty where there are none
    bool is_court_guessed = false;  ///< the court's name is misspelled
    std::size_t begin = 0;          ///< of type and number with the court, in bytes
    std::size_t end = 0;
};

/// In the order of the text; mentions do not overlap. Never throws for the text's sake.
std::vector<Mention> find_register_mentions(std::string_view text);

}  // namespace hr::core::identity
