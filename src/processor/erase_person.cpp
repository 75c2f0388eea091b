#include "processor/erase_person.hpp"

#include "core/history/eraser.hpp"
#include "pg/database.hpp"
#include "processor/document_slices.hpp"
#include "processor/erase_quotes.hpp"
#include "processor/payload.hpp"
#include "registry/announcement.hpp"
#include "registry/change.hpp"
#include "registry/company.hpp"
#include "registry/document.hpp"
#include "registry/erasure.hpp"
#include "registry/mention.hpp"
#include "registry/person_name.hpp"
#include "registry/search_build.hpp"
#include "registry/search_names.hpp"
#include "registry/search_revision.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace hr::processor {
namespace {

using core::history::Eraser;
using core::history::Snapshot;
using queue::Job;
using queue::Outcome;
using Numbers = std::vector<std::int64_t>;

/// A job takes so many companies, and another one goes on: locks and memory are bounded, and readers get
/// their turn.
constexpr std::size_t kMostCompanies = 200;

struct Task {
    std::int64_t erasure = 0;
    std::int64_t after = 0;  ///< companies up to this one are done
};

Task task_of(const Job& job) {
    const Payload payload(job, "the job names no erasure",
                          "Call handelsregister.erase_person(), which enqueues the job.");
    return {payload.number("erasure"), payload.optional_number("after").value_or(0)};
}

/// Where the person is found.
struct Places {
    std::set<std::int64_t> companies;
    std::set<std::int64_t> announcements;  ///< documents of those that belong to no company
    std::set<std::int64_t> documents;      ///< others that no company leads to
};

/// Documents that nobody could read, and those whose readings quote the person.
std::set<std::int64_t> loose_documents(const Eraser& eraser, const std::string& birth_date) {
    std::set<std::int64_t> telling;
    for (const auto& reading : registry::readings_with_date(birth_date))
        if (eraser.is_meant_in(reading.text)) telling.insert(reading.document);
    const Numbers unread = registry::unread_documents();
    each_document({unread.begin(), unread.end()}, [&](const registry::Document& document) {
        if (eraser.is_identified_in(document.content)) telling.insert(document.id);
    });
    return telling;
}

/// Companies where the person is an officer, or is named with the birth date in a text of the sheet or of an
/// announcement. What belongs to no company is found by the first job.
Places places_of(const Eraser& eraser, const std::string& birth_date, std::int64_t after) {
    Places places;
    for (const auto& officer : registry::officers_born_on(birth_date, after))
        if (eraser.is(officer.name_prefix, officer.last_name, officer.first_names))
            places.companies.insert(officer.company);
    for (const auto& text : registry::texts_with_date(birth_date, after))
        if (eraser.is_meant_in(text.text)) places.companies.insert(text.company);
    for (const auto& announcement : registry::announcements_with_date(birth_date, after)) {
        if (!eraser.is_meant_in(announcement.text)) continue;
        if (announcement.company > 0)
            places.companies.insert(announcement.company);
        else
            places.announcements.insert(announcement.document);
    }
    if (after == 0) places.documents = loose_documents(eraser, birth_date);
    return places;
}

/// Also those of the companies that tell of the person without the birth date. Returns their documents.
Numbers erase_announcements(const Eraser& eraser, const Numbers& companies, std::set<std::int64_t> told) {
    for (const auto& announcement : registry::announcements_of(companies))
        if (eraser.is_told_in(announcement.text)) told.insert(announcement.document);
    const Numbers documents(told.begin(), told.end());
    registry::erase_announcements(documents, core::history::kErased);
    return documents;
}

/// Empties the documents and what quotes them. Returns how many were not empty before.
std::int64_t erase_documents(const Eraser& eraser, const Numbers& documents) {
    registry::replace_quotes(
        documents, [&](std::string_view quote) { return eraser.is_hinted_at(quote); },
        core::history::kErased);
    return static_cast<std::int64_t>(registry::erase_contents(documents));
}

/// What one job does.
class Erasing {
public:
    explicit Erasing(const Eraser& eraser) : eraser_(eraser) {}

    registry::ErasureCounts run(const Numbers& companies) {
        if (companies.empty()) {
            registry::forget_person_names();
            return {};
        }
        registry::Companies locked = registry::lock_companies(registry::register_entries(companies));
        for (auto& [id, company] : locked) {
            pg::check_cancelled();
            erase_in(company);
        }
        find_documents();
        const std::int64_t documents = erase_documents(eraser_, documents_of(telling_));
        registry::clear_history(outdated_);
        registry::write_snapshots(snapshots_);
        registry::write_history(differences_);
        update_search();
        registry::write_mentions(differences_, outdated_);
        registry::forget_person_names();
        registry::forget_decisions(companies);
        registry::emit_events(differences_);
        return {static_cast<std::int64_t>(companies.size()), documents, empty_events(companies)};
    }

