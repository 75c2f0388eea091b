#include "registry/document.hpp"

#include "pg/database.hpp"

namespace hr::registry {
namespace {

// The register prints local time; a submitter's time is turned into the same kind.
constexpr const char* kLoad = R"(
select d.id, d.content, d.sha256, to_char(d.retrieved_at at time zone 'Europe/Berlin', 'YYYY-MM-DD HH24:MI:SS')
from (select f.*, sum(octet_length(f.content)) over (order by f.id) as bytes, row_number() over (order by f.id) as n
      from hr_registry.document f
      where f.id = any ($1)) d
where d.n = 1 or d.bytes <= 64 * 1024 * 1024
order by d.id)";

// Findings come as one array: the element of a finding says which document it belongs to.
constexpr const char* kWrite = R"(
insert into hr_registry.reading as r (document_id, xjustiz_version, fach_version, layout_guessed, findings, entities)
select t.document_id, t.xjustiz_version, t.fach_version, t.layout_guessed,
       array(select f.finding from unnest($6::bigint[], $7::text[]) with ordinality as f (document_id, finding, n)
             where f.document_id = t.document_id order by f.n),
       t.entities
from unnest($1::bigint[], $2::text[], $3::text[], $4::boolean[], $5::bigint[])
     as t (document_id, xjustiz_version, fach_version, layout_guessed, entities)
on conflict (document_id) do update
set xjustiz_version = excluded.xjustiz_version, fach_version = excluded.fach_version,
    layout_guessed = excluded.layout_guessed, findings = excluded.findings, entities = excluded.entities,
    read_at = excluded.read_at
where (r.xjustiz_version, r.fach_version, r.layout_guessed, r.findings, r.entities)
      is distinct from (excluded.xjustiz_version, excluded.fach_version, excluded.layout_guessed, excluded.findings,
                        excluded.entities))";

}  // namespace

std::vector<Document> load_documents(const std::vector<std::int64_t>& ids) {
    const pg::Rows rows = pg::query(kLoad, {&ids});
    std::vector<Document> documents;
    for (std::size_t i = 0; i < rows.size(); ++i)
        documents.push_back({rows.integer(i, 0), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                             std::string(rows.text(i, 3))});
    return documents;
}

void write_readings(const std::vector<ReadingNote>& notes) {
    std::vector<std::int64_t> document, entities, finding_document;
    std::vector<std::string> xjustiz_version, fach_version, finding;
    std::vector<bool> layout_guessed;
    for (const ReadingNote& note : notes) {
        document.push_back(note.document);
        xjustiz_version.push_back(note.xjustiz_version);
        fach_version.push_back(note.fach_version);
        layout_guessed.push_back(note.layout_guessed);
        entities.push_back(note.entities);
        for (const std::string& text : note.findings) {
            finding_document.push_back(note.document);
            finding.push_back(text);
        }
    }
    pg::query(kWrite, {&document, &xjustiz_version, &fach_version, &layout_guessed, &entities,
                       &finding_document, &finding});
}

}  // namespace hr::registry
