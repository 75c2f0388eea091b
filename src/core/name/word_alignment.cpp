#include "core/name/word_alignment.hpp"

#include "core/ascii.hpp"
#include "core/name/edit_distance.hpp"
#include "core/name/phonetic.hpp"
#include "core/name/word_class.hpp"

#include <algorithm>
#include <numeric>

namespace hr::core::name {
namespace {

using Words = std::vector<std::string>;

constexpr float kJoinedQuality = 0.95F;     // "bau technik" of "bautechnik"
constexpr float kInitialsQuality = 0.8F;    // "pla" of "people liberation army"
constexpr float kBeginningQuality = 0.6F;   // "telekom" of "telekommunikation"
constexpr float kEndingQuality = 0.5F;      // "schiffahrt" of "schleppschiffahrt"
constexpr float kSoundQuality = 0.75F;      // "schmidt" of "schmitt"
constexpr std::size_t kMostJoined = 4;      // words of a compound
constexpr std::size_t kLeastBeginning = 4;  // letters
constexpr std::size_t kLeastEnding = 6;
constexpr float kOwnerFactor = 0.4F;  // of words behind "inhaber": traders sell their firms

/// Typing errors that a word of so many letters may have.
constexpr std::size_t most_errors(std::size_t letters) {
    return letters < 4 ? 0 : letters < 9 ? 1 : letters < 14 ? 2 : 3;
}

/// Not bytes: of other scripts a letter has several.
std::size_t letters(std::string_view word) {
    return static_cast<std::size_t>(std::count_if(
        word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::vector<AlignedWord> weighed(const Words& words, std::span<const float> weights) {
    std::vector<AlignedWord> result(words.size());
    float factor = 1;
    for (std::size_t i = 0; i < words.size(); ++i) {
        result[i].weight = factor * (weights.size() == words.size() ? weights[i] : default_weight(words[i]));
        if (i > 0 && words[i] == "inhaber") factor = kOwnerFactor;
    }
    return result;
}

std::vector<std::uint32_t> sorted(const Words& words) {
    std::vector<std::uint32_t> order(words.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](auto x, auto y) { return words[x] < words[y]; });
    return order;
}

class Aligner {
public:
    Aligner(const Words& a, const Words& b, AlignedWords& out) : a_(a), b_(b), out_(out) {}

    void run() {
        pair_equal();
        open_a_ = open(out_.a);
        open_b_ = open(out_.b);
        if (open_a_.empty() || open_b_.empty()) {
            join(a_, out_.a, b_, out_.b);
            join(b_, out_.b, a_, out_.a);
            return;
        }
        join(a_, out_.a, b_, out_.b);
        join(b_, out_.b, a_, out_.a);
        pair_alike();
        abbreviate(a_, out_.a, b_, out_.b);
        abbreviate(b_, out_.b, a_, out_.a);
    }

private:
    static std::vector<std::size_t> open(const std::vector<AlignedWord>& words) {
        std::vector<std::size_t> result;
        for (std::size_t i = 0; i < words.size() && result.size() < kMostAlignedWords; ++i)
            if (words[i].at < 0) result.push_back(i);
        return result;
    }

    void pair(std::size_t i, std::size_t j, float quality, bool is_equal) {
        out_.a[i] = {out_.a[i].weight, quality, is_equal, static_cast<std::int32_t>(j)};
        out_.b[j] = {out_.b[j].weight, quality, is_equal, static_cast<std::int32_t>(i)};
    }

    void pair_equal() {
        const std::vector<std::uint32_t> x = sorted(a_), y = sorted(b_);
        for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
            const int order = a_[x[i]].compare(b_[y[j]]);
            if (order == 0) pair(x[i], y[j], 1, true);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }

    /// One open word against several neighbours of the other name, of which at least one is open.
    static void join(const Words& ones, std::vector<AlignedWord>& one, const Words& manys,
                     std::vector<AlignedWord>& many) {
        const std::size_t most = std::min(manys.size(), kMostAlignedWords);
        for (std::size_t i = 0; i < std::min(ones.size(), kMostAlignedWords); ++i)
            for (std::size_t j = 0; one[i].at < 0 && j < most; ++j)
                if (const std::size_t end = joined_end(ones[i], manys, many, j, most); end != 0)
                    connect(one, i, many, j, end, kJoinedQuality, true);
    }

    static std::size_t joined_end(std::string_view whole, const Words& parts,
                                  const std::vector<AlignedWord>& aligned, std::size_t begin,
                                  std::size_t most) {
        std::size_t end = begin;
        bool is_open = false;
        while (end < most && end < begin + kMostJoined && !whole.empty() && whole.starts_with(parts[end])) {
            is_open = is_open || aligned[end].at < 0;
            whole.remove_prefix(parts[end].size());
            ++end;
        }
        return whole.empty() && is_open && end > begin + 1 ? end : 0;
    }

    static void connect(std::vector<AlignedWord>& one, std::size_t i, std::vector<AlignedWord>& many,
                        std::size_t begin, std::size_t end, float quality, bool is_equal) {
        one[i] = {one[i].weight, quality, is_equal, static_cast<std::int32_t>(begin)};
        for (std::size_t j = begin; j < end; ++j)
            if (many[j].at < 0) many[j] = {many[j].weight, quality, is_equal, static_cast<std::int32_t>(i)};
    }

    /// The most alike first.
    void pair_alike() {
        struct Candidate {
            float quality;
            std::size_t a, b;
        };
        std::vector<Candidate> candidates;
        for (const std::size_t i : open_a_)
            for (const std::size_t j : open_b_)
                if (out_.a[i].at < 0 && out_.b[j].at < 0)
                    if (const float quality = alikeness(a_[i], b_[j]); quality > 0)
                        candidates.push_back({quality, i, j});
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const Candidate& x, const Candidate& y) { return x.quality > y.quality; });
        for (const Candidate& c : candidates)
            if (out_.a[c.a].at < 0 && out_.b[c.b].at < 0) pair(c.a, c.b, c.quality, false);
    }

    static float alikeness(const std::string& a, const std::string& b) {
        if (has_digit(a) || has_digit(b)) return 0;
        const std::size_t x = letters(a), y = letters(b);
        const std::size_t shorter = std::min(x, y), longer = std::max(x, y);
        const std::size_t most = most_errors(longer);
        if (most == 0) return 0;
        if (const std::size_t errors = edit_distance(a, b, most); errors <= most)
            return 1.0F - 1.2F * static_cast<float>(errors) / static_cast<float>(longer);
        if (shorter >= kLeastBeginning && (a.starts_with(b) || b.starts_with(a))) return kBeginningQuality;
        if (shorter >= kLeastEnding && (a.ends_with(b) || b.ends_with(a))) return kEndingQuality;
        if (shorter >= kLeastBeginning && longer - shorter <= 2 && a.front() == b.front() &&
            phonetic(a) == phonetic(b))
            return kSoundQuality;
        return 0;
    }

    /// An open word of initials: "pla" of "people liberation army", connecting words aside.
    static void abbreviate(const Words& shorts, std::vector<AlignedWord>& brief, const Words& longs,
                           std::vector<AlignedWord>& full) {
        for (std::size_t i = 0; i < std::min(shorts.size(), kMostAlignedWords); ++i) {
            if (brief[i].at >= 0 || shorts[i].size() < 3 || shorts[i].size() > 8) continue;
            for (std::size_t j = 0; brief[i].at < 0 && j < std::min(longs.size(), kMostAlignedWords); ++j)
                if (const std::size_t end = initials_end(shorts[i], longs, full, j); end != 0)
                    connect(brief, i, full, j, end, kInitialsQuality, false);
        }
    }

    static std::size_t initials_end(std::string_view initials, const Words& words,
                                    const std::vector<AlignedWord>& full, std::size_t begin) {
        std::size_t at = begin;
        for (; at < words.size() && !initials.empty(); ++at) {
            if (at > begin && word_class(words[at]) == WordClass::connecting) continue;
            if (full[at].at >= 0 || words[at].front() != initials.front() || words[at].size() < 2) return 0;
            initials.remove_prefix(1);
        }
        return initials.empty() ? at : 0;
    }

    const Words& a_;
    const Words& b_;
    AlignedWords& out_;
    std::vector<std::size_t> open_a_, open_b_;
};

}  // namespace

AlignedWords align_words(const NormalizedName& a, const NormalizedName& b, std::span<const float> weights_a,
                         std::span<const float> weights_b) {
    AlignedWords result{weighed(a.words, weights_a), weighed(b.words, weights_b)};
    Aligner(a.words, b.words, result).run();
    return result;
}

}  // namespace hr::core::name
