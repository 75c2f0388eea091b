#include "core/search/person_name.hpp"

#include "core/name/utf8.hpp"
#include "core/search/word_list.hpp"
#include "core/sort_once.hpp"

#include <algorithm>

namespace hr::core::search {
namespace {

void add_words(std::vector<std::string>& words, std::string_view text) {
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        if (!word.empty()) words.emplace_back(core::name::prefix(word, kLongestWord));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
    }
}

std::vector<std::string> words_of(std::string_view first, std::string_view second) {
    std::vector<std::string> words;
    add_words(words, first);
    add_words(words, second);
    return words;
}

}  // namespace

SearchName person_name(std::string_view last_name, std::string_view first_names) {
    return {words_of(last_name, first_names), {}, {}};
}

NameEntries entries_of_person(std::int64_t name, std::string_view last_name, std::string_view first_names) {
    NameEntries entries{
        {run_together(words_of(last_name, first_names)), run_together(words_of(first_names, last_name))},
        words_of(last_name, first_names),
        0};
    entries.posting = posting(name, std::max<std::size_t>(entries.words.size(), 1));
    sort_once(entries.runs);
    sort_once(entries.words);
    return entries;
}

}  // namespace hr::core::search
