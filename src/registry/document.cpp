#include "registry/document.hpp"

#include "core/array_literal.hpp"
#include "pg/database.hpp"
#include "pg/insert.hpp"
#include "registry/erasure.hpp"

#include <set>

namespace hr::registry {
namespace {

constexpr const char* kLoad = R"(
select d.id, d.content, d.sha256, d.erased_at is not null
from (select f.id, f.content, f.sha256, f.erased_at, sum(octet_length(f.content)) over (order by f.id) as bytes,
             row_number() over (order by f.id) as n
      from hr_registry.document f
      where f.id = any ($1)) d
where d.n = 1 or d.bytes <= 64 * 1024 * 1024
order by d.id)";

// The register prints local time; a submitter's time is turned into the same kind.
constexpr const char* kRetrieved = R"(
select d.id, to_char(d.retrieved_at at time zone 'Europe/Berlin', 'YYYY-MM-DD HH24:MI:SS')
from hr_registry.document d
where d.id = any ($1))";

constexpr const char* kKnown =
    "select r.document_id from hr_registry.reading r where r.document_id = any ($1)";

constexpr const char* kReplace = R"(
with told as (
    select t.document_id, t.xjustiz_version, t.fach_version, t.layout_guessed, t.findings::text[] as findings, t.entities,
           t.message_id, t.message_created::timestamp as message_created, t.sender_court, t.sender_reference, t.event_code,
           t.notice_code, t.product, t.layout, t.unmapped::text[] as unmapped, t.matter, t.reference_year,
           t.reference_prefix, t.party_numbers::text[] as party_numbers, t.role_numbers::text[] as role_numbers,
           t.role_counts::text[] as role_counts, t.role_ids::text[] as role_ids
    from unnest($1::bigint[], $2::text[], $3::text[], $4::boolean[], $5::text[], $6::bigint[], $7::text[], $8::text[],
                $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
                $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[])
         as t (document_id, xjustiz_version, fach_version, layout_guessed, findings, entities, message_id,
               message_created, sender_court, sender_reference, event_code, notice_code, product, layout, unmapped,
               matter, reference_year, reference_prefix, party_numbers, role_numbers, role_counts, role_ids))
update hr_registry.reading r
set xjustiz_version = t.xjustiz_version, fach_version = t.fach_version, layout_guessed = t.layout_guessed,
    findings = t.findings, entities = t.entities, read_at = clock_timestamp(), message_id = t.message_id,
    message_created = t.message_created, sender_court = t.sender_court, sender_reference = t.sender_reference,
    event_code = t.event_code, notice_code = t.notice_code, product = t.product, layout = t.layout,
    unmapped = t.unmapped, matter = t.matter, reference_year = t.reference_year, reference_prefix = t.reference_prefix,
    party_numbers = t.party_numbers, role_numbers = t.role_numbers, role_counts = t.role_counts, role_ids = t.role_ids
from told t
where r.document_id = t.document_id
  and (r.xjustiz_version, r.fach_version, r.layout_guessed, r.findings, r.entities, r.message_id, r.message_created,
       r.sender_court, r.sender_reference, r.event_code, r.notice_code, r.product, r.layout, r.unmapped, r.matter,
       r.reference_year, r.reference_prefix, r.party_numbers, r.role_numbers, r.role_counts, r.role_ids)
      is distinct from (t.xjustiz_version, t.fach_version, t.layout_guessed, t.findings, t.entities, t.message_id,
                        t.message_created, t.sender_court, t.sender_reference, t.event_code, t.notice_code, t.product,
                        t.layout, t.unmapped, t.matter, t.reference_year, t.reference_prefix, t.party_numbers,
                        t.role_numbers, t.role_counts, t.role_ids))";

// Locked in one order, as submit_documents() does.
constexpr const char* kErase = R"(
with told as materialized (
    select d.id from hr_registry.document d where d.id = any ($1) and d.erased_at is null order by d.id for update)
update hr_registry.document d set content = '', erased_at = clock_timestamp() from told where d.id = told.id)";

constexpr const char* kFindings = R"(
select r.document_id, f.place, f.finding
from hr_registry.reading r, unnest(r.findings) with ordinality as f (finding, place)
where r.document_id = any ($1))";

constexpr const char* kMatters = R"(
select r.document_id, coalesce(r.matter, ''), coalesce(r.sender_reference, '')
from hr_registry.reading r
where r.document_id = any ($1))";

