// Owns how names come into blocks that are there, and go from them: what stands behind keys then.
#pragma once

#include "core/search/block.hpp"
#include "core/search/entries.hpp"

#include <map>
#include <string>
#include <vector>

namespace hr::core::search {

/// Postings that come to a key and go from it. What does both stays.
struct Change {
    std::vector<Posting> added, removed;
};

/// By key, of a word or of a name in one.
using Changes = std::map<std::string, Change>;

void add_name(Changes& changes, const NameEntries& entries);
void remove_name(Changes& changes, const NameEntries& entries);

/// What blocks have behind keys.
using Values = std::map<std::string, std::string>;

/// Keys of the lists that stand in parts, of words that change.
std::vector<std::string> keys_of_parts(const Changes& changes, const Values& old);

/// Words and names after the changes. `old` has what stood behind all changed keys and those of parts. The
/// values are those that Builder would write.
NewValues revise_postings(const Changes& changes, const Values& old);

/// Words that come to the vocabulary, and words that go from it.
struct NewWords {
    std::vector<std::string> come, gone;
};
NewWords new_words(const Changes& changes, const Values& old, const NewValues& revised);

/// Keys that lead to them by correction and sound.
std::vector<std::string> keys_of_words(const NewWords& words);

/// Adds to `revised` what leads to the words. How frequent other words are is not told anew.
void revise_leads(const NewWords& words, const Values& old, NewValues& revised);

}  // namespace hr::core::search
