#include "registry/search_fold.hpp"

#include "core/search/revision.hpp"
#include "pg/database.hpp"
#include "registry/search_entry.hpp"
#include "registry/search_revision.hpp"

#include <algorithm>
#include <string>

namespace hr::registry {
namespace {

namespace search = core::search;

// What leads to new words is made again from the words: first, so that no word comes in between whose
// postings were not taken.
constexpr const char* kDeleteLeads =
    "delete from hr_registry.search_entry e where e.domain = $1 and e.posting is null";

// At most what fits into memory well. As they lie there: order would cost more than it saves.
constexpr const char* kTake = R"(
delete from hr_registry.search_entry e
where e.ctid = any (array(select t.ctid from hr_registry.search_entry t
                          where t.domain = $1 and t.posting is not null limit 200000))
returning e.key, e.posting)";

constexpr const char* kDeletePostings = R"(
delete from hr_registry.search_entry e
using unnest($2::text[], $3::bigint[]) as w (key, posting)
where e.domain = $1 and e.key = w.key collate "C" and e.posting = w.posting)";

std::int64_t fold(SearchDomain domain) {
    pg::query(kDeleteLeads, {code_of(domain)});
    for (std::int64_t count = 0;;) {
        const pg::Rows rows = pg::query(kTake, {code_of(domain)});
        if (rows.size() == 0) return count;
        search::Changes changes;
        for (std::size_t i = 0; i < rows.size(); ++i)
            changes[std::string(rows.text(i, 0))].added.push_back(
                static_cast<search::Posting>(rows.integer(i, 1)));
        revise_blocks(domain, changes);
        count += static_cast<std::int64_t>(rows.size());
        pg::check_cancelled();
    }
}

/// What goes, without what stays.
search::Changes removals(const std::vector<search::NameEntries>& gone,
                         const std::vector<search::NameEntries>& kept) {
    search::Changes changes, stays;
    for (const search::NameEntries& name : gone) search::remove_name(changes, name);
    for (const search::NameEntries& name : kept) search::add_name(stays, name);
    for (auto& [key, change] : changes) {
        const auto stay = stays.find(key);
        if (stay == stays.end()) continue;
        const auto& postings = stay->second.added;
        std::erase_if(change.removed, [&](search::Posting p) {
            return std::find(postings.begin(), postings.end(), p) != postings.end();
        });
    }
    std::erase_if(changes, [](const auto& changed) { return changed.second.removed.empty(); });
    return changes;
}

std::vector<std::string> words_in(const search::Changes& changes) {
    std::vector<std::string> words;
    for (const auto& [key, change] : changes)
        if (key.starts_with(static_cast<char>(search::Kind::word))) words.push_back(key.substr(1));
    return words;
}

void delete_postings(SearchDomain domain, const search::Changes& changes) {
    std::vector<std::string> keys;
    std::vector<std::int64_t> postings;
    for (const auto& [key, change] : changes)
        for (const search::Posting posting : change.removed) {
            keys.push_back(key);
            postings.push_back(static_cast<std::int64_t>(posting));
        }
    pg::query(kDeletePostings, {code_of(domain), &keys, &postings});
}

}  // namespace

std::int64_t fold_search_entries() {
    lock_search_blocks();
    return fold(SearchDomain::companies) + fold(SearchDomain::persons);
}

void remove_from_search(SearchDomain domain, const std::vector<search::NameEntries>& gone,
                        const std::vector<search::NameEntries>& kept) {
    const search::Changes changes = removals(gone, kept);
    if (changes.empty()) return;
    lock_search_blocks();
    delete_postings(domain, changes);
    revise_blocks(domain, changes);
    delete_leads(domain, unknown_words(domain, words_in(changes)));
}

}  // namespace hr::registry
