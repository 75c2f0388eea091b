#include "registry/company.hpp"

#include "core/digest.hpp"
#include "pg/database.hpp"
#include "pg/insert.hpp"
#include "registry/lock.hpp"

#include <algorithm>

namespace hr::registry {
namespace {

using core::history::Snapshot;
using core::identity::RegisterId;

/// Register entries as columns.
struct Keys {
    std::vector<std::string> court, type, suffix, former_court;
    std::vector<std::int64_t> number, position;
    std::vector<pg::OptionalText> euid;

    void add(const RegisterId& id) {
        court.push_back(id.court);
        type.push_back(id.type);
        number.push_back(id.number);
        suffix.push_back(id.suffix);
        former_court.push_back(id.former_court);
        position.push_back(static_cast<std::int64_t>(position.size()));
        euid.push_back(core::identity::euid(id));
    }
};

constexpr const char* kUnambiguous = R"(
select t.position
from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[])
     as t (court, type, number, suffix, former_court, position)
where exists (select from hr_registry.registration r
              where (r.court, r.register_type, r.register_number, r.suffix, r.former_court)
                    = (t.court, t.type, t.number, t.suffix, t.former_court))
   or not exists (select from hr_registry.registration r
                  where (r.court, r.register_type, r.register_number) = (t.court, t.type, t.number))
order by t.position)";

// In the server's table of locks and not on rows: they cover entries that do not exist yet.
void lock_entries(const std::vector<RegisterId>& ids) {
    std::vector<std::uint32_t> keys;
    for (const RegisterId& id : ids) {
        core::Digest digest;
        for (const std::string& part :
             {id.court, id.type, std::to_string(id.number), id.suffix, id.former_court})
            digest.add(part);
        keys.push_back(static_cast<std::uint32_t>(digest.number()));
    }
    take_companies(std::move(keys));
}

constexpr const char* kFind = R"(
select t.position, c.id, c.fold_version
from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[])
     as t (court, type, number, suffix, former_court, position)
join hr_registry.registration r
  on (r.court, r.register_type, r.register_number, r.suffix, r.former_court)
     = (t.court, t.type, t.number, t.suffix, t.former_court)
join hr_registry.company c on c.id = r.company_id)";

constexpr const char* kRegistrations = R"(
select r.court, r.register_type, r.register_number, r.suffix, r.former_court
from hr_registry.registration r
where r.company_id = any ($1))";

constexpr const char* kSnapshots = R"(
select s.company_id, s.document_id, to_char(s.retrieved, 'YYYY-MM-DD HH24:MI:SS'),
       coalesce(to_char(s.last_entry, 'YYYY-MM-DD'), ''), coalesce(s.entry_count, -1), d.sha256, s.facts,
       coalesce(s.last_change, ''), exists (select from hr_registry.import i where i.document_id = s.document_id)
from hr_registry.snapshot s join hr_registry.document d on d.id = s.document_id
where s.company_id = any ($1))";

constexpr const char* kReplaceSnapshots = R"(
update hr_registry.snapshot s
set retrieved = t.retrieved::timestamp, last_entry = t.last_entry::date, entry_count = t.entry_count,
    facts = t.facts, last_change = t.last_change, recorded_at = now()
from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bytea[], $7::text[])
     as t (company_id, document_id, retrieved, last_entry, entry_count, facts, last_change)
where s.company_id = t.company_id and s.document_id = t.document_id
  and (s.retrieved, s.last_entry, s.entry_count, s.facts, s.last_change)
      is distinct from (t.retrieved::timestamp, t.last_entry::date, t.entry_count, t.facts, t.last_change))";

constexpr const char* kRemoveSnapshots =
    "delete from hr_registry.snapshot s where s.company_id = any ($1) and s.document_id = $2";

constexpr const char* kMarkFolded =
    "update hr_registry.company set fold_version = $2 where id = any ($1) and fold_version <> $2";

void load_snapshots(Companies& companies) {
    std::map<std::int64_t, Company*> by_id;
    std::vector<std::int64_t> ids;
    for (auto& [key, company] : companies) {
        by_id[company.id] = &company;
        ids.push_back(company.id);
    }
    const pg::Rows rows = pg::query(kSnapshots, {&ids});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Snapshot snapshot;
        snapshot.document = rows.integer(i, 1);
        snapshot.retrieved = rows.text(i, 2);
        snapshot.last_entry = rows.text(i, 3);
        snapshot.entry_count = static_cast<int>(rows.integer(i, 4));
        snapshot.sha256 = rows.text(i, 5);
        snapshot.facts = core::history::decode(rows.text(i, 6));
        snapshot.last_change = rows.text(i, 7);
        snapshot.is_partial = rows.boolean(i, 8);
        by_id[rows.integer(i, 0)]->snapshots.push_back(std::move(snapshot));
    }
}

Companies lock_and_find(const std::vector<RegisterId>& ids) {
    Keys keys;
    for (const RegisterId& id : ids) keys.add(id);
    lock_entries(ids);
    const pg::Rows rows = pg::query(
        kFind, {&keys.court, &keys.type, &keys.number, &keys.suffix, &keys.former_court, &keys.position});
    Companies companies;
    for (std::size_t i = 0; i < rows.size(); ++i)
        companies[ids[static_cast<std::size_t>(rows.integer(i, 0))]] = {
            rows.integer(i, 1), static_cast<int>(rows.integer(i, 2)), {}};
    return companies;
}

