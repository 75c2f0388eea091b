#include "core/error.hpp"
#include "core/identity/court.hpp"
#include "core/identity/register_id.hpp"
#include "core/name/utf8.hpp"

#include <algorithm>
#include <vector>

namespace hr::core::identity {
namespace {

constexpr std::string_view kTypes[] = {"HRA", "HRB", "GnR", "GsR", "PR", "VR", "GR"};
constexpr std::string_view kBerlin = "F1103R";
constexpr std::size_t kMaxBytes = 400;
constexpr std::size_t kMaxCourtBytes = 100;
constexpr std::size_t kMaxNumberDigits = 6;

using Words = std::vector<std::string>;

[[noreturn]] void refuse(std::string_view text, std::string detail) {
    throw Error(sqlstate::kInvalidParameter, "invalid register number: \"" + std::string(text) + "\"",
                std::move(detail),
                "Write it like \"HRB 158855 B Charlottenburg (Berlin)\", \"Amtsgericht Leipzig HRB 32007\", "
                "\"HRB 111 HU Husum früher Flensburg\" or \"DEF1103R.HRB158855B\".");
}

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string in_capitals(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), upper);
    return text;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

std::string without_commas(std::string word) {
    while (!word.empty() && (word.back() == ',' || word.back() == ';')) word.pop_back();
    return word;
}

/// Words without the commas behind them. Blanks are white space and U+00A0.
Words words_of(std::string_view text) {
    Words words(1);
    while (!text.empty()) {
        const name::CodePoint c = name::first_code_point(text);
        const bool blank = c.value == ' ' || (c.value >= 9 && c.value <= 13) || c.value == 0xA0;
        if (!blank)
            words.back() += text.substr(0, c.length);
        else if (!words.back().empty())
            words.emplace_back();
        text.remove_prefix(c.length);
    }
    for (std::string& word : words) word = without_commas(std::move(word));
    words.erase(std::remove(words.begin(), words.end(), std::string()), words.end());
    return words;
}

std::string joined(Words::const_iterator begin, Words::const_iterator end) {
    std::string text;
    for (; begin != end; ++begin) text += (text.empty() ? "" : " ") + *begin;
    return text;
}

std::string joined(const Words& words) {
    return joined(words.begin(), words.end());
}

/// The type with which the word begins, provided that nothing or a digit follows it.
std::string_view type_of(std::string_view word) {
    for (const std::string_view type : kTypes)
        if (equal_ignoring_case(word.substr(0, type.size()), type) &&
            (word.size() == type.size() || is_digit(word[type.size()])))
            return type;
    return {};
}

/// "b", "HL", "MÖ" in capitals, where the word can be a suffix: one to three of A-Z, Ä, Ö, Ü.
std::optional<std::string> suffix_of(std::string_view word) {
    std::string suffix;
    std::size_t letters = 0;
    for (; !word.empty(); ++letters) {
        const name::CodePoint c = name::first_code_point(word);
        const char32_t capital =
            c.value == 0xE4 || c.value == 0xF6 || c.value == 0xFC ? c.value - 0x20 : c.value;
        if (c.length == 1 && upper(word[0]) >= 'A' && upper(word[0]) <= 'Z')
            suffix += upper(word[0]);
        else if (capital == 0xC4 || capital == 0xD6 || capital == 0xDC)
            suffix += {'\xC3', static_cast<char>(0x80 + (capital - 0xC0))};
        else
            return std::nullopt;
        word.remove_prefix(c.length);
    }
    if (letters < 1 || letters > 3) return std::nullopt;
    return suffix;
}

bool begins_former(const std::string& word) {
    for (const std::string_view mark : {"früher", "frueher", "vormals"})
        if (equal_ignoring_case(word, mark)) return true;
    return equal_ignoring_case(word, "FRÜHER");
}

constexpr std::string_view kTypeList = "it is one of HRA, HRB, GnR, PR, VR, GsR and GR.";

/// Words before or behind the number: "Husum früher Flensburg" -> Husum, Flensburg.
struct Side {
    Words words;
    std::optional<std::string> former;
};

Side side_of(Words::const_iterator begin, Words::const_iterator end) {
    const auto mark = std::find_if(begin, end, begins_former);
    Side side{Words(begin, mark), std::nullopt};
    if (mark != end) side.former = joined(mark + 1, end);
    return side;
}

void check_characters(std::string_view text) {
    if (text.size() > kMaxBytes)
        refuse("", "The text is longer than " + std::to_string(kMaxBytes) + " bytes.");
    for (std::string_view rest = text; !rest.empty();) {
        const name::CodePoint c = name::first_code_point(rest);
        if (!c.valid || c.value < 9 || (c.value > 13 && c.value < 32) || c.value == 127)
            refuse("", "The text contains characters that cannot be part of a register number.");
        rest.remove_prefix(c.length);
    }
}

/// Takes one text apart; it is kept for messages.
class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) { check_characters(text); }

    RegisterId parse() {
        const Words words = words_of(text_);
        if (words.empty()) refuse(text_, "The text is empty.");
        if (words.size() == 1 && equal_ignoring_case(std::string_view(words[0]).substr(0, 2), "DE")) {
            const std::string_view code = std::string_view(words[0]).substr(2);
            if (code.substr(0, 1) == "-") return hyphenated(code.substr(1));
            if (code.find('.') != std::string_view::npos) return european(code);
        }
        const std::string given = entry(words, false);
        if (given.empty()) refuse(text_, "The register court is missing.");
        id_.court = id_.former_court.empty() ? present_court(given) : any_court(given);
        return finished();
    }

    RegisterId parse(std::string_view court) {
        const std::string given = entry(words_of(text_), true);
        if (!given.empty()) refuse(text_, "The words \"" + given + "\" are not part of a register number.");
        const Court* known = find_court(court);
        id_.court = known ? known->code : court;
        return finished();
    }

