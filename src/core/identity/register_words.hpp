// Owns the words of a register number as people and portals write it: which of them say nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hr::core::identity {

using Words = std::vector<std::string_view>;  ///< of a text, which must live as long, or literals

/// Words without the punctuation behind them. Underscores and no-break spaces part words, too; a register type is a word
/// of its own where a hyphen or colon follows ("HRB-4711"), and one word where it is written as two ("HR B").
Words words_of(std::string_view text);

/// The text without what stands around it, where no blank parts it; else empty.
std::string_view only_word(std::string_view text);

std::string joined(Words::const_iterator begin, Words::const_iterator end);
std::string joined(const Words& words);

/// "Nr.", "No.", "Nummer".
bool says_number(std::string_view word);

/// One to three digits, and three of them: parts of "158 855".
bool is_short_number(std::string_view word);
bool is_group(std::string_view word);

/// "4.711" -> "4711"; what is no number in groups of three stays as it is.
std::string without_dots(std::string_view number);

/// Without what stands before the name of a court: "Sachsen Amtsgericht Leipzig", "des Amtsgerichts München",
/// "District court Leipzig" -> its name.
Words court_words(Words words);

/// "MOE" -> "MÖ", the only letters with an umlaut.
std::string as_registered(std::string suffix);

/// Begins with a code of GLEIF's list of registration authorities, such as RA000220?
bool names_authority(std::string_view text);

}  // namespace hr::core::identity
