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

constexpr const char* kPersonNames = R"(
select n.id, n.last_name, n.first_names from hr_registry.person_name n where n.id > $1 order by n.id limit 50000)";

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

void write(core::search::Builder& builder, SearchDomain domain) {
    Blocks blocks(domain);
    builder.write(
        [&](const std::string& first_key, const std::string& content) { blocks.add(first_key, content); });
    blocks.write();
}

std::int64_t build_companies() {
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
    write(builder, SearchDomain::companies);
    return names;
}

/// Returns the number of names with those that have been read before.
std::int64_t build_persons(std::int64_t names) {
    core::search::Builder builder;
    for (std::int64_t last = 0;;) {
        const pg::Rows found = pg::query(kPersonNames, {last});
        if (found.size() == 0) break;
        for (std::size_t i = 0; i < found.size(); ++i)
            builder.add_person(found.integer(i, 0), found.text(i, 1), found.text(i, 2));
        last = found.integer(found.size() - 1, 0);
        names += static_cast<std::int64_t>(found.size());
        pg::query(kProgress, {names});
    }
    write(builder, SearchDomain::persons);
    return names;
}

}  // namespace

std::int64_t build_search_index() {
    lock_search_blocks();
    pg::query(kClearEntries);
    pg::query(kClearBlocks);
    return build_persons(build_companies());
}

}  // namespace hr::registry
