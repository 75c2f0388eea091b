// Owns what a search text asks for, and how its words are found in the index.
#pragma once

#include "core/search/evidence.hpp"
#include "core/search/meaning.hpp"
#include "core/search/search_name.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hr::core::search {

enum class Mode { smart, all, any, exact, prefix, phonetic };

struct Query {
    Mode mode = Mode::smart;
    SearchName name;
    std::vector<QueryWord> words;
    std::string run;
    std::vector<QueryWord> city;  ///< words of a city that is asked for besides
    bool is_of_person = false;    ///< see person_query.hpp
};

/// Words beyond these count no more.
inline constexpr std::size_t kMostQueryWords = 16;

Query read_query(std::string_view text, Mode mode, std::string_view city = {});

/// What to look up first: the words, what they may be meant to be, and the beginning of the name.
Wanted first_wanted(const Query& query);

/// Gives the words their meanings. Returns what to look up next: words that were found by correction, and the
/// halves of words that may be two.
Wanted interpret(Query& query, const Answers& answers);

/// Sets the weights, and returns which parts of long lists are needed.
Wanted weigh(Query& query, const Answers& answers);

/// Does the name begin as the query does, in one of its two forms?
bool begins_as(const Query& query, std::string_view run, std::string_view typed);

}  // namespace hr::core::search
