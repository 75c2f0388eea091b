#include "core/name/legal_form_finder.hpp"

#include "core/name/legal_form_table.hpp"

#include <algorithm>
#include <iterator>

namespace hr::core::name {
namespace {

using Words = std::vector<Word>;

constexpr std::string_view kAnd[] = {"und", "u", "and", "et", "енд"};
constexpr std::string_view kCompany[] = {"co",        "cie", "comp",
                                         "compagnie", "ко",  "сo"};  // the last one begins in Cyrillic
constexpr std::string_view kCompanyKg[] = {"cokg", "coohg", "cokgaa"};

constexpr std::size_t kKeyBytes = 4;  // of a phrase's first word, by which it is found

template <std::size_t N>
bool is_one_of(const std::string_view (&texts)[N], std::string_view text) {
    return std::find(std::begin(texts), std::end(texts), text) != std::end(texts);
}

/// A text of single letters, put together: "g", "m", "b", "h" for "gmbh". Position behind them, or 0.
std::size_t match_spelled(std::string_view text, const Words& words, std::size_t at) {
    while (!text.empty()) {
        if (at == words.size() || !words[at].single || !text.starts_with(words[at].text)) return 0;
        text.remove_prefix(words[at].text.size());
        ++at;
    }
    return at;
}

struct Match {
    Form form = Form::none;
    Place place = Place::anywhere;
    std::size_t end = 0;   ///< behind its last word
    bool spelled = false;  ///< it is but single letters
};

bool is_alike(std::string_view pattern, std::string_view text) {
    return pattern.back() == '*' ? text.starts_with(pattern.substr(0, pattern.size() - 1)) : text == pattern;
}

/// Position behind the phrase if it stands there, else 0.
std::size_t match_phrase(std::string_view phrase, const Words& words, std::size_t at) {
    while (!phrase.empty()) {
        if (at == words.size()) return 0;
        const std::string_view pattern = phrase.substr(0, phrase.find(' '));
        if (is_alike(pattern, words[at].text)) {
            ++at;
        } else if (!words[at].single || (at = match_spelled(pattern, words, at)) == 0) {
            return 0;
        }
        phrase.remove_prefix(std::min(phrase.size(), pattern.size() + 1));
    }
    return at;
}

/// Single letters are a form where full stops part them, or where they end a name that is not spaced out.
bool may_be_spelled(const Words& words, std::size_t at, std::size_t end) {
    if (end == at + 1) return false;
    return words[at].dotted || (end == words.size() && (at == 0 || !words[at - 1].single));
}

bool may_stand(const Match& match, const Words& words, std::size_t at) {
    const bool is_whole = at == 0 && match.end == words.size();
    if (match.spelled && !may_be_spelled(words, at, match.end)) return false;
    switch (match.place) {
        case Place::behind:
            return at > 0 || is_whole;
        case Place::end:
            return match.end == words.size();
        case Place::spelled:
            return match.spelled && at > 0;
        default:
            return true;
    }
}

void look_up(Match& best, std::string_view first, const Words& words, std::size_t at) {
    for (const Phrase& phrase : phrases_like(first)) {
        const std::size_t end = match_phrase(phrase.text, words, at);
        if (end <= best.end) continue;
        const bool is_spelled = words[at].single && phrase.text.find(' ') == std::string_view::npos;
        best = {phrase.form, phrase.place, end, is_spelled};
    }
}

/// "Ev. Kirche": what follows tells it from a registered association.
bool is_evangelical(const Words& words, std::size_t at) {
    const Word& word = words[at];
    return word.text == "ev" && word.capital && word.dotted && at + 1 < words.size();
}

Match longest(const Words& words, std::size_t at) {
    Match best;
    look_up(best, words[at].text, words, at);
    if (words[at].single) {
        char joined[kKeyBytes];
        std::size_t size = 0;
        for (std::size_t i = at;
             i < words.size() && words[i].single && size + words[i].text.size() <= kKeyBytes; ++i) {
            size += words[i].text.copy(joined + size, kKeyBytes);
            if (i > at) look_up(best, {joined, size}, words, at);
        }
        // "a. G." of mutual insurers, unlike "A. G."
        if (best.form == Form::ag && !words[at].capital && words[best.end - 1].capital)
            best.form = Form::vvag;
    }
    if (is_evangelical(words, at)) best = {};
    return best;
}

bool is_partnership(Form form) {
    return form == Form::kg || form == Form::ohg || form == Form::kgaa;
}

/// Walks the words once and keeps what it has found.
class Finder {
public:
    explicit Finder(Words& words) : words_(words) {}

