#include "core/search/entries.hpp"

#include "core/name/phonetic.hpp"
#include "core/name/utf8.hpp"
#include "core/search/correction.hpp"
#include "core/search/search_name.hpp"
#include "core/search/word_list.hpp"
#include "core/sort_once.hpp"

#include <algorithm>

namespace hr::core::search {
namespace {

std::vector<std::string> each_once(std::vector<std::string> words) {
    sort_once(words);
    std::erase(words, "");
    return words;
}

std::vector<std::string> cut(std::vector<std::string> words) {
    for (std::string& word : words) word = core::name::prefix(word, kLongestWord);
    return words;
}

}  // namespace

std::string part_key(std::string_view word, std::size_t part) {
    std::string digits = std::to_string(part);
    return key(Kind::list, word) + ' ' + std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
}

NameEntries entries_of_name(std::int64_t company, std::string_view name) {
    const SearchName parts = search_name(name);
    return {each_once({run_together(parts.words), parts.typed}), each_once(cut(parts.words)),
            posting(company, std::max<std::size_t>(parts.words.size(), 1))};
}

NameEntries entries_of_seat(std::int64_t company, std::string_view city) {
    return {{}, each_once(cut(search_name(city).words)), posting(company, 0)};
}

std::vector<std::string> keys_of_word(std::string_view word) {
    std::vector<std::string> keys;
    for (const std::string& part : correction_keys(word)) keys.push_back(key(Kind::correction, part));
    const std::string sound = core::name::phonetic(word);
    if (word.size() >= 3 && sound.size() >= 2) keys.push_back(key(Kind::sound, sound));
    return keys;
}

}  // namespace hr::core::search
