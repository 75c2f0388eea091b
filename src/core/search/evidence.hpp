// Owns what the index was asked for and has answered.
#pragma once

#include "core/search/entries.hpp"
#include "core/search/word_list.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::search {

/// Keys to be looked up: each as it is, or all that begin so.
struct Wanted {
    std::set<std::string> keys;
    std::set<std::string> beginnings;
};

/// What stands behind a key.
struct Evidence {
    std::uint64_t names = 0;  ///< of a word: how many postings there are, also those that are not here
    std::vector<Posting> postings;
    std::vector<ListedWord> words;
    bool is_read = false;   ///< its block has been read
    bool is_sorted = true;  ///< as blocks have it
};

/// Answers of the index, from blocks and from single entries that no block has yet.
class Answers {
public:
    /// Leaves what has not been asked for before, and notes it.
    void ask(Wanted& wanted);
    /// Takes from a block what was wanted.
    void add_block(const Wanted& wanted, std::string_view content);
    void add_posting(const std::string& key, Posting posting);
    void add_word(const std::string& key, const std::string& word);
    /// To be called when all has come: sorts.
    void settle();

    const Evidence* find(const std::string& key) const;
    /// All that begin so, in order.
    std::vector<std::pair<std::string_view, const Evidence*>> beginning(const std::string& beginning) const;

private:
    void take(std::string_view key, std::string_view value);
    std::map<std::string, Evidence, std::less<>> found_;
    Wanted asked_;
};

}  // namespace hr::core::search
