#include "registry/search_build.hpp"

#include "core/search/builder.hpp"
#include "pg/database.hpp"
#include "pg/insert.hpp"
#include "registry/search_index.hpp"
#include "registry/search_revision.hpp"
#include "registry/search_source.hpp"

#include <string>
#include <vector>

namespace hr::registry {
namespace {

// What they tell is told by the names that are read after them.
constexpr const char* kClearEntries = "delete from hr_registry.search_entry";
constexpr const char* kClearBlocks = "delete from hr_registry.search_block";

// Others see it while the transaction runs.
constexpr const char* kProgress = "select setval('hr_registry.search_progress', greatest($1, 1))";

constexpr std::size_t kRows = 500;  ///< blocks that are written at once

/// Blocks on their way into the table.
class Blocks {
public:
    explicit Blocks(SearchDomain domain) : domain_(domain) {}

    void add(const std::string& first_key, const std::string& content) {
        keys_.push_back(first_key);
        contents_.push_back(content);
        if (keys_.size() == kRows) write();
    }

    void write() {
        std::vector<pg::Bytes> bytes;
        for (const std::string& content : contents_) bytes.push_back({content});
        pg::insert("hr_registry.search_block",
                   {{"domain", code_of(domain_)}, {"first_key", &keys_}, {"content", &bytes}});
        pg::check_cancelled();
        keys_.clear();
        contents_.clear();
    }

private:
    SearchDomain domain_;
    std::vector<std::string> keys_, contents_;
};

}  // namespace

std::int64_t build_search_index() {
    lock_search_blocks();
    pg::query(kClearEntries);
    pg::query(kClearBlocks);
    core::search::Builder builder;
    std::int64_t names = 0;
    read_searched_texts(AsOf::now, [&](const std::vector<SearchedText>& texts) {
        for (const SearchedText& one : texts) {
            names += one.is_name ? 1 : 0;
            if (one.is_name)
                builder.add_name(one.company, one.text);
            else
                builder.add_seat(one.company, one.text);
        }
        pg::query(kProgress, {names});
        return true;
    });
    Blocks blocks(SearchDomain::companies);
    builder.write(
        [&](const std::string& first_key, const std::string& content) { blocks.add(first_key, content); });
    blocks.write();
    return names;
}

}  // namespace hr::registry
