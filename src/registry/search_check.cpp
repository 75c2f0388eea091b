#include "registry/search_check.hpp"

#include "core/search/block.hpp"
#include "core/search/person_name.hpp"
#include "core/search/varint.hpp"
#include "pg/database.hpp"
#include "registry/search_index.hpp"
#include "registry/search_source.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace hr::registry {
namespace {

namespace search = core::search;

constexpr const char* kBlocks = R"(
select b.first_key, b.content from hr_registry.search_block b
where b.domain = $1 and b.first_key > $2 collate "C" order by b.first_key limit 1000)";

constexpr const char* kEntries = R"(
select e.key, e.posting from hr_registry.search_entry e where e.domain = $1 and e.posting is not null)";

constexpr const char* kPersonNames = R"(
select n.id, n.last_name, n.first_names from hr_registry.person_name n where n.id > $1 order by n.id limit 20000)";

// A name that no mention has any more is no loss, and a mention without a name is one.
constexpr const char* kMentioned = R"(
select distinct m.company_id from hr_registry.person_name n
join hr_registry.mention m on m.last_name = n.last_name and m.first_names = n.first_names
where n.id = any ($1) order by 1 limit $2)";
constexpr const char* kNameless = R"(
select distinct m.company_id from hr_registry.mention m
where not exists (select from hr_registry.person_name n
                  where n.last_name = m.last_name and n.first_names = m.first_names)
order by 1 limit $1)";

/// All that the index says, as numbers: which key leads to which posting. That two are alike by chance is
/// less likely than that a disk errs.
class Said {
public:
    explicit Said(SearchDomain domain) {
        std::string last;
        for (;;) {
            const pg::Rows rows = pg::read(kBlocks, {code_of(domain), std::string_view(last)});
            if (rows.size() == 0) break;
            for (std::size_t i = 0; i < rows.size(); ++i) take(rows.text(i, 1));
            last = rows.text(rows.size() - 1, 0);
            pg::check_cancelled();
        }
        const pg::Rows rows = pg::read(kEntries, {code_of(domain)});
        for (std::size_t i = 0; i < rows.size(); ++i)
            note(rows.text(i, 0), static_cast<search::Posting>(rows.integer(i, 1)));
        std::sort(numbers_.begin(), numbers_.end());
    }

    bool leads_to(std::string_view key, search::Posting posting) const {
        return std::binary_search(numbers_.begin(), numbers_.end(), number(key, posting));
    }

private:
    static std::uint64_t number(std::string_view key, search::Posting posting) {
        return std::hash<std::string_view>()(key) ^ (posting * 0x9e3779b97f4a7c15ULL);
    }
    void note(std::string_view key, search::Posting posting) { numbers_.push_back(number(key, posting)); }

    void take(std::string_view content) {
        search::each_entry(content, [&](std::string_view key, std::string_view value) {
            const auto kind = static_cast<search::Kind>(key.front());
            if (kind == search::Kind::correction || kind == search::Kind::sound) return true;
            std::string word(key);
            if (kind == search::Kind::list)
                word = search::key(search::Kind::word, key.substr(1, key.rfind(' ') - 1));
            search::Reader reader(value);
            if (kind == search::Kind::word) reader.number();
            std::vector<search::Posting> postings;
            search::decode(reader.rest(), value.size(), postings);
            for (const search::Posting posting : postings) note(word, posting);
            return true;
        });
    }

    std::vector<std::uint64_t> numbers_;
};

bool is_found(const Said& said, const search::NameEntries& entries) {
    return std::all_of(entries.words.begin(), entries.words.end(), [&](const std::string& word) {
        return said.leads_to(search::key(search::Kind::word, word), entries.posting);
    });
}

bool is_found(const Said& said, const SearchedText& one) {
    return is_found(said, one.is_name ? search::entries_of_name(one.company, one.text)
                                      : search::entries_of_seat(one.company, one.text));
}

std::set<std::int64_t> unfound_companies(std::size_t most) {
    std::set<std::int64_t> unfound;
    const Said said(SearchDomain::companies);
    read_searched_texts(AsOf::statement, [&](const std::vector<SearchedText>& texts) {
        for (const SearchedText& one : texts)
            if (!unfound.contains(one.company) && !is_found(said, one)) unfound.insert(one.company);
        pg::check_cancelled();
        return unfound.size() < most;
    });
    return unfound;
}

void add_numbers(std::set<std::int64_t>& numbers, const pg::Rows& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) numbers.insert(rows.integer(i, 0));
}

/// Companies that mention persons whose names are not found.
std::set<std::int64_t> unfound_persons(std::size_t most) {
    std::set<std::int64_t> unfound;
    const auto limit = static_cast<std::int64_t>(most);
    add_numbers(unfound, pg::read(kNameless, {limit}));
    const Said said(SearchDomain::persons);
    for (std::int64_t last = 0; unfound.size() < most;) {
        const pg::Rows rows = pg::read(kPersonNames, {last});
        if (rows.size() == 0) break;
        std::vector<std::int64_t> names;
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (!is_found(said,
                          search::entries_of_person(rows.integer(i, 0), rows.text(i, 1), rows.text(i, 2))))
                names.push_back(rows.integer(i, 0));
        if (!names.empty()) add_numbers(unfound, pg::read(kMentioned, {&names, limit}));
        last = rows.integer(rows.size() - 1, 0);
        pg::check_cancelled();
    }
    return unfound;
}

}  // namespace

std::vector<std::int64_t> unfound_names(std::size_t most) {
    std::set<std::int64_t> unfound = unfound_persons(most);
    unfound.merge(unfound_companies(most));
    std::vector<std::int64_t> first(unfound.begin(), unfound.end());
    if (first.size() > most) first.resize(most);
    return first;
}

}  // namespace hr::registry