constexpr const char* kReplaceMatters = R"(
update hr_registry.reading r
set matter = case when t.matter_goes then $4 else r.matter end,
    sender_reference = case when t.reference_goes then $4 else r.sender_reference end
from unnest($1::bigint[], $2::boolean[], $3::boolean[]) as t (document_id, matter_goes, reference_goes)
where r.document_id = t.document_id)";

constexpr const char* kWithDate = R"(
select q.document_id, q.quotes
from (select r.document_id, concat_ws(e'\n', r.matter, r.sender_reference, array_to_string(r.findings, e'\n')) as quotes
      from hr_registry.reading r) q
where q.quotes like $2 and q.quotes ~ $1)";

constexpr const char* kUnread = R"(
select d.id
from hr_registry.document d
where d.erased_at is null
  and not exists (select from hr_registry.reading r where r.document_id = d.id)
  and not exists (select from hr_registry.announcement a where a.document_id = d.id)
  and not exists (select from hr_registry.import i where i.document_id = d.id)
  and not exists (select from hr_queue.ready q where q.id = d.job_id)
  and not exists (select from hr_queue.deferred q where q.id = d.job_id))";

constexpr const char* kReplaceFindings = R"(
update hr_registry.reading r
set findings = array(select case when t.place is null then f.finding else $3 end
                     from unnest(r.findings) with ordinality as f (finding, place)
                     left join unnest($1::bigint[], $2::bigint[]) as t (document_id, place)
                       on t.document_id = r.document_id and t.place = f.place
                     order by f.place)
where r.document_id = any ($1))";

std::string array_literal(const std::vector<std::string>& texts) {
    core::ArrayLiteral literal;
    for (const std::string& text : texts) literal.add(text);
    return literal.text();
}

/// Readings as columns: views of the notes, which must live as long.
struct Columns {
    std::vector<std::int64_t> document, entities;
    std::vector<std::string_view> xjustiz_version, fach_version;
    std::vector<bool> layout_guessed;
    std::vector<std::string> findings, unmapped, party_numbers, role_numbers, role_counts, role_ids;
    std::vector<std::string_view> layout;
    std::vector<pg::OptionalView> message_id, created, sender_court, sender_reference, event, notice, product,
        matter, reference_year, reference_prefix;

    void add(const ReadingNote& note) {
        document.push_back(note.document);
        xjustiz_version.push_back(note.xjustiz_version);
        fach_version.push_back(note.fach_version);
        layout_guessed.push_back(note.layout_guessed);
        findings.push_back(array_literal(note.findings));
        entities.push_back(note.entities);
        message_id.push_back(pg::stated(note.message.id));
        created.push_back(pg::stated(note.message.created));
        sender_court.push_back(pg::stated(note.message.sender_court));
        sender_reference.push_back(pg::stated(note.message.sender_reference));
        event.push_back(pg::stated(note.message.event));
        notice.push_back(pg::stated(note.message.notice));
        product.push_back(pg::stated(note.message.product));
        layout.push_back(note.layout);
        unmapped.push_back(array_literal(note.unmapped));
        matter.push_back(pg::stated(note.message.matter));
        reference_year.push_back(pg::stated(note.message.reference_year));
        reference_prefix.push_back(pg::stated(note.message.reference_prefix));
        party_numbers.push_back(array_literal(note.message.party_numbers));
        role_numbers.push_back(array_literal(note.message.role_numbers));
        role_counts.push_back(array_literal(note.message.role_counts));
        role_ids.push_back(array_literal(note.message.role_ids));
    }
};

std::set<std::int64_t> known_readings(const std::vector<ReadingNote>& notes) {
    std::vector<std::int64_t> documents;
    for (const ReadingNote& note : notes) documents.push_back(note.document);
    const pg::Rows rows = pg::query(kKnown, {&documents});
    std::set<std::int64_t> known;
    for (std::size_t i = 0; i < rows.size(); ++i) known.insert(rows.integer(i, 0));
    return known;
}

void replace_findings(const std::vector<std::int64_t>& ids,
                      const std::function<bool(std::string_view)>& is_to_go, std::string_view replacement) {
    std::vector<std::int64_t> documents, places;
    const pg::Rows rows = pg::query(kFindings, {&ids});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!is_to_go(rows.text(i, 2))) continue;
        documents.push_back(rows.integer(i, 0));
        places.push_back(rows.integer(i, 1));
    }
    if (!documents.empty()) pg::query(kReplaceFindings, {&documents, &places, replacement});
}

}  // namespace

