#include "queue/claim.hpp"

#include "pg/database.hpp"

namespace hr::queue {
namespace {

// A batch is looked for among the 500 ready jobs behind the head only: one job of a rare kind at the head
// must not make the claim read through a long queue of another kind.
constexpr const char* kClaim = R"(
with head as materialized (
    select r.id, r.priority, r.kind, r.owner, r.crashes + r.interrupts > 0 as suspect
    from hr_queue.ready r
    where r.epoch = (select hr_queue.epoch())
    order by r.priority, r.id
    limit 1
    for update skip locked),
edge as materialized (
    select w.priority, w.id
    from hr_queue.ready w, head h
    where (w.priority, w.id) >= (h.priority, h.id)
    order by w.priority, w.id
    offset 500 limit 1),
batch as materialized (
    select r.id
    from hr_queue.ready r
    where r.epoch = (select hr_queue.epoch())
      and r.kind = (select h.kind from head h)
      and r.owner = (select h.owner from head h)
      and (r.id = (select h.id from head h)
           or r.crashes + r.interrupts = 0 and not (select h.suspect from head h))
      and (r.priority, r.id) <= (coalesce((select e.priority from edge e), 32767::smallint),
                                 coalesce((select e.id from edge e), 9223372036854775807))
    order by r.priority, r.id
    limit least($1, (select p.batch_size from hr_queue.processor p join head h on h.kind = p.kind))
    for update skip locked),
taken as (
    delete from hr_queue.ready r using batch b where r.id = b.id
    returning r.id, r.kind, r.owner::text as owner, r.subject, r.priority, r.payload::text as payload, r.attempt,
              r.retries, r.crashes, r.interrupts, r.enqueued_at::text as enqueued_at)
select t.id, t.kind, t.owner, t.subject, t.priority, t.payload, t.attempt, t.retries, t.crashes, t.interrupts,
       t.enqueued_at, p.handler, coalesce(p.builtin, false), coalesce(p.max_attempts, 1::smallint)
from taken t left join hr_queue.processor p on p.kind = t.kind
order by t.priority, t.id)";

// Asked first, since an insert wakes the workers even if it inserts nothing.
constexpr const char* kIsDue = R"(
select d.id
from hr_queue.deferred d
where d.run_at <= clock_timestamp() and d.epoch = (select hr_queue.epoch())
order by d.run_at
limit 1
for update skip locked)";

constexpr const char* kPromote = R"(
with due as (
    delete from hr_queue.deferred d
    where d.id in (select n.id from hr_queue.deferred n where n.run_at <= clock_timestamp() and n.epoch = (select hr_queue.epoch())
                   order by n.run_at limit 1000 for update skip locked)
    returning d.id, d.kind, d.priority, d.owner, d.subject, d.payload, d.attempt, d.retries, d.crashes,
              d.interrupts, d.enqueued_at)
insert into hr_queue.ready (id, kind, priority, owner, subject, payload, attempt, retries, crashes, interrupts,
                            enqueued_at, released_at)
select due.*, clock_timestamp() from due)";

// A job stands in the list once for each dead process: a crash undoes the charge for the one before.
constexpr const char* kCharge = R"(
update hr_queue.ready r
set crashes = r.crashes + cardinality(array_positions($1, r.id))::smallint,
    interrupts = r.interrupts + cardinality(array_positions($2, r.id))::smallint
where r.id = any ($1) or r.id = any ($2))";

constexpr const char* kBury = R"(
with doomed as (
    delete from hr_queue.ready r
    where r.id = any ($1 || $2)
      and (r.crashes >= 2
           or r.interrupts >= coalesce((select p.max_attempts from hr_queue.processor p where p.kind = r.kind), 5))
    returning r.*)
insert into hr_queue.dead (id, kind, priority, owner, subject, payload, attempt, retries, crashes, interrupts,
                           enqueued_at, error_code, error_message, error_detail, error_hint)
select d.id, d.kind, d.priority, d.owner, d.subject, d.payload, d.attempt, d.retries, d.crashes, d.interrupts,
       d.enqueued_at, '57P02', 'the server process crashed while it ran this job',
       format('Crashes: %s, kills: %s.', d.crashes, d.interrupts),
       'See the server log for the crash. Redrive the job when the cause is gone.'
from doomed d)";

}  // namespace

void require_home() {
    if (pg::query("select hr_queue.is_home()").boolean(0, 0)) return;
    throw Error(
        sqlstate::kNotInPrerequisiteState, "jobs do not run in a copy of another database",
        "Table hr_queue.home names the database that this one was cloned or restored from.",
        "Run hr_queue.adopt_database(discard_jobs => true) to drop the jobs that came along, or => false to "
        "run them here too.");
}

void promote_due() {
    if (pg::query(kIsDue).size() > 0) pg::query(kPromote);
}

Claim claim(int limit) {
    const pg::Rows rows = pg::query(kClaim, {static_cast<std::int64_t>(limit)});
    Claim claim;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Job job;
        job.id = rows.integer(i, 0);
        job.priority = static_cast<int>(rows.integer(i, 4));
        job.subject = rows.optional_text(i, 3);
        job.payload = rows.text(i, 5);
        job.attempt = static_cast<int>(rows.integer(i, 6));
        job.retries = static_cast<int>(rows.integer(i, 7));
        job.crashes = static_cast<int>(rows.integer(i, 8));
        job.interrupts = static_cast<int>(rows.integer(i, 9));
        job.enqueued_at = rows.text(i, 10);
        claim.jobs.push_back(std::move(job));
    }
    if (rows.size() == 0) return claim;
    claim.kind = rows.text(0, 1);
    claim.owner = rows.text(0, 2);
    claim.handler = rows.optional_text(0, 11);
    claim.builtin = rows.boolean(0, 12);
    claim.max_attempts = static_cast<int>(rows.integer(0, 13));
    return claim;
}

void charge_suspects(const std::vector<std::int64_t>& faults, const std::vector<std::int64_t>& kills) {
    if (faults.empty() && kills.empty()) return;
    pg::query(kCharge, {&faults, &kills});
    pg::query(kBury, {&faults, &kills});
}

}  // namespace hr::queue
