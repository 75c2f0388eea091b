// Owns which words of a search text stand for which words of a name.
#pragma once

#include "core/search/query.hpp"
#include "core/search/word_likeness.hpp"

#include <initializer_list>
#include <string>
#include <vector>

namespace hr::core::search {

/// The word of a query has this word of the name, and how alike they are.
struct Match {
    float likeness = 0;
    std::size_t at = 0;
    How how = How::none;
};

/// Borrows the query and the name.
class QueryAlignment {
public:
    QueryAlignment(const Query& query, const SearchName& name, const SearchName& seat);

    float agreement() const;  ///< of the weight of the words, up to 1
    bool in_order() const;
    bool numbers_differ() const;  ///< both have a number that the other one has not
    bool all(std::initializer_list<How> ways) const;
    bool any(std::initializer_list<How> ways) const;

private:
    void match_equal();
    void match_joined();
    void match_split();
    void match_alike();
    void match_besides(const SearchName& name, const SearchName& seat);
    void match_with_form(std::size_t i, const std::vector<std::string>& form);
    void count_extra(const SearchName& seat);

    const Query& query_;
    const std::vector<std::string>& words_;
    std::vector<bool> used_;
    std::vector<Match> matches_;
    float extra_ = 0;
    bool extra_number_ = false;
};

}  // namespace hr::core::search
