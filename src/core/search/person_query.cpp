#include "core/search/person_query.hpp"

#include "core/name/phonetic.hpp"
#include "core/name/words.hpp"
#include "core/search/person_name.hpp"

#include <algorithm>
#include <map>

namespace hr::core::search {
namespace {

constexpr std::size_t kShortestBeginning = 2;   ///< too many words begin with one letter
constexpr std::uint64_t kMostListed = 400'000;  ///< names that are read of all lists together

}  // namespace

Query read_person_query(std::string_view text) {
    Query query;
    query.is_of_person = true;
    query.name = person_name(core::name::words(text), {});
    if (query.name.words.size() > kMostQueryWords) query.name.words.resize(kMostQueryWords);
    query.run = query.name.typed = run_together(query.name.words);
    for (const std::string& word : query.name.words)
        query.words.push_back(
            {word, {}, 0, false, word.size() >= 3 ? core::name::phonetic(word) : std::string()});
    return query;
}

std::vector<std::string> person_runs(const Query& query) {
    std::vector<std::string> words = query.name.words, runs;
    for (std::size_t i = 0; i < words.size(); ++i) {
        runs.push_back(run_together(words));
        std::rotate(words.begin(), words.begin() + 1, words.end());
    }
    return runs;
}

Wanted first_wanted_of_person(const Query& query) {
    Wanted wanted = first_wanted(query);
    wanted.beginnings.clear();
    for (const std::string& run : person_runs(query)) wanted.beginnings.insert(key(Kind::name, run));
    for (const QueryWord& word : query.words)
        if (word.text.size() >= kShortestBeginning) wanted.beginnings.insert(key(Kind::word, word.text));
    return wanted;
}

std::vector<std::pair<std::string, const Evidence*>> begun_words(const QueryWord& word,
                                                                 const Answers& answers) {
    std::vector<std::pair<std::string, const Evidence*>> begun;
    if (word.text.size() < kShortestBeginning) return begun;
    for (const auto& [key, found] : answers.beginning(key(Kind::word, word.text)))
        if (key.size() > 1 + word.text.size()) begun.emplace_back(key.substr(1), found);
    return begun;
}

PersonLists lists_of_person(const Query& query, const Answers& answers) {
    std::map<std::string, std::uint64_t> lengths;
    const auto note = [&](const std::string& word, const Evidence* found) {
        if (found != nullptr && found->postings.size() < found->names) lengths[word] = found->names;
    };
    for (const QueryWord& word : query.words) {
        for (const Meaning& meaning : word.meanings)
            note(meaning.word, answers.find(key(Kind::word, meaning.word)));
        for (const auto& [begun, found] : begun_words(word, answers)) note(begun, found);
    }
    std::vector<std::pair<std::uint64_t, std::string>> shortest_first;
    for (const auto& [word, length] : lengths) shortest_first.emplace_back(length, word);
    std::sort(shortest_first.begin(), shortest_first.end());
    PersonLists lists;
    std::uint64_t rest = kMostListed;
    for (const auto& [length, word] : shortest_first) {
        const std::uint64_t taken = std::min(length, rest);
        rest -= taken;
        if (taken < length) lists.left_out.insert(word);
        for (std::uint64_t part = 0; part * kPartPostings < taken; ++part)
            lists.wanted.keys.insert(part_key(word, part));
    }
    return lists;
}

}  // namespace hr::core::search
