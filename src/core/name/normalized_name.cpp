#include "core/name/normalized_name.hpp"

#include "core/name/legal_form_finder.hpp"
#include "core/name/spelling.hpp"
#include "core/name/utf8.hpp"

#include <algorithm>

namespace hr::core::name {
namespace {

using Words = std::vector<Word>;

bool is_digit(std::string_view text) {
    return text.front() >= '0' && text.front() <= '9';
}

bool is_letter(const Words& words, std::size_t at) {
    return at < words.size() && words[at].single && !words[at].of_form && !is_digit(words[at].text);
}

/// Letters that are one word: "J.P." where nothing but full stops part them, "R e u t e r" where blanks part
/// three or more. Position behind them, or `at`.
std::size_t joined_letters(const Words& words, std::size_t at) {
    if (!is_letter(words, at)) return at;
    std::size_t end = at;
    while (is_letter(words, end + 1) && words[end].dotted && words[end].glued) ++end;
    if (end > at) return end + 1;
    const auto goes_on = [&](std::size_t i) {
        return is_letter(words, i + 1) && !words[i].dotted && !words[i].hyphened && !words[i].wide &&
               !words[i].glued;
    };
    while (goes_on(end)) ++end;
    return end >= at + 2 ? end + 1 : at;
}

/// "a. d. Fulda", "a. M.", "v. d. Heydt": what single small letters stand for; empty otherwise.
std::string_view preposition(const Words& words, std::size_t at, std::string_view& second) {
    if (!words[at].dotted || words[at].capital) return {};
    const std::string_view first = words[at].text;
    const bool goes_on = at + 1 < words.size();
    if (goes_on && words[at + 1].single && words[at + 1].dotted) {
        const std::string_view next = words[at + 1].text;
        second = next == "d" ? "der" : next == "m" && words[at + 1].capital ? "main" : std::string_view();
        if (second == "der")
            return first == "a" ? "an" : first == "i" ? "in" : first == "v" ? "von" : std::string_view();
        return second == "main" && first == "a" ? "am" : std::string_view();
    }
    second = {};
    if (!goes_on || words[at + 1].single) return {};
    return first == "f" ? "fuer" : first == "v" ? "von" : first == "b" ? "bei" : std::string_view();
}

/// "Maler u Lackierer", "Maler- u. Putzbetrieb", but not "u. a.".
bool is_und(const Words& words, std::size_t at) {
    return words[at].text == "u" && at > 0 && at + 1 < words.size() && !words[at + 1].single;
}

/// "Verwaltungs-Gesellschaft", "Handels Gesellschaft": as in the compound, it says nothing.
bool is_company_part(const Words& words, std::size_t at, const std::string& spelling) {
    if (at == 0 || spelling != "gesellschaft") return false;
    const Word& before = words[at - 1];
    return before.hyphened ||
           (before.text.size() > 5 && (before.text.ends_with("ungs") || before.text.ends_with("handels") ||
                                       before.text.ends_with("triebs")));
}

/// Builds the words of a name out of those that belong to no legal form.
class Speller {
public:
    explicit Speller(const Words& words) : words_(words) { spelled_.reserve(words.size()); }

    std::vector<std::string> spell() {
        for (std::size_t at = 0; at < words_.size();) at = words_[at].of_form ? at + 1 : step(at);
        number_at_end();
        while (!spelled_.empty() && spelled_.back() == "und") spelled_.pop_back();
        const auto first =
            std::find_if_not(spelled_.begin(), spelled_.end(), [](const auto& w) { return w == "und"; });
        spelled_.erase(spelled_.begin(), first);
        return std::move(spelled_);
    }

private:
    std::size_t step(std::size_t at) {
        if (words_[at].single) {
            if (is_und(words_, at)) return put("und", at + 1);
            std::string_view second;
            if (const std::string_view first = preposition(words_, at, second); !first.empty()) {
                put(first, at + 1);
                return second.empty() ? at + 1 : put(second, at + 2);
            }
            if (const std::size_t end = joined_letters(words_, at); end > at) return join(at, end);
            return put(words_[at].text, at + 1);
        }
        std::string spelling = one_spelling(words_[at]);
        if (is_company_part(words_, at, spelling)) return at + 1;
        if (is_digit(spelling)) add_to_tens(spelling);
        spelled_.push_back(std::move(spelling));
        return at + 1;
    }

    std::size_t put(std::string_view text, std::size_t end) {
        spelled_.emplace_back(text);
        return end;
    }

    std::size_t join(std::size_t at, std::size_t end) {
        std::string& word = spelled_.emplace_back();
        for (; at < end; ++at) word += words_[at].text;
        return end;
    }

    /// "forty four" -> "44".
    void add_to_tens(std::string& number) {
        if (spelled_.empty() || number.size() > 1) return;
        if (const int value = tens(spelled_.back()); value != 0) {
            number = std::to_string(value + number.front() - '0');
            spelled_.pop_back();
        }
    }

    /// "Fonds V": at the end of a name a single numeral is one.
    void number_at_end() {
        if (spelled_.size() < 2 || spelled_.back().size() != 1 || spelled_[spelled_.size() - 2].size() < 2)
            return;
        std::string& last = spelled_.back();
        if (last == "i") last = "1";
        if (last == "v") last = "5";
        if (last == "x") last = "10";
    }

    const Words& words_;
    std::vector<std::string> spelled_;
};

}  // namespace

NormalizedName parse_company_name(std::string_view utf8) {
    FoldedName folded = fold(prefix(utf8, kMaxNameBytes));
    const FoundForm found = find_legal_form(folded.words);
    NormalizedName name{{}, found.form, found.is_in_liquidation};
    name.words = Speller(folded.words).spell();
    if (name.words.empty())
        for (const Word& word : folded.words) name.words.emplace_back(word.text);
    return name;
}

std::string joined(const NormalizedName& name) {
    std::string result;
    for (const std::string& word : name.words) {
        if (!result.empty()) result += ' ';
        result += word;
    }
    return result;
}

}  // namespace hr::core::name