    Numbers documents() const { return documents_of(telling_); }

private:
    static Numbers documents_of(const std::set<std::int64_t>& set) { return {set.begin(), set.end()}; }

    void erase_in(registry::Company& company) {
        core::history::History before = core::history::fold(company.snapshots);
        for (Snapshot& snapshot : company.snapshots) {
            const auto erasure = eraser_.erase(snapshot.facts);
            former_keys_.insert(erasure.former_keys.begin(), erasure.former_keys.end());
            const bool is_changed = eraser_.erase(snapshot.last_change) || erasure.is_changed;
            (is_changed ? telling_ : silent_).insert(snapshot.document);
            if (is_changed) snapshots_.push_back(registry::new_snapshot(company, snapshot));
        }
        // What another version of the fold wrote is not known: its rows go, and the next document brings all
        // of its own.
        if (company.fold_version != core::history::kFoldVersion) {
            before.rows.clear();
            outdated_.push_back(company.id);
        }
        differences_.push_back({company.id, core::history::difference(
                                                before, core::history::fold(std::move(company.snapshots)))});
    }

    /// What another version of the fold wrote is not known, nor what the index of names has of it. From here
    /// on others do not write blocks: of two erasures that note names, each would wait for the other to
    /// forget some.
    void update_search() const {
        registry::lock_search_blocks();
        if (outdated_.empty())
            registry::update_search(differences_);
        else
            registry::build_search_index();
    }

    /// Documents of these companies may tell of the person although their facts do not.
    void find_documents() {
        for (const std::int64_t document : telling_) silent_.erase(document);
        each_document(std::move(silent_), [&](const registry::Document& document) {
            if (eraser_.is_named_in(document.content)) telling_.insert(document.id);
        });
    }

    /// Of what the feed told before, all that the erasure has taken back, and what was taken back earlier
    /// about the person.
    std::int64_t empty_events(const Numbers& companies) const {
        std::set<std::string, std::less<>> retracted;
        for (const auto& [company, difference] : differences_)
            for (const auto& event : difference.retracted) retracted.insert(event.identity);
        Numbers events;
        for (const registry::PastEvent& event : registry::past_events(companies))
            if (retracted.contains(event.identity) ||
                former_keys_.contains(core::history::key_root(event.item)) || eraser_.is_told_in(event.text))
                events.push_back(event.seq);
        registry::empty_events(events);
        return static_cast<std::int64_t>(events.size());
    }

    const Eraser& eraser_;
    std::set<std::string, std::less<>> former_keys_;
    std::set<std::int64_t> telling_, silent_;  ///< documents with the person in their facts, and without
    std::vector<registry::NewSnapshot> snapshots_;
    std::vector<registry::CompanyDifference> differences_;
    Numbers outdated_;
};

Outcome erase(const Task& task) {
    const auto erasure = registry::lock_erasure(task.erasure);
    if (!erasure)
        return queue::failed(Error("02000", "erasure " + std::to_string(task.erasure) + " does not exist"),
                             true);
    nlohmann::json result = {{"erasure", task.erasure}};
    if (!erasure->person) return queue::done(result.dump());  // done by an earlier job
    const Eraser eraser(task.erasure, *erasure->person);
    const Places found = places_of(eraser, erasure->person->birth_date, task.after);
    Numbers companies(found.companies.begin(), found.companies.end());
    const bool is_last = companies.size() <= kMostCompanies;
    if (!is_last) companies.resize(kMostCompanies);
    Erasing erasing(eraser);
    registry::ErasureCounts counts = erasing.run(companies);
    Numbers documents = erase_announcements(eraser, companies, found.announcements);
    documents.insert(documents.end(), found.documents.begin(), found.documents.end());
    std::sort(documents.begin(), documents.end());
    counts.documents += erase_documents(eraser, documents);
    const Numbers of_companies = erasing.documents();
    documents.insert(documents.end(), of_companies.begin(), of_companies.end());
    erase_quotes(eraser, erasure->person->birth_date, documents);
    result["companies"] = counts.companies;
    result["documents"] = counts.documents;
    result["events"] = counts.events;
    if (is_last)
        registry::finish_erasure(task.erasure, counts);
    else
        result["job"] = registry::continue_erasure(task.erasure, counts, companies.back());
    return queue::done(result.dump());
}

}  // namespace

std::vector<Outcome> erase_person(const queue::Claim&, std::span<const Job> jobs) {
    std::vector<Outcome> outcomes;
    for (const Job& job : jobs) outcomes.push_back(erase(task_of(job)));
    return outcomes;
}

}  // namespace hr::processor