    FoundForm find() {
        for (std::size_t at = 0; at < words_.size();) at = step(at);
        return found_;
    }

private:
    std::size_t step(std::size_t at) {
        if (const std::size_t end = winding_up(at); end != 0) return mark(at, end);
        if (is_amid_letters(at)) return at + 1;
        const Match match = longest(words_, at);
        if (match.form == Form::none) return at + 1;
        const std::size_t combined = combine(match, match.end);
        if (combined > match.end) return mark(at, combined);
        if (!may_stand(match, words_, at)) return at + 1;
        if (match.place == Place::mentioned) {
            if (found_.form.label.empty()) found_.form = legal_form(match.form);
            return match.end;
        }
        take(match.form, at);
        return mark(at, match.end);
    }

    /// Of a name that is spaced out: "H e r b i g".
    bool is_amid_letters(std::size_t at) const {
        if (at == 0 || !words_[at].single || words_[at].dotted) return false;
        const Word& before = words_[at - 1];
        return before.single && !before.dotted && !before.of_form;
    }

    std::size_t mark(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) words_[i].of_form = true;
        return end;
    }

    /// Behind another form, "mbH" only says how its partners are liable.
    void take(Form form, std::size_t at) {
        const bool is_adjacent = at > 0 && words_[at - 1].of_form;
        const bool is_addition =
            form == Form::gmbh && is_adjacent && last_ != Form::none && last_ != Form::kg;
        if (is_addition && last_ != Form::gbr) return;
        if (is_addition) form = Form::gbrmbh;
        found_.form =
            is_partnership(form) && partner_ != Form::none ? combined_form(partner_, form) : legal_form(form);
        is_mentioned_only_ = false;
        last_ = form;
    }

    /// "& Co. KG" behind a form: position behind it. "& Co." alone tells a KG whose name goes on, or leaves
    /// it out.
    std::size_t combine(const Match& match, std::size_t at) {
        const std::size_t begin = at;
        if (at < words_.size() && is_one_of(kAnd, words_[at].text)) ++at;
        if (at == words_.size()) return begin;
        if (is_one_of(kCompanyKg, words_[at].text)) return take_glued(match.form, at);
        if (!is_one_of(kCompany, words_[at].text)) return begin;
        ++at;
        const Match second = at < words_.size() ? longest(words_, at) : Match{};
        const bool is_told = is_partnership(second.form);
        if (!is_told && (at == begin + 1 || match.place == Place::mentioned)) return begin;
        if (!is_told && (match.form == Form::ltd || match.form == Form::kg)) return at;
        found_.form = combined_form(match.form, is_told ? second.form : Form::kg);
        is_mentioned_only_ = false;
        last_ = is_told ? second.form : Form::kg;
        partner_ = is_told ? Form::none : match.form;
        return is_told ? second.end : at;
    }

    /// "CoKG".
    std::size_t take_glued(Form partner, std::size_t at) {
        const std::string_view tail = words_[at].text.substr(2);
        const Form form = tail == "kg" ? Form::kg : tail == "ohg" ? Form::ohg : Form::kgaa;
        found_.form = combined_form(partner, form);
        is_mentioned_only_ = false;
        last_ = form;
        return at + 1;
    }

    /// "i. L.", "in Liquidation", "in Gründung" behind a form or at the end: position behind it, else 0.
    std::size_t winding_up(std::size_t at) {
        const std::string_view first = words_[at].text;
        const bool is_behind = at > 0 && words_[at - 1].of_form;
        if (first.front() != 'i' || at == 0) return 0;
        if (is_behind && (first == "il" || first == "ii" || first == "ig")) return note(first[1], at + 1);
        if ((first != "i" && first != "in") || at + 1 == words_.size()) return 0;
        const Word& second = words_[at + 1];
        const bool ends = at + 2 == words_.size();
        if (!is_behind && !ends) return 0;
        for (const std::string_view begin : {"liq", "insolv", "abw", "konkurs", "gruend"})
            if (second.text.starts_with(begin)) return note(begin.front(), at + 2);
        const bool is_short = first == "i" && second.single && words_[at].dotted;
        if (is_short && std::string_view("liagk").find(second.text) != std::string_view::npos)
            return note(second.text.front(), at + 2);
        return 0;
    }

    std::size_t note(char kind, std::size_t end) {
        if (kind != 'g') {
            found_.is_in_liquidation = true;
        } else if (last_ == Form::gmbh || last_ == Form::ggmbh) {
            found_.form.code = "340000";
        } else if (last_ == Form::ug || last_ == Form::gug) {
            found_.form.code = "350000";
        }
        return end;
    }

    Words& words_;
    FoundForm found_;
    Form last_ = Form::none;
    Form partner_ = Form::none;  ///< of "GmbH & Co." whose partnership has not come yet
    bool is_mentioned_only_ = true;
};

}  // namespace

FoundForm find_legal_form(std::vector<Word>& words) {
    return Finder(words).find();
}

}  // namespace hr::core::name
