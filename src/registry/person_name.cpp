#include "registry/person_name.hpp"

#include "core/search/person_name.hpp"
#include "pg/database.hpp"
#include "registry/search_entry.hpp"
#include "registry/search_fold.hpp"

namespace hr::registry {
namespace {

// In the order of names, so that two transactions that bring some of the same wait for each other in one
// direction only. It locks the table also where nothing is new: an erasure then sees the mentions that it
// must not forget.
constexpr const char* kNote = R"(
insert into hr_registry.person_name (last_name, first_names)
select distinct t.last_name collate "C", t.first_names collate "C"
from unnest($1::text[], $2::text[]) t (last_name, first_names)
where not exists (select from hr_registry.person_name n
                  where n.last_name = t.last_name collate "C" and n.first_names = t.first_names collate "C")
order by 1, 2
on conflict (last_name, first_names) do nothing
returning id, last_name, first_names)";

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
    remove_from_search(SearchDomain::persons, entries_of(pg::query(kForget)), {});
}

}  // namespace hr::registry
