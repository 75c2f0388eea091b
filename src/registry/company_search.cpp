#include "registry/company_search.hpp"

#include "core/search/candidates.hpp"
#include "pg/database.hpp"
#include "registry/search_index.hpp"

namespace hr::registry {
namespace {

namespace search = core::search;

constexpr SearchDomain kDomain = SearchDomain::companies;
constexpr std::size_t kMost = 300;           ///< companies that are compared
constexpr std::size_t kMostFiltered = 1000;  ///< the same where most may not fit a filter

// Seat and status once for a company, not once for each of its names.
constexpr const char* kNames = R"(
with company as materialized (
    select c.id, s.city, t.code
    from unnest($1::bigint[]) as c (id)
    left join hr_registry.company_seat s on s.company_id = c.id and s.valid_to is null
    left join hr_registry.company_status t on t.company_id = c.id and t.valid_to is null
    where not exists (select from hr_registry.hidden_company h where h.company_id = c.id))
select c.id, n.name, n.is_former, coalesce(c.city, ''), coalesce(c.code = '002', false)
from company c
cross join lateral (
    select m.name, m.valid_to is not null as is_former from hr_registry.company_name m
    where m.company_id = c.id and m.name is not null and ($2 or m.valid_to is null)
    union all
    select f.name, true from hr_registry.company_former_name f
    where f.company_id = c.id and f.name is not null and $2) n)";

// The filters are parsed once, not once for each company.
constexpr const char* kFitting = R"(
select c.id
from unnest($1::bigint[]) with ordinality as c (id, place)
where hr_registry.fits_filter(c.id, (select nullif($2, '')::text[]), (select nullif($3, '')::text[]),
                              (select nullif($4, '')::text[]), nullif($5, ''))
order by c.place)";

bool is_empty(const SearchFilter& filter) {
    return filter.register_types.empty() && filter.courts.empty() && filter.legal_forms.empty() &&
           filter.city.empty();
}

std::vector<std::int64_t> fitting(const std::vector<std::int64_t>& companies, const SearchFilter& filter) {
    if (is_empty(filter) || companies.empty()) return companies;
    const pg::Rows rows = pg::read(
        kFitting, {&companies, filter.register_types, filter.courts, filter.legal_forms, filter.city});
    std::vector<std::int64_t> fit;
    for (std::size_t i = 0; i < rows.size() && fit.size() < kMost; ++i) fit.push_back(rows.integer(i, 0));
    return fit;
}

/// Views of the rows, which must live as long.
std::vector<search::Candidate> names_in(const pg::Rows& rows) {
    std::vector<search::Candidate> names;
    for (std::size_t i = 0; i < rows.size(); ++i)
        names.push_back(
            {rows.integer(i, 0), rows.text(i, 1), rows.text(i, 3), rows.boolean(i, 2), !rows.boolean(i, 4)});
    return names;
}

}  // namespace

search::Hits search_companies(std::string_view text, search::Mode mode, const SearchFilter& filter) {
    search::Query query = search::read_query(text, mode, filter.near.empty() ? filter.city : filter.near);
    search::Answers answers;
    look_up(kDomain, search::first_wanted(query), answers);
    look_up(kDomain, search::interpret(query, answers), answers);
    look_up(kDomain, search::weigh(query, answers), answers);
    const search::Candidates found =
        search::candidates(query, answers, is_empty(filter) ? kMost : kMostFiltered);
    const std::vector<std::int64_t> companies = fitting(found.companies, filter);
    const pg::Rows rows = pg::read(kNames, {&companies, filter.includes_former});
    search::Hits hits{search::rank(query, text, names_in(rows)), 0};
    const auto compared = static_cast<std::int64_t>(hits.hits.size());
    hits.total = found.is_cut && is_empty(filter) ? std::max(found.total, compared) : compared;
    return hits;
}

search::Hits companies_beginning(std::string_view text, std::size_t most) {
    search::Query query = search::read_query(text, search::Mode::prefix, {});
    search::Answers answers;
    look_up(kDomain, search::first_wanted(query), answers);
    search::interpret(query, answers);
    look_up(kDomain, search::weigh(query, answers), answers);
    const std::vector<std::int64_t> companies = search::beginnings(query, answers, 3 * most + 30);
    const pg::Rows rows = pg::read(kNames, {&companies, true});
    search::Hits hits{search::rank_beginnings(query, names_in(rows)), 0};
    hits.total = static_cast<std::int64_t>(hits.hits.size());
    if (hits.hits.size() > most) hits.hits.resize(most);
    return hits;
}

}  // namespace hr::registry
