#include "registry/erasure.hpp"

#include "pg/database.hpp"
#include "registry/lock.hpp"

#include <algorithm>

namespace hr::registry {
namespace {

constexpr const char* kErasedAmong = R"(
select t.place - 1, e.id
from unnest(hr_registry.person_tokens($1)) with ordinality as t (token, place)
join hr_registry.erasure e on e.token = t.token
order by e.id, t.place)";

constexpr const char* kLoad = R"(
select e.person is not null, coalesce(e.person ->> 'last_name', ''), coalesce(e.person ->> 'first_names', ''),
       coalesce(e.person ->> 'birth_date', '')
from hr_registry.erasure e
where e.id = $1)";

constexpr const char* kBorn = R"(
select distinct o.company_id, coalesce(o.name_prefix, ''), coalesce(o.last_name, ''), coalesce(o.first_names, '')
from hr_registry.officer o
where o.birth_date = $1 and o.company_id > $2
order by o.company_id)";

constexpr const char* kEntries = R"(
select r.company_id, r.text
from hr_registry.register_entry r
where r.company_id > $2 and r.text ~ $1
order by r.company_id)";

constexpr const char* kFinish = R"(
update hr_registry.erasure e
set companies = e.companies + $2, documents = e.documents + $3, events = e.events + $4, person = null,
    finished_at = clock_timestamp()
where e.id = $1)";

constexpr const char* kCount = R"(
update hr_registry.erasure e
set companies = e.companies + $2, documents = e.documents + $3, events = e.events + $4
where e.id = $1)";

}  // namespace

bool share_erasures() {
    share(Lock::erasures);
    return pg::query("select exists (select from hr_registry.erasure)").boolean(0, 0);
}

std::vector<ErasedPerson> erased_among(const std::vector<std::string>& persons) {
    const pg::Rows rows = pg::query(kErasedAmong, {&persons});
    std::vector<ErasedPerson> erased;
    for (std::size_t i = 0; i < rows.size(); ++i)
        erased.push_back({static_cast<std::size_t>(rows.integer(i, 0)), rows.integer(i, 1)});
    return erased;
}

std::optional<Erasure> lock_erasure(std::int64_t id) {
    take(Lock::erasures);
    const pg::Rows rows = pg::query(kLoad, {id});
    if (rows.size() == 0) return std::nullopt;
    Erasure erasure{id, std::nullopt};
    if (rows.boolean(0, 0))
        erasure.person = core::history::Person{std::string(rows.text(0, 1)), std::string(rows.text(0, 2)),
                                               std::string(rows.text(0, 3))};
    return erasure;
}

std::vector<OfficerName> officers_born_on(std::string_view date, std::int64_t after) {
    const pg::Rows rows = pg::query(kBorn, {date, after});
    std::vector<OfficerName> officers;
    for (std::size_t i = 0; i < rows.size(); ++i)
        officers.push_back({rows.integer(i, 0), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                            std::string(rows.text(i, 3))});
    return officers;
}

std::string date_pattern(std::string_view date) {
    const auto number = [&](std::size_t at) {
        const std::string_view digits = date.substr(at, 2);
        return std::string(digits.substr(std::min(digits.find_first_not_of('0'), digits.size())));
    };
    const std::string day = number(8), month = number(5);
    const std::string century(date.substr(0, 2)), year(date.substr(2, 2));
    return "(^|[^0-9])(0?" + day + "[^0-9]{1,2}(0?" + month + ")?[^0-9]{1,14}(" + century + ")?" + year + "|" +
           std::string(date) + ")([^0-9]|$)";
}

std::vector<EntryText> entries_with_date(std::string_view date, std::int64_t after) {
    const std::string pattern = date_pattern(date);
    const pg::Rows rows = pg::query(kEntries, {pattern, after});
    std::vector<EntryText> entries;
    for (std::size_t i = 0; i < rows.size(); ++i)
        entries.push_back({rows.integer(i, 0), std::string(rows.text(i, 1))});
    return entries;
}

void finish_erasure(std::int64_t id, const ErasureCounts& counts) {
    pg::query(kFinish, {id, counts.companies, counts.documents, counts.events});
}

std::int64_t continue_erasure(std::int64_t id, const ErasureCounts& counts, std::int64_t after) {
    pg::query(kCount, {id, counts.companies, counts.documents, counts.events});
    return pg::query("select hr_registry.enqueue_erasure($1, $2)", {id, after}).integer(0, 0);
}

}  // namespace hr::registry
