// Owns cutting a name into folded words, and what stood between them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hr::core::name {

struct Word {
    std::string_view text;  ///< lower case, without diacritics
    bool single = false;    ///< of one character
    bool capital = false;   ///< began with one
    bool dotted = false;    ///< a full stop followed
    bool hyphened = false;  ///< a hyphen stood before the next word
    bool glued = false;     ///< no blank stood before the next word
    bool wide = false;      ///< more than one blank or sign stood before the next word
    bool of_form = false;   ///< belongs to a legal form
};

/// The words are views of `letters`, whose characters stay where they are when the whole is moved.
struct FoldedName {
    std::vector<char> letters;
    std::vector<Word> words;
};

/// Invalid UTF-8 parts words; "&" and "+" become the word "und"; a legal form that a capital glues to a word
/// ("SiemensAG") becomes a word of its own.
FoldedName fold(std::string_view utf8);

}  // namespace hr::core::name
