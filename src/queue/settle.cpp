#include "queue/settle.hpp"

#include "core/retry.hpp"
#include "core/ring.hpp"
#include "pg/database.hpp"
#include "pg/environment.hpp"
#include "pg/insert.hpp"
#include "pg/settings.hpp"

namespace hr::queue {
namespace {

/// Jobs as columns, for one statement over all of them.
struct Columns {
    std::vector<std::int64_t> id, priority, attempt, retries, crashes, interrupts, delay_ms;
    std::vector<std::string> payload, enqueued_at;
    std::vector<pg::OptionalText> subject, result, code, message, detail, hint;

    void add(const Job& job) {
        id.push_back(job.id);
        subject.push_back(job.subject);
        priority.push_back(job.priority);
        attempt.push_back(job.attempt);
        retries.push_back(job.retries);
        crashes.push_back(job.crashes);
        interrupts.push_back(job.interrupts);
        payload.push_back(job.payload);
        enqueued_at.push_back(job.enqueued_at);
    }

    void add_error(const Error& error, const std::string& note) {
        code.emplace_back(error.sqlstate());
        message.emplace_back(error.message());
        const std::string all =
            error.detail().empty() || note.empty() ? error.detail() + note : error.detail() + " " + note;
        detail.push_back(all.empty() ? std::nullopt : pg::OptionalText(all));
        hint.push_back(error.hint().empty() ? std::nullopt : pg::OptionalText(error.hint()));
    }
};

constexpr const char* kDefer = R"(
insert into hr_queue.deferred (kind, owner, id, subject, priority, payload, attempt, retries, crashes, interrupts,
                               enqueued_at, run_at, failed_at, error_code, error_message, error_detail, error_hint)
select $1, $2::name, t.id, t.subject, t.priority, t.payload::jsonb, t.attempt, t.retries, t.crashes, t.interrupts,
       t.enqueued_at::timestamptz, clock_timestamp() + t.delay_ms * interval '1 ms', clock_timestamp(),
       t.code, t.message, t.detail, t.hint
from unnest($3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[],
            $10::bigint[], $11::text[], $12::bigint[], $13::text[], $14::text[], $15::text[], $16::text[])
     as t (id, subject, priority, payload, attempt, retries, crashes, interrupts, enqueued_at, delay_ms, code,
           message, detail, hint))";

constexpr const char* kBury = R"(
insert into hr_queue.dead (kind, owner, id, subject, priority, payload, attempt, retries, crashes, interrupts,
                           enqueued_at, error_code, error_message, error_detail, error_hint)
select $1, $2::name, t.id, t.subject, t.priority, t.payload::jsonb, t.attempt, t.retries, t.crashes, t.interrupts,
       t.enqueued_at::timestamptz, t.code, t.message, t.detail, t.hint
from unnest($3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[],
            $10::bigint[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[])
     as t (id, subject, priority, payload, attempt, retries, crashes, interrupts, enqueued_at, code, message,
           detail, hint))";

constexpr const char* kGiveBack = R"(
insert into hr_queue.ready (kind, owner, id, subject, priority, payload, attempt, retries, crashes, interrupts,
                            enqueued_at, released_at)
select $1, $2::name, t.id, t.subject, t.priority, t.payload::jsonb, t.attempt, t.retries, t.crashes, t.interrupts,
       t.enqueued_at::timestamptz, clock_timestamp()
from unnest($3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[],
            $10::bigint[], $11::text[])
     as t (id, subject, priority, payload, attempt, retries, crashes, interrupts, enqueued_at))";

/// Why a job is a dead letter whose error alone would not tell.
std::string note_of(const core::Decision& next, const Error& error, const Job& job) {
    if (next.fate != core::Fate::dead || !core::is_shortage(error.sqlstate())) return {};
    return "The job has failed for lack of resources " + std::to_string(job.retries + 1) +
           " times, at last alone in its transaction: it is too large for this server.";
}

/// Sorts the jobs by what becomes of them.
struct Sorted {
    Columns completed, deferred, dead;

    void add(Job job, const Outcome& outcome, int max_attempts) {
        if (!outcome.error) {
            completed.add(job);
            completed.result.push_back(outcome.result);
            return;
        }
        const Error& error = *outcome.error;
        const core::Failure failure{error.sqlstate(), outcome.permanent, job.retries};
        const core::Decision next = core::decide(failure, job.attempt + 1, max_attempts, pg::random());
        const std::string note = note_of(next, error, job);
        if (next.counts)
            ++job.attempt;
        else
            ++job.retries;
        Columns& columns = next.fate == core::Fate::dead ? dead : deferred;
        columns.add(job);
        columns.add_error(error, note);
        columns.delay_ms.push_back(next.delay_ms);
    }
};

/// Into the part itself: the server would look for it anew for every row.
void complete(std::string_view kind, std::string_view owner, const Columns& jobs) {
    if (jobs.id.empty()) return;
    const std::int64_t bucket = result_bucket(pg::unix_time());
    pg::insert("hr_queue.result_" + std::to_string(bucket), {{"bucket", bucket},
                                                             {"id", &jobs.id},
                                                             {"kind", kind},
                                                             {"owner", owner},
                                                             {"subject", &jobs.subject},
                                                             {"attempt", &jobs.attempt},
                                                             {"enqueued_at", &jobs.enqueued_at},
                                                             {"result", &jobs.result}});
}

Buried buried(const Columns& dead) {
    if (dead.id.empty()) return {};
    return {dead.id.size(), "job " + std::to_string(dead.id.back()) + " with SQLSTATE " + *dead.code.back()};
}

}  // namespace

int result_bucket(std::int64_t unix_s) {
    constexpr int kWeek = 7 * 24 * 60;
    return core::ring_part(unix_s,
                           std::int64_t{pg::setting_integer("handelsregister.result_retention", kWeek)} * 60);
}

Buried settle(const Claim& claim, std::span<const Job> jobs, std::span<const Outcome> outcomes) {
    Sorted sorted;
    for (std::size_t i = 0; i < jobs.size(); ++i) sorted.add(jobs[i], outcomes[i], claim.max_attempts);
    const std::string_view kind = claim.kind;
    const std::string_view owner = claim.owner;
    complete(kind, owner, sorted.completed);
    if (const Columns& c = sorted.deferred; !c.id.empty())
        pg::query(kDefer, {kind, owner, &c.id, &c.subject, &c.priority, &c.payload, &c.attempt, &c.retries,
                           &c.crashes, &c.interrupts, &c.enqueued_at, &c.delay_ms, &c.code, &c.message,
                           &c.detail, &c.hint});
    if (const Columns& c = sorted.dead; !c.id.empty())
        pg::query(kBury,
                  {kind, owner, &c.id, &c.subject, &c.priority, &c.payload, &c.attempt, &c.retries,
                   &c.crashes, &c.interrupts, &c.enqueued_at, &c.code, &c.message, &c.detail, &c.hint});
    return buried(sorted.dead);
}

void give_back(const Claim& claim, std::span<const Job> jobs) {
    if (jobs.empty()) return;
    Columns c;
    for (const Job& job : jobs) c.add(job);
    pg::query(kGiveBack,
              {std::string_view(claim.kind), std::string_view(claim.owner), &c.id, &c.subject, &c.priority,
               &c.payload, &c.attempt, &c.retries, &c.crashes, &c.interrupts, &c.enqueued_at});
}

}  // namespace hr::queue
