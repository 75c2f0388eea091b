#include "registry/search_index.hpp"

#include "pg/database.hpp"

#include <set>
#include <string>
#include <vector>

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

constexpr std::int64_t kMostBlocks = 8;  ///< for what begins so

/// Behind all keys that begin so: no text has a larger character.
std::string behind(const std::string& beginning) {
    return beginning + "\xf4\x8f\xbf\xbf";
}

/// Several keys may stand in one block.
std::set<std::string_view> contents_of(const pg::Rows& blocks) {
    std::set<std::string_view> contents;
    for (std::size_t i = 0; i < blocks.size(); ++i) contents.insert(blocks.text(i, 1));
    return contents;
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
    for (const std::string_view content : contents_of(blocks)) answers.add_block(wanted, content);
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

}  // namespace hr::registry
