#include "loader/wake.hpp"

#include "loader/settings.hpp"

namespace hr::loader {
namespace {

Oid own_database = InvalidOid;

/// Holds the lock of the shared state.
struct Locked {
    explicit Locked(LWLockMode mode) { LWLockAcquire(state()->lock, mode); }
    ~Locked() { LWLockRelease(state()->lock); }
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;
};

int count_workers(const Database& database) {
    int count = 0;
    for (const Latch* worker : database.workers) count += worker != nullptr ? 1 : 0;
    return count;
}

void set_latch(Latch* latch) {
    if (latch != nullptr) SetLatch(latch);
}

// Called in the commit of any session: short, and without an error.
void wake(std::uint32_t oid) {
    if (state() == nullptr) return;
    const Locked locked(LW_EXCLUSIVE);
    Database* database = make_database(oid);
    if (database == nullptr) return;
    database->wake = true;
    for (Latch* worker : database->workers) set_latch(worker);
    set_latch(state()->launcher);
}

void status(std::uint32_t oid, Status* result, std::uint64_t size) {
    if (state() == nullptr) return;
    const Locked locked(LW_SHARED);
    Status found = {static_cast<int>(state()->launcher_pid), 0, settings().enabled, 0, 0, 0};
    if (const Database* database = find_database(oid)) found.workers = count_workers(*database);
    memcpy(static_cast<void*>(result), &found, Min(size, sizeof found));
}

bool take_wake() {
    const Locked locked(LW_EXCLUSIVE);
    Database* database = find_database(own_database);
    const bool woken = database != nullptr && database->wake;
    if (woken) database->wake = false;
    return woken;
}

void ask_for_help() {
    if (settings().workers_per_database == 1) return;
    const Locked locked(LW_EXCLUSIVE);
    if (Database* database = find_database(own_database)) {
        database->more = true;
        for (Latch* worker : database->workers)
            if (worker != MyLatch) set_latch(worker);
    }
    set_latch(state()->launcher);
}

void report_idle(std::int64_t next_due) {
    report(Finding::served, next_due);
}

bool must_stop() {
    return !settings().enabled;
}

void detach_worker(int, Datum) {
    const Locked locked(LW_EXCLUSIVE);
    Database* database = find_database(own_database);
    if (database == nullptr) return;
    for (Latch*& worker : database->workers)
        if (worker == MyLatch) worker = nullptr;
    set_latch(state()->launcher);
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

bool attach_worker(Oid oid) {
    own_database = oid;
    before_shmem_exit(detach_worker, Datum(0));
    const Locked locked(LW_EXCLUSIVE);
    Database* database = find_database(oid);
    if (database == nullptr || count_workers(*database) >= settings().workers_per_database) return false;
    for (Latch*& worker : database->workers) {
        if (worker != nullptr) continue;
        worker = MyLatch;
        return true;
    }
    return false;
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
    if (finding != Finding::failed) database->failures = 0;
    if (finding == Finding::served) database->warned = false;
}

}  // namespace hr::loader
