#include "core/name/legal_form_phrase.hpp"

namespace hr::core::name {
namespace {

using Words = std::vector<Word>;

constexpr std::string_view kArticles[] = {"der", "die", "das", "des", "dem", "den"};

constexpr std::size_t kKeyBytes = 4;  // of a phrase's first word, by which it is found

/// A text of single letters, put together: "g", "m", "b", "h" for "gmbh". Position behind them, or 0.
std::size_t match_spelled(std::string_view text, const Words& words, std::size_t at) {
    while (!text.empty()) {
        if (at == words.size() || !words[at].single || !text.starts_with(words[at].text)) return 0;
        text.remove_prefix(words[at].text.size());
        ++at;
    }
    return at;
}

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

void look_up(FormPhrase& best, std::string_view first, const Words& words, std::size_t at) {
    for (const Phrase& phrase : phrases_like(first)) {
        const std::size_t end = match_phrase(phrase.text, words, at);
        if (end <= best.end) continue;
        const bool is_spelled = words[at].single && phrase.text.find(' ') == std::string_view::npos;
        best = {phrase.form, phrase.place, end, is_spelled};
    }
}

/// "Ev. Kirche", "der ev. Jugend": what stands around tells it from a registered association.
bool is_evangelical(const Words& words, std::size_t at) {
    const Word& word = words[at];
    if (word.text != "ev" || !word.dotted || at + 1 == words.size()) return false;
    return word.capital || (at > 0 && is_one_of(kArticles, words[at - 1].text));
}

}  // namespace

FormPhrase longest_form_phrase(const Words& words, std::size_t at) {
    FormPhrase best;
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

bool may_stand(const FormPhrase& phrase, const Words& words, std::size_t at) {
    const bool is_whole = at == 0 && phrase.end == words.size();
    if (phrase.spelled && !may_be_spelled(words, at, phrase.end)) return false;
    switch (phrase.place) {
        case Place::behind:
            return at > 0 || is_whole;
        case Place::end:
            return phrase.end == words.size();
        case Place::spelled:
            return phrase.spelled && at > 0;
        default:
            return true;
    }
}

}  // namespace hr::core::name
