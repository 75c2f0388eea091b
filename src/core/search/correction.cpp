#include "core/search/correction.hpp"

#include "core/sort_once.hpp"

#include <algorithm>

namespace hr::core::search {
namespace {

constexpr std::size_t kShortest = 3, kLongestShort = 6;

void add_shortened(std::vector<std::string>& keys, std::string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i) {
        std::string key(word);
        keys.push_back(key.erase(i, 1));
    }
}

/// A letter in the middle belongs to no half: so letters that change places over it harm one of them only.
std::string first_half(std::string_view word, std::size_t length) {
    return std::to_string(length) + '<' + std::string(word.substr(0, length / 2));
}
std::string last_half(std::string_view word, std::size_t length) {
    return std::to_string(length) + '>' + std::string(word.substr(word.size() - (length - length / 2 - 1)));
}

}  // namespace

std::vector<std::string> correction_keys(std::string_view word) {
    std::vector<std::string> keys;
    const std::size_t length = word.size();
    if (length < kShortest || length > kLongestCorrected) return keys;
    if (length <= kLongestShort) {
        keys.emplace_back(word);
        add_shortened(keys, word);
    } else {
        keys = {first_half(word, length), last_half(word, length)};
    }
    sort_once(keys);
    return keys;
}

std::vector<std::string> keys_to_correct(std::string_view mistyped) {
    std::vector<std::string> keys;
    const std::size_t length = mistyped.size();
    if (length < kShortest || length > kLongestCorrected) return keys;
    if (length <= kLongestShort + 1) {
        keys.emplace_back(mistyped);
        add_shortened(keys, mistyped);
    }
    const std::size_t reach = length >= kLongestShort + 2 ? 2 : 1;
    for (std::size_t of = std::max(length - reach, kLongestShort + 1); of <= length + reach; ++of) {
        if (length >= of / 2) keys.push_back(first_half(mistyped, of));
        if (length >= of - of / 2 - 1) keys.push_back(last_half(mistyped, of));
    }
    sort_once(keys);
    return keys;
}

}  // namespace hr::core::search
