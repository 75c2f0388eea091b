#include "registry/erasure.hpp"

#include "core/history/prose.hpp"
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

/// All columns in which documents write freely, and what they state as the last change.
std::string texts_query() {
    std::string texts =
        "select s.company_id, s.last_change from hr_registry.snapshot s\n"
        "where s.company_id > $2 and s.last_change like $3 and s.last_change ~ $1";
    for (const core::history::Prose& prose : core::history::kProse) {
        const std::string column = "t." + std::string(prose.column);
        texts += "\nunion all\nselect t.company_id, " + column + " from " +
                 std::string(core::history::info(prose.attribute).table) + " t where t.company_id > $2 and " +
                 column + " like $3 and " + column + " ~ $1";
    }
    return texts + "\norder by 1";
}

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
        return "0?" + std::string(digits.substr(std::min(digits.find_first_not_of('0'), digits.size())));
    };
    const std::string day = number(8), month = number(5), gap = "[^0-9]{1,60}";
    const std::string century(date.substr(0, 2)), year(date.substr(2, 2));
    const std::string in_century = "(" + century + ")?" + year;
    const std::string digits = century + year + std::string(date.substr(5, 2)) + std::string(date.substr(8));
    const std::string turned = std::string(date.substr(8)) + std::string(date.substr(5, 2)) + century + year;
    return "(^|[^0-9])(" + day + gap + "(" + month + gap + ")?" + in_century + "|" + month + gap + day + gap +
           in_century + "|" + century + year + gap + month + gap + day + "|" + digits + "|" + turned +
           ")([^0-9]|$)";
}

std::string year_pattern(std::string_view date) {
    return "%" + std::string(date.substr(2, 2)) + "%";
}

std::vector<CompanyText> texts_with_date(std::string_view date, std::int64_t after) {
    static const std::string kTexts = texts_query();
    const std::string pattern = date_pattern(date), year = year_pattern(date);
    const pg::Rows rows = pg::query(kTexts.c_str(), {pattern, after, year});
    std::vector<CompanyText> texts;
    for (std::size_t i = 0; i < rows.size(); ++i)
        texts.push_back({rows.integer(i, 0), std::string(rows.text(i, 1))});
    return texts;
}

void finish_erasure(std::int64_t id, const ErasureCounts& counts) {
    pg::query(kFinish, {id, counts.companies, counts.documents, counts.events});
}

std::int64_t continue_erasure(std::int64_t id, const ErasureCounts& counts, std::int64_t after) {
    pg::query(kCount, {id, counts.companies, counts.documents, counts.events});
    return pg::query("select hr_registry.enqueue_erasure($1, $2)", {id, after}).integer(0, 0);
}

}  // namespace hr::registry
