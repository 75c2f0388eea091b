#include "core/search/revision.hpp"

#include "core/search/builder.hpp"
#include "core/search/varint.hpp"
#include "core/search/word_list.hpp"

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

std::vector<std::string> keys_of_parts(std::string_view word, std::size_t postings) {
    std::vector<std::string> keys;
    for (std::size_t part = 0; part * kPartPostings < postings; ++part) keys.push_back(part_key(word, part));
    return keys;
}

/// The parts in which the list of a word stands; none where it stands with the word.
std::vector<std::string> parts_of_word(const std::string& key, std::string_view value) {
    Reader reader(value);
    const std::uint64_t names = reader.number();
    if (names == 0 || !reader.done()) return {};
    return keys_of_parts(std::string_view(key).substr(1), names);
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

void sort_once(std::vector<Posting>& postings) {
    std::sort(postings.begin(), postings.end());
    postings.erase(std::unique(postings.begin(), postings.end()), postings.end());
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
    const std::vector<std::string> parts = parts_of_word(key, *value);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto begin = postings.begin() + static_cast<std::ptrdiff_t>(i * kPartPostings);
        const auto count = std::min<std::ptrdiff_t>(postings.end() - begin, kPartPostings);
        revised[parts[i]] = encode(std::vector<Posting>(begin, begin + count));
    }
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
    for (const std::string& run : entries.runs)
        changes[key(Kind::name, run)].added.push_back(entries.posting);
    for (const std::string& word : entries.words)
        changes[key(Kind::word, word)].added.push_back(entries.posting);
}

void remove_name(Changes& changes, const NameEntries& entries) {
    for (const std::string& run : entries.runs)
        changes[key(Kind::name, run)].removed.push_back(entries.posting);
    for (const std::string& word : entries.words)
        changes[key(Kind::word, word)].removed.push_back(entries.posting);
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
