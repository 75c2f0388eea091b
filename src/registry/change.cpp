#include "registry/change.hpp"

#include "pg/database.hpp"
#include "pg/insert.hpp"
#include "registry/lock.hpp"

namespace hr::registry {
namespace {

using core::history::Event;

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

constexpr const char* kPast = R"(
select e.seq, e.item, replace(e.identity::text, '-', ''), concat_ws(e'\n', e.subject, e.old_value, e.new_value)
from hr_registry.change_event e
where e.company_id = any ($1)
  and (e.retracts is not null
       or exists (select from hr_registry.change_event r where r.company_id = e.company_id and r.retracts = e.seq)))";

// The identity is a digest of what the event told; one and the same stays with an event and its retraction.
constexpr const char* kEmpty = R"(
update hr_registry.change_event e
set item = '', subject = null, old_value = null, new_value = null,
    identity = md5('erased ' || coalesce(e.retracts, e.seq))::uuid
where e.seq = any ($1))";

/// Events as columns: views of the events, which must live as long.
struct Columns {
    std::vector<std::int64_t> company, document;
    std::vector<std::string_view> kind, item, effective, identity;
    std::vector<bool> is_bound;
    std::vector<pg::OptionalView> subject, old_value, new_value;

    void add(std::int64_t company_id, const Event& event) {
        company.push_back(company_id);
        kind.push_back(event.kind);
        item.push_back(event.key);
        document.push_back(event.document);
        effective.push_back(event.effective);
        is_bound.push_back(event.effective_is_bound);
        subject.push_back(event.subject.empty() ? std::nullopt : pg::OptionalView(event.subject));
        old_value.push_back(event.old_value ? pg::OptionalView(*event.old_value) : std::nullopt);
        new_value.push_back(event.new_value ? pg::OptionalView(*event.new_value) : std::nullopt);
        identity.push_back(event.identity);
    }
};

void emit(const Columns& events) {
    if (events.company.empty()) return;
    const std::vector<std::int64_t> numbers =
        pg::next_numbers("hr_registry.change_seq", events.company.size());
    pg::insert("hr_registry.change_event", {{"seq", &numbers},
                                            {"company_id", &events.company},
                                            {"kind", &events.kind},
                                            {"item", &events.item},
                                            {"document_id", &events.document},
                                            {"effective_date", &events.effective},
                                            {"effective_is_bound", &events.is_bound},
                                            {"subject", &events.subject},
                                            {"old_value", &events.old_value},
                                            {"new_value", &events.new_value},
                                            {"identity", &events.identity}});
}

}  // namespace

void emit_events(const std::vector<CompanyDifference>& differences) {
    Columns emitted;
    Columns retracted;
    for (const auto& [company, difference] : differences) {
        for (const Event& event : difference.emitted) emitted.add(company, event);
        for (const Event& event : difference.retracted) retracted.add(company, event);
    }
    if (emitted.company.empty() && retracted.company.empty()) return;
    take(Lock::feed);
    if (!retracted.company.empty()) pg::query(kRetract, {&retracted.company, &retracted.identity});
    emit(emitted);
}

std::vector<PastEvent> past_events(const std::vector<std::int64_t>& companies) {
    const pg::Rows rows = pg::query(kPast, {&companies});
    std::vector<PastEvent> events;
    for (std::size_t i = 0; i < rows.size(); ++i)
        events.push_back({rows.integer(i, 0), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                          std::string(rows.text(i, 3))});
    return events;
}

void empty_events(const std::vector<std::int64_t>& numbers) {
    if (!numbers.empty()) pg::query(kEmpty, {&numbers});
}

}  // namespace hr::registry
