#include "registry/mention.hpp"

#include "core/person/assign.hpp"
#include "pg/database.hpp"
#include "registry/lock.hpp"
#include "registry/new_mention.hpp"

#include <algorithm>
#include <string>

namespace hr::registry {
namespace {

using core::history::Attribute;
using core::history::Row;
using core::person::Assignment;
using core::person::Join;
using core::person::Mention;

constexpr const char* kForget = "select hr_registry.forget_mentions($1, $2, $3, $4::integer)::text";

constexpr const char* kForgetAll = R"(
select hr_registry.forget_mentions(array_agg(k.company_id), array_agg(k.item), array_agg(k.document_id), $2::integer)::text
from (select m.company_id, m.item, m.document_id from hr_registry.mention m where m.company_id = any ($1)
      union
      select o.company_id, o.item, o.document_id from hr_registry.organisation_mention o
      where o.company_id = any ($1)) k)";

constexpr const char* kReached = R"(
select m.company_id, m.item, m.document_id, m.last_name, m.first_names, m.birth_date, m.residence, m.is_full,
       m.own_id::text, coalesce(m.apart_id::text, ''), coalesce(m.person_id::text, ''), coalesce(m.reason, ''),
       m.is_judged
from hr_registry.mentions_reached($1::text::uuid[], $2::integer) m)";

constexpr const char* kDisputable = R"(
select hr_registry.disputable_persons($1::text::uuid[] || $2::text::uuid[] || $3::text::uuid[], $3::text::uuid[], $4,
                                      $5)::text)";

constexpr std::int64_t kMostDates = core::person::kMostBirthDates;

constexpr const char* kJoins = "select j.one_id::text, j.other_id::text from hr_registry.person_join j";

constexpr const char* kRemove = R"(
delete from hr_registry.person_assignment a
using unnest($1::bigint[], $2::text[], $3::bigint[]) t (company_id, item, document_id)
where a.company_id = t.company_id and a.item = t.item and a.document_id = t.document_id)";

constexpr const char* kAssign = R"(
insert into hr_registry.person_assignment as a (company_id, item, document_id, person_id, reason)
select t.company_id, t.item, t.document_id, t.person_id::uuid, t.reason
from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[])
     t (company_id, item, document_id, person_id, reason)
on conflict (company_id, item, document_id) do update set person_id = excluded.person_id, reason = excluded.reason)";

constexpr const char* kForgetSeparations = R"(
delete from hr_registry.person_separation s
where s.company_id = any ($1)
  and not exists (select from hr_registry.mention m where m.company_id = s.company_id and m.own_id = s.own_id))";

constexpr const char* kForgetJoins = R"(
delete from hr_registry.person_join j
where exists (select from (values (j.one_id), (j.other_id)) e (id)
              where not exists (select from hr_registry.mention m where m.own_id = e.id)
                and not exists (select from hr_registry.person_separation s where s.person_id = e.id)))";

bool is_officer(const Row& row) {
    return row.attribute == Attribute::officer;
}

/// Keys of rows as columns: views of what they were made of.
struct Keys {
    std::vector<std::int64_t> company, document;
    std::vector<std::string_view> item;

    void add(std::int64_t company_id, std::string_view key, std::int64_t document_id) {
        company.push_back(company_id);
        item.push_back(key);
        document.push_back(document_id);
    }

    void add_officers(std::int64_t company_id, const std::vector<Row>& rows) {
        for (const Row& row : rows)
            if (is_officer(row)) add(company_id, row.key, row.document);
    }
};

std::string forget(const Keys& keys) {
    if (keys.company.empty()) return "{}";
    return std::string(pg::query(kForget, {&keys.company, &keys.item, &keys.document, kMostDates}).text(0, 0));
}

Mention mention_at(const pg::Rows& rows, std::size_t i) {
    const auto text = [&](std::size_t column) { return std::string(rows.text(i, column)); };
    return {rows.integer(i, 0), text(1), text(3), text(4), text(5), text(6), text(8),
            rows.boolean(i, 7), text(9)};
}

std::vector<Join> load_joins() {
    const pg::Rows rows = pg::query(kJoins);
    std::vector<Join> joins;
    for (std::size_t i = 0; i < rows.size(); ++i)
        joins.push_back({std::string(rows.text(i, 0)), std::string(rows.text(i, 1))});
    return joins;
}

/// What must be written so that the table says what the rule says.
struct Changes {
    Keys removed, assigned;
    std::vector<std::string_view> persons, reasons;

    void add(const pg::Rows& rows, std::size_t i, const Mention& mention, const Assignment& now) {
        const bool is_stored = !rows.text(i, 10).empty();
        const std::string_view reason = core::person::name_of(now.reason);
        if (now == core::person::by_itself(mention)) {
            if (is_stored) removed.add(mention.company, mention.office, rows.integer(i, 2));
        } else if (rows.text(i, 10) != now.person || rows.text(i, 11) != reason) {
            assigned.add(mention.company, mention.office, rows.integer(i, 2));
            persons.push_back(now.person);
            reasons.push_back(reason);
        }
    }

    std::int64_t write() const {
        if (!removed.company.empty())
            pg::query(kRemove, {&removed.company, &removed.item, &removed.document});
        if (!assigned.company.empty())
            pg::query(kAssign, {&assigned.company, &assigned.item, &assigned.document, &persons, &reasons});
        return static_cast<std::int64_t>(removed.company.size() + assigned.company.size());
    }
};

std::int64_t assign_reached(std::string_view seeds) {
    const pg::Rows rows = pg::query(kReached, {seeds, kMostDates});
    if (rows.size() == 0) return 0;
    std::vector<Mention> mentions;
    for (std::size_t i = 0; i < rows.size(); ++i) mentions.push_back(mention_at(rows, i));
    const std::vector<Assignment> assignments = core::person::assign(mentions, load_joins());
    Changes changes;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows.boolean(i, 12)) changes.add(rows, i, mentions[i], assignments[i]);
    return changes.write();
}

}  // namespace

void write_mentions(const std::vector<CompanyDifference>& differences,
                    const std::vector<std::int64_t>& cleared) {
    Keys gone;
    bool do_come = false;
    for (const auto& [company, difference] : differences) {
        gone.add_officers(company, difference.deleted);
        do_come = do_come || std::any_of(difference.inserted.begin(), difference.inserted.end(), is_officer);
    }
    if (gone.company.empty() && !do_come && cleared.empty()) return;
    take(Lock::persons);
    const std::string all =
        cleared.empty() ? "{}" : std::string(pg::query(kForgetAll, {&cleared, kMostDates}).text(0, 0));
    const std::string forgotten = forget(gone);
    const NewMentions fresh = note_mentions(differences);
    const std::string disputable(
        pg::query(kDisputable, {all, forgotten, fresh.numbers, &fresh.companies, &fresh.offices}).text(0, 0));
    if (disputable != "{}") assign_reached(disputable);
}

std::int64_t assign_persons(std::string_view seeds) {
    take(Lock::persons);
    return assign_reached(seeds);
}

void forget_decisions(const std::vector<std::int64_t>& companies) {
    pg::query(kForgetSeparations, {&companies});
    pg::query(kForgetJoins);
}

}  // namespace hr::registry
