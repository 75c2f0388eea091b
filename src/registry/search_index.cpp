#include "registry/search_index.hpp"

#include "pg/database.hpp"
#include "pg/insert.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace hr::registry {
namespace {

namespace search = core::search;

constexpr const char* kBlocks = R"(
select b.first_key, b.content
from unnest($2::text[]) as w (key)
cross join lateral (select s.first_key, s.content from hr_registry.search_block s
                    where s.domain = $1 and s.first_key <= w.key collate "C" order by s.first_key desc limit 1) b
union all
select b.first_key, b.content
from unnest($3::text[], $4::text[]) as w (beginning, behind)
cross join lateral (select s.first_key, s.content from hr_registry.search_block s
                    where s.domain = $1 and s.first_key > w.beginning collate "C" and s.first_key < w.behind collate "C"
                    order by s.first_key limit $5) b)";

constexpr const char* kEntries = R"(
select e.key, e.posting, e.word
from unnest($2::text[]) as w (key)
cross join lateral (select s.key, s.posting, s.word from hr_registry.search_entry s
                    where s.domain = $1 and s.key = w.key collate "C" limit 2000) e
union all
select e.key, e.posting, e.word
from unnest($3::text[], $4::text[]) as w (beginning, behind)
cross join lateral (select s.key, s.posting, s.word from hr_registry.search_entry s
                    where s.domain = $1 and s.key >= w.beginning collate "C" and s.key < w.behind collate "C"
                    order by s.key limit 1000) e)";

constexpr const char* kInEntries = "select unnest(hr_registry.keys_in_entries($1, $2))";

constexpr std::int64_t kMostBlocks = 8;  ///< for what begins so

/// Behind all keys that begin so: no text has a larger character.
std::string behind(const std::string& beginning) {
    return beginning + "\xf4\x8f\xbf\xbf";
}

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

std::set<std::string_view> distinct(const pg::Rows& rows, std::size_t column) {
    std::set<std::string_view> values;
    for (std::size_t i = 0; i < rows.size(); ++i) values.insert(rows.text(i, column));
    return values;
}

/// Words that have been in no name yet. Most have, and need no keys to lead to them; they stand in more rows
/// than all else. Two transactions may bring a word at once: then its keys come twice, which does no harm.
std::set<std::string> new_words(SearchDomain domain, std::set<std::string> words) {
    search::Wanted wanted;
    for (const std::string& word : words) wanted.keys.insert(search::key(search::Kind::word, word));
    std::vector<std::string> keys(wanted.keys.begin(), wanted.keys.end());
    const std::vector<std::string> none;
    const pg::Rows entries = pg::query(kInEntries, {code_of(domain), &keys});
    const std::set<std::string_view> recent = distinct(entries, 0);
    std::erase_if(keys, [&](const std::string& key) { return recent.contains(key); });
    const pg::Rows blocks = pg::query(kBlocks, {code_of(domain), &keys, &none, &none, kMostBlocks});
    search::Answers answers;
    for (const std::string_view content : distinct(blocks, 1)) answers.add_block(wanted, content);
    std::erase_if(words, [&](const std::string& word) {
        const std::string key = search::key(search::Kind::word, word);
        return recent.contains(key) || answers.find(key) != nullptr;
    });
    return words;
}

}  // namespace

void look_up(SearchDomain domain, search::Wanted wanted, search::Answers& answers) {
    answers.ask(wanted);
    const std::vector<std::string> keys(wanted.keys.begin(), wanted.keys.end());
    const std::vector<std::string> beginnings(wanted.beginnings.begin(), wanted.beginnings.end());
    if (keys.empty() && beginnings.empty()) return;
    std::vector<std::string> starts = keys, ends;
    starts.insert(starts.end(), beginnings.begin(), beginnings.end());
    for (const std::string& beginning : beginnings) ends.push_back(behind(beginning));
    const pg::Rows blocks = pg::read(kBlocks, {code_of(domain), &starts, &beginnings, &ends, kMostBlocks});
    for (const std::string_view content : distinct(blocks, 1)) answers.add_block(wanted, content);
    const pg::Rows entries = pg::read(kEntries, {code_of(domain), &keys, &beginnings, &ends});
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::string key(entries.text(i, 0));
        if (entries.is_null(i, 1))
            answers.add_word(key, std::string(entries.text(i, 2)));
        else
            answers.add_posting(key, static_cast<search::Posting>(entries.integer(i, 1)));
    }
    answers.settle();
}

bool changes_names(const std::vector<CompanyDifference>& differences) {
    using core::history::Attribute;
    const auto is_name = [](const core::history::Row& row) {
        return row.attribute == Attribute::name || row.attribute == Attribute::former_name ||
               row.attribute == Attribute::seat;
    };
    return std::any_of(differences.begin(), differences.end(), [&](const CompanyDifference& changed) {
        const auto& [company, difference] = changed;
        return std::any_of(difference.inserted.begin(), difference.inserted.end(), is_name) ||
               std::any_of(difference.deleted.begin(), difference.deleted.end(), is_name);
    });
}

void add_entries(SearchDomain domain, const std::vector<search::NameEntries>& names) {
    if (names.empty()) return;
    Entries entries(domain);
    std::set<std::string> words;
    for (const search::NameEntries& name : names) entries.add(name, words);
    for (const std::string& word : new_words(domain, std::move(words))) entries.add_keys(word);
    entries.write();
}

void add_to_search(const std::vector<CompanyDifference>& differences) {
    using core::history::Attribute;
    std::vector<search::NameEntries> names;
    for (const auto& [company, difference] : differences)
        for (const core::history::Row& row : difference.inserted) {
            if (row.value.empty() || !row.value[0]) continue;
            if (row.attribute == Attribute::name || row.attribute == Attribute::former_name)
                names.push_back(search::entries_of_name(company, *row.value[0]));
            else if (row.attribute == Attribute::seat)
                names.push_back(search::entries_of_seat(company, *row.value[0]));
        }
    add_entries(SearchDomain::companies, names);
}

}  // namespace hr::registry
