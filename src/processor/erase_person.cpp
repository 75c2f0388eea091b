#include "processor/erase_person.hpp"

#include "core/history/eraser.hpp"
#include "pg/database.hpp"
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
};

/// Companies where the person is an officer, or is named with the birth date in a text of the sheet or of an
/// announcement.
Places places_of(const Eraser& eraser, const std::string& birth_date, std::int64_t after) {
    Places places;
    for (const auto& officer : registry::officers_born_on(birth_date, after))
        if (eraser.is(officer.name_prefix, officer.last_name, officer.first_names))
            places.companies.insert(officer.company);
    for (const auto& entry : registry::entries_with_date(birth_date, after))
        if (eraser.is_meant_in(entry.text)) places.companies.insert(entry.company);
    for (const auto& announcement : registry::announcements_with_date(birth_date, after)) {
        if (!eraser.is_meant_in(announcement.text)) continue;
        if (announcement.company > 0)
            places.companies.insert(announcement.company);
        else
            places.announcements.insert(announcement.document);
    }
    return places;
}

/// Also those of the companies that tell of the person without the birth date. Returns how many documents
/// went.
std::int64_t erase_announcements(const Eraser& eraser, const Numbers& companies,
                                 std::set<std::int64_t> told) {
    for (const auto& announcement : registry::announcements_of(companies))
        if (eraser.is_told_in(announcement.text)) told.insert(announcement.document);
    const Numbers documents(told.begin(), told.end());
    registry::erase_announcements(documents, core::history::kErased);
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
        const std::uint64_t documents = erase_documents();
        registry::clear_history(outdated_);
        registry::write_snapshots(snapshots_);
        registry::write_history(differences_);
        update_search();
        registry::write_mentions(differences_, outdated_);
        registry::forget_person_names();
        registry::forget_decisions(companies);
        registry::emit_events(differences_);
        return {static_cast<std::int64_t>(companies.size()), static_cast<std::int64_t>(documents),
                empty_events(companies)};
    }

private:
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
        while (!silent_.empty()) {
            const auto slice = registry::load_documents({silent_.begin(), silent_.end()});
            if (slice.empty()) break;
            silent_.erase(silent_.begin(), silent_.upper_bound(slice.back().id));
            for (const registry::Document& document : slice) {
                pg::check_cancelled();
                if (eraser_.is_named_in(document.content)) telling_.insert(document.id);
            }
        }
    }

    std::uint64_t erase_documents() const {
        const Numbers documents(telling_.begin(), telling_.end());
        registry::replace_findings(
            documents, [&](std::string_view finding) { return eraser_.is_hinted_at(finding); },
            core::history::kErased);
        return registry::erase_contents(documents);
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
    registry::ErasureCounts counts = Erasing(eraser).run(companies);
    counts.documents += erase_announcements(eraser, companies, found.announcements);
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