void create_missing(const std::vector<RegisterId>& ids, Companies& companies) {
    Keys missing;
    std::vector<const RegisterId*> order;
    for (const RegisterId& id : ids) {
        if (companies.contains(id)) continue;
        missing.add(id);
        order.push_back(&id);
    }
    if (order.empty()) return;
    const std::vector<std::int64_t> numbers = pg::next_numbers("hr_registry.company_id_seq", order.size());
    pg::insert("hr_registry.company",
               {{"id", &numbers}, {"fold_version", std::int64_t{core::history::kFoldVersion}}});
    pg::insert("hr_registry.registration", {{"court", &missing.court},
                                            {"register_type", &missing.type},
                                            {"register_number", &missing.number},
                                            {"suffix", &missing.suffix},
                                            {"former_court", &missing.former_court},
                                            {"company_id", &numbers},
                                            {"euid", &missing.euid}});
    for (std::size_t i = 0; i < order.size(); ++i)
        companies[*order[i]] = {numbers[i], core::history::kFoldVersion, {}};
}

/// Snapshots as columns: views of the snapshots, which must live as long.
struct SnapshotColumns {
    std::vector<std::int64_t> company, document;
    std::vector<pg::OptionalInteger> entry_count;
    std::vector<std::string_view> retrieved;
    std::vector<pg::OptionalView> last_entry, last_change;
    std::vector<pg::Bytes> facts;

    void add(const NewSnapshot& entry) {
        company.push_back(entry.company);
        document.push_back(entry.document);
        retrieved.push_back(entry.retrieved);
        last_entry.push_back(entry.last_entry.empty() ? std::nullopt : pg::OptionalView(entry.last_entry));
        entry_count.push_back(entry.entry_count < 0 ? std::nullopt : pg::OptionalInteger(entry.entry_count));
        facts.push_back({entry.facts});
        last_change.push_back(entry.last_change.empty() ? std::nullopt : pg::OptionalView(entry.last_change));
    }
};

}  // namespace

std::vector<RegisterId> register_entries(const std::vector<std::int64_t>& companies) {
    const pg::Rows rows = pg::query(kRegistrations, {&companies});
    std::vector<RegisterId> ids;
    for (std::size_t i = 0; i < rows.size(); ++i)
        ids.push_back({std::string(rows.text(i, 0)), std::string(rows.text(i, 1)), rows.integer(i, 2),
                       std::string(rows.text(i, 3)), std::string(rows.text(i, 4))});
    return ids;
}

Companies lock_companies(const std::vector<RegisterId>& ids) {
    Companies companies = lock_and_find(ids);
    load_snapshots(companies);
    create_missing(ids, companies);
    return companies;
}

Companies lock_companies_only(const std::vector<RegisterId>& ids) {
    Companies companies = lock_and_find(ids);
    create_missing(ids, companies);
    return companies;
}

NewSnapshot new_snapshot(const Company& company, const Snapshot& snapshot) {
    const bool is_known = std::any_of(company.snapshots.begin(), company.snapshots.end(),
                                      [&](const Snapshot& s) { return s.document == snapshot.document; });
    return {company.id,           snapshot.document,
            snapshot.retrieved,   snapshot.last_entry,
            snapshot.entry_count, core::history::encode(snapshot.facts),
            snapshot.last_change, is_known};
}

void write_snapshots(const std::vector<NewSnapshot>& snapshots) {
    SnapshotColumns fresh, replaced;
    for (const NewSnapshot& entry : snapshots) (entry.is_known ? replaced : fresh).add(entry);
    pg::insert("hr_registry.snapshot", {{"company_id", &fresh.company},
                                        {"document_id", &fresh.document},
                                        {"retrieved", &fresh.retrieved},
                                        {"last_entry", &fresh.last_entry},
                                        {"entry_count", &fresh.entry_count},
                                        {"facts", &fresh.facts},
                                        {"last_change", &fresh.last_change}});
    if (replaced.company.empty()) return;
    pg::query(kReplaceSnapshots,
              {&replaced.company, &replaced.document, &replaced.retrieved, &replaced.last_entry,
               &replaced.entry_count, &replaced.facts, &replaced.last_change});
}

void remove_snapshots(const std::vector<std::int64_t>& companies, std::int64_t document) {
    if (!companies.empty()) pg::query(kRemoveSnapshots, {&companies, document});
}

std::vector<RegisterId> unambiguous(const std::vector<RegisterId>& ids) {
    Keys keys;
    for (const RegisterId& id : ids) keys.add(id);
    const pg::Rows rows = pg::query(kUnambiguous, {&keys.court, &keys.type, &keys.number, &keys.suffix,
                                                   &keys.former_court, &keys.position});
    std::vector<RegisterId> certain;
    for (std::size_t i = 0; i < rows.size(); ++i)
        certain.push_back(ids[static_cast<std::size_t>(rows.integer(i, 0))]);
    return certain;
}

void mark_folded(const std::vector<std::int64_t>& companies) {
    if (!companies.empty()) pg::query(kMarkFolded, {&companies, std::int64_t{core::history::kFoldVersion}});
}

}  // namespace hr::registry
