#include "core/search/revision.hpp"

#include "core/search/builder.hpp"
#include "core/search/varint.hpp"
#include "core/search/word_list.hpp"
#include "core/sort_once.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string_view>

namespace hr::core::search {
namespace {

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

bool is_word(std::string_view key) {
    return key.starts_with(static_cast<char>(Kind::word));
}

std::string_view value_of(const Values& values, const std::string& key) {
    const auto at = values.find(key);
    return at == values.end() ? std::string_view() : std::string_view(at->second);
}

/// Keys of the parts in which the list of a word stands; none where it stands with the word.
std::vector<std::string> parts_of_word(const std::string& key, std::string_view value) {
    Reader reader(value);
    const std::uint64_t names = reader.number();
    std::vector<std::string> keys;
    if (names == 0 || !reader.done()) return keys;
    for (std::size_t part = 0; part * kPartPostings < names; ++part)
        keys.push_back(part_key(std::string_view(key).substr(1), part));
    return keys;
}

std::vector<Posting> postings_of_word(const std::string& key, const Values& old) {
    std::vector<Posting> postings;
    const std::string_view value = value_of(old, key);
    for (const std::string& part : parts_of_word(key, value)) decode(value_of(old, part), kAll, postings);
    Reader reader(value);
    reader.number();
    decode(reader.rest(), kAll, postings);
    return postings;
}

std::vector<Posting> changed(std::vector<Posting> postings, const Change& change) {
    const std::set<Posting> removed(change.removed.begin(), change.removed.end());
    std::erase_if(postings, [&](Posting p) { return removed.contains(p); });
    postings.insert(postings.end(), change.added.begin(), change.added.end());
    sort_once(postings);
    return postings;
}

void put_word(const std::string& key, const std::vector<Posting>& postings, const Values& old,
              NewValues& revised) {
    for (const std::string& part : parts_of_word(key, value_of(old, key))) revised[part] = std::nullopt;
    std::optional<std::string>& value = revised[key];
    value.reset();
    if (postings.empty()) return;
    value = word_value(postings);
    const std::vector<std::string> parts = part_values(postings);
    for (std::size_t i = 0; i < parts.size(); ++i)
        revised[part_key(std::string_view(key).substr(1), i)] = parts[i];
}

void note(Changes& changes, const NameEntries& entries, std::vector<Posting> Change::*list) {
    for (const std::string& run : entries.runs)
        (changes[key(Kind::name, run)].*list).push_back(entries.posting);
    for (const std::string& word : entries.words)
        (changes[key(Kind::word, word)].*list).push_back(entries.posting);
}

/// Words that come to a list and words that go from it.
struct ListChange {
    std::vector<ListedWord> come;
    std::set<std::string_view> gone;
};

std::vector<ListedWord> changed(std::vector<ListedWord> listed, ListChange change) {
    for (const ListedWord& word : change.come) change.gone.insert(word.word);
    std::erase_if(listed, [&](const ListedWord& word) { return change.gone.contains(word.word); });
    listed.insert(listed.end(), change.come.begin(), change.come.end());
    std::sort(listed.begin(), listed.end());
    return listed;
}

}  // namespace

void add_name(Changes& changes, const NameEntries& entries) {
    note(changes, entries, &Change::added);
}

void remove_name(Changes& changes, const NameEntries& entries) {
    note(changes, entries, &Change::removed);
}

std::vector<std::string> keys_of_parts(const Changes& changes, const Values& old) {
    std::vector<std::string> keys;
    for (const auto& [key, change] : changes)
        if (is_word(key))
            for (std::string& part : parts_of_word(key, value_of(old, key))) keys.push_back(std::move(part));
    return keys;
}

NewValues revise_postings(const Changes& changes, const Values& old) {
    NewValues revised;
    for (const auto& [key, change] : changes) {
        if (is_word(key)) {
            put_word(key, changed(postings_of_word(key, old), change), old, revised);
            continue;
        }
        std::vector<Posting> postings;
        decode(value_of(old, key), kAll, postings);
        postings = changed(std::move(postings), change);
        if (postings.size() > kPartPostings) postings.resize(kPartPostings);
        revised[key] = postings.empty() ? std::nullopt : std::optional(encode(postings));
    }
    return revised;
}

NewWords new_words(const Changes& changes, const Values& old, const NewValues& revised) {
    NewWords words;
    for (const auto& [key, change] : changes) {
        if (!is_word(key)) continue;
        const bool was = old.contains(key), is = revised.at(key).has_value();
        if (is && !was) words.come.push_back(key.substr(1));
        if (was && !is) words.gone.push_back(key.substr(1));
    }
    return words;
}

std::vector<std::string> keys_of_words(const NewWords& words) {
    std::set<std::string> keys;
    for (const auto* list : {&words.come, &words.gone})
        for (const std::string& word : *list)
            for (std::string& key : keys_of_word(word)) keys.insert(std::move(key));
    return {keys.begin(), keys.end()};
}

void revise_leads(const NewWords& words, const Values& old, NewValues& revised) {
    std::map<std::string, ListChange> changes;
    for (const std::string& word : words.come) {
        const unsigned magnitude = magnitude_of(Reader(*revised.at(key(Kind::word, word))).number());
        for (const std::string& lead : keys_of_word(word)) changes[lead].come.push_back({word, magnitude});
    }
    for (const std::string& word : words.gone)
        for (const std::string& lead : keys_of_word(word)) changes[lead].gone.insert(word);
    for (auto& [lead, change] : changes) {
        std::vector<ListedWord> listed;
        decode(value_of(old, lead), kAll, listed);
        listed = changed(std::move(listed), std::move(change));
        revised[lead] = listed.empty() ? std::nullopt : std::optional(encode(listed));
    }
}

}  // namespace hr::core::search
