// Owns the form of the index: which keys there are and what they lead to.
#pragma once

#include "core/search/posting.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hr::core::search {

/// The first character of a key.
enum class Kind : char {
    correction = 'c',  ///< part of a word -> words
    sound = 'k',       ///< phonetic code of a word -> words
    name = 'n',        ///< words of a name run together, normalised or as typed -> postings
    word = 'w',        ///< word -> number of postings, and the postings where they are few
    list = 'x',        ///< word, blank, part -> a part of many postings
};

inline std::string key(Kind kind, std::string_view text) {
    return static_cast<char>(kind) + std::string(text);
}

/// A list of more bytes stands in parts of its own.
inline constexpr std::size_t kInlineBytes = 900;
inline constexpr std::size_t kPartPostings = 800;

/// Key of a part, so that parts are sorted.
std::string part_key(std::string_view word, std::size_t part);

/// What one more name adds to the index.
struct NameEntries {
    std::vector<std::string> runs;  ///< the name in one, in its two forms
    std::vector<std::string> words;
    Posting posting = 0;
};
NameEntries entries_of_name(std::int64_t company, std::string_view name);
NameEntries entries_of_seat(std::int64_t company, std::string_view city);  ///< without runs

/// What a word adds to the index, where it is new: keys that lead to it.
std::vector<std::string> keys_of_word(std::string_view word);

}  // namespace hr::core::search
