#include "registry/change.hpp"

#include "pg/database.hpp"

namespace hr::registry {
namespace {

using core::history::Event;

constexpr const char* kLock = "select count(pg_advisory_xact_lock(1751282022, 0))";

constexpr const char* kEmit = R"(
insert into hr_registry.change_event (seq, company_id, kind, item, document_id, effective_date, effective_is_bound,
                                      subject, old_value, new_value, identity)
select nextval('hr_registry.change_seq'), o.*
from (select t.company_id, t.kind, t.item, t.document_id, t.effective::date, t.is_bound, nullif(t.subject, ''),
             t.old_value, t.new_value, t.identity::uuid
      from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::boolean[], $7::text[],
                  $8::text[], $9::text[], $10::text[]) with ordinality
           as t (company_id, kind, item, document_id, effective, is_bound, subject, old_value, new_value, identity, n)
      order by t.n) o)";

// A retraction repeats what it retracts, so that a reader can act on it without looking back.
constexpr const char* kRetract = R"(
insert into hr_registry.change_event (seq, company_id, kind, item, document_id, effective_date, effective_is_bound,
                                      subject, old_value, new_value, identity, retracts)
select nextval('hr_registry.change_seq'), o.*
from (select e.company_id, e.kind, e.item, e.document_id, e.effective_date, e.effective_is_bound, e.subject,
             e.old_value, e.new_value, e.identity, e.seq
      from unnest($1::bigint[], $2::text[]) as t (company_id, identity)
      join hr_registry.change_event e on e.company_id = t.company_id and e.identity = t.identity::uuid
      where e.retracts is null
        and not exists (select from hr_registry.change_event r where r.company_id = e.company_id and r.retracts = e.seq)
      order by e.seq) o)";

/// Events as columns.
struct Columns {
    std::vector<std::int64_t> company, document;
    std::vector<std::string> kind, item, effective, subject, identity;
    std::vector<bool> is_bound;
    std::vector<pg::OptionalText> old_value, new_value;

    void add(std::int64_t company_id, const Event& event) {
        company.push_back(company_id);
        kind.push_back(event.kind);
        item.push_back(event.key);
        document.push_back(event.document);
        effective.push_back(event.effective);
        is_bound.push_back(event.effective_is_bound);
        subject.push_back(event.subject);
        old_value.push_back(event.old_value);
        new_value.push_back(event.new_value);
        identity.push_back(event.identity);
    }
};

}  // namespace

void emit_events(const std::vector<CompanyDifference>& differences) {
    Columns emitted;
    Columns retracted;
    for (const auto& [company, difference] : differences) {
        for (const Event& event : difference.emitted) emitted.add(company, event);
        for (const Event& event : difference.retracted) retracted.add(company, event);
    }
    if (emitted.company.empty() && retracted.company.empty()) return;
    pg::query(kLock);
    if (!retracted.company.empty()) pg::query(kRetract, {&retracted.company, &retracted.identity});
    pg::query(kEmit, {&emitted.company, &emitted.kind, &emitted.item, &emitted.document, &emitted.effective,
                      &emitted.is_bound, &emitted.subject, &emitted.old_value, &emitted.new_value,
                      &emitted.identity});
}

}  // namespace hr::registry
