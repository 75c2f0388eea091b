#include "loader/wake.hpp"

#include "loader/settings.hpp"

namespace hr::loader {
namespace {

Oid own_database = InvalidOid;

constexpr int kHealthySeconds = 10;
TimestampTz attached_at = 0;

// Called in the commit of any session: short, and without an error.
void wake(std::uint32_t oid) {
    if (state() == nullptr) return;
    const Locked locked(LW_EXCLUSIVE);
    Database* database = make_database(oid);
    if (database == nullptr) return;
    database->wake = true;
    for (const Worker& worker : database->workers) set_latch(worker.latch);
    set_latch(state()->launcher);
}

void status(std::uint32_t oid, Status* result, std::uint64_t size) {
    if (state() == nullptr) return;
    const Locked locked(LW_SHARED);
    Status found = {};
    found.launcher_pid = static_cast<int>(state()->launcher_pid);
    found.enabled = settings().enabled;
    found.stopped_by = static_cast<int>(find_suspender(oid));
    found.slots_exhausted_since = state()->slots_exhausted_since;
    if (const Database* database = find_database(oid)) {
        found.workers = count_workers(*database);
        found.failing_since = database->failing_since;
    }
    memcpy(static_cast<void*>(result), &found, Min(size, sizeof found));
}

void forget_failures(Database* database) {
    database->failures = 0;
    database->failing_since = 0;
}

// A worker asks at every turn: one that still does after a while is in good health.
bool take_wake() {
    const Locked locked(LW_EXCLUSIVE);
    Database* database = find_database(own_database);
    if (database == nullptr) return false;
    if (database->failures > 0 &&
        TimestampDifferenceExceeds(attached_at, GetCurrentTimestamp(), kHealthySeconds * 1000))
        forget_failures(database);
    const bool woken = database->wake;
    database->wake = false;
    return woken;
}

void ask_for_help() {
    if (settings().workers_per_database == 1) return;
    const Locked locked(LW_EXCLUSIVE);
    if (Database* database = find_database(own_database)) {
        database->more = true;
        for (const Worker& worker : database->workers)
            if (worker.pid != MyProcPid) set_latch(worker.latch);
    }
    set_latch(state()->launcher);
}

void report_idle(std::int64_t next_due) {
    report(Finding::served, next_due);
}

bool must_stop() {
    if (!settings().enabled) return true;
    const Locked locked(LW_SHARED);
    return find_suspender(own_database) != 0;
}

void detach_worker(int, Datum) {
    const Locked locked(LW_EXCLUSIVE);
    for (const Suspension& suspension : state()->suspensions)
        if (suspension.database == own_database) set_latch(suspension.latch);
    set_latch(state()->launcher);
    Database* database = find_database(own_database);
    if (database == nullptr) return;
    for (Worker& worker : database->workers) {
        if (worker.pid != MyProcPid) continue;
        if (worker.ended_by_us && database->finding == Finding::failed) database->finding = Finding::unknown;
        worker = Worker{};
    }
}

const Interface kInterface = {kInterfaceVersion, wake,        status,   take_wake,
                              ask_for_help,      report_idle, must_stop};

}  // namespace

const Interface* interface() {
    return &kInterface;
}

void publish_interface() {
    void** slot = find_rendezvous_variable(kRendezvous);
    *slot = const_cast<Interface*>(&kInterface);
}

// The callback runs after the server has taken the process off its list, since it is registered before the
// process is on it: whoever waits for the worker's end need not wait for anything else.
bool attach_worker(Oid oid) {
    own_database = oid;
    attached_at = GetCurrentTimestamp();
    on_shmem_exit(detach_worker, Datum(0));
    const Locked locked(LW_EXCLUSIVE);
    Database* database = find_database(oid);
    if (database == nullptr || count_workers(*database) >= settings().workers_per_database) return false;
    if (find_suspender(oid) != 0) {
        database->finding = Finding::unknown;
        return false;
    }
    for (Worker& worker : database->workers) {
        if (worker.pid != 0) continue;
        worker = {MyProcPid, MyLatch, false};
        return true;
    }
    return false;
}

bool is_worker() {
    return OidIsValid(own_database);
}

bool first_miss() {
    const Locked locked(LW_EXCLUSIVE);
    Database* database = find_database(own_database);
    if (database == nullptr || database->warned) return false;
    return database->warned = true;
}

void report(Finding finding, TimestampTz next_due) {
    const Locked locked(LW_EXCLUSIVE);
    Database* database = find_database(own_database);
    if (database == nullptr) return;
    database->finding = finding;
    database->next_due = next_due;
    if (finding != Finding::failed) forget_failures(database);
    if (finding == Finding::served) database->warned = false;
}

}  // namespace hr::loader
