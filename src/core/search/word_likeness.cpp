#include "core/search/word_likeness.hpp"

#include "core/ascii.hpp"
#include "core/name/edit_distance.hpp"
#include "core/name/phonetic.hpp"

#include <algorithm>

namespace hr::core::search {

bool is_number(const std::string& word) {
    return std::all_of(word.begin(), word.end(), is_digit);
}

Likeness word_likeness(const QueryWord& query, const std::string& word, bool may_go_on) {
    const std::string& asked = query.text;
    const bool begins = word.starts_with(asked);
    if (is_number(asked) || is_number(word))
        return may_go_on && begins ? Likeness{0.7F, How::begun} : Likeness{};
    Likeness best = may_go_on && begins ? Likeness{0.9F, How::begun} : Likeness{};
    const std::size_t length = std::max(asked.size(), word.size());
    const std::size_t shorter = std::min(asked.size(), word.size());
    const unsigned most = length >= 8 ? 2 : length >= 3 ? 1 : 0;
    const auto part = [&](std::size_t distance) {
        return static_cast<float>(distance) / static_cast<float>(length);
    };
    if (length - shorter <= most && most > 0) {
        const std::size_t distance = core::name::edit_distance(asked, word, most);
        const float like = 0.9F - 0.9F * part(distance);
        if (distance <= most && like > best.value) best = {like, How::corrected};
    }
    if (best.value == 0 && shorter >= 4 && length - shorter <= shorter / 2 && query.sound.size() >= 2 &&
        query.sound == core::name::phonetic(word)) {
        const unsigned far = static_cast<unsigned>(length / 2);
        const std::size_t distance = core::name::edit_distance(asked, word, far);
        if (distance <= far) best = {0.85F - 0.6F * part(distance), How::sound};
    }
    if (best.value == 0 && begins && asked.size() >= 5) best = {0.6F, How::begun};
    return best;
}

Likeness sound_likeness(const QueryWord& query, const std::string& word) {
    if (query.sound.empty() || query.sound != core::name::phonetic(word)) return {};
    return {0.85F, How::sound};
}

}  // namespace hr::core::search
