#include "registry/announcement.hpp"

#include "core/array_literal.hpp"
#include "pg/database.hpp"
#include "pg/insert.hpp"
#include "registry/erasure.hpp"

namespace hr::registry {
namespace {

using core::announcement::Announcement;
using core::identity::RegisterId;
using core::legal::Party;

constexpr const char* kDelete = R"(
with parties as (delete from hr_registry.announcement_party p where p.document_id = any ($1))
delete from hr_registry.announcement a where a.document_id = any ($1))";

constexpr const char* kEvents = R"(
select e.document_id, e.company_id, replace(e.identity::text, '-', '')
from hr_registry.announcement a
join hr_registry.change_event e on e.company_id = a.company_id and e.document_id = a.document_id
where a.document_id = any ($1) and e.retracts is null
  and not exists (select from hr_registry.change_event r where r.company_id = e.company_id and r.retracts = e.seq))";

constexpr const char* kWithDate = R"(
select a.document_id, coalesce(a.company_id, 0), a.body
from hr_registry.announcement a
where coalesce(a.company_id > $2, $2 = 0) and a.body like $3 and a.body ~ $1
order by a.company_id, a.document_id)";

constexpr const char* kOf = R"(
select a.document_id, a.company_id, a.body
from hr_registry.announcement a
where a.company_id = any ($1) and a.body is not null
order by a.document_id)";

constexpr const char* kErase = R"(
with parties as (
    update hr_registry.announcement_party p set name = $2, seat = null where p.document_id = any ($1) and p.name is not null)
update hr_registry.announcement a set body = $2 where a.document_id = any ($1))";

using pg::stated;

pg::OptionalView view_of(const std::optional<std::string>& text) {
    return text ? pg::OptionalView(*text) : std::nullopt;
}

/// Register entries as columns, null where there is none: views of the entries, which must live as long.
struct EntryColumns {
    std::vector<pg::OptionalView> type, suffix, former_court;
    std::vector<pg::OptionalInteger> number;

    void add(const std::optional<RegisterId>& id) {
        type.push_back(id ? pg::OptionalView(id->type) : std::nullopt);
        number.push_back(id ? pg::OptionalInteger(id->number) : std::nullopt);
        suffix.push_back(id ? pg::OptionalView(id->suffix) : std::nullopt);
        former_court.push_back(id ? pg::OptionalView(id->former_court) : std::nullopt);
    }
};

/// Announcements as columns: views of them, which must live as long.
struct Columns {
    std::vector<std::int64_t> document;
    std::vector<pg::OptionalInteger> company;
    std::vector<std::string_view> court, published, category, kind, stage;
    std::vector<bool> cross_border, former_layout;
    EntryColumns entry;
    std::vector<pg::OptionalView> reference, name, legal_form, seat, entered, withdrawn, agreement,
        resolution, effective, filed, amount, currency, body;
    std::vector<std::string> findings;

    void add(const StoredAnnouncement& stored) {
        const Announcement& a = stored.announcement;
        document.push_back(stored.document);
        company.push_back(stored.company > 0 ? pg::OptionalInteger(stored.company) : std::nullopt);
        court.push_back(a.id ? a.id->court : a.court);
        entry.add(a.id);
        published.push_back(a.published);
        category.push_back(core::announcement::code(a.category));
        kind.push_back(core::legal::code(a.event.kind));
        stage.push_back(core::legal::code(a.event.stage));
        cross_border.push_back(a.event.cross_border);
        former_layout.push_back(a.former_layout);
        reference.push_back(stated(a.reference));
        name.push_back(stated(a.name));
        legal_form.push_back(stated(a.legal_form));
        seat.push_back(stated(a.seat));
        entered.push_back(view_of(a.entered));
        withdrawn.push_back(view_of(a.withdrawn_at));
        agreement.push_back(view_of(a.dates.agreement));
        resolution.push_back(view_of(a.dates.resolution));
        effective.push_back(view_of(a.dates.effective));
        filed.push_back(view_of(a.dates.filed));
        amount.push_back(a.amount ? pg::OptionalView(a.amount->value) : std::nullopt);
        currency.push_back(a.amount ? pg::OptionalView(a.amount->currency) : std::nullopt);
        body.push_back(stated(a.body));
        core::ArrayLiteral literal;
        for (const std::string& finding : a.findings) literal.add(finding);
        findings.push_back(literal.text());
    }
};

