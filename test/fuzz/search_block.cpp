// A block of the index of names, whatever its bytes are: what is read of it lies within it and is no more
// than it can hold, and a search goes on with that. What is written of the same bytes comes back as it was.
#include "core/name/utf8.hpp"
#include "core/search/block.hpp"
#include "core/search/candidates.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <set>

namespace {

using namespace hr::core::search;  // NOLINT: one file

void require(bool condition) {
    if (!condition) std::abort();
}

// --- any bytes --------------------------------------------------------------------------------

void check_lists(std::string_view bytes) {
    std::vector<ListedWord> words;
    decode(bytes, bytes.size(), words);
    require(words.size() <= bytes.size() / 3);
    for (const ListedWord& listed : words)
        require(!listed.word.empty() && listed.word.size() <= kLongestWord);
    std::vector<Posting> postings;
    decode(bytes, bytes.size(), postings);
    require(postings.size() <= bytes.size());
    postings.clear();
    decode(bytes, 2, postings);
    require(postings.size() <= 2);
}

void check_entries(std::string_view content) {
    const char* last = content.data();
    std::size_t count = 0;
    each_entry(content, [&](std::string_view key, std::string_view value) {
        require(!key.empty() && key.size() <= kLongestKey && hr::core::name::is_storable(key));
        require(value.empty() ||
                (value.data() >= last && value.data() + value.size() <= content.data() + content.size()));
        if (!value.empty()) last = value.data() + value.size();
        check_lists(value);
        ++count;
        return true;
    });
    require(count <= content.size() / 3);
    check_lists(content);
}

void check_search(Mode mode, std::string_view content) {
    constexpr std::size_t kMost = 50;
    static const Query kAsked = read_query("anger maschinnenbau bau 24", mode, "Köln");
    Query query = kAsked;
    query.mode = mode;
    Answers answers;
    const auto look_up = [&](Wanted wanted) {
        answers.ask(wanted);
        answers.add_block(wanted, content);
        answers.settle();
    };
    look_up(first_wanted(query));
    look_up(interpret(query, answers));
    look_up(weigh(query, answers));
    require(candidates(query, answers, kMost).companies.size() <= kMost);
    require(beginnings(query, answers, kMost).size() <= kMost);
}

// All that stands in a block at once, which no search wants.
void check_answers(std::string_view content) {
    const Wanted wanted{{"w"}, {"c", "k", "n", "w", "x"}};
    Answers answers;
    answers.add_block(wanted, content);
    answers.settle();
    for (const auto& [key, evidence] : answers.beginning("")) {
        require(evidence->words.size() <= content.size() / 3);
        require(evidence->postings.size() <= content.size());
    }
}

// --- what is written --------------------------------------------------------------------------------

/// Each line is a key and, behind a tab, its value. Keys are texts.
std::map<std::string, std::string> entries_in(std::string_view text) {
    std::map<std::string, std::string> entries;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const std::string_view key = line.substr(0, line.find('\t')).substr(0, kLongestKey);
        if (!key.empty() && hr::core::name::is_storable(key)) entries.emplace(key, line.substr(key.size()));
    }
    return entries;
}

void check_blocks(const std::map<std::string, std::string>& entries) {
    auto next = entries.begin();
    BlockWriter writer([&](const std::string& first_key, const std::string& content) {
        require(next != entries.end() && next->first == first_key);
        const auto first = next;
        each_entry(content, [&](std::string_view key, std::string_view value) {
            require(next != entries.end() && next->first == key && next->second == value);
            ++next;
            return true;
        });
        require(next != first && (content.size() <= kBlockBytes || std::next(first) == next));
    });
    for (const auto& [key, value] : entries) writer.add(key, value);
    writer.finish();
    require(next == entries.end());
}

void check_words(const std::map<std::string, std::string>& entries) {
    std::set<ListedWord> sorted;
    for (const auto& [key, value] : entries)
        sorted.insert({key.substr(0, kLongestWord), magnitude_of(value.size())});
    const std::vector<ListedWord> words(sorted.begin(), sorted.end());
    std::vector<ListedWord> back;
    decode(encode(words), words.size(), back);
    require(back == words);
}

void check_postings(std::string_view bytes) {
    std::set<Posting> sorted;
    for (Posting last = 0; !bytes.empty(); bytes.remove_prefix(1))
        sorted.insert(last = last * 31 + static_cast<unsigned char>(bytes.front()));
    const std::vector<Posting> postings(sorted.begin(), sorted.end());
    std::vector<Posting> back;
    decode(encode(postings), postings.size(), back);
    require(back == postings);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    check_entries(bytes);
    check_answers(bytes);
    for (const Mode mode : {Mode::smart, Mode::phonetic, Mode::any}) check_search(mode, bytes);
    const std::map<std::string, std::string> entries = entries_in(bytes);
    check_blocks(entries);
    check_words(entries);
    check_postings(bytes);
    return 0;
}
