#include "registry/person_search.hpp"

#include "core/search/person_candidates.hpp"
#include "core/search/person_score.hpp"
#include "pg/database.hpp"
#include "registry/search_index.hpp"

namespace hr::registry {
namespace {

namespace search = core::search;

constexpr SearchDomain kDomain = SearchDomain::persons;

constexpr const char* kNames = R"(
select n.id, n.last_name, n.first_names
from unnest($1::bigint[]) c (id) join hr_registry.person_name n on n.id = c.id)";

}  // namespace

std::vector<FoundName> search_person_names(std::string_view text, std::size_t most) {
    search::Query query = search::read_person_query(text);
    search::Answers answers;
    look_up(kDomain, search::first_wanted_of_person(query), answers);
    look_up(kDomain, search::interpret(query, answers), answers);
    search::weigh(query, answers);
    const search::PersonLists lists = search::lists_of_person(query, answers);
    look_up(kDomain, lists.wanted, answers);
    const std::vector<std::int64_t> ids = search::person_candidates(query, lists, answers, most);
    const pg::Rows rows = pg::read(kNames, {&ids});
    std::vector<search::PersonName> names;
    for (std::size_t i = 0; i < rows.size(); ++i)
        names.push_back({rows.integer(i, 0), rows.text(i, 1), rows.text(i, 2)});
    std::vector<FoundName> found;
    for (const search::PersonHit& hit : search::rank_persons(query, names))
        found.push_back(
            {std::string(hit.name.last_name), std::string(hit.name.first_names), hit.rank, hit.kind});
    return found;
}

}  // namespace hr::registry