/// Parties as columns: views of them, which must live as long.
struct PartyColumns {
    std::vector<std::int64_t> document, place;
    std::vector<pg::OptionalView> name, seat, role, court;
    std::vector<std::string_view> label;
    EntryColumns entry;

    void add(std::int64_t document_id, std::int64_t at, const Party& party) {
        document.push_back(document_id);
        place.push_back(at);
        name.push_back(stated(party.name));
        seat.push_back(stated(party.seat));
        role.push_back(stated(party.role));
        court.push_back(stated(party.id ? party.id->court : party.court));
        label.push_back(party.label);
        entry.add(party.id);
    }
};

void insert(const Columns& c) {
    pg::insert("hr_registry.announcement", {{"document_id", &c.document},
                                            {"company_id", &c.company},
                                            {"court", &c.court},
                                            {"register_type", &c.entry.type},
                                            {"register_number", &c.entry.number},
                                            {"suffix", &c.entry.suffix},
                                            {"former_court", &c.entry.former_court},
                                            {"reference", &c.reference},
                                            {"name", &c.name},
                                            {"legal_form", &c.legal_form},
                                            {"seat", &c.seat},
                                            {"published", &c.published},
                                            {"entered", &c.entered},
                                            {"category", &c.category},
                                            {"kind", &c.kind},
                                            {"stage", &c.stage},
                                            {"cross_border", &c.cross_border},
                                            {"former_layout", &c.former_layout},
                                            {"withdrawn_at", &c.withdrawn},
                                            {"agreement_date", &c.agreement},
                                            {"resolution_date", &c.resolution},
                                            {"effective_date", &c.effective},
                                            {"filed_date", &c.filed},
                                            {"amount", &c.amount},
                                            {"currency", &c.currency},
                                            {"body", &c.body},
                                            {"findings", &c.findings}});
}

void insert(const PartyColumns& c) {
    pg::insert("hr_registry.announcement_party", {{"document_id", &c.document},
                                                  {"place", &c.place},
                                                  {"name", &c.name},
                                                  {"seat", &c.seat},
                                                  {"role", &c.role},
                                                  {"register_label", &c.label},
                                                  {"court", &c.court},
                                                  {"register_type", &c.entry.type},
                                                  {"register_number", &c.entry.number},
                                                  {"suffix", &c.entry.suffix},
                                                  {"former_court", &c.entry.former_court}});
}

std::vector<AnnouncementText> texts_in(const pg::Rows& rows) {
    std::vector<AnnouncementText> texts;
    for (std::size_t i = 0; i < rows.size(); ++i)
        texts.push_back({rows.integer(i, 0), rows.integer(i, 1), std::string(rows.text(i, 2))});
    return texts;
}

}  // namespace

void write_announcements(const std::vector<StoredAnnouncement>& announcements) {
    if (announcements.empty()) return;
    Columns columns;
    PartyColumns parties;
    for (const StoredAnnouncement& stored : announcements) {
        columns.add(stored);
        std::int64_t place = 0;
        for (const Party& party : stored.announcement.parties) parties.add(stored.document, ++place, party);
    }
    pg::query(kDelete, {&columns.document});
    insert(columns);
    insert(parties);
}

std::vector<AnnouncedEvent> announced_events(const std::vector<std::int64_t>& documents) {
    const pg::Rows rows = pg::query(kEvents, {&documents});
    std::vector<AnnouncedEvent> events;
    for (std::size_t i = 0; i < rows.size(); ++i)
        events.push_back({rows.integer(i, 0), rows.integer(i, 1), std::string(rows.text(i, 2))});
    return events;
}

std::vector<AnnouncementText> announcements_with_date(std::string_view date, std::int64_t after) {
    const std::string pattern = date_pattern(date), year = year_pattern(date);
    return texts_in(pg::query(kWithDate, {pattern, after, year}));
}

std::vector<AnnouncementText> announcements_of(const std::vector<std::int64_t>& companies) {
    return texts_in(pg::query(kOf, {&companies}));
}

void erase_announcements(const std::vector<std::int64_t>& documents, std::string_view replacement) {
    if (!documents.empty()) pg::query(kErase, {&documents, replacement});
}

}  // namespace hr::registry
