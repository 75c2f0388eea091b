#include "core/legal/mention.hpp"

#include "core/error.hpp"
#include "core/identity/court.hpp"
#include "core/name/utf8.hpp"

#include <algorithm>

namespace hr::core::legal {
namespace {

constexpr std::size_t kMaxMentions = 50;
constexpr std::size_t kMaxCourtBytes = 60;
constexpr std::size_t kMaxCourtWords = 6;
constexpr std::string_view kTypes[] = {"HRA", "HRB", "GnR", "GsR", "PR", "VR"};
constexpr std::string_view kCourtWords[] = {"Amtsgerichtes ", "Amtsgerichts ", "Amtsgericht ",
                                            "Registergericht ", "AG "};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_word_byte(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

std::size_t skip(std::string_view text, std::size_t i, std::string_view characters) {
    while (i < text.size() && characters.find(text[i]) != std::string_view::npos) ++i;
    return i;
}

std::string_view type_at(std::string_view text, std::size_t at) {
    if (at > 0 && is_word_byte(text[at - 1])) return {};
    for (const std::string_view type : kTypes)
        if (text.substr(at, type.size()) == type) return type;
    return {};
}

/// Capitals behind the number: "B", "HL", "MÖ". Empty where a word goes on in small letters.
std::string_view suffix_at(std::string_view text, std::size_t at) {
    std::size_t i = at;
    std::size_t letters = 0;
    while (i < text.size()) {
        const name::CodePoint c = name::first_code_point(text.substr(i));
        if (!((c.value >= 'A' && c.value <= 'Z') || c.value == 0xC4 || c.value == 0xD6 || c.value == 0xDC))
            break;
        i += c.length;
        ++letters;
    }
    const std::string_view suffix = text.substr(at, i - at);
    const bool is_type = std::find(std::begin(kTypes), std::end(kTypes), suffix) != std::end(kTypes);
    const bool goes_on = i < text.size() && is_word_byte(text[i]);
    return letters < 1 || letters > 3 || goes_on || is_type ? std::string_view() : suffix;
}

/// The court that ends right before `end`: the last "Amtsgericht" with known words behind it.
struct CourtBefore {
    std::size_t begin = std::string_view::npos;
    std::string name;
};

std::string single_blanks(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (!is_blank(c))
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    while (!out.empty() && (out.back() == ' ' || out.back() == ',' || out.back() == ':')) out.pop_back();
    return out;
}

/// The most words at the beginning that are a court's name: "Köln unter der Nummer" -> "Köln".
std::string court_in(std::string_view text) {
    std::string given = single_blanks(text);
    for (const std::string_view word : kCourtWords)
        if (given.rfind(word, 0) == 0) given.erase(0, word.size());
    std::string known;
    std::size_t words = 0;
    for (std::size_t i = 0; i <= given.size() && words < kMaxCourtWords; ++i) {
        if (i < given.size() && given[i] != ' ' && given[i] != ',' && given[i] != ')') continue;
        ++words;
        std::string candidate = given.substr(0, i);
        if (given.substr(i, 1) == ")" && candidate.find('(') != std::string::npos) candidate += ')';
        while (!candidate.empty() && (candidate.back() == ',' || candidate.back() == ';'))
            candidate.pop_back();
        if (identity::find_court_by_name(candidate)) known = candidate;
    }
    return known;
}

CourtBefore court_before(std::string_view text, std::size_t end) {
    const std::size_t from = end > 2 * kMaxCourtBytes ? end - 2 * kMaxCourtBytes : 0;
    const std::string_view before = text.substr(from, end - from);
    CourtBefore found;
    for (const std::string_view word : kCourtWords) {
        const std::size_t at = before.rfind(word);
        if (at == std::string_view::npos || (at > 0 && is_word_byte(before[at - 1]))) continue;
        if (found.begin != std::string_view::npos && from + at <= found.begin) continue;
        const std::string name = court_in(before.substr(at + word.size()));
        if (!name.empty()) found = {from + at, name};
    }
    constexpr std::string_view kTwice = "Amtsgericht ";  // "Amtsgericht Amtsgericht Köln" occurs
    const bool is_twice = !found.name.empty() && found.begin >= kTwice.size() &&
                          text.substr(found.begin - kTwice.size(), kTwice.size()) == kTwice;
    if (is_twice) found.begin -= kTwice.size();
    return found;
}

/// ", Amtsgericht Köln" or "beim Amtsgericht Köln" right behind the number; moves `end` behind it.
std::string court_behind(std::string_view text, std::size_t& end) {
    std::size_t i = skip(text, end, " ,\n");
    if (text.substr(i, 5) == "beim ") i += 5;
    if (text.substr(i, 4) == "des ") i += 4;
    for (const std::string_view word : kCourtWords)
        if (text.substr(i, word.size()) == word) {
            const std::string name = court_in(name::prefix(text.substr(i + word.size()), kMaxCourtBytes));
            if (!name.empty()) end = i + word.size() + name.size();
            return name;
        }
    return {};
}

/// Type, blanks or "Nr.", digits; the place of the digits, npos where it is none.
std::size_t digits_behind(std::string_view text, std::size_t i) {
    i = skip(text, i, " \n:.");
    for (const std::string_view word : {"Nummer", "Nr"})
        if (text.substr(i, word.size()) == word) i = skip(text, i + word.size(), " .:");
    return i < text.size() && is_digit(text[i]) && text[i] != '0' ? i : std::string_view::npos;
}

std::optional<identity::RegisterId> id_of(const std::string& label, const std::string& court) {
    if (court.empty()) return std::nullopt;
    try {
        return identity::parse_entry(label, court);
    } catch (const Error&) {
        return std::nullopt;  // not a register number after all: kept as written
    }
}

}  // namespace

std::vector<Mention> find_mentions(std::string_view text) {
    std::vector<Mention> found;
    std::size_t behind_last = 0;
    for (std::size_t i = 0; i + 3 < text.size() && found.size() < kMaxMentions; ++i) {
        if (text[i] != 'H' && text[i] != 'G' && text[i] != 'P' && text[i] != 'V') continue;
        const std::string_view type = type_at(text, i);
        const std::size_t digits =
            type.empty() ? std::string_view::npos : digits_behind(text, i + type.size());
        if (digits == std::string_view::npos) continue;
        std::size_t end = digits;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end - digits > 6) continue;
        Mention mention{i, end, std::string(type), {}, {}, {}};
        mention.label = mention.type + ' ' + std::string(text.substr(digits, end - digits));
        if (const std::string_view suffix = suffix_at(text, skip(text, end, " ")); !suffix.empty()) {
            mention.label += ' ' + std::string(suffix);
            mention.end = static_cast<std::size_t>(suffix.data() + suffix.size() - text.data());
        }
        const CourtBefore before = court_before(text.substr(behind_last), i - behind_last);
        if (!before.name.empty()) {
            mention.begin = behind_last + before.begin;
            mention.court = before.name;
        } else {
            mention.court = court_behind(text, mention.end);
        }
        mention.id = id_of(mention.label, mention.court);
        behind_last = mention.end;
        i = mention.end - 1;
        found.push_back(std::move(mention));
    }
    return found;
}

}  // namespace hr::core::legal
