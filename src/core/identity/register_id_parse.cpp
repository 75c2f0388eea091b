#include "core/error.hpp"
#include "core/ascii.hpp"
#include "core/identity/court.hpp"
#include "core/identity/register_id.hpp"
#include "core/identity/register_type.hpp"
#include "core/identity/register_words.hpp"
#include "core/name/utf8.hpp"

#include <algorithm>
#include <vector>

namespace hr::core::identity {
namespace {

constexpr std::size_t kMaxBytes = 400;
constexpr std::size_t kMaxCourtBytes = 100;
constexpr std::size_t kMaxNumberDigits = 6;

[[noreturn]] void refuse(std::string_view text, std::string detail) {
    throw Error(sqlstate::kInvalidParameter, "invalid register number: \"" + std::string(text) + "\"",
                std::move(detail),
                "Write it like \"HRB 158855 B Charlottenburg (Berlin)\", \"Amtsgericht Leipzig HRB 32007\", "
                "\"HRB 111 HU Husum früher Flensburg\" or \"DEF1103R.HRB158855B\".");
}

std::string in_capitals(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), upper);
    return text;
}

bool begins_former(std::string_view word) {
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
        if (rest.front() >= 32 && rest.front() < 127) {
            rest.remove_prefix(1);
            continue;
        }
        const name::CodePoint c = name::first_code_point(rest);
        if (!c.valid || c.value < 9 || (c.value > 13 && c.value < 32) || c.value == 127)
            refuse("", "The text contains characters that cannot be part of a register number.");
        rest.remove_prefix(c.length);
    }
}

/// Takes one text apart; it is kept for messages.
class Parser {
public:
    /// Misspelled courts are guessed only where the caller tells people so.
    Parser(std::string_view text, bool guesses) : text_(text), guesses_(guesses) { check_characters(text); }

    Understood parse() {
        if (words_of(text_).empty()) refuse(text_, "The text is empty.");
        if (const std::string_view word = only_word(text_); !word.empty()) {
            const bool german = equal_ignoring_case(word.substr(0, 2), "DE");
            if (german && word.substr(2, 1) == "-") return hyphenated(word.substr(3));
            if (german && word.find('.') != std::string_view::npos) return european(word.substr(2));
            if (looks_like_court_code(word.substr(0, word.find('_')))) return underscored(word);
        }
        if (names_authority(text_))
            refuse(text_, "A code that begins with RA is one of GLEIF's list of registration authorities, which is not "
                          "known here; the name or the code of the court is needed.");
        const std::string given = entry(words_of(text_), false);
        if (given.empty()) refuse(text_, "The register court is missing.");
        court_ = find(given, nullptr, court_match_);
        id_.court = former_ ? any_court(given, court_) : present_court(given);
        return finished();
    }

    Understood parse(std::string_view court) {
        const std::string given = entry(words_of(text_), true);
        if (!given.empty()) refuse(text_, "The words \"" + given + "\" are not part of a register number.");
        court_ = find_court(court);
        id_.court = court_ ? court_->code : court;
        return finished();
    }

private:
    /// Type, number and suffix into id_, the former court's words into former_; returns the words of the
    /// court. `court_known` from elsewhere.
    std::string entry(const Words& words, bool court_known) {
        const auto type =
            std::find_if(words.begin(), words.end(), [](const auto& w) { return !type_of(w).empty(); });
        if (type == words.end()) refuse(text_, "The register type is missing; " + std::string(kTypeList));
        const auto behind = read_number(type, words.end());
        Side left = side_of(words.begin(), type);
        Side right = side_of(behind, words.end());
        left.words = court_words(std::move(left.words));
        right.words = court_words(std::move(right.words));
        take_suffix(right.words, court_known || !left.words.empty());
        right.words = court_words(std::move(right.words));
        if (!left.words.empty() && !right.words.empty())
            refuse(text_, "The words \"" + joined(right.words) + "\" are not part of a register number.");
        if (left.former && right.former) refuse(text_, "There are two former courts.");
        former_ = left.former ? left.former : right.former;
        return joined(left.words.empty() ? right.words : left.words);
    }

    /// Type and number; returns the first word behind them.
    Words::const_iterator read_number(Words::const_iterator type, Words::const_iterator end) {
        id_.type = type_of(*type);
        auto next = type + 1;
        if (type->size() > id_.type.size()) {
            number(without_dots(type->substr(id_.type.size())));
            return next;
        }
        if (next != end && says_number(*next)) ++next;
        if (next == end) refuse(text_, "The number is missing behind the register type.");
        // "158 855" is written in groups of three.
        if (next + 1 != end && is_short_number(*next) && is_group(next[1])) {
            number(std::string(*next) + std::string(next[1]));
            return next + 2;
        }
        number(without_dots(*next));
        return next + 1;
    }

