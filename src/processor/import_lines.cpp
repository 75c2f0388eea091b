#include "processor/import_lines.hpp"

#include "pg/database.hpp"
#include "processor/leave_out.hpp"
#include "processor/payload.hpp"
#include "registry/bulk.hpp"
#include "registry/change.hpp"
#include "registry/company.hpp"
#include "registry/erasure.hpp"
#include "registry/history.hpp"
#include "registry/search_names.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace hr::processor {
namespace {

using core::bulk::Statement;
using core::history::Attribute;
using core::history::Fact;
using core::history::Snapshot;
using core::identity::RegisterId;
using queue::Job;
using queue::Outcome;

struct Task {
    std::int64_t import = 0, from = 0, to = 0;
    bool is_last = false;
};

Task task_of(const Job& job, bool has_lines) {
    const Payload payload(job, "the job names no lines of an import",
                          "Call handelsregister.start_import(), which enqueues the jobs.");
    if (!has_lines) return {payload.number("import"), 0, 0, false};
    return {payload.number("import"), payload.number("from"), payload.number("to"), payload.flag("last")};
}

Error unknown_import(std::int64_t id) {
    return Error("02000", "import " + std::to_string(id) + " does not exist");
}

/// What all lines of a job together say about one company. Lines about one company come in any order and in
/// several jobs: of whole statements the one with the latest time counts, of equal times the one that is
/// greater as bytes, and former names add up.
struct Merged {
    bool is_whole = false;  ///< somebody has said more than former names
    std::string retrieved;
    std::vector<Fact> facts, former_names;

    void add(std::string when, std::vector<Fact> stated) {
        const auto is_former = [](const Fact& fact) { return fact.attribute == Attribute::former_name; };
        std::copy_if(stated.begin(), stated.end(), std::back_inserter(former_names), is_former);
        std::erase_if(stated, is_former);
        if (stated.empty()) return;
        if (is_whole && std::pair(retrieved, core::history::encode(facts)) >=
                            std::pair(when, core::history::encode(stated)))
            return;
        is_whole = true;
        retrieved = std::move(when);
        facts = std::move(stated);
    }

    void leave_former_names() {
        is_whole = false;
        facts.clear();
    }

    std::vector<Fact> all() {
        std::move(former_names.begin(), former_names.end(), std::back_inserter(facts));
        std::stable_sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) {
            return std::tie(a.attribute, a.key) < std::tie(b.attribute, b.key);
        });
        facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
        return std::move(facts);
    }
};

/// One job at work.
class ImportJob {
public:
    ImportJob(registry::Import import, const Task& task, bool has_erased)
        : import_(std::move(import)), task_(task), has_erased_(has_erased) {
        work_.from = task.from;
        work_.to = task.to;
    }

    registry::ImportWork run() {
        read();
        name_companies();
        leave_out_erased();
        merge();
        registry::end_import_lines(import_.id, work_);
        return std::move(work_);
    }

private:
    struct Line {
        std::int64_t number = 0;
        std::string text;
        Statement statement;
    };

    void fail(std::int64_t number, std::string text, std::string reason) {
        work_.failures.push_back({number, std::move(text), std::move(reason)});
    }

    void read() {
        for (registry::ImportLine& line : registry::import_lines(task_.from, task_.to)) {
            try {
                Statement statement = core::bulk::read_line(line.text, import_.format);
                for (const std::string& field : statement.left_out) ++work_.left_out[field];
                lines_.push_back({line.number, std::move(line.text), std::move(statement)});
            } catch (const Error& error) {
                fail(line.number, std::move(line.text), error.message());
            }
        }
    }

    /// Which companies the lines mean that have only a number.
    void name_companies() {
        std::map<std::string, RegisterId> known;
        std::vector<std::string> unknown;
        for (const Line& line : lines_)
            if (line.statement.id) known[line.statement.number] = *line.statement.id;
        for (const Line& line : lines_)
            if (!line.statement.id && !known.contains(line.statement.number))
                unknown.push_back(line.statement.number);
        known.merge(registry::entries_of_numbers(import_.source, unknown));
        for (Line& line : lines_) {
            if (line.statement.id) continue;
            const auto found = known.find(line.statement.number);
            if (found != known.end())
                line.statement.id = found->second;
            else if (task_.is_last)
                fail(line.number, std::move(line.text),
                     "no company has the number \"" + line.statement.number + "\"");
            else
                work_.held.push_back(line.number);
        }
        std::erase_if(lines_, [](const Line& line) { return !line.statement.id; });
    }

    /// Failures keep the line as it came, but for one that tells of somebody who is erased.
    void leave_out_erased() {
        if (!has_erased_) return;
        std::vector<std::size_t> failures;
        std::vector<core::history::Person> persons;
        for (std::size_t i = 0; i < work_.failures.size(); ++i)
            for (core::history::Person& person : core::history::persons_in_bytes(work_.failures[i].text)) {
                failures.push_back(i);
                persons.push_back(std::move(person));
            }
        for (const Erased& erased : erased_in(persons)) {
            registry::ImportFailure& failure = work_.failures[failures[erased.place]];
            failure.text = core::history::kErased;
            if (erased.eraser.is_hinted_at(failure.reason)) failure.reason = core::history::kErased;
        }
    }

