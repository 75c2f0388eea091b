#include "core/search/query.hpp"

#include "core/name/phonetic.hpp"
#include "core/name/utf8.hpp"
#include "core/search/correction.hpp"

#include <algorithm>
#include <cmath>

namespace hr::core::search {
namespace {

constexpr float kNames = 1'600'000;
constexpr std::uint64_t kFrequent = 20'000;  ///< words that are hardly ever a mistyped other one
constexpr std::size_t kMostCityWords = 3;
constexpr float kCityWeight = 3;

bool may_be_mistyped(const Query& query, const QueryWord& word, const Evidence* found) {
    return (query.mode == Mode::smart || query.mode == Mode::phonetic) && word.text.size() >= 3 &&
           (found == nullptr || found->names < kFrequent);
}

/// A list of postings that stands in parts of its own.
struct LongList {
    std::uint64_t names;
    std::string word;
};

/// Says of a meaning how many names have it, and notes where its postings are still to be read.
std::uint64_t count_names(Meaning& meaning, const Answers& answers, std::vector<LongList>& lists) {
    const Evidence* found = answers.find(key(Kind::word, meaning.word));
    meaning.names = found == nullptr ? 0 : found->names;
    if (found != nullptr && found->postings.size() < found->names)
        lists.push_back({found->names, meaning.word});
    return meaning.names;
}

/// The rarest of the long lists, as many as can be read at once; at least one where nothing is rare.
Wanted parts_of(std::vector<LongList> lists, std::uint64_t shortest) {
    constexpr std::uint64_t kBudget = 60'000, kRare = 2000;
    std::sort(lists.begin(), lists.end(), [](const LongList& a, const LongList& b) {
        return a.names != b.names ? a.names < b.names : a.word < b.word;
    });
    Wanted wanted;
    std::uint64_t budget = kBudget;
    for (const LongList& list : lists) {
        const bool is_needed = list.names <= budget || (shortest >= kRare && budget == kBudget);
        if (!is_needed) continue;
        const std::uint64_t taken = std::min(list.names, budget);
        for (std::uint64_t part = 0; part * kPartPostings < taken; ++part)
            wanted.keys.insert(part_key(list.word, part));
        budget -= taken;
    }
    return wanted;
}

}  // namespace

Query read_query(std::string_view text, Mode mode, std::string_view city) {
    Query query;
    query.mode = mode;
    query.name = search_name(text);
    query.run = run_together(query.name.words);
    for (const std::string& word : query.name.words) {
        if (query.words.size() == kMostQueryWords) break;
        query.words.push_back({std::string(core::name::prefix(word, kLongestWord)), {}, 0, false, {}});
        if (word.size() >= 3) query.words.back().sound = core::name::phonetic(query.words.back().text);
    }
    for (const std::string& word : search_name(city).words)
        if (query.city.size() < kMostCityWords)
            query.city.push_back(
                {std::string(core::name::prefix(word, kLongestWord)), {}, kCityWeight, false, {}});
    return query;
}

bool begins_as(const Query& query, std::string_view run, std::string_view typed) {
    return run.starts_with(query.run) || typed.starts_with(query.name.typed);
}

Wanted first_wanted(const Query& query) {
    Wanted wanted;
    for (std::size_t i = 0; i < query.words.size(); ++i) {
        const std::string& word = query.words[i].text;
        wanted.keys.insert(key(Kind::word, word));
        if (query.mode == Mode::smart)
            for (const std::string& part : keys_to_correct(word))
                wanted.keys.insert(key(Kind::correction, part));
        const bool is_by_sound = query.mode == Mode::smart || query.mode == Mode::phonetic;
        if (is_by_sound && !query.words[i].sound.empty())
            wanted.keys.insert(key(Kind::sound, query.words[i].sound));
        if (i > 0) want_joined(query.words[i - 1].text, word, wanted);
    }
    for (const QueryWord& word : query.city) wanted.keys.insert(key(Kind::word, word.text));
    wanted.beginnings.insert(key(Kind::name, query.run));
    wanted.beginnings.insert(key(Kind::name, query.name.typed));
    if (!query.words.empty() && query.words.back().text.size() >= 2)
        wanted.beginnings.insert(key(Kind::word, query.words.back().text));
    return wanted;
}

Wanted interpret(Query& query, const Answers& answers) {
    Wanted wanted;
    for (QueryWord& word : query.words) {
        const Evidence* found = answers.find(key(Kind::word, word.text));
        word.is_known = found != nullptr;
        if (word.is_known) word.meanings.push_back({word.text, 1, found->names});
        if (may_be_mistyped(query, word, found)) add_meanings(word, answers);
        for (const Meaning& meaning : word.meanings)
            if (meaning.word != word.text) wanted.keys.insert(key(Kind::word, meaning.word));
        if (query.mode == Mode::smart) want_halves(word, wanted);
    }
    return wanted;
}

Wanted weigh(Query& query, const Answers& answers) {
    std::vector<LongList> lists;
    std::uint64_t shortest = ~std::uint64_t{0};
    for (std::size_t i = 0; i < query.words.size(); ++i) {
        QueryWord& word = query.words[i];
        add_halves(word, answers);
        if (i > 0) add_joined(word, query.words[i - 1].text, word.text, answers);
        if (i + 1 < query.words.size()) add_joined(word, word.text, query.words[i + 1].text, answers);
        std::uint64_t sum = 0;
        for (Meaning& meaning : word.meanings) sum += count_names(meaning, answers, lists);
        word.weight = std::log1p(kNames / static_cast<float>(std::max<std::uint64_t>(names_of(word), 2)));
        if (sum > 0) shortest = std::min(shortest, sum);
    }
    for (QueryWord& word : query.city) {
        if (answers.find(key(Kind::word, word.text)) == nullptr) continue;
        word.meanings.push_back({word.text, 1, 0});
        count_names(word.meanings.back(), answers, lists);
    }
    return parts_of(std::move(lists), shortest);
}

}  // namespace hr::core::search
