#include "core/search/search_name.hpp"

#include "core/name/edit_distance.hpp"
#include "core/name/normalized_name.hpp"
#include "core/name/utf8.hpp"
#include "core/name/words.hpp"

#include <algorithm>

namespace hr::core::search {
namespace {

constexpr std::size_t kLongestRun = 80;

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        if (!word.empty()) words.emplace_back(word);
        text.remove_prefix(std::min(text.size(), word.size() + 1));
    }
    return words;
}

/// "m g i motorcycle" -> "mgi motorcycle"
std::vector<std::string> letters_together(const std::vector<std::string>& words) {
    std::vector<std::string> result;
    bool is_letters = false;
    for (const std::string& word : words) {
        const bool is_letter = word.size() == 1 && word[0] >= 'a';
        if (is_letter && is_letters)
            result.back() += word;
        else if (word != "und")
            result.push_back(word);
        is_letters = is_letter;
    }
    return result.empty() ? words : result;
}

/// "baugesellschft" -> what a company's name has for "baugesellschaft".
std::vector<std::string> with_whole_endings(std::vector<std::string> words) {
    constexpr std::string_view kEnding = "gesellschaft";
    for (std::string& word : words) {
        if (word.size() < kEnding.size() + 2 || word.ends_with(kEnding)) continue;
        for (const std::size_t length : {kEnding.size(), kEnding.size() - 1, kEnding.size() + 1}) {
            const std::string_view ending = std::string_view(word).substr(word.size() - length);
            if (core::name::edit_distance(ending, kEnding, 2) > 2) continue;
            const std::string whole = word.substr(0, word.size() - length) + std::string(kEnding);
            if (const auto parts = core::name::parse_company_name(whole).words; parts.size() == 1)
                word = parts.front();
            break;
        }
    }
    return words;
}

bool is_like(const std::string& word, std::string_view form, unsigned most) {
    return core::name::edit_distance(word, form, most) <= most;
}

/// Takes the words of "Gesellschaft mit beschränkter Haftung" out where they are mistyped or stand anywhere.
void take_scattered_form(SearchName& name) {
    constexpr std::string_view kTelling[] = {"beschraenkter", "haftung"};
    constexpr std::string_view kOthers[] = {"gesellschaft", "mit"};
    std::vector<std::string> rest = name.words, form;
    const auto take = [&](std::string_view wanted) {
        const unsigned most = wanted.size() > 7 ? 3 : wanted.size() > 3 ? 2 : 1;
        const auto at = std::find_if(rest.begin(), rest.end(),
                                     [&](const std::string& word) { return is_like(word, wanted, most); });
        if (at == rest.end()) return false;
        form.push_back(*at);
        rest.erase(at);
        return true;
    };
    bool is_told = false;
    for (const std::string_view wanted : kTelling) is_told = take(wanted) || is_told;
    if (!is_told) return;
    for (const std::string_view wanted : kOthers) take(wanted);
    if (rest.empty() || form.size() < 2) return;
    name.words = std::move(rest);
    name.form.insert(name.form.end(), form.begin(), form.end());
}

}  // namespace

SearchName search_name(std::string_view utf8) {
    SearchName name;
    const std::vector<std::string> kept = with_whole_endings(core::name::parse_company_name(utf8).words);
    std::vector<std::string> rest =
        split(core::name::words(core::name::prefix(utf8, core::name::kMaxNameBytes)));
    std::erase_if(rest, [](const std::string& word) { return word == "und" || word == "u"; });
    name.typed = run_together(rest);
    for (const std::string& word : kept)
        if (const auto at = std::find(rest.begin(), rest.end(), word); at != rest.end()) rest.erase(at);
    name.words = letters_together(kept);
    name.form = std::move(rest);
    if (name.words.size() > 2) take_scattered_form(name);
    return name;
}

std::string run_together(const std::vector<std::string>& words) {
    std::string run;
    for (const std::string& word : words) run += word;
    return std::string(core::name::prefix(run, kLongestRun));
}

}  // namespace hr::core::search