    void merge() {
        std::map<RegisterId, Merged> merged;
        for (Line& line : lines_) {
            std::string& when = line.statement.retrieved;
            merged[*line.statement.id].add(when.empty() ? import_.retrieved : std::move(when),
                                           std::move(line.statement.facts));
        }
        std::vector<RegisterId> ids;
        for (const auto& [id, statement] : merged) ids.push_back(id);
        if (ids.empty()) return;
        registry::Companies companies = registry::lock_companies(ids);
        for (auto& [id, statement] : merged) take(companies.at(id), std::move(statement));
        std::vector<registry::SourceNumber> numbers;
        for (Line& line : lines_)
            if (!line.statement.number.empty())
                numbers.push_back({std::move(line.statement.number), companies.at(*line.statement.id).id});
        registry::note_numbers(import_.source, numbers);
        registry::clear_history(outdated_);
        registry::write_snapshots(snapshots_);
        registry::remove_snapshots(removed_, import_.document);
        registry::write_history(differences_);
        if (!import_.search_is_put_off) registry::update_search(differences_);
        registry::emit_events(differences_);
    }

    void take(registry::Company& company, Merged statement) {
        const auto own = std::find_if(company.snapshots.begin(), company.snapshots.end(),
                                      [&](const Snapshot& s) { return s.document == import_.document; });
        const bool is_again = own != company.snapshots.end();
        if (is_again) statement.add(own->retrieved, own->facts);
        if (is_superseded(company, statement)) statement.leave_former_names();
        const std::string& when = statement.is_whole ? statement.retrieved : import_.retrieved;
        Snapshot fresh{import_.document, when, {}, -1, import_.sha256, statement.all(), {}, true};
        if (is_again ? own->facts == fresh.facts && own->retrieved == fresh.retrieved
                     : fresh.facts.empty() || says_nothing_new(company, fresh)) {
            ++work_.unchanged;
            return;
        }
        ++(company.snapshots.empty() ? work_.added : work_.changed);
        core::history::History before = core::history::fold(company.snapshots);
        // What another version of the fold wrote is not known: its rows go, and the next document brings all
        // of its own.
        if (company.fold_version != core::history::kFoldVersion) {
            before.rows.clear();
            outdated_.push_back(company.id);
        }
        registry::NewSnapshot stored = registry::new_snapshot(company, fresh);
        if (is_again) company.snapshots.erase(own);
        // A line of an older time came first, and now the one that counts says what was known before the
        // import.
        if (is_again && says_nothing_new(company, fresh)) {
            removed_.push_back(company.id);
        } else {
            snapshots_.push_back(std::move(stored));
            company.snapshots.push_back(std::move(fresh));
        }
        differences_.push_back({company.id, core::history::difference(
                                                before, core::history::fold(std::move(company.snapshots)))});
    }

    /// Another import has told of a later time. Without this it would depend on the order of the lines whether an
    /// older one, of a company that has several, counts when a file is imported again.
    bool is_superseded(const registry::Company& company, const Merged& statement) const {
        return statement.is_whole &&
               std::any_of(company.snapshots.begin(), company.snapshots.end(), [&](const Snapshot& stored) {
                   return stored.is_partial && stored.document != import_.document &&
                          stored.retrieved > statement.retrieved;
               });
    }

    /// A document of the register came before it, or the import before it said all of this already.
    static bool says_nothing_new(const registry::Company& company, const Snapshot& fresh) {
        const Snapshot* before = nullptr;
        for (const Snapshot& stored : company.snapshots) {
            if (stored.retrieved > fresh.retrieved) continue;
            if (!stored.is_partial) return true;
            if (!before || stored.retrieved > before->retrieved) before = &stored;
        }
        if (!before) return false;
        return std::all_of(fresh.facts.begin(), fresh.facts.end(), [&](const Fact& fact) {
            return std::find(before->facts.begin(), before->facts.end(), fact) != before->facts.end();
        });
    }

    registry::Import import_;
    Task task_;
    bool has_erased_;
    registry::ImportWork work_;
    std::vector<Line> lines_;
    std::vector<registry::NewSnapshot> snapshots_;
    std::vector<registry::CompanyDifference> differences_;
    std::vector<std::int64_t> outdated_, removed_;
};

Outcome import_range(const Task& task) {
    const bool has_erased = registry::share_erasures();  // before all other locks, as where documents are read
    registry::lock_put_off_search();
    auto import = registry::find_import(task.import);
    if (!import) return queue::failed(unknown_import(task.import), true);
    const registry::ImportWork work = ImportJob(std::move(*import), task, has_erased).run();
    const nlohmann::json result = {
        {"from", task.from},          {"to", task.to},       {"failed", work.failures.size()},
        {"held", work.held.size()},   {"added", work.added}, {"changed", work.changed},
        {"unchanged", work.unchanged}};
    return queue::done(result.dump());
}

}  // namespace

std::vector<Outcome> import_lines(const queue::Claim&, std::span<const Job> jobs) {
    std::vector<Outcome> outcomes;
    for (const Job& job : jobs) outcomes.push_back(import_range(task_of(job, true)));
    return outcomes;
}

std::vector<Outcome> finish_import(const queue::Claim&, std::span<const Job> jobs) {
    std::vector<Outcome> outcomes;
    for (const Job& job : jobs) {
        const Task task = task_of(job, false);
        if (!registry::find_import(task.import)) {
            outcomes.push_back(queue::failed(unknown_import(task.import), true));
            continue;
        }
        registry::finish_import(task.import);
        outcomes.push_back(queue::done(nlohmann::json{{"import", task.import}}.dump()));
    }
    return outcomes;
}

}  // namespace hr::processor
