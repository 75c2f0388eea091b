// Owns what a search text asks for where it is the name of a natural person. The steps are those of
// query.hpp; other than there, words may come in any order and each may be the beginning of one.
#pragma once

#include "core/search/query.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::search {

Query read_person_query(std::string_view text);

/// What to look up first.
Wanted first_wanted_of_person(const Query& query);

/// The text run together, from whichever of its words: people put the last name first or last.
std::vector<std::string> person_runs(const Query& query);

/// Words that begin as this one of the query does and go on.
std::vector<std::pair<std::string, const Evidence*>> begun_words(const QueryWord& word,
                                                                 const Answers& answers);

/// What to look up last: the names that have the words, wherever they are listed in parts.
struct PersonLists {
    Wanted wanted;
    std::set<std::string> left_out;  ///< words with more names than can be read at once
};
PersonLists lists_of_person(const Query& query, const Answers& answers);

}  // namespace hr::core::search
