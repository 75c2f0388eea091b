#include "processor/register_content.hpp"

#include "core/xjustiz/reader.hpp"
#include "pg/database.hpp"
#include "registry/change.hpp"
#include "registry/company.hpp"
#include "registry/document.hpp"
#include "registry/history.hpp"

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
    std::optional<core::xjustiz::Reading> reading;
    std::vector<std::int64_t> companies;
};

/// New snapshots by register entry.
using Statements = std::map<RegisterId, std::vector<Snapshot>>;

std::int64_t document_of(const Job& job) {
    const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
    if (!payload.is_object() || !payload.contains("document") || !payload["document"].is_number_integer())
        throw Error(sqlstate::kInvalidParameter, "the job names no document",
                    "The payload is " + job.payload + ".",
                    R"(Enqueue {"document": number}; submit_document() does so.)");
    return payload["document"].get<std::int64_t>();
}

Work begin(const Job& job) {
    Work work;
    try {
        work.document = document_of(job);
    } catch (const Error& e) {
        work.error = e;
    }
    return work;
}

void read(Work& work, const std::string& content) {
    try {
        work.reading = core::xjustiz::read(content);
    } catch (const Error& e) {
        work.error = e;
    }
}

/// The documents without their contents: those are read slice by slice and let go.
using Documents = std::map<std::int64_t, registry::Document>;

Documents read_slices(std::vector<Work>& works, std::set<std::int64_t> remaining) {
    Documents documents;
    while (!remaining.empty()) {
        std::vector<registry::Document> slice =
            registry::load_documents({remaining.begin(), remaining.end()});
        if (slice.empty()) break;
        for (registry::Document& document : slice) {
            pg::check_cancelled();
            for (Work& work : works)
                if (work.document == document.id && !work.error) read(work, document.content);
            document.content.clear();
            document.content.shrink_to_fit();
        }
        remaining.erase(remaining.begin(), remaining.upper_bound(slice.back().id));
        for (registry::Document& document : slice) documents.emplace(document.id, std::move(document));
    }
    return documents;
}

Documents read_all(std::span<const Job> jobs, std::vector<Work>& works) {
    std::set<std::int64_t> ids;
    for (const Job& job : jobs) {
        works.push_back(begin(job));
        if (!works.back().error) ids.insert(works.back().document);
    }
    Documents documents = read_slices(works, ids);
    for (Work& work : works)
        if (!work.error && !documents.contains(work.document))
            work.error = Error("02000", "document " + std::to_string(work.document) + " does not exist");
    return documents;
}

/// A document states a company once: a repeated entry is noted and left out.
void collect(Work& work, const registry::Document& document, Statements& statements) {
    for (auto& entity : work.reading->entities) {
        auto& snapshots = statements[entity.id];
        const auto same = [&](const Snapshot& s) { return s.document == document.id; };
        if (std::any_of(snapshots.begin(), snapshots.end(), same)) {
            work.reading->findings.push_back("the document states " + core::identity::label(entity.id) +
                                             " twice");
            continue;
        }
        snapshots.push_back({document.id, entity.retrieved.empty() ? document.retrieved : entity.retrieved,
                             entity.last_entry, entity.entry_count, document.sha256,
                             std::move(entity.facts)});
    }
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
    clear_outdated(companies);
    registry::write_snapshots(snapshots);
    registry::write_history(differences);
    registry::emit_events(differences);
}

void note_readings(const std::vector<Work>& works) {
    std::map<std::int64_t, registry::ReadingNote> notes;
    for (const Work& work : works) {
        if (!work.reading) continue;
        const auto& reading = *work.reading;
        notes[work.document] = {work.document,        reading.xjustiz_version,
                                reading.fach_version, reading.layout_guessed,
                                reading.findings,     static_cast<std::int64_t>(reading.entities.size())};
    }
    std::vector<registry::ReadingNote> list;
    for (auto& [document, note] : notes) list.push_back(std::move(note));
    registry::write_readings(list);
}

Outcome outcome_of(const Work& work) {
    if (work.error) return queue::failed(*work.error, true);
    const nlohmann::json result = {{"companies", work.companies},
                                   {"findings", work.reading->findings.size()}};
    return queue::done(result.dump());
}

}  // namespace

std::vector<Outcome> read_register_content(const queue::Claim&, std::span<const Job> jobs) {
    std::vector<Work> works;
    const Documents documents = read_all(jobs, works);
    Statements statements;
    std::map<std::int64_t, std::vector<RegisterId>> ids_of;
    for (Work& work : works) {
        if (!work.reading || ids_of.contains(work.document)) continue;
        for (const auto& entity : work.reading->entities) ids_of[work.document].push_back(entity.id);
        collect(work, documents.at(work.document), statements);
    }
    if (!statements.empty()) {
        std::vector<RegisterId> ids;
        for (const auto& [id, fresh] : statements) ids.push_back(id);
        registry::Companies companies = registry::lock_companies(ids);
        for (Work& work : works)
            for (const RegisterId& id : ids_of[work.document]) work.companies.push_back(companies.at(id).id);
        note_readings(works);
        write(statements, companies);
    }
    std::vector<Outcome> outcomes;
    for (const Work& work : works) outcomes.push_back(outcome_of(work));
    return outcomes;
}

}  // namespace hr::processor
