#include "queue/claim.hpp"

#include "pg/database.hpp"
#include "pg/mark.hpp"

#include <limits>

namespace hr::queue {
namespace {

// Until vacuum comes by, the index leads over all jobs that are done. So a claim begins where the last one found its first
// job ($3, $4), but sees every job of a smaller priority.
// A batch is looked for among the 500 ready jobs behind the head only: one job of a rare kind at the head
// must not make the claim read through a long queue of another kind. They are read no further than the batch
// needs. A suspect runs alone: what crashed or failed before, or met a lack of something several times, neither undoes the work
// of others nor fails because of them.
constexpr const char* kClaim = R"(
with urgent as materialized (
    select r.id, r.priority, r.kind, r.owner, r.crashes + r.interrupts + r.attempt > 0 or r.retries > 3 as suspect
    from hr_queue.ready r
    where r.epoch = (select $2::uuid) and r.priority < $3
    order by r.priority, r.id
    limit 1
    for update of r skip locked),
next as materialized (
    select r.id, r.priority, r.kind, r.owner, r.crashes + r.interrupts + r.attempt > 0 or r.retries > 3 as suspect
    from hr_queue.ready r
    where r.epoch = (select $2::uuid) and (r.priority, r.id) >= ($3, $4)
    order by r.priority, r.id
    limit 1
    for update of r skip locked),
head as materialized (
    select f.*, least($1, (select p.batch_size from hr_queue.processor p where p.kind = f.kind)) as most
    from (select u.* from urgent u union all select n.* from next n limit 1) f),
batch as materialized (
    select locked.ctid
    from head h
    cross join lateral (
        select r.ctid, r.id, r.kind, r.owner, r.crashes + r.interrupts + r.attempt > 0 or r.retries > 3 as suspect
        from hr_queue.ready r
        where r.epoch = (select $2::uuid) and (r.priority, r.id) >= (h.priority, h.id)
        order by r.priority, r.id
        limit 500) near
    cross join lateral (
        select r.ctid from hr_queue.ready r where r.ctid = near.ctid and r.id = near.id for update skip locked) locked
    where near.id = h.id
       or near.kind = h.kind and near.owner = h.owner and not near.suspect and not h.suspect
    limit (select h.most from head h)),
taken as (
    delete from hr_queue.ready r where r.ctid = any (array(select b.ctid from batch b))
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
where d.run_at <= clock_timestamp() and d.epoch = (select $1::uuid)
order by d.run_at
limit 1
for update skip locked)";

constexpr const char* kPromote = R"(
with due as (
    delete from hr_queue.deferred d
    where d.ctid = any (array(select n.ctid from hr_queue.deferred n where n.run_at <= clock_timestamp() and n.epoch = (select $1::uuid)
                   order by n.run_at limit 1000 for update skip locked))
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

/// How often claims may begin at one mark: a job that came before it waits no longer.
constexpr int kMarkUses = 32;
constexpr pg::Mark kFront{std::numeric_limits<std::int16_t>::min(), std::numeric_limits<std::int64_t>::min(), 0};

pg::Rows take(int limit, std::string_view epoch, const pg::Mark& from) {
    return pg::query(kClaim, {static_cast<std::int64_t>(limit), epoch, from.priority, from.id});
}

pg::Rows take_from_mark(int limit, std::string_view epoch) {
    pg::Mark from = pg::mark().value_or(kFront);
    if (from.uses == kMarkUses) from = kFront;
    pg::Rows rows = take(limit, epoch, from);
    if (rows.size() == 0 && from.id != kFront.id) {
        rows = take(limit, epoch, kFront);
        from = kFront;
    }
    if (rows.size() == 0)
        pg::set_mark(std::nullopt);
    else
        pg::set_mark(pg::Mark{rows.integer(0, 4), rows.integer(0, 0), from.uses + 1});
    return rows;
}

}  // namespace

void promote_due(std::string_view epoch) {
    if (pg::query(kIsDue, {epoch}).size() > 0) pg::query(kPromote, {epoch});
}

Claim claim(int limit, std::string_view epoch) {
    const pg::Rows rows = take_from_mark(limit, epoch);
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
