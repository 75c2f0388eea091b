#include "core/search/score.hpp"

#include "core/name/phonetic.hpp"
#include "core/name/edit_distance.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace hr::core::search {
namespace {

enum class How : std::uint8_t { none, equal, begun, corrected, sound };

struct Likeness {
    float value = 0;
    How how = How::none;
};

struct Match {
    float likeness = 0;
    std::size_t at = 0;
    How how = How::none;
};

bool is_number(const std::string& word) {
    return std::all_of(word.begin(), word.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
}

/// Of words that are not equal.
Likeness word_likeness(const QueryWord& query, const std::string& word, bool is_last) {
    const std::string& asked = query.text;
    const bool begins = word.starts_with(asked);
    if (is_number(asked) || is_number(word)) return is_last && begins ? Likeness{0.7F, How::begun} : Likeness{};
    Likeness best = is_last && begins ? Likeness{0.9F, How::begun} : Likeness{};
    const std::size_t length = std::max(asked.size(), word.size());
    const std::size_t shorter = std::min(asked.size(), word.size());
    const unsigned most = length >= 8 ? 2 : length >= 3 ? 1 : 0;
    const auto part = [&](std::size_t distance) { return static_cast<float>(distance) / static_cast<float>(length); };
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

/// In the mode that goes by sound alone.
Likeness sound_likeness(const QueryWord& query, const std::string& word) {
    if (query.sound.empty() || query.sound != core::name::phonetic(word)) return {};
    return {0.85F, How::sound};
}

class Alignment {
public:
    Alignment(const Query& query, const SearchName& name, const SearchName& seat)
        : query_(query), words_(name.words), used_(words_.size(), false), matches_(query.words.size()) {
        match_equal();
        join();
        align();
        for (std::size_t i = 0; i < matches_.size(); ++i) {
            if (matches_[i].likeness > 0) continue;
            const std::string& asked = query.words[i].text;
            const auto has = [&](const std::vector<std::string>& words) {
                return std::find(words.begin(), words.end(), asked) != words.end();
            };
            if (has(seat.words)) matches_[i] = {0.95F, words_.size() + i, How::equal};
            else if (has(name.form)) matches_[i] = {0.95F, words_.size() + i, How::equal};
            else with_form(i, asked, name.form);
        }
        for (std::size_t j = 0; j < words_.size(); ++j)
            if (!used_[j]) {
                const bool is_seat = std::find(seat.words.begin(), seat.words.end(), words_[j]) != seat.words.end();
                extra_ += is_seat ? 0.5F : 1;
                if (is_number(words_[j])) extra_number_ = true;
            }
    }

    float agreement() const {
        float matched = 0, all = 0;
        for (std::size_t i = 0; i < matches_.size(); ++i) {
            matched += query_.words[i].weight * matches_[i].likeness;
            all += query_.words[i].weight;
        }
        if (all == 0) return 0;
        const float mean = all / static_cast<float>(matches_.size());
        return matched / (all + 0.08F * mean * extra_);
    }

    bool in_order() const {
        std::size_t last = 0;
        for (const Match& m : matches_) {
            if (m.likeness == 0 || m.at >= words_.size()) continue;
            if (m.at < last) return false;
            last = m.at;
        }
        return true;
    }

    bool numbers_differ() const {
        if (!extra_number_) return false;
        for (std::size_t i = 0; i < matches_.size(); ++i)
            if (matches_[i].likeness == 0 && is_number(query_.words[i].text)) return true;
        return false;
    }

    bool all(std::initializer_list<How> ways) const {
        return std::all_of(matches_.begin(), matches_.end(), [&](const Match& m) { return is_one(m, ways); });
    }
    bool any(std::initializer_list<How> ways) const {
        return std::any_of(matches_.begin(), matches_.end(), [&](const Match& m) { return is_one(m, ways); });
    }

private:
    static bool is_one(const Match& match, std::initializer_list<How> ways) {
        return std::find(ways.begin(), ways.end(), match.how) != ways.end();
    }

    void match_equal() {
        for (std::size_t i = 0; i < matches_.size(); ++i)
            for (std::size_t j = 0; j < words_.size() && matches_[i].likeness == 0; ++j) {
                if (used_[j] || query_.words[i].text != words_[j]) continue;
                matches_[i] = {1, j, How::equal};
                used_[j] = true;
            }
    }

    /// Words that are written as one on one of the two sides.
    void join() {
        for (std::size_t i = 0; i + 1 < matches_.size(); ++i) {
            if (matches_[i].likeness > 0 || matches_[i + 1].likeness > 0) continue;
            const std::string both = query_.words[i].text + query_.words[i + 1].text;
            for (std::size_t j = 0; j < words_.size(); ++j) {
                const unsigned most = both.size() >= 5 ? 1 : 0;
                if (used_[j] || core::name::edit_distance(both, words_[j], most) > most) continue;
                used_[j] = true;
                matches_[i] = matches_[i + 1] = {both == words_[j] ? 0.97F : 0.87F, j, both == words_[j] ? How::equal : How::corrected};
                break;
            }
        }
        for (std::size_t i = 0; i < matches_.size(); ++i)
            for (std::size_t j = 0; j + 1 < words_.size() && matches_[i].likeness == 0; ++j) {
                const std::string& asked = query_.words[i].text;
                if (used_[j] || used_[j + 1] || words_[j].size() + words_[j + 1].size() > asked.size() + 1) continue;
                const std::string both = words_[j] + words_[j + 1];
                const unsigned most = both.size() >= 5 ? 1 : 0;
                if (core::name::edit_distance(both, asked, most) > most) continue;
                used_[j] = used_[j + 1] = true;
                matches_[i] = {both == asked ? 0.97F : 0.87F, j, both == asked ? How::equal : How::corrected};
            }
    }

    /// A word of the legal form written together with the one before it.
    void with_form(std::size_t i, const std::string& asked, const std::vector<std::string>& form) {
        for (const std::string& word : form) {
            if (word.size() < 4 || asked.size() <= word.size() || !asked.ends_with(word)) continue;
            const std::string_view rest = std::string_view(asked).substr(0, asked.size() - word.size());
            const auto at = std::find(words_.begin(), words_.end(), rest);
            if (at == words_.end() || used_[static_cast<std::size_t>(at - words_.begin())]) continue;
            matches_[i] = {0.9F, static_cast<std::size_t>(at - words_.begin()), How::equal};
            used_[matches_[i].at] = true;
        }
    }

    void align() {
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
                                          : word_likeness(query_.words[i], words_[j], i + 1 == matches_.size());
                if (like.value > 0) pairs.push_back({like, i, j});
            }
        }
        std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.like.value > b.like.value; });
        for (const Pair& pair : pairs) {
            if (matches_[pair.i].likeness > 0 || used_[pair.j]) continue;
            matches_[pair.i] = {pair.like.value, pair.j, pair.like.how};
            used_[pair.j] = true;
        }
    }

    const Query& query_;
    const std::vector<std::string>& words_;
    std::vector<bool> used_;
    std::vector<Match> matches_;
    float extra_ = 0;
    bool extra_number_ = false;
};

