#include "registry/bulk.hpp"

#include "pg/database.hpp"
#include "pg/insert.hpp"
#include "registry/lock.hpp"

#include <algorithm>

namespace hr::registry {
namespace {

using core::identity::RegisterId;

constexpr const char* kFind = R"(
select i.document_id, d.sha256, to_char(d.retrieved_at at time zone 'Europe/Berlin', 'YYYY-MM-DD HH24:MI:SS'),
       i.source, i.format, i.search_indexes <> '{}'
from hr_registry.import i join hr_registry.document d on d.id = i.document_id
where i.id = $1)";

constexpr const char* kLines = R"(
select l.number, l.line from hr_registry.import_line l where l.number between $1 and $2 order by l.number)";

constexpr const char* kEntries = R"(
select s.number, r.court, r.register_type, r.register_number, r.suffix, r.former_court
from unnest($2::text[]) as t (number)
join hr_registry.source_number s on s.source = $1 and s.number = t.number
join hr_registry.registration r on r.company_id = s.company_id)";

constexpr const char* kNumbers = R"(
insert into hr_registry.source_number as s (source, number, company_id)
select $1, t.number, t.company_id from unnest($2::text[], $3::bigint[]) as t (number, company_id)
order by t.number
on conflict (source, number) do update set company_id = excluded.company_id where s.company_id <> excluded.company_id)";

constexpr const char* kTake = R"(
delete from hr_registry.import_line l where l.number between $1 and $2 and l.number <> all ($3))";

constexpr const char* kEnd = R"(
select 1 from hr_registry.end_import_lines($1, $2, $3, $4, $5, $6, $7, $8))";

constexpr const char* kFinish = "select 1 from hr_registry.finish_import($1)";

void keep_failures(std::int64_t import, const std::vector<ImportFailure>& failures) {
    std::vector<std::int64_t> lines;
    std::vector<std::string_view> texts, reasons;
    for (const ImportFailure& failure : failures) {
        lines.push_back(failure.line);
        texts.push_back(failure.text);
        reasons.push_back(failure.reason);
    }
    pg::insert("hr_registry.import_failure",
               {{"import_id", import}, {"line", &lines}, {"content", &texts}, {"reason", &reasons}});
}

}  // namespace

void lock_put_off_search() {
    share(Lock::put_off_search);
}

std::optional<Import> find_import(std::int64_t id) {
    const pg::Rows rows = pg::query(kFind, {id});
    if (rows.size() == 0) return std::nullopt;
    const auto format = core::bulk::format_of(rows.text(0, 4));
    if (!format) throw Error(sqlstate::kInternal, "unknown format of an import");
    return Import{id,
                  rows.integer(0, 0),
                  std::string(rows.text(0, 1)),
                  std::string(rows.text(0, 2)),
                  std::string(rows.text(0, 3)),
                  *format,
                  rows.boolean(0, 5)};
}

std::vector<ImportLine> import_lines(std::int64_t from, std::int64_t to) {
    const pg::Rows rows = pg::query(kLines, {from, to});
    std::vector<ImportLine> lines;
    lines.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        lines.push_back({rows.integer(i, 0), std::string(rows.text(i, 1))});
    return lines;
}

std::map<std::string, RegisterId> entries_of_numbers(const std::string& source,
                                                     const std::vector<std::string>& numbers) {
    std::map<std::string, RegisterId> entries;
    if (numbers.empty()) return entries;
    const pg::Rows rows = pg::query(kEntries, {std::string_view(source), &numbers});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        RegisterId id{std::string(rows.text(i, 1)), std::string(rows.text(i, 2)), rows.integer(i, 3),
                      std::string(rows.text(i, 4)), std::string(rows.text(i, 5))};
        // A company that has moved has several entries; any of them leads to it.
        const auto [entry, is_new] = entries.emplace(rows.text(i, 0), id);
        if (!is_new) entry->second = std::min(entry->second, id);
    }
    return entries;
}

void note_numbers(const std::string& source, const std::vector<SourceNumber>& numbers) {
    std::map<std::string_view, std::int64_t> latest;
    for (const SourceNumber& number : numbers) latest[number.number] = number.company;
    std::vector<std::string_view> names;
    std::vector<std::int64_t> companies;
    for (const auto& [name, company] : latest) {
        names.push_back(name);
        companies.push_back(company);
    }
    if (!names.empty()) pg::query(kNumbers, {std::string_view(source), &names, &companies});
}

void end_import_lines(std::int64_t import, const ImportWork& work) {
    const std::uint64_t taken = pg::query(kTake, {work.from, work.to, &work.held}).affected();
    keep_failures(import, work.failures);
    std::vector<std::string_view> fields;
    std::vector<std::int64_t> lines;
    for (const auto& [field, count] : work.left_out) {
        fields.push_back(field);
        lines.push_back(count);
    }
    pg::query(kEnd,
              {import, static_cast<std::int64_t>(taken), static_cast<std::int64_t>(work.failures.size()),
               work.added, work.changed, work.unchanged, &fields, &lines});
}

void finish_import(std::int64_t import) {
    take(Lock::put_off_search);
    pg::query(kFinish, {import});
}

}  // namespace hr::registry
