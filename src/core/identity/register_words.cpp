#include "core/identity/register_words.hpp"

#include "core/ascii.hpp"
#include "core/identity/court.hpp"
#include "core/identity/court_name.hpp"
#include "core/identity/register_type.hpp"

#include <algorithm>
#include <unordered_set>

namespace hr::core::identity {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return equal_ignoring_case(word, w); });
}

bool are_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Bytes of the blank with which the text begins: white space, an underscore or U+00A0.
std::size_t blank(std::string_view text) {
    if (text.front() == ' ' || text.front() == '_' || (text.front() >= 9 && text.front() <= 13)) return 1;
    return text.substr(0, 2) == "\xC2\xA0" ? 2 : 0;
}

std::string_view without_punctuation(std::string_view word) {
    while (!word.empty() && std::string_view(",;:").find(word.back()) != std::string_view::npos) word.remove_suffix(1);
    return word;
}

/// Bytes of a register type that a hyphen or a colon parts from what follows: "HRB-4711", "HRB:4711"; else 0.
std::size_t parted_type(std::string_view word) {
    const std::size_t mark = word.find_first_of("-:");
    if (mark == std::string_view::npos || mark + 1 == word.size()) return 0;
    return type_of(word.substr(0, mark)).size() == mark ? mark : 0;
}

/// Adds a word; "HR" and "B" are one.
void add(Words& words, std::string_view word) {
    if (!words.empty() && equal_ignoring_case(words.back(), "HR") && is_one_of(word, {"A", "B"}))
        words.back() = equal_ignoring_case(word, "A") ? "HRA" : "HRB";
    else if (!word.empty())
        words.push_back(word);
}

/// What may stand before "Amtsgericht" and says nothing: a state, whose court it is, that it keeps a register.
bool says_nothing(Words::const_iterator begin, Words::const_iterator end) {
    static const std::unordered_set<std::string> states = [] {
        std::unordered_set<std::string> keys;
        for (const Court& court : courts()) keys.insert(name_key(court.state));
        return keys;
    }();
    while (begin != end && is_one_of(*begin, {"des", "beim", "am", "im", "Registergericht", "Handelsregister"})) ++begin;
    return begin == end || states.contains(name_key(joined(begin, end)));
}

}  // namespace

Words words_of(std::string_view text) {
    Words words;
    words.reserve(8);
    while (!text.empty()) {
        if (const std::size_t length = blank(text)) {
            text.remove_prefix(length);
            continue;
        }
        std::size_t end = 1;
        while (end < text.size() && blank(text.substr(end)) == 0) ++end;
        std::string_view word = without_punctuation(text.substr(0, end));
        if (const std::size_t type = parted_type(word)) {
            add(words, word.substr(0, type));
            word.remove_prefix(type + 1);
        }
        add(words, word);
        text.remove_prefix(end);
    }
    return words;
}

std::string_view only_word(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\n\v\f\r,;";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return {};
    text = text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
    return text.find_first_of(kBlanks) == std::string_view::npos && text.find("\xC2\xA0") == std::string_view::npos
               ? text
               : std::string_view();
}

std::string joined(Words::const_iterator begin, Words::const_iterator end) {
    std::string text;
    for (; begin != end; ++begin) (text += text.empty() ? "" : " ") += *begin;
    return text;
}

std::string joined(const Words& words) {
    return joined(words.begin(), words.end());
}

bool says_number(std::string_view word) {
    return is_one_of(word, {"Nr.", "Nr", "No.", "No", "Nummer"});
}

bool is_short_number(std::string_view word) {
    return word.size() <= 3 && are_digits(word);
}

bool is_group(std::string_view word) {
    return word.size() == 3 && are_digits(word);
}

std::string without_dots(std::string_view number) {
    const std::size_t dot = number.find('.');
    const std::string_view first = number.substr(0, dot);
    const std::string_view group = dot == std::string_view::npos ? std::string_view() : number.substr(dot + 1);
    const bool is_grouped = is_short_number(first) && is_group(group.substr(0, 3)) &&
                            (group.size() == 3 || !is_digit(group[3])) && group.find('.') == std::string_view::npos;
    return is_grouped ? std::string(first) + std::string(group) : std::string(number);
}

Words court_words(Words words) {
    for (auto at = words.begin(); at != words.end(); ++at) {
        const bool in_english = is_one_of(*at, {"District", "Local"}) && at + 1 != words.end() && equal_ignoring_case(at[1], "court");
        if (!in_english && !is_one_of(*at, {"Amtsgericht", "Amtsgerichts", "Amtsgerichtes", "AG"})) continue;
        const auto name = at + (in_english ? 2 : 1);
        if (name == words.end() || !says_nothing(words.begin(), at)) return words;
        return court_words(Words(name, words.end()));
    }
    return words;
}

std::string as_registered(std::string suffix) {
    return suffix == "MOE" ? "MÖ" : suffix;
}

bool names_authority(std::string_view text) {
    const std::string_view digits = text.substr(0, 8).size() == 8 ? text.substr(2, 6) : std::string_view();
    return equal_ignoring_case(text.substr(0, 2), "RA") && are_digits(digits) && (text.size() == 8 || !is_digit(text[8]));
}

}  // namespace hr::core::identity
