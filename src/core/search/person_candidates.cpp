#include "core/search/person_candidates.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_set>

namespace hr::core::search {
namespace {

/// Of the weight of a word: of one that goes on, and of a text that goes on.
constexpr float kBegun = 0.7F, kBegunRun = 0.9F;
constexpr float kOfRest = 0.3F;       ///< of that, for what is not typed of a word
constexpr float kOtherLength = 0.1F;  ///< for each word that a name has more or less, of the mean weight

/// What speaks for a name.
struct Weighed {
    Posting posting;
    float weight;
};
using Weights = std::vector<Weighed>;

bool comes_before(const Weighed& a, const Weighed& b) {
    return a.posting != b.posting ? a.posting < b.posting : a.weight > b.weight;
}

bool is_same(const Weighed& a, const Weighed& b) {
    return a.posting == b.posting;
}

void add(Weights& weights, const Evidence* found, float weight) {
    if (found == nullptr) return;
    for (const Posting posting : found->postings) weights.push_back({posting, weight});
}

/// Names with one word of the vocabulary, in order: first comes what the blocks list, then what came later.
void add_names_of(Weights& weights, const std::string& word, float weight, const Answers& answers) {
    const Evidence* found = answers.find(key(Kind::word, word));
    if (found != nullptr && found->postings.size() < found->names)
        for (const auto& [key, part] : answers.beginning(key(Kind::list, word + ' ')))
            add(weights, part, weight);
    const auto middle = static_cast<std::ptrdiff_t>(weights.size());
    add(weights, found, weight);
    std::inplace_merge(weights.begin(), weights.begin() + middle, weights.end(), comes_before);
}

/// Names with a word that may be meant, each with its largest weight.
struct WordNames {
    Weights names;
    bool is_whole = true;  ///< no other name has it
};

WordNames names_of(const QueryWord& word, const PersonLists& lists, const Answers& answers) {
    WordNames all;
    Weights others;
    const auto note = [&](Weights& into, const std::string& meant, float weight) {
        Weights names;
        add_names_of(names, meant, weight, answers);
        into.insert(into.end(), names.begin(), names.end());
        if (lists.left_out.contains(meant)) all.is_whole = false;
    };
    for (const Meaning& meaning : word.meanings)
        note(meaning.word == word.text ? all.names : others, meaning.word, word.weight * meaning.likeness);
    for (const auto& [begun, found] : begun_words(word, answers)) {
        const float typed = static_cast<float>(word.text.size()) / static_cast<float>(begun.size());
        note(others, begun, word.weight * kBegun * (1 - kOfRest * (1 - typed)));
    }
    std::sort(others.begin(), others.end(), comes_before);
    const auto middle = static_cast<std::ptrdiff_t>(all.names.size());
    all.names.insert(all.names.end(), others.begin(), others.end());
    std::inplace_merge(all.names.begin(), all.names.begin() + middle, all.names.end(), comes_before);
    all.names.erase(std::unique(all.names.begin(), all.names.end(), is_same), all.names.end());
    if (all.names.empty()) all.is_whole = false;  // a letter, of which the index has no list
    return all;
}

/// Adds what a further word says; where its list is whole, names without it go.
void meet(Weights& names, const WordNames& word) {
    auto next = word.names.begin();
    std::size_t kept = 0;
    for (const Weighed& name : names) {
        while (next != word.names.end() && next->posting < name.posting) ++next;
        const bool has_word = next != word.names.end() && next->posting == name.posting;
        if (has_word)
            names[kept++] = {name.posting, name.weight + next->weight};
        else if (!word.is_whole)
            names[kept++] = name;
    }
    names.resize(kept);
}

Weights names_with_all(const Query& query, const PersonLists& lists, const Answers& answers) {
    std::vector<WordNames> words;
    for (const QueryWord& word : query.words) words.push_back(names_of(word, lists, answers));
    std::stable_sort(words.begin(), words.end(), [](const WordNames& a, const WordNames& b) {
        return a.is_whole != b.is_whole ? a.is_whole : a.names.size() < b.names.size();
    });
    // Without a whole list the longest is the one with most of the names.
    if (!words.empty() && !words.front().is_whole) std::reverse(words.begin(), words.end());
    Weights names = words.empty() ? Weights() : std::move(words.front().names);
    for (std::size_t i = 1; i < words.size(); ++i) meet(names, words[i]);
    return names;
}

Weights names_that_begin(const Query& query, const Answers& answers, float total) {
    Weights names;
    for (const std::string& run : person_runs(query))
        for (const auto& [key, found] : answers.beginning(key(Kind::name, run)))
            add(names, found, (key.size() == 1 + run.size() ? 1.0F : kBegunRun) * total);
    std::sort(names.begin(), names.end(), comes_before);
    names.erase(std::unique(names.begin(), names.end(), is_same), names.end());
    return names;
}

}  // namespace

std::vector<std::int64_t> person_candidates(const Query& query, const PersonLists& lists,
                                            const Answers& answers, std::size_t most) {
    float total = 0;
    for (const QueryWord& word : query.words) total += word.weight;
    Weights names;
    std::ranges::merge(names_with_all(query, lists, answers), names_that_begin(query, answers, total),
                       std::back_inserter(names), comes_before);
    const auto asked = static_cast<int>(query.words.size());
    const float other_length = kOtherLength * total / static_cast<float>(std::max(asked, 1));
    for (Weighed& name : names)
        name.weight -=
            other_length * static_cast<float>(std::abs(static_cast<int>(words_of(name.posting)) - asked));
    const auto is_better = [](const Weighed& a, const Weighed& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.posting < b.posting;
    };
    // A name comes at most twice.
    const auto end = names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), 2 * most));
    std::partial_sort(names.begin(), end, names.end(), is_better);
    std::vector<std::int64_t> found;
    std::unordered_set<std::int64_t> seen;
    for (auto name = names.begin(); name != end && found.size() < most; ++name)
        if (seen.insert(company_of(name->posting)).second) found.push_back(company_of(name->posting));
    return found;
}

}  // namespace hr::core::search
