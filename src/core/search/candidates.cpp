#include "core/search/query.hpp"

#include <algorithm>
#include <unordered_set>

namespace hr::core::search {
namespace {

/// What speaks for a posting.
struct Weighed {
    Posting posting;
    float weight;
    unsigned words;
};
using Weights = std::vector<Weighed>;

constexpr std::size_t kMostOpen = 40'000;  ///< candidates that are kept in mind; beyond, words only add to known ones

/// At least so many are compared, and all that have this part of the best one's weight.
constexpr std::size_t kLeast = 30;
constexpr float kEnough = 0.55F;

void merge(Weights& into, const Weights& more, bool sums, bool is_open) {
    Weights merged;
    merged.reserve(into.size() + (is_open ? more.size() : 0));
    auto a = into.begin();
    auto b = more.begin();
    while (a != into.end() || b != more.end()) {
        if (b == more.end() || (a != into.end() && a->posting < b->posting)) {
            merged.push_back(*a++);
        } else if (a == into.end() || b->posting < a->posting) {
            if (is_open) merged.push_back(*b);
            ++b;
        } else {
            merged.push_back(sums ? Weighed{a->posting, a->weight + b->weight, a->words + b->words}
                                  : (a->weight >= b->weight ? *a : *b));
            ++a;
            ++b;
        }
    }
    into = std::move(merged);
}

Weights weights_of(const QueryWord& word, const Meaning& meaning, const Answers& answers) {
    Weights weights;
    const auto add = [&](const Evidence* found) {
        if (found != nullptr)
            for (const Posting p : found->postings) weights.push_back({p, word.weight * meaning.likeness, 1});
    };
    const Evidence* found = answers.find(key(Kind::word, meaning.word));
    add(found);
    if (found != nullptr && found->names > found->postings.size()) {
        for (const auto& [key, part] : answers.beginning(key(Kind::list, meaning.word + ' '))) add(part);
        std::sort(weights.begin(), weights.end(), [](const Weighed& a, const Weighed& b) { return a.posting < b.posting; });
    }
    return weights;
}

/// Of a name, the words of the seat count as well.
void add_seats(Weights& weights) {
    float seat = 0;
    std::int64_t company = -1;
    for (Weighed& w : weights) {
        if (words_of(w.posting) == 0) {
            seat = w.weight;
            company = company_of(w.posting);
        } else if (company_of(w.posting) == company) {
            w.weight += seat;
        }
    }
}

}  // namespace

std::vector<std::int64_t> candidates(const Query& query, const Answers& answers, std::size_t most) {
    std::vector<Weights> lists;
    for (std::size_t i = 0; i < query.words.size(); ++i) {
        Weights all;
        for (const Meaning& meaning : query.words[i].meanings)
            merge(all, weights_of(query.words[i], meaning, answers), false, true);
        if (i + 1 == query.words.size()) {
            Weights begun;
            for (const auto& [key, found] : answers.beginning(key(Kind::word, query.words[i].text))) {
                if (key.size() == 1 + query.words[i].text.size()) continue;
                for (const Posting p : found->postings) begun.push_back({p, 0.7F * query.words[i].weight, 1});
            }
            std::sort(begun.begin(), begun.end(), [](const Weighed& a, const Weighed& b) { return a.posting < b.posting; });
            begun.erase(std::unique(begun.begin(), begun.end(), [](const Weighed& a, const Weighed& b) { return a.posting == b.posting; }), begun.end());
            merge(all, begun, false, true);
        }
        if (!all.empty()) lists.push_back(std::move(all));
    }
    std::sort(lists.begin(), lists.end(), [](const Weights& a, const Weights& b) { return a.size() < b.size(); });
    float total = 0;
    for (const QueryWord& word : query.words) total += word.weight;
    Weights sum;
    for (const Weights& list : lists) merge(sum, list, true, sum.size() + list.size() <= kMostOpen || sum.empty());
    // Names that begin so, or are so but for where words part.
    Weights begun;
    const std::string run = key(Kind::name, query.run);
    for (const auto& [key, found] : answers.beginning(run))
        for (const Posting p : found->postings) begun.push_back({p, (key.size() == run.size() ? 2.0F : 0.9F) * total, 1});
    std::sort(begun.begin(), begun.end(), [](const Weighed& a, const Weighed& b) { return a.posting != b.posting ? a.posting < b.posting : a.weight > b.weight; });
    begun.erase(std::unique(begun.begin(), begun.end(), [](const Weighed& a, const Weighed& b) { return a.posting == b.posting; }), begun.end());
    merge(sum, begun, false, true);
    add_seats(sum);
    for (Weighed& w : sum) {
        const int extra = static_cast<int>(words_of(w.posting)) - static_cast<int>(query.words.size());
        w.weight -= 0.3F * static_cast<float>(std::abs(extra));
        if (words_of(w.posting) == 0) w.weight *= 0.5F;
    }
    const auto better = [](const Weighed& a, const Weighed& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.posting < b.posting;
    };
    const std::size_t looked_at = std::min(sum.size(), 3 * most);
    std::partial_sort(sum.begin(), sum.begin() + static_cast<std::ptrdiff_t>(looked_at), sum.end(), better);
    const float enough = looked_at == 0 ? 0 : std::min(sum.front().weight, total) * kEnough;
    std::vector<std::int64_t> companies;
    std::unordered_set<std::int64_t> seen;
    for (std::size_t i = 0; i < looked_at && companies.size() < most; ++i) {
        if (companies.size() >= kLeast && sum[i].weight < enough) break;
        if (seen.insert(company_of(sum[i].posting)).second) companies.push_back(company_of(sum[i].posting));
    }
    return companies;
}

}  // namespace hr::core::search