private:
    /// Type, number, suffix and former court into id_; returns the words of the court. `court_known` from
    /// elsewhere.
    std::string entry(const Words& words, bool court_known) {
        const auto type =
            std::find_if(words.begin(), words.end(), [](const auto& w) { return !type_of(w).empty(); });
        if (type == words.end()) refuse(text_, "The register type is missing; " + std::string(kTypeList));
        const auto behind = read_number(type, words.end());
        const Side left = side_of(words.begin(), type);
        Side right = side_of(behind, words.end());
        take_suffix(right.words, court_known || !left.words.empty());
        if (!left.words.empty() && !right.words.empty())
            refuse(text_, "The words \"" + joined(right.words) + "\" are not part of a register number.");
        if (left.former && right.former) refuse(text_, "There are two former courts.");
        if (left.former || right.former)
            id_.former_court = any_court(left.former ? *left.former : *right.former);
        return joined(left.words.empty() ? right.words : left.words);
    }

    /// Type and number; returns the first word behind them.
    Words::const_iterator read_number(Words::const_iterator type, Words::const_iterator end) {
        id_.type = type_of(*type);
        auto next = type + 1;
        if (type->size() > id_.type.size()) {
            number(std::string_view(*type).substr(id_.type.size()));
            return next;
        }
        if (next != end && (equal_ignoring_case(*next, "Nr.") || equal_ignoring_case(*next, "Nummer")))
            ++next;
        if (next == end) refuse(text_, "The number is missing behind the register type.");
        number(*next);
        return next + 1;
    }

    /// "HRB 1 RD Kiel" has a suffix; "HRB 1 Ulm", "HRB 1 HOF" and "hrb 1 bad homburg" have none.
    void take_suffix(Words& words, bool court_known) {
        if (words.empty() || !id_.suffix.empty()) return;
        const std::optional<std::string> suffix = suffix_of(words.front());
        if (!suffix) return;
        const Words others(words.begin() + 1, words.end());
        const bool certain = court_known || (*suffix == words.front() && !others.empty());
        if (!certain && !find_court(joined(others))) return;
        if (!court_known && find_court_by_name(joined(words))) return;
        id_.suffix = *suffix;
        words = others;
    }

    /// Digits with the suffix glued to them: "158855B".
    void number(std::string_view given) {
        const auto letters = std::find_if_not(given.begin(), given.end(), is_digit);
        const std::size_t count = static_cast<std::size_t>(letters - given.begin());
        std::string_view digits = given.substr(0, count);
        while (!digits.empty() && digits.front() == '0') digits.remove_prefix(1);
        if (digits.empty() || digits.size() > kMaxNumberDigits)
            refuse(text_, "The number \"" + std::string(given) + "\" is not between 1 and 999999.");
        id_.number = std::stoll(std::string(digits));
        if (count == given.size()) return;
        const std::optional<std::string> suffix = suffix_of(given.substr(count));
        if (!suffix)
            refuse(text_, "The suffix \"" + std::string(given.substr(count)) +
                              "\" does not have one to three letters.");
        id_.suffix = *suffix;
    }

    /// "F1103R.HRB158855B"
    RegisterId european(std::string_view text) {
        const std::size_t dot = text.find('.');
        id_.court = code(text.substr(0, dot));
        const std::string_view entry = text.substr(dot + 1);
        id_.type = type_of(entry);
        if (id_.type.empty()) refuse(text_, "The register type is missing; " + std::string(kTypeList));
        number(entry.substr(id_.type.size()));
        return finished();
    }

    /// "HRB-F1103-158855"
    RegisterId hyphenated(std::string_view text) {
        const std::size_t first = text.find('-');
        const std::size_t second = first == std::string_view::npos ? first : text.find('-', first + 1);
        if (second == std::string_view::npos)
            refuse(text_, "A part is missing; DE-HRB-F1103-158855 has all of them.");
        const std::string_view type = text.substr(0, first);
        id_.type = type_of(type);
        if (id_.type.empty() || id_.type.size() != type.size())
            refuse(text_,
                   "The register type \"" + std::string(type) + "\" is not known; " + std::string(kTypeList));
        id_.court = code(text.substr(first + 1, second - first - 1));
        number(text.substr(second + 1));
        return finished();
    }

    std::string code(std::string_view given) const {
        const Court* known = find_court_by_code(given);
        if (!known) refuse(text_, "The court code \"" + std::string(given) + "\" is not known.");
        return std::string(known->code);
    }

    std::string present_court(const std::string& given) const {
        if (const Court* known = find_court(given)) return std::string(known->code);
        if (!looks_like_court_code(given))
            refuse(text_, "The register court \"" + given + "\" is not known.");
        return in_capitals(given);
    }

    /// Entries that were taken over may name courts that keep no register any more: their names stay as
    /// given.
    std::string any_court(std::string given) const {
        constexpr std::string_view kPrefix = "Amtsgericht ";
        while (equal_ignoring_case(std::string_view(given).substr(0, kPrefix.size()), kPrefix))
            given.erase(0, kPrefix.size());
        if (const Court* known = find_court(given)) return std::string(known->code);
        if (looks_like_court_code(given)) return in_capitals(given);
        const Words words = words_of(given);
        const bool strange = std::any_of(given.begin(), given.end(), is_digit) ||
                             std::any_of(words.begin(), words.end(), [](const auto& w) {
                                 return !type_of(w).empty() || begins_former(w);
                             });
        if (words.empty()) refuse(text_, "The former court or the court is missing beside \"früher\".");
        if (given.size() > kMaxCourtBytes) refuse(text_, "The name of a court is longer than 100 bytes.");
        if (strange) refuse(text_, "The court \"" + given + "\" is not a name.");
        return given;
    }

    RegisterId finished() {
        if (id_.court == kBerlin && id_.type == "HRB" && id_.suffix.empty()) id_.suffix = "B";
        return id_;
    }

    std::string_view text_;
    RegisterId id_;
};

}  // namespace

RegisterId parse_register_id(std::string_view text) {
    return Parser(text).parse();
}

RegisterId parse_entry(std::string_view text, std::string_view court) {
    return Parser(text).parse(court);
}

}  // namespace hr::core::identity
