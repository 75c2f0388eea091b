#include "processor/register_content.hpp"

#include "processor/document_job.hpp"
#include "processor/read_documents.hpp"
#include "registry/change.hpp"
#include "registry/company.hpp"
#include "registry/history.hpp"
#include "registry/mention.hpp"
#include "registry/search_names.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace hr::processor {
namespace {

using core::history::Snapshot;
using core::identity::RegisterId;
using queue::Job;
using queue::Outcome;

/// One job with what came of it so far.
struct Work {
    std::int64_t document = 0;
    std::optional<Error> error;
    std::vector<std::int64_t> companies;
};

/// New snapshots by register entry.
using Statements = std::map<RegisterId, std::vector<Snapshot>>;

Work begin(const Job& job) {
    DocumentJob read = document_job(job);
    return {read.document, std::move(read.error), {}};
}

ReadDocuments read_all(std::vector<Work>& works) {
    std::set<std::int64_t> ids;
    for (const Work& work : works)
        if (!work.error) ids.insert(work.document);
    ReadDocuments documents = read_documents(std::move(ids));
    for (Work& work : works) {
        if (work.error) continue;
        const auto found = documents.find(work.document);
        if (found == documents.end())
            work.error = no_such_document(work.document);
        else
            work.error = found->second.error;
    }
    return documents;
}

Snapshot snapshot_of(const registry::Document& document, core::xjustiz::Entity& entity) {
    return {document.id,     entity.retrieved,        entity.last_entry, entity.entry_count,
            document.sha256, std::move(entity.facts), entity.last_change};
}

/// A document states a company once: a repeated entry is noted and left out.
void collect(ReadDocument& read, Statements& statements) {
    for (auto& entity : read.reading->entities) {
        auto& snapshots = statements[entity.id];
        const auto same = [&](const Snapshot& s) { return s.document == read.document.id; };
        if (std::any_of(snapshots.begin(), snapshots.end(), same)) {
            read.reading->findings.push_back("the document states " + core::identity::label(entity.id) +
                                             " twice");
            continue;
        }
        snapshots.push_back(snapshot_of(read.document, entity));
    }
}

/// Does the company have a snapshot of the document that an earlier reader made?
bool is_outdated_snapshot(const registry::Companies& companies, const RegisterId& id, std::int64_t document) {
    const auto found = companies.find(id);
    if (found == companies.end() || found->second.fold_version == core::history::kFoldVersion) return false;
    return std::any_of(found->second.snapshots.begin(), found->second.snapshots.end(),
                       [&](const Snapshot& snapshot) { return snapshot.document == document; });
}

/// Snapshots that an earlier reader made lack what today's finds: the documents of such companies are read
/// again. One that cannot be read any more, or does not state the company any more, leaves its snapshot as it
/// is.
ReadDocuments read_outdated(const registry::Companies& companies, Statements& statements) {
    std::set<std::int64_t> ids;
    for (const auto& [id, company] : companies) {
        if (company.fold_version == core::history::kFoldVersion) continue;
        std::set<std::int64_t> fresh;
        for (const Snapshot& snapshot : statements.at(id)) fresh.insert(snapshot.document);
        for (const Snapshot& snapshot : company.snapshots)
            if (!fresh.contains(snapshot.document)) ids.insert(snapshot.document);
    }
    if (ids.empty()) return {};
    ReadDocuments again = read_documents(std::move(ids));
    for (auto& [number, read] : again) {
        if (!read.reading) continue;
        for (auto& entity : read.reading->entities)
            if (is_outdated_snapshot(companies, entity.id, number))
                statements.at(entity.id).push_back(snapshot_of(read.document, entity));
    }
    return again;
}

/// Puts new snapshots in the place of older readings of the same documents.
void merge(std::vector<Snapshot>& stored, std::vector<Snapshot> fresh) {
    std::erase_if(stored, [&](const Snapshot& old) {
        return std::any_of(fresh.begin(), fresh.end(),
                           [&](const Snapshot& s) { return s.document == old.document; });
    });
    std::move(fresh.begin(), fresh.end(), std::back_inserter(stored));
}

/// Histories written by another version of the fold are written anew: today's fold cannot tell what they
/// hold.
std::vector<std::int64_t> clear_outdated(const registry::Companies& companies) {
    std::vector<std::int64_t> outdated;
    for (const auto& [id, company] : companies)
        if (company.fold_version != core::history::kFoldVersion) outdated.push_back(company.id);
    registry::clear_history(outdated);
    registry::mark_folded(outdated);
    return outdated;
}

/// Uses up the snapshots of the company.
registry::CompanyDifference fold_company(registry::Company& company, std::vector<Snapshot> fresh) {
    core::history::History before = core::history::fold(company.snapshots);
    merge(company.snapshots, std::move(fresh));
    core::history::History after = core::history::fold(std::move(company.snapshots));
    if (company.fold_version != core::history::kFoldVersion)
        before.rows.clear();  // they go, see clear_outdated()
    return {company.id, core::history::difference(before, std::move(after))};
}

void write(Statements& statements, registry::Companies& companies) {
    std::vector<registry::NewSnapshot> snapshots;
    std::vector<registry::CompanyDifference> differences;
    for (auto& [id, fresh] : statements) {
        registry::Company& company = companies.at(id);
        for (const Snapshot& snapshot : fresh) snapshots.push_back(registry::new_snapshot(company, snapshot));
        differences.push_back(fold_company(company, std::move(fresh)));
    }
    const std::vector<std::int64_t> cleared = clear_outdated(companies);
    registry::write_snapshots(snapshots);
    registry::write_history(differences);
    registry::update_search(differences);
    registry::write_mentions(differences, cleared);
    registry::emit_events(differences);
}

registry::ReadingNote note_of(std::int64_t document, const core::xjustiz::Reading& reading) {
    return {document,
            reading.xjustiz_version,
            reading.fach_version,
            reading.layout_guessed,
            reading.layout,
            reading.findings,
            reading.unmapped,
            static_cast<std::int64_t>(reading.entities.size()),
            reading.message};
}

/// In order of number, so that two batches that read one document wait for each other in one direction only.
void note_readings(const ReadDocuments& documents, const ReadDocuments& again) {
    std::map<std::int64_t, registry::ReadingNote> notes;
    for (const ReadDocuments* all : {&documents, &again})
        for (const auto& [id, read] : *all)
            if (read.reading) notes.emplace(id, note_of(id, *read.reading));
    std::vector<registry::ReadingNote> list;
    for (auto& [id, note] : notes) list.push_back(std::move(note));
    registry::write_readings(list);
}

/// Documents that tell of erased persons go, now that the rest of what they say is stored.
void erase_contents(const ReadDocuments& documents, const ReadDocuments& again) {
    std::set<std::int64_t> erased;
    for (const ReadDocuments* all : {&documents, &again})
        for (const auto& [id, read] : *all)
            if (read.tells_of_erased) erased.insert(id);
    registry::erase_contents({erased.begin(), erased.end()});
}

Outcome outcome_of(const Work& work, const ReadDocuments& documents) {
    if (work.error) return queue::failed(*work.error, true);
    const auto& reading = documents.at(work.document).reading;  // none where the content is erased
    const nlohmann::json result = {{"companies", work.companies},
                                   {"findings", reading ? reading->findings.size() : 0}};
    return queue::done(result.dump());
}

}  // namespace

std::vector<Outcome> read_register_content(const queue::Claim&, std::span<const Job> jobs) {
    std::vector<Work> works;
    for (const Job& job : jobs) works.push_back(begin(job));
    ReadDocuments documents = read_all(works);
    Statements statements;
    std::map<std::int64_t, std::vector<RegisterId>> ids_of;
    for (auto& [number, read] : documents) {
        if (!read.reading) continue;
        for (const auto& entity : read.reading->entities) ids_of[number].push_back(entity.id);
        collect(read, statements);
    }
    if (!statements.empty()) {
        std::vector<RegisterId> ids;
        for (const auto& [id, fresh] : statements) ids.push_back(id);
        registry::Companies companies = registry::lock_companies(ids);
        for (Work& work : works)
            for (const RegisterId& id : ids_of[work.document]) work.companies.push_back(companies.at(id).id);
        const ReadDocuments again = read_outdated(companies, statements);
        note_readings(documents, again);
        erase_contents(documents, again);
        write(statements, companies);
    } else {
        erase_contents(documents, {});
    }
    std::vector<Outcome> outcomes;
    for (const Work& work : works) outcomes.push_back(outcome_of(work, documents));
    return outcomes;
}

}  // namespace hr::processor
