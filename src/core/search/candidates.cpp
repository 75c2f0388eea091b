#include "core/search/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
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

constexpr std::size_t kMostOpen =
    40'000;  ///< candidates that are kept in mind; beyond, words only add to known ones

/// At least so many are compared, and all that have this part of the best one's weight.
constexpr std::size_t kLeast = 20;
constexpr float kEnough = 0.58F;

constexpr float kBegun = 0.7F;  ///< of the weight of a word that goes on

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
        std::sort(weights.begin(), weights.end(),
                  [](const Weighed& a, const Weighed& b) { return a.posting < b.posting; });
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

/// In the order of postings, each once, with its largest weight.
void sort_once(Weights& weights) {
    std::sort(weights.begin(), weights.end(), [](const Weighed& a, const Weighed& b) {
        return a.posting != b.posting ? a.posting < b.posting : a.weight > b.weight;
    });
    weights.erase(std::unique(weights.begin(), weights.end(),
                              [](const Weighed& a, const Weighed& b) { return a.posting == b.posting; }),
                  weights.end());
}

Weights weights_of(const QueryWord& word, const Answers& answers, bool goes_on) {
    Weights all;
    for (const Meaning& meaning : word.meanings) merge(all, weights_of(word, meaning, answers), false, true);
    if (!goes_on) return all;
    Weights begun;
    for (const auto& [key, found] : answers.beginning(key(Kind::word, word.text)))
        if (key.size() > 1 + word.text.size())
            for (const Posting p : found->postings) begun.push_back({p, kBegun * word.weight, 1});
    sort_once(begun);
    merge(all, begun, false, true);
    return all;
}

/// Names that begin so, or are so but for where words part.
Weights weights_of_names(const Query& query, const Answers& answers, float total) {
    Weights weights;
    for (const std::string& run : {key(Kind::name, query.run), key(Kind::name, query.name.typed)})
        for (const auto& [key, found] : answers.beginning(run))
            for (const Posting p : found->postings)
                weights.push_back({p, (key.size() == run.size() ? 2.0F : 0.9F) * total, 1});
    sort_once(weights);
    return weights;
}

Weights all_weights(const Query& query, const Answers& answers, float total) {
    std::vector<Weights> lists;
    for (std::size_t i = 0; i < query.words.size(); ++i) {
        lists.push_back(weights_of(query.words[i], answers, i + 1 == query.words.size()));
        if (lists.back().empty()) lists.pop_back();
    }
    std::sort(lists.begin(), lists.end(),
              [](const Weights& a, const Weights& b) { return a.size() < b.size(); });
    Weights sum;
    for (const Weights& list : lists)
        merge(sum, list, true, sum.empty() || sum.size() + list.size() <= kMostOpen);
    merge(sum, weights_of_names(query, answers, total), false, true);
    for (const QueryWord& word : query.city) merge(sum, weights_of(word, answers, false), true, true);
    add_seats(sum);
    return sum;
}

void weigh_lengths(Weights& weights, std::size_t asked) {
    for (Weighed& w : weights) {
        const int extra = static_cast<int>(words_of(w.posting)) - static_cast<int>(asked);
        w.weight -= 0.3F * static_cast<float>(std::abs(extra));
        if (words_of(w.posting) == 0) w.weight *= 0.5F;
    }
}

}  // namespace

Candidates candidates(const Query& query, const Answers& answers, std::size_t most) {
    float total = 0;
    for (const QueryWord& word : query.words) total += word.weight;
    Weights sum = all_weights(query, answers, total);
    weigh_lengths(sum, query.words.size());
    float best = 0;
    for (const Weighed& w : sum) best = std::max(best, w.weight);
    const float enough = std::min(best, total) * kEnough;
    const auto is_enough = [&](const Weighed& w) { return w.weight >= enough; };
    Candidates found;
    found.total = std::count_if(sum.begin(), sum.end(), is_enough);
    // Few of many are looked at: the others need not be sorted.
    if (static_cast<std::size_t>(found.total) >= 3 * kLeast)
        sum.erase(std::remove_if(sum.begin(), sum.end(), std::not_fn(is_enough)), sum.end());
    const std::size_t looked_at = std::min(sum.size(), 3 * most);
    const auto behind = sum.begin() + static_cast<std::ptrdiff_t>(looked_at);
    const auto is_better = [](const Weighed& a, const Weighed& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.posting < b.posting;
    };
    if (behind != sum.end()) std::nth_element(sum.begin(), behind, sum.end(), is_better);
    std::sort(sum.begin(), behind, is_better);
    std::unordered_set<std::int64_t> seen;
    for (std::size_t i = 0; i < sum.size() && !found.is_cut; ++i) {
        if (seen.size() >= kLeast && sum[i].weight < enough) break;
        if (i == looked_at || seen.size() == most)
            found.is_cut = true;
        else if (seen.insert(company_of(sum[i].posting)).second)
            found.companies.push_back(company_of(sum[i].posting));
    }
    return found;
}

std::vector<std::int64_t> beginnings(const Query& query, const Answers& answers, std::size_t most) {
    auto names = answers.beginning(key(Kind::name, query.run));
    for (const auto& name : answers.beginning(key(Kind::name, query.name.typed))) names.push_back(name);
    std::stable_sort(names.begin(), names.end(),
                     [](const auto& a, const auto& b) { return a.first.size() < b.first.size(); });
    std::vector<std::int64_t> companies;
    std::unordered_set<std::int64_t> seen;
    const auto add = [&](std::int64_t company) {
        if (companies.size() < most && seen.insert(company).second) companies.push_back(company);
    };
    for (const auto& [key, found] : names)
        for (const Posting p : found->postings) add(company_of(p));
    if (companies.size() < most)
        for (const std::int64_t company : candidates(query, answers, most).companies) add(company);
    return companies;
}

}  // namespace hr::core::search