std::vector<Document> load_documents(const std::vector<std::int64_t>& ids) {
    const pg::Rows rows = pg::query(kLoad, {&ids});
    std::vector<Document> documents;
    for (std::size_t i = 0; i < rows.size(); ++i)
        documents.push_back({rows.integer(i, 0), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                             rows.boolean(i, 3)});
    return documents;
}

std::map<std::int64_t, std::string> retrieval_times(const std::vector<std::int64_t>& ids) {
    std::map<std::int64_t, std::string> times;
    if (ids.empty()) return times;
    const pg::Rows rows = pg::query(kRetrieved, {&ids});
    for (std::size_t i = 0; i < rows.size(); ++i) times.emplace(rows.integer(i, 0), rows.text(i, 1));
    return times;
}

std::uint64_t erase_contents(const std::vector<std::int64_t>& ids) {
    return ids.empty() ? 0 : pg::query(kErase, {&ids}).affected();
}

void replace_quotes(const std::vector<std::int64_t>& ids,
                    const std::function<bool(std::string_view)>& is_to_go, std::string_view replacement) {
    replace_findings(ids, is_to_go, replacement);
    std::vector<std::int64_t> documents;
    std::vector<bool> matters, references;
    const pg::Rows rows = pg::query(kMatters, {&ids});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool matter_goes = is_to_go(rows.text(i, 1)), reference_goes = is_to_go(rows.text(i, 2));
        if (!matter_goes && !reference_goes) continue;
        documents.push_back(rows.integer(i, 0));
        matters.push_back(matter_goes);
        references.push_back(reference_goes);
    }
    if (!documents.empty()) pg::query(kReplaceMatters, {&documents, &matters, &references, replacement});
}

std::vector<ReadingQuotes> readings_with_date(std::string_view date) {
    const std::string pattern = date_pattern(date), year = year_pattern(date);
    const pg::Rows rows = pg::query(kWithDate, {pattern, year});
    std::vector<ReadingQuotes> readings;
    for (std::size_t i = 0; i < rows.size(); ++i)
        readings.push_back({rows.integer(i, 0), std::string(rows.text(i, 1))});
    return readings;
}

std::vector<std::int64_t> unread_documents() {
    const pg::Rows rows = pg::query(kUnread);
    std::vector<std::int64_t> documents;
    for (std::size_t i = 0; i < rows.size(); ++i) documents.push_back(rows.integer(i, 0));
    return documents;
}

void write_readings(const std::vector<ReadingNote>& notes) {
    const std::set<std::int64_t> known = known_readings(notes);
    Columns fresh, replaced;
    for (const ReadingNote& note : notes) (known.contains(note.document) ? replaced : fresh).add(note);
    pg::insert("hr_registry.reading", {{"document_id", &fresh.document},
                                       {"xjustiz_version", &fresh.xjustiz_version},
                                       {"fach_version", &fresh.fach_version},
                                       {"layout_guessed", &fresh.layout_guessed},
                                       {"findings", &fresh.findings},
                                       {"entities", &fresh.entities},
                                       {"message_id", &fresh.message_id},
                                       {"message_created", &fresh.created},
                                       {"sender_court", &fresh.sender_court},
                                       {"sender_reference", &fresh.sender_reference},
                                       {"event_code", &fresh.event},
                                       {"notice_code", &fresh.notice},
                                       {"product", &fresh.product},
                                       {"layout", &fresh.layout},
                                       {"unmapped", &fresh.unmapped},
                                       {"matter", &fresh.matter},
                                       {"reference_year", &fresh.reference_year},
                                       {"reference_prefix", &fresh.reference_prefix},
                                       {"party_numbers", &fresh.party_numbers},
                                       {"role_numbers", &fresh.role_numbers},
                                       {"role_counts", &fresh.role_counts},
                                       {"role_ids", &fresh.role_ids}});
    if (replaced.document.empty()) return;
    pg::query(kReplace, {&replaced.document,         &replaced.xjustiz_version, &replaced.fach_version,
                         &replaced.layout_guessed,   &replaced.findings,        &replaced.entities,
                         &replaced.message_id,       &replaced.created,         &replaced.sender_court,
                         &replaced.sender_reference, &replaced.event,           &replaced.notice,
                         &replaced.product,          &replaced.layout,          &replaced.unmapped,
                         &replaced.matter,           &replaced.reference_year,  &replaced.reference_prefix,
                         &replaced.party_numbers,    &replaced.role_numbers,    &replaced.role_counts,
                         &replaced.role_ids});
}

}  // namespace hr::registry
