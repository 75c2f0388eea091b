#include "processor/announcement.hpp"

#include "core/digest.hpp"
#include "core/history/eraser.hpp"
#include "core/identity/court.hpp"
#include "processor/document_job.hpp"
#include "processor/document_slices.hpp"
#include "processor/leave_out.hpp"
#include "registry/announcement.hpp"
#include "registry/change.hpp"
#include "registry/company.hpp"
#include "registry/document.hpp"
#include "registry/erasure.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace hr::processor {
namespace {

using core::announcement::Announcement;
using core::history::Event;
using core::identity::RegisterId;
using queue::Job;
using queue::Outcome;

/// A document with what came of it: an announcement, an error, or neither where its content is erased.
struct Reading {
    std::string sha256;
    std::optional<Announcement> announcement;
    std::optional<Error> error;
    std::int64_t company = 0;
    bool tells_of_erased = false;
};
using Readings = std::map<std::int64_t, Reading>;

Reading read(const registry::Document& document, bool has_erased) {
    Reading reading{document.sha256, std::nullopt, std::nullopt, 0, false};
    try {
        if (!document.is_erased) reading.announcement = core::announcement::parse(document.content);
    } catch (const Error& error) {
        reading.error = error;
    }
    if (reading.error && has_erased)
        reading.tells_of_erased = leave_out_erased(document.content, *reading.error);
    return reading;
}

/// Erased persons go out of texts that come later, and their parties with them.
void leave_out_erased(Readings& readings) {
    std::vector<std::int64_t> documents;
    std::vector<core::history::Person> persons;
    for (const auto& [document, reading] : readings) {
        if (!reading.announcement) continue;
        for (core::history::Person& person : core::history::persons_in_text(reading.announcement->body)) {
            documents.push_back(document);
            persons.push_back(std::move(person));
        }
    }
    for (const Erased& erased : erased_in(persons)) {
        Reading& reading = readings.at(documents[erased.place]);
        erased.eraser.erase(reading.announcement->body);
        reading.announcement->parties.clear();
        reading.tells_of_erased = true;
    }
}

/// What tells of erased persons does without them, and is emptied.
Readings read_all(std::set<std::int64_t> ids) {
    const bool has_erased = registry::share_erasures();
    Readings readings;
    each_document(std::move(ids), [&](const registry::Document& document) {
        readings.emplace(document.id, read(document, has_erased));
    });
    if (!has_erased) return readings;
    leave_out_erased(readings);
    std::vector<std::int64_t> telling;
    for (const auto& [document, reading] : readings)
        if (reading.tells_of_erased) telling.push_back(document);
    registry::erase_contents(telling);
    return readings;
}

/// Companies of register numbers that tell them beyond doubt; those that are not known yet begin with this.
void join_companies(Readings& readings) {
    std::set<RegisterId> named;
    for (const auto& [document, reading] : readings)
        if (reading.announcement && reading.announcement->id &&
            core::identity::find_court_by_code(reading.announcement->id->court))
            named.insert(*reading.announcement->id);
    if (named.empty()) return;
    const registry::Companies companies =
        registry::lock_companies_only(registry::unambiguous({named.begin(), named.end()}));
    for (auto& [document, reading] : readings) {
        if (!reading.announcement || !reading.announcement->id) continue;
        const auto company = companies.find(*reading.announcement->id);
        if (company != companies.end()) reading.company = company->second.id;
    }
}

/// "Elbe GmbH (HRB 12 Hamburg), …": for people.
std::string counterparties(const Announcement& announcement) {
    std::string text;
    for (const core::legal::Party& party : announcement.parties) {
        if (!text.empty()) text += ", ";
        text += party.name.empty() ? party.label : party.name + " (" + party.label + ")";
    }
    return text;
}

Event event_of(std::int64_t document, const Reading& reading) {
    const Announcement& announcement = *reading.announcement;
    Event event;
    event.kind = announcement.withdrawn_at ? "announcement_withdrawn" : "announcement";
    event.key = core::legal::code(announcement.event.kind);
    event.document = document;
    event.effective = announcement.published;
    event.subject = counterparties(announcement);
    event.new_value = std::string(core::legal::code(announcement.event.kind)) + ", " +
                      std::string(core::legal::code(announcement.event.stage));
    core::Digest digest;
    for (const std::string& field : {event.kind, reading.sha256, *event.new_value, event.subject})
        digest.add(field);
    event.identity = digest.hex();
    return event;
}

/// What an earlier reading of the same document has told and does not hold any more is taken back.
std::vector<registry::CompanyDifference> differences_of(const Readings& readings) {
    std::map<std::int64_t, core::history::Difference> differences;
    std::vector<std::int64_t> documents;
    for (const auto& [document, reading] : readings)
        if (reading.announcement) documents.push_back(document);
    std::set<std::pair<std::int64_t, std::string>> told;
    for (registry::AnnouncedEvent& old : registry::announced_events(documents)) {
        const Reading& reading = readings.at(old.document);
        if (reading.company == old.company && event_of(old.document, reading).identity == old.identity) {
            told.emplace(old.company, old.identity);
            continue;
        }
        Event retracted;
        retracted.identity = old.identity;
        differences[old.company].retracted.push_back(std::move(retracted));
    }
    for (const std::int64_t document : documents) {
        const Reading& reading = readings.at(document);
        if (reading.company == 0) continue;
        Event event = event_of(document, reading);
        if (!told.contains({reading.company, event.identity}))
            differences[reading.company].emitted.push_back(std::move(event));
    }
    std::vector<registry::CompanyDifference> list;
    for (auto& [company, difference] : differences) list.push_back({company, std::move(difference)});
    return list;
}

Outcome outcome_of(const DocumentJob& job, const Readings& readings) {
    if (job.error) return queue::failed(*job.error, true);
    const auto found = readings.find(job.document);
    if (found == readings.end()) return queue::failed(no_such_document(job.document), true);
    const Reading& reading = found->second;
    if (reading.error) return queue::failed(*reading.error, true);
    nlohmann::json result = nlohmann::json::object();
    if (reading.announcement) {
        result["kind"] = core::legal::code(reading.announcement->event.kind);
        result["findings"] = reading.announcement->findings.size();
        result["company"] = reading.company > 0 ? nlohmann::json(reading.company) : nlohmann::json();
    }
    return queue::done(result.dump());
}

}  // namespace

std::vector<Outcome> read_announcements(const queue::Claim&, std::span<const Job> jobs) {
    std::vector<DocumentJob> works;
    std::set<std::int64_t> ids;
    for (const Job& job : jobs) {
        works.push_back(document_job(job));
        if (!works.back().error) ids.insert(works.back().document);
    }
    Readings readings = read_all(std::move(ids));
    join_companies(readings);
    const std::vector<registry::CompanyDifference> differences = differences_of(readings);
    std::vector<registry::StoredAnnouncement> stored;
    for (auto& [document, reading] : readings)
        if (reading.announcement) stored.push_back({document, reading.company, *reading.announcement});
    registry::write_announcements(stored);
    registry::emit_events(differences);
    std::vector<Outcome> outcomes;
    for (const DocumentJob& work : works) outcomes.push_back(outcome_of(work, readings));
    return outcomes;
}

}  // namespace hr::processor
