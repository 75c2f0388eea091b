#include "registry/search_entry.hpp"

#include "pg/database.hpp"
#include "pg/insert.hpp"

#include <algorithm>
#include <set>

namespace hr::registry {
namespace {

namespace search = core::search;

constexpr const char* kInEntries = "select unnest(hr_registry.keys_in_entries($1, $2))";

constexpr const char* kBlocks = R"(
select b.content
from unnest($2::text[]) as w (key)
cross join lateral (select s.content from hr_registry.search_block s
                    where s.domain = $1 and s.first_key <= w.key collate "C" order by s.first_key desc limit 1) b)";

constexpr const char* kDeleteLeads = R"(
delete from hr_registry.search_entry e
where e.domain = $1 and e.key = any ($2::text[]) and e.posting is null and e.word = any ($3::text[]))";

constexpr const char* kRequestFold = "select hr_registry.request_search_fold()";

struct Entry {
    std::string key;
    pg::OptionalInteger posting;
    pg::OptionalText word;
};

class Entries {
public:
    explicit Entries(SearchDomain domain) : domain_(domain) {}

    void add(const search::NameEntries& entries, std::set<std::string>& words) {
        const auto posting = static_cast<std::int64_t>(entries.posting);
        for (const std::string& run : entries.runs)
            rows_.push_back({search::key(search::Kind::name, run), posting, std::nullopt});
        for (const std::string& text : entries.words) {
            rows_.push_back({search::key(search::Kind::word, text), posting, std::nullopt});
            words.insert(text);
        }
    }

    void add_keys(const std::string& text) {
        for (std::string& lead : search::keys_of_word(text))
            rows_.push_back({std::move(lead), std::nullopt, text});
    }

    /// In the order of the index, which then finds its pages at hand.
    void write() {
        std::sort(rows_.begin(), rows_.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
        std::vector<std::string> keys;
        std::vector<pg::OptionalInteger> postings;
        std::vector<pg::OptionalText> words;
        for (Entry& row : rows_) {
            keys.push_back(std::move(row.key));
            postings.push_back(row.posting);
            words.push_back(std::move(row.word));
        }
        pg::insert("hr_registry.search_entry",
                   {{"domain", code_of(domain_)}, {"key", &keys}, {"posting", &postings}, {"word", &words}});
    }

private:
    SearchDomain domain_;
    std::vector<Entry> rows_;
};

std::vector<std::string> keys_of(const std::vector<std::string>& words) {
    std::vector<std::string> keys;
    for (const std::string& word : words) keys.push_back(search::key(search::Kind::word, word));
    return keys;
}

}  // namespace

std::vector<std::string> words_without_entries(SearchDomain domain, std::vector<std::string> words) {
    const std::vector<std::string> keys = keys_of(words);
    if (keys.empty()) return words;
    const pg::Rows rows = pg::query(kInEntries, {code_of(domain), &keys});
    std::set<std::string_view> found;
    for (std::size_t i = 0; i < rows.size(); ++i) found.insert(rows.text(i, 0).substr(1));
    std::erase_if(words, [&](const std::string& word) { return found.contains(word); });
    return words;
}

std::vector<std::string> unknown_words(SearchDomain domain, std::vector<std::string> words) {
    words = words_without_entries(domain, std::move(words));
    search::Wanted wanted;
    const std::vector<std::string> keys = keys_of(words);
    if (keys.empty()) return words;
    wanted.keys.insert(keys.begin(), keys.end());
    const pg::Rows blocks = pg::query(kBlocks, {code_of(domain), &keys});
    std::set<std::string_view> contents;  // several keys may stand in one block
    for (std::size_t i = 0; i < blocks.size(); ++i) contents.insert(blocks.text(i, 0));
    search::Answers answers;
    for (const std::string_view content : contents) answers.add_block(wanted, content);
    std::erase_if(words, [&](const std::string& word) {
        return answers.find(search::key(search::Kind::word, word)) != nullptr;
    });
    return words;
}

void delete_leads(SearchDomain domain, const std::vector<std::string>& words) {
    std::vector<std::string> keys;
    for (const std::string& word : words)
        for (std::string& key : search::keys_of_word(word)) keys.push_back(std::move(key));
    if (!keys.empty()) pg::query(kDeleteLeads, {code_of(domain), &keys, &words});
}

void add_entries(SearchDomain domain, const std::vector<search::NameEntries>& names) {
    if (names.empty()) return;
    Entries entries(domain);
    std::set<std::string> words;
    for (const search::NameEntries& name : names) entries.add(name, words);
    for (const std::string& word : unknown_words(domain, {words.begin(), words.end()}))
        entries.add_keys(word);
    entries.write();
    pg::query(kRequestFold);
}

}  // namespace hr::registry
