#include "core/search/rank.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace hr::core::search {
namespace {

constexpr std::int32_t kLeastRank = 300'000;

/// Keeps the better of two names; of equally good ones today's, then the first in order.
void keep(std::map<std::int64_t, Hit>& best, Hit hit) {
    const auto [at, is_new] = best.try_emplace(hit.company, hit);
    if (is_new) return;
    Hit& other = at->second;
    if (hit.rank != other.rank             ? hit.rank > other.rank
        : hit.is_former != other.is_former ? !hit.is_former
                                           : hit.name < other.name)
        other = std::move(hit);
}

std::vector<Hit> in_order(std::map<std::int64_t, Hit> best) {
    std::vector<Hit> hits;
    for (auto& [company, hit] : best) hits.push_back(std::move(hit));
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.rank > b.rank; });
    return hits;
}

}  // namespace

std::vector<Hit> rank(const Query& query, std::string_view text, const std::vector<Candidate>& names) {
    std::map<std::int64_t, Hit> best;
    for (const Candidate& name : names) {
        const Score found = score(query, text, name);
        const auto rank = static_cast<std::int32_t>(std::lround(found.value * 1'000'000));
        if (rank >= kLeastRank)
            keep(best, {name.company, rank, std::string(name.name), name.is_former, found.kind,
                        std::string(name.seat)});
    }
    return in_order(std::move(best));
}

std::vector<Hit> rank_beginnings(const Query& query, const std::vector<Candidate>& names) {
    std::map<std::int64_t, Hit> best;
    for (const Candidate& candidate : names) {
        const SearchName name = search_name(candidate.name);
        const bool begins = begins_as(query, run_together(name.words), name.typed);
        bool has_word = false;
        for (std::size_t i = 0; i < name.words.size() && !begins && !has_word; ++i)
            has_word = run_together({name.words.begin() + static_cast<std::ptrdiff_t>(i), name.words.end()})
                           .starts_with(query.run);
        if (!begins && !has_word) continue;
        const auto length = static_cast<std::int32_t>(std::min<std::size_t>(candidate.name.size(), 1000));
        const std::int32_t rank = (begins ? 900'000 : 500'000) - (candidate.is_former ? 200'000 : 0) - length;
        keep(best, {candidate.company, rank, std::string(candidate.name), candidate.is_former,
                    begins ? "prefix" : "word", std::string(candidate.seat)});
    }
    return in_order(std::move(best));
}

}  // namespace hr::core::search
