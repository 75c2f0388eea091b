#include "core/name/legal_words.hpp"

#include <algorithm>
#include <string_view>

namespace hr::core::name {
namespace {

// Long forms are unmistakable and go wherever they stand.
constexpr std::string_view kLong[] = {
    "gesellschaft mit beschraenkter haftung",
    "gemeinnuetzige gesellschaft mit beschraenkter haftung",
    "mit beschraenkter haftung",
    "aktiengesellschaft",
    "kommanditgesellschaft",
    "kommanditgesellschaft auf aktien",
    "kg auf aktien",
    "offene handelsgesellschaft",
    "unternehmergesellschaft",
    "unternehmergesellschaft haftungsbeschraenkt",
    "ug haftungsbeschraenkt",
    "haftungsbeschraenkt",
    "eingetragener verein",
    "eingetragene genossenschaft",
    "eingetragene genossenschaft mit beschraenkter haftung",
    "eingetragene genossenschaft mit beschraenkter haftpflicht",
    "eingetragene genossenschaft mit unbeschraenkter haftung",
    "eingetragene genossenschaft mit unbeschraenkter haftpflicht",
    "eingetragener kaufmann",
    "eingetragene kauffrau",
    "gesellschaft buergerlichen rechts",
    "eingetragene gesellschaft buergerlichen rechts",
    "partnerschaftsgesellschaft",
    "partnerschaftsgesellschaft mbb",
    "partnerschaftsgesellschaft mit beschraenkter berufshaftung",
    "partnerschaft mit beschraenkter berufshaftung",
    "partnerschaft mbb",
    "mit beschraenkter berufshaftung",
    "europaeische wirtschaftliche interessenvereinigung",
    "societas europaea",
    "versicherungsverein auf gegenseitigkeit",
};

// Short forms go unless they begin the name.
constexpr std::string_view kShort[] = {
    "gmbh",  "ggmbh",     "g gmbh",   "gemeinnuetzige gmbh",
    "mbh",   "ag",        "gag",      "kg",
    "kgaa",  "ohg",       "ug",       "gug",
    "ev",    "eg",        "egmbh",    "egmuh",
    "ek",    "ekfm",      "ekfr",     "e kfm",
    "e kfr", "gbr",       "egbr",     "partg",
    "mbb",   "partg mbb", "partgmbb", "se",
    "ewiv",  "vvag",      "ltd",      "limited",
    "plc",   "llp",       "inc",      "sarl",
    "bv",    "nv",        "cokg",     "gmbhcokg",
};

// Forms in single letters: dotted, or ending the name; names are sometimes s p a c e d out.
constexpr std::string_view kSpelled[] = {
    "g m b h", "m b h", "a g",       "k g",       "k g a a", "o h g", "u g", "u g haftungsbeschraenkt",
    "e v",     "e g",   "e g m b h", "e g m u h", "e k",     "g b r", "b v", "n v",
    "s a r l",
};

constexpr std::string_view kCompany[] = {"co", "cie", "comp", "compagnie"};
constexpr std::string_view kPartnership[] = {"kg", "ohg", "kgaa", "kommanditgesellschaft"};

using Words = std::vector<Word>;

template <std::size_t N>
bool is_one_of(const std::string_view (&texts)[N], const Words& words, std::size_t at) {
    return at < words.size() &&
           std::find(std::begin(texts), std::end(texts), words[at].text) != std::end(texts);
}

/// Number of words of the form if it stands at the position, else 0.
std::size_t match(std::string_view form, const Words& words, std::size_t at) {
    std::size_t count = 0;
    while (!form.empty()) {
        const std::string_view word = form.substr(0, form.find(' '));
        if (at + count >= words.size() || words[at + count].text != word) return 0;
        ++count;
        form.remove_prefix(std::min(form.size(), word.size() + 1));
    }
    return count;
}

template <std::size_t N>
std::size_t longest(const std::string_view (&forms)[N], const Words& words, std::size_t at) {
    std::size_t best = 0;
    for (const std::string_view form : forms) best = std::max(best, match(form, words, at));
    return best;
}

/// "& Co." behind a legal form belongs to it.
std::size_t company_length(const Words& words, std::size_t at) {
    if (at < words.size() && words[at].text == "und") return is_one_of(kCompany, words, at + 1) ? 2 : 0;
    return is_one_of(kCompany, words, at) && is_one_of(kPartnership, words, at + 1) ? 1 : 0;
}

std::size_t form_length(const Words& words, std::size_t at, bool is_first) {
    std::size_t length = longest(kLong, words, at);
    const std::size_t brief = longest(kShort, words, at);
    if (is_first)
        return brief > 0 && company_length(words, at + brief) > 0 ? std::max(length, brief) : length;
    length = std::max(length, brief);
    const std::size_t spelled = longest(kSpelled, words, at);
    const bool ends_name = at + spelled == words.size() && words[at - 1].text.size() > 1;
    return words[at].dotted || ends_name ? std::max(length, spelled) : length;
}

}  // namespace

std::vector<Word> without_legal_forms(const std::vector<Word>& words) {
    Words rest;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t length = form_length(words, at, at == 0);
        if (length == 0) {
            rest.push_back(words[at++]);
        } else {
            at += length;
            at += company_length(words, at);
        }
    }
    const auto is_und = [](const Word& word) { return word.text == "und"; };
    while (!rest.empty() && is_und(rest.back())) rest.pop_back();
    rest.erase(rest.begin(), std::find_if_not(rest.begin(), rest.end(), is_und));
    return rest.empty() ? words : rest;
}

}  // namespace hr::core::name