float whole_likeness(const std::string& asked, const std::string& run) {
    const std::size_t length = std::max(asked.size(), run.size());
    if (length == 0) return 0;
    const unsigned most = static_cast<unsigned>(length / 2);
    const std::size_t distance = core::name::edit_distance(asked, run, most);
    return distance > most ? 0 : 1.0F - static_cast<float>(distance) / static_cast<float>(length);
}

float begun_likeness(const std::string& asked, const std::string& run) {
    if (run.empty() || !run.starts_with(asked)) return 0;
    return 0.7F + 0.3F * static_cast<float>(asked.size()) / static_cast<float>(run.size());
}

std::string_view kind_of(const Query& query, const Alignment& alignment, std::string_view run,
                         std::string_view typed) {
    if (run == query.run) return "exact";
    if (begins_as(query, run, typed)) return "prefix";
    if (alignment.any({How::none})) return "partial";
    if (alignment.any({How::sound})) return "phonetic";
    return alignment.any({How::corrected}) ? "corrected" : "words";
}

bool is_answer(const Query& query, const Alignment& alignment, std::string_view run, std::string_view typed) {
    switch (query.mode) {
        case Mode::smart:
            return true;
        case Mode::all:
            return alignment.all({How::equal});
        case Mode::any:
            return alignment.any({How::equal});
        case Mode::exact:
            return run == query.run;
        case Mode::prefix:
            return begins_as(query, run, typed);
        case Mode::phonetic:
            return alignment.all({How::equal, How::sound});
    }
    return false;
}

}  // namespace

Score score(const Query& query, std::string_view text, const Candidate& candidate) {
    const SearchName name = search_name(candidate.name);
    const SearchName seat = search_name(candidate.seat);
    const Alignment alignment(query, name, seat);
    const std::string run = run_together(name.words);
    if (!is_answer(query, alignment, run, name.typed)) return {};
    float value = 0.75F * alignment.agreement() + 0.25F * std::max({whole_likeness(query.run, run), begun_likeness(query.run, run),
                                                        begun_likeness(query.name.typed, name.typed)});
    if (query.run == run) value = std::max(value, 0.98F);
    if (!alignment.in_order()) value -= 0.01F;
    if (alignment.numbers_differ()) value -= 0.15F;
    // What follows tells names apart that are otherwise equal.
    if (!candidate.is_former) value += 0.004F;
    if (candidate.is_active) value += 0.001F;
    if (query.name.form == name.form) value += 0.003F;
    if (text == candidate.name) value += 0.006F;
    if (candidate.name.starts_with(text)) value += 0.02F;
    return {std::clamp(value / 1.034F, 0.0F, 1.0F), kind_of(query, alignment, run, name.typed)};
}

}  // namespace hr::core::search
