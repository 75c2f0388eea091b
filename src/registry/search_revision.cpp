#include "registry/search_revision.hpp"

#include "pg/database.hpp"
#include "pg/insert.hpp"
#include "registry/search_entry.hpp"

#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace hr::registry {
namespace {

namespace search = core::search;

constexpr const char* kLock = "select 1 from hr_registry.lock_search_index()";

constexpr const char* kBlocks = R"(
with found as (
    select distinct (select max(s.first_key) from hr_registry.search_block s
                     where s.domain = $1 and s.first_key <= w.key collate "C") as first_key
    from unnest($2::text[]) as w (key))
select b.first_key, b.content
from found f join hr_registry.search_block b on b.domain = $1 and b.first_key = f.first_key)";

constexpr const char* kDelete = R"(
delete from hr_registry.search_block b where b.domain = $1 and b.first_key = any ($2::text[]))";

template <class Map>
std::vector<std::string> keys_of(const Map& map) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : map) keys.push_back(key);
    return keys;
}

/// Blocks that are to change, by their first keys.
class Blocks {
public:
    explicit Blocks(SearchDomain domain) : domain_(domain) {}

    /// Reads the blocks where the keys stand, or would stand, and adds what is behind them.
    void read(std::vector<std::string> keys, search::Values& values) {
        std::erase_if(keys, [&](const std::string& key) { return !read_.insert(key).second; });
        if (keys.empty()) return;
        const pg::Rows rows = pg::query(kBlocks, {code_of(domain_), &keys});
        const std::set<std::string_view> wanted(keys.begin(), keys.end());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            search::each_entry(rows.text(i, 1), [&](std::string_view key, std::string_view value) {
                if (wanted.contains(key)) values.try_emplace(std::string(key), value);
                return true;
            });
            contents_.try_emplace(std::string(rows.text(i, 0)), rows.text(i, 1));
        }
    }

    void write(const search::NewValues& values) {
        search::Values seen;
        read(keys_of(values), seen);
        Written written;
        for (auto from = values.begin(); from != values.end();) {
            const auto next = contents_.upper_bound(from->first);
            const auto to = next == contents_.end() ? values.end() : values.lower_bound(next->first);
            std::string_view content;  // of no block where it comes before all
            if (next != contents_.begin()) {
                const auto& [first_key, old] = *std::prev(next);
                written.gone.push_back(first_key);
                content = old;
            }
            search::rewrite(content, from, to, [&](const std::string& first_key, const std::string& block) {
                written.first_keys.push_back(first_key);
                written.contents.push_back(block);
            });
            from = to;
        }
        replace(written);
    }

private:
    struct Written {
        std::vector<std::string> gone, first_keys, contents;
    };

    void replace(const Written& written) const {
        pg::query(kDelete, {code_of(domain_), &written.gone});
        std::vector<pg::Bytes> bytes;
        for (const std::string& content : written.contents) bytes.push_back({content});
        pg::insert("hr_registry.search_block",
                   {{"domain", code_of(domain_)}, {"first_key", &written.first_keys}, {"content", &bytes}});
    }

    SearchDomain domain_;
    std::set<std::string> read_;
    std::map<std::string, std::string> contents_;
};

}  // namespace

void lock_search_blocks() {
    pg::query(kLock);
}

void revise_blocks(SearchDomain domain, const search::Changes& changes) {
    Blocks blocks(domain);
    search::Values old;
    blocks.read(keys_of(changes), old);
    blocks.read(search::keys_of_parts(changes, old), old);
    search::NewValues revised = search::revise_postings(changes, old);
    search::NewWords words = search::new_words(changes, old, revised);
    words.gone = words_without_entries(domain, std::move(words.gone));
    blocks.read(search::keys_of_words(words), old);
    search::revise_leads(words, old, revised);
    blocks.write(revised);
}

}  // namespace hr::registry
