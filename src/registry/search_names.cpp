#include "registry/search_names.hpp"

#include "core/search/entries.hpp"
#include "pg/database.hpp"
#include "registry/search_entry.hpp"
#include "registry/search_fold.hpp"

#include <set>

namespace hr::registry {
namespace {

namespace search = core::search;
using core::history::Attribute;
using core::history::Row;
using Names = std::vector<search::NameEntries>;

constexpr SearchDomain kDomain = SearchDomain::companies;

constexpr const char* kKept = R"(
select n.company_id, n.name, true from hr_registry.company_name n
where n.company_id = any ($1) and n.name is not null
union all
select f.company_id, f.name, true from hr_registry.company_former_name f
where f.company_id = any ($1) and f.name is not null
union all
select s.company_id, s.city, false from hr_registry.company_seat s
where s.company_id = any ($1) and s.city is not null)";

/// Adds what the row says, if it is about a name or a seat.
bool note(std::int64_t company, const Row& row, Names& names) {
    if (row.value.empty() || !row.value[0]) return false;
    if (row.attribute == Attribute::name || row.attribute == Attribute::former_name)
        names.push_back(search::entries_of_name(company, *row.value[0]));
    else if (row.attribute == Attribute::seat)
        names.push_back(search::entries_of_seat(company, *row.value[0]));
    else
        return false;
    return true;
}

Names names_of(const std::vector<std::int64_t>& companies) {
    const pg::Rows rows = pg::query(kKept, {&companies});
    Names names;
    for (std::size_t i = 0; i < rows.size(); ++i)
        names.push_back(rows.boolean(i, 2) ? search::entries_of_name(rows.integer(i, 0), rows.text(i, 1))
                                           : search::entries_of_seat(rows.integer(i, 0), rows.text(i, 1)));
    return names;
}

}  // namespace

void update_search(const std::vector<CompanyDifference>& differences) {
    Names come, gone;
    std::set<std::int64_t> losing;
    for (const auto& [company, difference] : differences) {
        for (const Row& row : difference.inserted) note(company, row, come);
        for (const Row& row : difference.deleted)
            if (note(company, row, gone)) losing.insert(company);
    }
    add_entries(kDomain, come);
    if (!gone.empty()) remove_from_search(kDomain, gone, names_of({losing.begin(), losing.end()}));
}

}  // namespace hr::registry
