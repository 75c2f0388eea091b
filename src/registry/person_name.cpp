#include "registry/person_name.hpp"

#include "core/search/person_name.hpp"
#include "pg/database.hpp"
#include "registry/search_entry.hpp"
#include "registry/search_fold.hpp"
#include "registry/search_revision.hpp"

namespace hr::registry {
namespace {

constexpr const char* kNote = R"(
select n.id, n.last_name, n.first_names from hr_registry.note_person_names($1, $2) n)";

constexpr const char* kForget = R"(
select n.id, n.last_name, n.first_names from hr_registry.forget_person_names() n)";

std::vector<core::search::NameEntries> entries_of(const pg::Rows& rows) {
    std::vector<core::search::NameEntries> entries;
    for (std::size_t i = 0; i < rows.size(); ++i)
        entries.push_back(
            core::search::entries_of_person(rows.integer(i, 0), rows.text(i, 1), rows.text(i, 2)));
    return entries;
}

}  // namespace

void note_person_names(const std::vector<std::string>& last_names,
                       const std::vector<std::string>& first_names) {
    if (last_names.empty()) return;
    add_entries(SearchDomain::persons, entries_of(pg::query(kNote, {&last_names, &first_names})));
}

void forget_person_names() {
    lock_search_blocks();  // before the names are locked, as by who takes names of companies away
    remove_from_search(SearchDomain::persons, entries_of(pg::query(kForget)), {});
}

}  // namespace hr::registry
