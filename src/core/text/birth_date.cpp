#include "core/text/birth_date.hpp"

#include "core/ascii.hpp"
#include "core/text/birth_words.hpp"
#include "core/text/blank.hpp"
#include "core/text/word.hpp"

namespace hr::core::text {
namespace {

constexpr std::string_view kStars[] = {
    "*", "\xe2\x88\x97", "\xef\xbc\x8a", "\xe2\x81\x8e", "\xe2\x9c\xb1", "\xe2\x9c\xb6"};

enum class Sort { none, word, number, star, sign };

/// A word, a number, or a single sign. Dots belong to what stands before them: "geb.", "1.".
struct Token {
    Sort sort = Sort::none;
    std::string_view text;
    std::size_t begin = 0, end = 0;  ///< in what is read; the end behind the token's dot

    bool is_sign(std::string_view signs) const {
        return sort == Sort::sign && text.size() == 1 && signs.find(text[0]) != std::string_view::npos;
    }
};

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// Begin of the character that ends at the position.
std::size_t character_before(std::string_view text, std::size_t end) {
    std::size_t at = end - 1;
    while (at > 0 && end - at < 4 && is_continuation(text[at])) --at;
    return at;
}

/// The token that ends at the position, or before the blanks there.
Token token_before(std::string_view text, std::size_t end) {
    end = before_blanks(text, end);
    Token token{Sort::none, {}, end, end};
    std::size_t last = end;
    while (last > 0 && text[last - 1] == '.') last = before_blanks(text, last - 1);
    if (last == 0) return token;
    std::size_t at = character_before(text, last);
    if (is_digit(text[at])) {
        token.sort = Sort::number;
        while (at > 0 && is_digit(text[at - 1])) --at;
    } else if (has_letter_at(text, at)) {
        token.sort = Sort::word;
        for (std::size_t next; at > 0 && has_letter_at(text, next = character_before(text, at)); at = next) {
        }
    } else {
        const std::string_view sign = text.substr(at, last - at);
        token.sort = is_one_of(kStars, sign) ? Sort::star : Sort::sign;
    }
    token.begin = at;
    token.text = text.substr(at, last - at);
    return token;
}

/// The token at the position, or behind the blanks there.
Token token_behind(std::string_view text, std::size_t at) {
    at = after_blanks(text, at);
    Token token{Sort::none, {}, at, at};
    if (at == text.size()) return token;
    std::size_t end = at + 1;
    if (is_digit(text[at])) {
        token.sort = Sort::number;
        while (end < text.size() && is_digit(text[end])) ++end;
    } else if (has_letter_at(text, at)) {
        token.sort = Sort::word;
        while (end < text.size() && (is_continuation(text[end]) || has_letter_at(text, end))) ++end;
    } else {
        token.sort = Sort::sign;
        while (end < text.size() && is_continuation(text[end])) ++end;
    }
    token.text = text.substr(at, end - at);
    token.end = token.sort == Sort::word && text.substr(end).starts_with('.') ? end + 1 : end;
    return token;
}

bool is_dash(const Token& token) {
    return token.sort == Sort::sign &&
           (token.text == "-" || (token.text.size() == 3 && token.text.starts_with("\xe2\x80")));
}

/// Is it part of a person's name or of a place?
bool is_name(std::string_view word) {
    const std::string folded_word = folded(word);
    if (is_one_of(kParticles, folded_word)) return true;
    return is_capitalised(word) && !is_thing(folded_word) && !is_one_of(kHappened, folded_word);
}

bool is_particle(std::string_view word) {
    return !is_capitalised(word) && is_one_of(kParticles, folded(word));
}

/// Does something behind the date say that it is none of a birth: that something happened then, or until when
/// it lasted?
bool tells_of_event(std::string_view behind) {
    const Token next = token_behind(behind, 0);
    if (next.sort == Sort::word) return is_one_of(kHappened, folded(next.text)) || folded(next.text) == "bis";
    return is_dash(next) && token_behind(behind, next.end).sort == Sort::number;
}

/// Bytes before the date that only lead to it: "am", "den", a comma, a bracket.
std::size_t lead_of(std::string_view before) {
    const Token last = token_before(before, before.size());
    const std::string word = last.sort == Sort::word ? folded(last.text) : std::string();
    const bool leads = word == "am" || word == "den" || last.is_sign("-/|;");
    return before.size() - (leads ? last.begin : last.end);
}

/// A mark with nothing between it and the date but signs and words such as "am".
std::optional<Birth> marked_before(std::string_view before) {
    constexpr int kMost = 8;
    std::size_t end = before.size();
    for (int n = 0; n < kMost; ++n) {
        Token token = token_before(before, end);
        if (token.sort == Sort::star) {
            while (token_before(before, token.begin).sort == Sort::star)
                token = token_before(before, token.begin);
            return Birth{BirthReason::mark, before.size() - token.begin};
        }
        if (token.sort == Sort::word) {
            const std::string word = folded(token.text);
            if (is_one_of(kBirthMarks, word)) return Birth{BirthReason::mark, before.size() - token.begin};
            if (!is_one_of(kBirthLinks, word)) return std::nullopt;
        } else if (!token.is_sign(":,()[]=/-\"'|") && !is_dash(token)) {
            return std::nullopt;
        }
        end = token.begin;
    }
    return std::nullopt;
}

/// "am 1.2.1980 geborene", "am 1.2.1980 in Köln geborene", "1.2.1980 (Geburtsdatum)".
std::optional<Birth> marked_behind(std::string_view before, std::string_view behind) {
    constexpr int kMostOfPlace = 5;
    Token token = token_behind(behind, 0);
    const bool is_bracket = token.is_sign("([");
    if (is_bracket) token = token_behind(behind, token.end);
    bool in_place = false;
    for (int n = 0; n < kMostOfPlace && token.sort == Sort::word; ++n) {
        const std::string word = folded(token.text);
        if (is_one_of(kBirthMarks, word)) {
            const std::size_t behind_bracket = is_bracket ? token_behind(behind, token.end).end : token.end;
            return Birth{BirthReason::mark, lead_of(before), in_place ? 0 : behind_bracket};
        }
        in_place = in_place || word == "in" || word == "zu";
        if (!in_place || !is_name(token.text)) return std::nullopt;
        token = token_behind(behind, token.end);
    }
    return std::nullopt;
}

/// "geboren in Köln am", "geb. von der Heide am", "geborene Müller, Köln,": names and places up to the mark.
std::optional<Birth> named_since_mark(std::string_view before) {
    constexpr int kMost = 14, kMostCommas = 3;
    std::size_t end = before.size();
    for (int n = 0, commas = 0; n < kMost; ++n) {
        const Token token = token_before(before, end);
        if (token.sort == Sort::word) {
            if (is_one_of(kBirthBeginnings, folded(token.text)))
                return Birth{BirthReason::birth, lead_of(before)};
            if (!is_name(token.text) && !is_one_of(kBirthLinks, folded(token.text))) return std::nullopt;
        } else if (token.is_sign(",")) {
            if (++commas > kMostCommas) return std::nullopt;
        } else if (!token.is_sign(":()[]/\"'") && !is_dash(token)) {
            return std::nullopt;
        }
        end = token.begin;
    }
    return std::nullopt;
}

/// An item of a list: words between commas, colons, brackets.
struct Item {
    std::size_t begin = 0;
    int names = 0;          ///< words that are no particles
    bool has_role = false;  ///< as "Geschäftsführer Hans Müller"
    bool is_place = false;  ///< as "Frankfurt am Main"
    bool is_whole = false;  ///< nothing else is in it
    Token limit;            ///< what stands before it; none at the begin of the text
};

/// Takes a word into the item that it stands before.
void add_word(Item& item, std::string_view word) {
    const std::string folded_word = folded(word);
    item.is_place = item.is_place || is_one_of(kPlaceWords, folded_word);
    item.has_role = item.names > 0 && is_role(folded_word);
    if (!item.has_role && !is_particle(word) && !is_one_of(kTitles, folded_word)) ++item.names;
}

/// The item that ends at the position. It ends with its line, and with a role: "Geschäftsführer Hans Müller".
Item item_before(std::string_view text, std::size_t end) {
    constexpr int kMostWords = 7;
    Item item{end, 0, false, false, false, {}};
    for (int n = 0; n < kMostWords && !item.has_role; ++n) {
        const Token next = item.limit = token_before(text, item.begin);
        const std::size_t gap = before_blanks(text, item.begin);
        if (item.names > 0 && text.substr(gap, item.begin - gap).find('\n') != std::string_view::npos) {
            item.limit = {};
            break;
        }
        if (next.sort == Sort::word && is_name(next.text)) {
            add_word(item, next.text);
        } else if (item.names > 0 && next.sort == Sort::number && next.text.size() == 5) {
            item.is_place = true;  // a postcode
        } else if (!is_dash(next)) {
            break;
        }
        item.begin = next.begin;
    }
    // "1." numbers persons; any other number belongs to something else.
    const bool is_numbered = item.limit.sort == Sort::number &&
                             text.substr(item.limit.begin + item.limit.text.size()).starts_with('.');
    item.is_whole =
        item.has_role || item.limit.sort == Sort::none || item.limit.sort == Sort::sign || is_numbered;
    return item;
}

/// "Notar Hans Müller": what comes behind is not about the person.
bool is_of_thing(const Item& item) {
    return item.limit.sort == Sort::word && is_thing(folded(item.limit.text));
}

/// Does a person's name end here? Before a place in brackets one word is a place too: "Frankfurt (Oder)".
bool ends_with_name(std::string_view text, const Token& limit) {
    const Item name = item_before(text, limit.begin);
    if (name.names == 0 || is_of_thing(name)) return false;
    if (!limit.is_sign("(")) return true;
    if (name.names >= 2) return !name.is_place;
    return name.limit.is_sign(",") && ends_with_name(text, name.limit);
}

/// "Müller, Hans, Köln, ", "Hans Müller, Köln, ", "Hans Müller (Köln), ", "Geschäftsführer Hans Müller, ",
/// and "Hans Müller, " where that is the whole line.
std::optional<Birth> in_place_of_birth(std::string_view before) {
    const Token lead = token_before(before, before.size());
    if (!lead.is_sign(",;([/|") && !is_dash(lead)) return std::nullopt;
    std::size_t end = lead.begin;
    if (const Token bracket = token_before(before, end); bracket.is_sign(")")) end = bracket.begin;
    const Item last = item_before(before, end);
    if (last.names == 0 || !last.is_whole) return std::nullopt;
    const Birth birth{BirthReason::place, before.size() - (lead.is_sign("([") ? lead.end : lead.begin)};
    if (!last.has_role && last.limit.is_sign(",;(/|"))
        return ends_with_name(before, last.limit) ? std::optional(birth) : std::nullopt;
    const bool is_full_name = last.names >= 2 && !last.is_place && lead.is_sign(",;");
    const bool is_alone = last.has_role || last.limit.sort != Sort::sign || last.limit.is_sign(":");
    return is_full_name && is_alone ? std::optional(birth) : std::nullopt;
}

std::optional<Birth> decide(std::string_view before, const WrittenDate& date, std::string_view behind,
                            const Births& births) {
    const std::optional<Birth> marked = marked_before(before);
    if (births.has(date)) return Birth{BirthReason::stored, marked ? marked->before : lead_of(before)};
    if (marked) return marked;
    if (const auto birth = marked_behind(before, behind)) return birth;
    if (date.is_loose() || tells_of_event(behind)) return std::nullopt;
    if (const auto birth = named_since_mark(before)) return birth;
    return in_place_of_birth(before);
}

}  // namespace

bool Births::has_day(std::string_view day) const {
    constexpr std::size_t kWidth = 11;
    std::size_t from = 0, to = (days_.size() + 1) / kWidth;
    while (from < to) {
        const std::size_t middle = from + (to - from) / 2;
        const std::string_view candidate = days_.substr(middle * kWidth, kWidth - 1);
        if (candidate == day) return true;
        if (candidate < day)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

bool Births::has(const WrittenDate& date) const {
    if (days_.empty()) return false;
    WrittenDate full = date;
    full.has_century = true;
    for (const int century : {1800, 1900, 2000}) {
        if (!date.has_century) full.year = century + date.year;
        if (const auto day = full.iso(); day && has_day(*day)) return true;
        if (date.has_century) break;
    }
    return false;
}

std::optional<Birth> find_birth(std::string_view before, const WrittenDate& date, std::string_view behind,
                                const Births& births) {
    return decide(before.substr(before.size() - std::min(before.size(), kBeforeDate)), date,
                  behind.substr(0, kBehindDate), births);
}

}  // namespace hr::core::text
