#include "loader/suspension.hpp"

extern "C" {
#include "access/xact.h"
#include "storage/proc.h"
}

#include <signal.h>

namespace hr::loader {
namespace {

constexpr int kPatienceMs = 300;
constexpr int kRepeatMs = 200;
constexpr int kGiveUpMs = 5000;
constexpr int kPollMs = 20;

bool holding = false;  ///< this process has suspensions

bool is_own(const Suspension& suspension) {
    return suspension.database != InvalidOid && suspension.pid == MyProcPid;
}

/// Removes the suspensions of this process for which `ended` is true, and sends the launcher to look.
template <typename Condition>
void release(bool committed, Condition ended) {
    const Locked locked(LW_EXCLUSIVE);
    holding = false;
    for (Suspension& suspension : state()->suspensions) {
        if (!is_own(suspension)) continue;
        if (!ended(suspension)) {
            holding = true;
            continue;
        }
        if (committed && suspension.drops_database) forget_database(suspension.database);
        suspension = Suspension{};
    }
    state()->databases_changed = true;
    set_latch(state()->launcher);
}

void at_transaction_end(XactEvent event, void*) {
    if (!holding) return;
    if (event == XACT_EVENT_COMMIT || event == XACT_EVENT_ABORT || event == XACT_EVENT_PREPARE)
        release(event == XACT_EVENT_COMMIT, [](const Suspension&) { return true; });
}

void move_level(SubTransactionId from, SubTransactionId to) {
    const Locked locked(LW_EXCLUSIVE);
    for (Suspension& suspension : state()->suspensions)
        if (is_own(suspension) && suspension.level == from) suspension.level = to;
}

void at_subtransaction_end(SubXactEvent event, SubTransactionId own, SubTransactionId parent, void*) {
    if (!holding) return;
    if (event == SUBXACT_EVENT_COMMIT_SUB) move_level(own, parent);
    if (event == SUBXACT_EVENT_ABORT_SUB)
        release(false, [=](const Suspension& suspension) { return suspension.level == own; });
}

// Once per process: the server walks the lists at each end of a transaction.
void register_callbacks() {
    static bool registered = false;
    if (registered) return;
    registered = true;
    RegisterXactCallback(at_transaction_end, nullptr);
    RegisterSubXactCallback(at_subtransaction_end, nullptr);
}

/// This process's suspension of the database, or a free place for it; null for no room.
Suspension* find_place(Oid database) {
    Suspension* place = nullptr;
    for (Suspension& suspension : state()->suspensions) {
        if (is_own(suspension) && suspension.database == database) return &suspension;
        if (suspension.database == InvalidOid && place == nullptr) place = &suspension;
    }
    return place;
}

/// Asks or terminates the workers of a database. Returns how many there are, this process not counted: a job
/// may be what runs the command.
int press_workers(Oid oid, bool terminate) {
    const Locked locked(LW_EXCLUSIVE);
    Database* database = find_database(oid);
    if (database == nullptr) return 0;
    int count = 0;
    for (Worker& worker : database->workers) {
        if (worker.pid == 0 || worker.pid == MyProcPid) continue;
        ++count;
        set_latch(worker.latch);
        if (!terminate) continue;
        worker.ended_by_us = true;
        kill(worker.pid, SIGTERM);  // as pg_terminate_backend() does; the place is taken as long as it lives
    }
    return count;
}

/// Empties a place, unless somebody else has it by now.
void forget(Suspension* place, const Suspension& seen) {
    const Locked locked(LW_EXCLUSIVE);
    if (!VirtualTransactionIdEquals(place->transaction, seen.transaction)) return;
    *place = Suspension{};
    state()->databases_changed = true;
}

}  // namespace

bool suspend_workers(Oid oid) {
    register_callbacks();
    {
        const Locked locked(LW_EXCLUSIVE);
        Suspension* place = find_place(oid);
        if (place == nullptr) return false;
        holding = true;
        if (place->database == InvalidOid) {
            *place = {oid, MyProcPid, {}, GetCurrentSubTransactionId(), false, MyLatch};
            GET_VXID_FROM_PGPROC(place->transaction, *MyProc);
        }
    }
    press_workers(oid, false);
    return true;
}

void note_dropped(Oid oid) {
    if (!holding) return;
    const Locked locked(LW_EXCLUSIVE);
    for (Suspension& suspension : state()->suspensions)
        if (is_own(suspension) && suspension.database == oid) suspension.drops_database = true;
}

void await_workers(Oid oid) {
    static uint32 event = 0;
    if (event == 0) event = wait_event("HandelsregisterWorkersGone");
    TimestampTz begin = GetCurrentTimestamp();
    TimestampTz next_push = TimestampTzPlusMilliseconds(begin, kPatienceMs);
    for (;;) {
        ResetLatch(MyLatch);
        CHECK_FOR_INTERRUPTS();
        const TimestampTz now = GetCurrentTimestamp();
        if (now < begin) {  // the clock was set back
            begin = now;
            next_push = TimestampTzPlusMilliseconds(now, kPatienceMs);
        }
        const bool push = now >= next_push;
        if (press_workers(oid, push) == 0) return;
        if (push) next_push = TimestampTzPlusMilliseconds(now, kRepeatMs);
        if (TimestampDifferenceExceeds(begin, now, kGiveUpMs)) return;
        WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, kPollMs, event);
    }
}

bool drop_orphans() {
    static Suspension seen[kMaxSuspensions];
    LWLockAcquire(state()->lock, LW_SHARED);
    memcpy(seen, state()->suspensions, sizeof seen);
    LWLockRelease(state()->lock);
    bool left = false;
    for (int i = 0; i < kMaxSuspensions; ++i) {
        if (seen[i].database == InvalidOid) continue;
        if (VirtualXactLock(seen[i].transaction, false))
            forget(&state()->suspensions[i], seen[i]);
        else
            left = true;
    }
    return left;
}

}  // namespace hr::loader
