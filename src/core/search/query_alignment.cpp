#include "core/search/query_alignment.hpp"

#include "core/name/edit_distance.hpp"

#include <algorithm>

namespace hr::core::search {
namespace {

bool has(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_one(const Match& match, std::initializer_list<How> ways) {
    return std::find(ways.begin(), ways.end(), match.how) != ways.end();
}

}  // namespace

QueryAlignment::QueryAlignment(const Query& query, const SearchName& name, const SearchName& seat)
    : query_(query), words_(name.words), used_(words_.size(), false), matches_(query.words.size()) {
    match_equal();
    match_joined();
    match_split();
    match_alike();
    match_besides(name, seat);
    count_extra(seat);
}

/// What the name has not may be the seat or the legal form.
void QueryAlignment::match_besides(const SearchName& name, const SearchName& seat) {
    for (std::size_t i = 0; i < matches_.size(); ++i) {
        if (matches_[i].likeness > 0) continue;
        const std::string& asked = query_.words[i].text;
        if (has(seat.words, asked) || has(name.form, asked))
            matches_[i] = {0.95F, words_.size() + i, How::equal};
        else
            match_with_form(i, name.form);
    }
}

void QueryAlignment::count_extra(const SearchName& seat) {
    for (std::size_t j = 0; j < words_.size(); ++j) {
        if (used_[j]) continue;
        extra_ += has(seat.words, words_[j]) ? 0.5F : 1;
        if (is_number(words_[j])) extra_number_ = true;
    }
}

void QueryAlignment::match_equal() {
    for (std::size_t i = 0; i < matches_.size(); ++i)
        for (std::size_t j = 0; j < words_.size() && matches_[i].likeness == 0; ++j) {
            if (used_[j] || query_.words[i].text != words_[j]) continue;
            matches_[i] = {1, j, How::equal};
            used_[j] = true;
        }
}

/// Two words of the text that are one of the name.
void QueryAlignment::match_joined() {
    for (std::size_t i = 0; i + 1 < matches_.size(); ++i) {
        if (matches_[i].likeness > 0 || matches_[i + 1].likeness > 0) continue;
        const std::string both = query_.words[i].text + query_.words[i + 1].text;
        for (std::size_t j = 0; j < words_.size(); ++j) {
            const unsigned most = both.size() >= 5 ? 1 : 0;
            if (used_[j] || core::name::edit_distance(both, words_[j], most) > most) continue;
            used_[j] = true;
            matches_[i] = matches_[i + 1] = {both == words_[j] ? 0.97F : 0.87F, j,
                                             both == words_[j] ? How::equal : How::corrected};
            break;
        }
    }
}

/// One word of the text that is two of the name.
void QueryAlignment::match_split() {
    for (std::size_t i = 0; i < matches_.size(); ++i)
        for (std::size_t j = 0; j + 1 < words_.size() && matches_[i].likeness == 0; ++j) {
            const std::string& asked = query_.words[i].text;
            if (used_[j] || used_[j + 1] || words_[j].size() + words_[j + 1].size() > asked.size() + 1)
                continue;
            const std::string both = words_[j] + words_[j + 1];
            const unsigned most = both.size() >= 5 ? 1 : 0;
            if (core::name::edit_distance(both, asked, most) > most) continue;
            used_[j] = used_[j + 1] = true;
            matches_[i] = {both == asked ? 0.97F : 0.87F, j, both == asked ? How::equal : How::corrected};
        }
}

/// A word of the legal form written together with the one before it.
void QueryAlignment::match_with_form(std::size_t i, const std::vector<std::string>& form) {
    const std::string& asked = query_.words[i].text;
    for (const std::string& word : form) {
        if (word.size() < 4 || asked.size() <= word.size() || !asked.ends_with(word)) continue;
        const std::string_view rest = std::string_view(asked).substr(0, asked.size() - word.size());
        const auto at = std::find(words_.begin(), words_.end(), rest);
        if (at == words_.end() || used_[static_cast<std::size_t>(at - words_.begin())]) continue;
        matches_[i] = {0.9F, static_cast<std::size_t>(at - words_.begin()), How::equal};
        used_[matches_[i].at] = true;
    }
}

void QueryAlignment::match_alike() {
    struct Pair {
        Likeness like;
        std::size_t i, j;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < matches_.size(); ++i) {
        if (matches_[i].likeness > 0) continue;
        for (std::size_t j = 0; j < words_.size(); ++j) {
            if (used_[j]) continue;
            const Likeness like = query_.mode == Mode::phonetic
                                      ? sound_likeness(query_.words[i], words_[j])
                                      : word_likeness(query_.words[i], words_[j],
                                                      query_.is_of_person || i + 1 == matches_.size());
            if (like.value > 0) pairs.push_back({like, i, j});
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.like.value > b.like.value; });
    for (const Pair& pair : pairs) {
        if (matches_[pair.i].likeness > 0 || used_[pair.j]) continue;
        matches_[pair.i] = {pair.like.value, pair.j, pair.like.how};
        used_[pair.j] = true;
    }
}

float QueryAlignment::agreement() const {
    float matched = 0, all = 0;
    for (std::size_t i = 0; i < matches_.size(); ++i) {
        matched += query_.words[i].weight * matches_[i].likeness;
        all += query_.words[i].weight;
    }
    if (all == 0) return 0;
    const float mean = all / static_cast<float>(matches_.size());
    return matched / (all + 0.08F * mean * extra_);
}

bool QueryAlignment::in_order() const {
    std::size_t last = 0;
    for (const Match& m : matches_) {
        if (m.likeness == 0 || m.at >= words_.size()) continue;
        if (m.at < last) return false;
        last = m.at;
    }
    return true;
}

bool QueryAlignment::numbers_differ() const {
    if (!extra_number_) return false;
    for (std::size_t i = 0; i < matches_.size(); ++i)
        if (matches_[i].likeness == 0 && is_number(query_.words[i].text)) return true;
    return false;
}

bool QueryAlignment::all(std::initializer_list<How> ways) const {
    return std::all_of(matches_.begin(), matches_.end(), [&](const Match& m) { return is_one(m, ways); });
}

bool QueryAlignment::any(std::initializer_list<How> ways) const {
    return std::any_of(matches_.begin(), matches_.end(), [&](const Match& m) { return is_one(m, ways); });
}

}  // namespace hr::core::search
