#include "processor/engine.hpp"

#include "pg/crash_file.hpp"
#include "pg/database.hpp"
#include "pg/environment.hpp"
#include "pg/job_time.hpp"
#include "pg/lock.hpp"
#include "pg/log.hpp"
#include "pg/worker_process.hpp"
#include "processor/processor.hpp"
#include "queue/claim.hpp"
#include "queue/home.hpp"
#include "queue/settle.hpp"
#include "registry/lock.hpp"

#include <algorithm>
#include <chrono>

namespace hr::processor {
namespace {

using queue::Buried;
using queue::Claim;
using queue::Job;
using queue::Outcome;

/// Runs the processor on some jobs of the claim. Returns their outcomes, or the error that undid all of them.
std::optional<Error> run(const Claim& claim, std::span<const Job> jobs, std::vector<Outcome>& outcomes) {
    std::vector<std::int64_t> ids;
    for (const Job& job : jobs) ids.push_back(job.id);
    const pg::RunningJobs running(ids);
    const pg::JobAtWork at_work;
    const pg::JobTime time(time_limit(claim));
    return pg::attempt([&] {
        std::optional<pg::LockOrder> order;  // what a function of somebody else's locks is its own affair
        if (!claim.handler) order.emplace();
        if (writes_companies(claim)) registry::share(registry::Lock::batches);
        outcomes = processor_for(claim)(claim, jobs);
    });
}

/// Data that the server refuses will be refused again, and a function of another kind cannot be called. (22P01 is a signal
/// that the process got, and says nothing about the data.)
bool is_permanent(const Error& error) {
    return (error.sqlstate().starts_with("22") && error.sqlstate() != "22P01") || error.sqlstate() == "42P13";
}

/// What one job has locked, the feed included, stays locked while the next one takes its locks from the first one on: no
/// other batch may hold any of them then. Since the transaction must end, what is left when the time for one job is over goes back to the queue.
Buried run_one_by_one(const Claim& claim) {
    using std::chrono::steady_clock;
    if (writes_companies(claim)) registry::take(registry::Lock::batches);
    const auto begin = steady_clock::now();
    const std::chrono::milliseconds limit(time_limit(claim));
    const std::span<const Job> jobs(claim.jobs);
    Buried all;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        pg::check_cancelled();
        if (i > 0 && limit.count() > 0 && steady_clock::now() - begin >= limit) {
            queue::give_back(claim, jobs.subspan(i));
            break;
        }
        pg::show_batch(claim.kind, 1);
        const std::span<const Job> single = jobs.subspan(i, 1);
        std::vector<Outcome> outcomes;
        if (const auto error = run(claim, single, outcomes))
            outcomes = {queue::failed(*error, is_permanent(*error))};
        const Buried buried = queue::settle(claim, single, outcomes);
        all.count += buried.count;
        if (buried.count > 0) all.last = buried.last;
    }
    return all;
}

void report(const Claim& claim, const Buried& buried) {
    if (buried.count == 0) return;
    pg::log_count("jobs of kind \"" + claim.kind + "\" have become dead letters",
                  static_cast<std::int64_t>(buried.count), "The last one is " + buried.last + ".",
                  "handelsregister.list_dead_jobs() shows them, hr_queue.redrive_dead() gives them back.");
}

void charge_suspects() {
    std::vector<std::int64_t> faults, kills;
    for (const pg::Suspect& suspect : pg::take_suspects())
        (suspect.fault ? faults : kills).push_back(suspect.job);
    queue::charge_suspects(faults, kills);
}

}  // namespace

int drain(int max_jobs) {
    pg::require_read_committed();
    pg::lock_extension();
    const std::string epoch = queue::require_home();
    queue::promote_due(epoch);  // first: a job that was promoted when the server crashed is deferred again
    charge_suspects();
    pg::log_due_counts();
    const Claim claim = queue::claim(std::clamp(max_jobs, 0, pg::kMaxBatch), epoch);
    if (claim.jobs.empty()) return 0;
    queue::enter_history();
    pg::show_batch(claim.kind, claim.jobs.size());
    std::vector<Outcome> outcomes;
    const auto error = run(claim, claim.jobs, outcomes);
    if (error && claim.jobs.size() > 1) {
        report(claim, run_one_by_one(claim));
    } else {
        if (error) outcomes = {queue::failed(*error, is_permanent(*error))};
        report(claim, queue::settle(claim, claim.jobs, outcomes));
    }
    return static_cast<int>(claim.jobs.size());
}

}  // namespace hr::processor
