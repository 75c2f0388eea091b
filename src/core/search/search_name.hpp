// Owns what of a name is searched for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hr::core::search {

struct SearchName {
    std::vector<std::string>
        words;  ///< without legal forms and "und"; letters that stand alone are put together
    std::vector<std::string> form;  ///< words that the form of its name leaves out
    std::string
        typed;  ///< all its words as they are written, run together: what is typed is the beginning of it
};

SearchName search_name(std::string_view utf8);

/// The words without blanks, cut where it is long: equal for names that differ in where words part.
std::string run_together(const std::vector<std::string>& words);

}  // namespace hr::core::search