    /// "HRB 1 RD Kiel" has a suffix; "HRB 1 Ulm", "HRB 1 HOF" and "hrb 1 bad homburg" have none.
    void take_suffix(Words& words, bool court_known) {
        if (words.empty() || !id_.suffix.empty()) return;
        const std::optional<std::string> suffix = suffix_of(words.front());
        if (!suffix) return;
        const Words others(words.begin() + 1, words.end());
        const bool certain = court_known || (*suffix == words.front() && !others.empty());
        if (!certain && !find_any_court(joined(others)).court) return;
        if (!court_known && find_any_court(joined(words)).court) return;
        id_.suffix = as_registered(*suffix);
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
        id_.suffix = as_registered(*suffix);
    }

    /// "F1103R.HRB158855B"
    Understood european(std::string_view text) {
        const std::size_t dot = text.find('.');
        id_.court = code(text.substr(0, dot));
        const std::string_view entry = text.substr(dot + 1);
        id_.type = type_of(entry);
        if (id_.type.empty()) refuse(text_, "The register type is missing; " + std::string(kTypeList));
        number(entry.substr(id_.type.size()));
        return finished();
    }

    /// "HRB-F1103-158855"
    Understood hyphenated(std::string_view text) {
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

    /// "HRB260632" behind "B1204_" or "M1114_M1112_": how OpenCorporates writes court, former court and
    /// number.
    Understood underscored(std::string_view text) {
        const std::size_t first = text.find('_');
        const std::size_t last = text.rfind('_');
        if (first == std::string_view::npos)
            refuse(text_, "The register type is missing; " + std::string(kTypeList));
        const std::string_view court = text.substr(0, first);
        court_ = find(court, nullptr, court_match_);
        id_.court = present_court(std::string(court));
        if (last > first) former_ = text.substr(first + 1, last - first - 1);
        if (former_ && !looks_like_court_code(*former_))
            refuse(text_, "The court code \"" + *former_ + "\" is not known.");
        const std::string_view entry = text.substr(last + 1);
        id_.type = type_of(entry);
        if (id_.type.empty()) refuse(text_, "The register type is missing; " + std::string(kTypeList));
        number(entry.substr(id_.type.size()));
        return finished();
    }

    std::string code(std::string_view given) {
        court_ = find_court_by_code(given);
        if (!court_) refuse(text_, "The court code \"" + std::string(given) + "\" is not known.");
        court_match_ = CourtMatch::code;
        return std::string(court_->code);
    }

    const Court* find(std::string_view given, const Court* successor, CourtMatch& match) const {
        FoundCourt found = find_any_court(given, successor);
        if (!found.court && guesses_) found = guess_court(given);
        match = found.match;
        return found.court;
    }

    [[noreturn]] void refuse_several(const std::string& given, const std::vector<const Court*>& candidates) const {
        std::string names;
        for (const Court* court : candidates) (names += names.empty() ? "" : ", ") += short_name(*court);
        refuse(text_, "Several courts are called \"" + given + "\": " + names + ".");
    }

    std::string present_court(const std::string& given) const {
        if (court_) return std::string(court_->code);
        if (const auto candidates = courts_named(given); candidates.size() > 1) refuse_several(given, candidates);
        if (!looks_like_court_code(given))
            refuse(text_, "The register court \"" + given + "\" is not known.");
        return in_capitals(given);
    }

    /// Entries that were taken over may name courts that are not known: their names stay as given.
    std::string any_court(std::string given, const Court* known) const {
        constexpr std::string_view kPrefix = "Amtsgericht ";
        if (known) return std::string(known->code);
        while (equal_ignoring_case(std::string_view(given).substr(0, kPrefix.size()), kPrefix))
            given.erase(0, kPrefix.size());
        if (looks_like_court_code(given)) return in_capitals(given);
        const Words words = words_of(given);
        const bool strange = std::any_of(given.begin(), given.end(), is_digit) ||
                             std::any_of(words.begin(), words.end(), [](std::string_view w) {
                                 return !type_of(w).empty() || begins_former(w);
                             });
        if (words.empty()) refuse(text_, "The former court or the court is missing beside \"früher\".");
        if (given.size() > kMaxCourtBytes) refuse(text_, "The name of a court is longer than 100 bytes.");
        if (strange) refuse(text_, "The court \"" + given + "\" is not a name.");
        return given;
    }

    /// The former court, and the letters that people leave out.
    Understood finished() {
        const Court* court = court_ && court_->keeps_registers() ? court_ : nullptr;
        if (former_) id_.former_court = any_court(*former_, find(*former_, court, former_court_match_));
        if (id_.suffix.empty()) id_.suffix = own_letters(id_, court);
        return {std::move(id_), court_match_, former_court_match_};
    }

    std::string_view text_;
    bool guesses_;
    std::optional<std::string> former_;
    RegisterId id_;
    const Court* court_ = nullptr;  ///< null while it is not known
    CourtMatch court_match_ = CourtMatch::none;
    CourtMatch former_court_match_ = CourtMatch::none;
};

}  // namespace

RegisterId parse_register_id(std::string_view text) {
    return Parser(text, false).parse().id;
}

Understood understand(std::string_view text) {
    return Parser(text, true).parse();
}

RegisterId parse_entry(std::string_view text, std::string_view court) {
    return Parser(text, false).parse(court).id;
}

}  // namespace hr::core::identity
