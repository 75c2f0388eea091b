#include "core/name/spelling.hpp"

#include "core/name/word_table.hpp"

#include <algorithm>
#include <iterator>

namespace hr::core::name {
namespace {

enum class When : std::uint8_t { always, dotted };

struct Spelling {
    std::string_view word;
    std::string_view canonical;
    When when = When::always;
};

constexpr WordTable kSpellings(std::to_array<Spelling>({
#include "core/name/spellings.inc"
}));

struct Tens {
    std::string_view word;
    int value;
};

constexpr WordTable kTens(std::to_array<Tens>({
    {"twenty", 20},
    {"thirty", 30},
    {"forty", 40},
    {"fourty", 40},
    {"fifty", 50},
    {"sixty", 60},
    {"seventy", 70},
    {"eighty", 80},
    {"ninety", 90},
}));

// Behind these German nouns a compound has an s: "Verwaltung" + s + "Gesellschaft".
constexpr std::string_view kLinked[] = {"ung",     "heit",   "keit",    "schaft",   "ion",
                                        "itaet",   "handel", "betrieb", "vertrieb", "einkauf",
                                        "verkauf", "verlag", "kapital", "vermoegen"};

constexpr std::string_view kCompany = "gesellschaft";
constexpr std::size_t kLeastOfCompany = 5;  // "gesel": how far it may be cut
constexpr std::size_t kLeastStem = 3;

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "baugesellschaft", "bauges." -> "bau".
std::string_view without_company(std::string_view word, bool dotted) {
    const std::size_t at = word.rfind("ges");
    if (at == std::string_view::npos || at < kLeastStem) return word;
    const std::string_view tail = word.substr(at);
    const bool is_cut = tail.size() >= kLeastOfCompany && kCompany.starts_with(tail);
    const bool is_short = dotted && (tail == "ges" || tail == "gesch");
    return is_cut || is_short || tail == "geselschaft" ? word.substr(0, at) : word;
}

std::string_view without_link(std::string_view word) {
    if (word.size() < 6 || word.back() != 's') return word;
    const std::string_view noun = word.substr(0, word.size() - 1);
    const bool is_linked = std::any_of(std::begin(kLinked), std::end(kLinked),
                                       [&](std::string_view end) { return noun.ends_with(end); });
    return is_linked ? noun : word;
}

/// Roman numerals up to 39, which names use; the value, or 0. "i", "v" and "x" alone are no numerals here.
int roman(std::string_view word) {
    if (word.size() < 2 || word.size() > 7) return 0;
    int tens = 0, rest = 0;
    while (word.starts_with('x') && tens < 30) {
        tens += 10;
        word.remove_prefix(1);
    }
    constexpr std::string_view kUnits[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    const auto* unit = std::find(std::begin(kUnits), std::end(kUnits), word);
    rest = static_cast<int>(unit - std::begin(kUnits));
    return unit == std::end(kUnits) ? 0 : tens + rest;
}

/// "05" -> "5", "1st" -> "1".
std::string_view plain_number(std::string_view word) {
    while (word.size() > 1 && word.front() == '0') word.remove_prefix(1);
    const auto end = std::find_if_not(word.begin(), word.end(), is_digit);
    const auto digits = static_cast<std::size_t>(end - word.begin());
    const std::string_view tail = word.substr(digits);
    const bool is_ordinal =
        tail == "st" || tail == "nd" || tail == "rd" || tail == "th" || tail == "te" || tail == "ter";
    return is_ordinal ? word.substr(0, digits) : word;
}

}  // namespace

std::string one_spelling(const Word& word) {
    std::string_view text = word.text;
    if (is_digit(text.front())) return std::string(plain_number(text));
    if (const Spelling* found = kSpellings.find(text); found != nullptr)
        if (found->when == When::always || word.dotted || word.hyphened) return std::string(found->canonical);
    if (text.front() == 'i' || text.front() == 'v' || text.front() == 'x')
        if (const int value = roman(text); value != 0) return std::to_string(value);
    if (text.size() < 6) return std::string(text);
    text = without_link(without_company(text, word.dotted));
    if (const Spelling* found = kSpellings.find(text); found != nullptr && found->when == When::always)
        return std::string(found->canonical);
    if (word.dotted && text.size() >= 6 && text.ends_with("str")) return std::string(text) + "asse";
    return std::string(text);
}

int tens(std::string_view word) {
    if (word.back() != 'y') return 0;
    const Tens* found = kTens.find(word);
    return found == nullptr ? 0 : found->value;
}

}  // namespace hr::core::name
