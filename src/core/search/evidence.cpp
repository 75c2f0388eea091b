#include "core/search/evidence.hpp"

#include "core/search/block.hpp"
#include "core/search/varint.hpp"
#include "core/sort_once.hpp"

#include <algorithm>
#include <utility>

namespace hr::core::search {
namespace {

/// No list is taken longer than that, however it came to be.
constexpr std::size_t kMostWords = 4000, kMostPostings = 2000;

}  // namespace

void Answers::ask(Wanted& wanted) {
    const auto is_asked = [](const std::set<std::string>& before) {
        return [&](const std::string& key) { return before.contains(key); };
    };
    std::erase_if(wanted.keys, is_asked(asked_.keys));
    std::erase_if(wanted.beginnings, is_asked(asked_.beginnings));
    asked_.keys.insert(wanted.keys.begin(), wanted.keys.end());
    asked_.beginnings.insert(wanted.beginnings.begin(), wanted.beginnings.end());
}

void Answers::take(std::string_view key, std::string_view value) {
    Evidence& evidence = found_[std::string(key)];
    if (std::exchange(evidence.is_read, true)) return;
    switch (static_cast<Kind>(key.front())) {
        case Kind::correction:
        case Kind::sound:
            return decode(value, kMostWords, evidence.words);
        case Kind::name:
        case Kind::list:
            return decode(value, kMostPostings, evidence.postings);
        case Kind::word: {
            Reader reader(value);
            evidence.names += reader.number();
            return decode(reader.rest(), kMostPostings, evidence.postings);
        }
    }
}

// Entries and wanted keys are in one order: both are walked through once.
void Answers::add_block(const Wanted& wanted, std::string_view content) {
    auto next = wanted.keys.begin();
    const auto begins_as_wanted = [&](std::string_view key) {
        return std::any_of(wanted.beginnings.begin(), wanted.beginnings.end(),
                           [&](const std::string& beginning) { return key.starts_with(beginning); });
    };
    bool is_first = true;
    each_entry(content, [&](std::string_view key, std::string_view value) {
        if (std::exchange(is_first, false)) next = wanted.keys.lower_bound(std::string(key));
        while (next != wanted.keys.end() && *next < key) ++next;
        const bool is_wanted = next != wanted.keys.end() && *next == key;
        if (is_wanted || begins_as_wanted(key)) take(key, value);
        return next != wanted.keys.end() || !wanted.beginnings.empty();
    });
}

void Answers::add_posting(const std::string& key, Posting posting) {
    Evidence& evidence = found_[key];
    ++evidence.names;
    evidence.postings.push_back(posting);
    evidence.is_sorted = false;
}

void Answers::add_word(const std::string& key, const std::string& word) {
    Evidence& evidence = found_[key];
    evidence.words.push_back({word, 0});
    evidence.is_sorted = false;
}

void Answers::settle() {
    for (auto& [key, evidence] : found_) {
        if (std::exchange(evidence.is_sorted, true)) continue;
        sort_once(evidence.postings);
        sort_once(evidence.words);
    }
}

const Evidence* Answers::find(const std::string& key) const {
    const auto at = found_.find(key);
    return at == found_.end() ? nullptr : &at->second;
}

std::vector<std::pair<std::string_view, const Evidence*>> Answers::beginning(
    const std::string& beginning) const {
    std::vector<std::pair<std::string_view, const Evidence*>> all;
    for (auto at = found_.lower_bound(beginning); at != found_.end() && at->first.starts_with(beginning);
         ++at)
        all.emplace_back(at->first, &at->second);
    return all;
}

}  // namespace hr::core::search
