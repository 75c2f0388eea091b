#include "loader/launcher.hpp"

#include "loader/roster.hpp"
#include "loader/settings.hpp"
#include "loader/state.hpp"
#include "loader/suspension.hpp"

extern "C" {
#include "access/heapam.h"
#include "access/htup_details.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_database.h"
#include "utils/snapmgr.h"
}

namespace hr::loader {
namespace {

constexpr int kMaxBackoffSeconds = 60;
constexpr int kMissingLibrarySeconds = 5;

bool table_full = false;

/// Templates are left alone, and what an interrupted DROP DATABASE has left behind.
bool can_be_served(const FormData_pg_database* database) {
    constexpr int kInvalid = -2;
    return database->datallowconn && !database->datistemplate && database->datconnlimit != kInvalid;
}

int list_databases(Oid* oids) {
    int count = 0;
    SetCurrentStatementStartTimestamp();
    StartTransactionCommand();
    (void)GetTransactionSnapshot();
    Relation relation = table_open(DatabaseRelationId, AccessShareLock);
    TableScanDesc scan = table_beginscan_catalog(relation, 0, nullptr);
    while (HeapTuple tuple = heap_getnext(scan, ForwardScanDirection)) {
        const auto* database = reinterpret_cast<Form_pg_database>(GETSTRUCT(tuple));
        if (can_be_served(database) && count < kMaxDatabases) oids[count++] = database->oid;
    }
    table_endscan(scan);
    table_close(relation, AccessShareLock);
    CommitTransactionCommand();
    return count;
}

void refresh_databases() {
    Oid oids[kMaxDatabases];
    const int count = list_databases(oids);
    LWLockAcquire(state()->lock, LW_EXCLUSIVE);
    keep_databases(oids, count);
    for (int i = 0; i < count; ++i) make_database(oids[i]);
    const bool full = state()->count == kMaxDatabases;
    LWLockRelease(state()->lock);
    if (full && !table_full)
        ereport(WARNING, errcode(ERRCODE_CONFIGURATION_LIMIT_EXCEEDED),
                errmsg("handelsregister serves %d databases at most", kMaxDatabases),
                errhint("Let pg_cron call hr_queue.work() in the others, or spread the databases over more "
                        "servers."));
    table_full = full;
}

TimestampTz later(TimestampTz time, int seconds) {
    return TimestampTzPlusMilliseconds(time, int64(seconds) * 1000);
}

/// A clock that was set back must not make anything wait until it has caught up.
TimestampTz not_in_future(TimestampTz time) {
    return time > GetCurrentTimestamp() ? 0 : time;
}

/// When a database is to be looked at next; DT_NOEND for: when somebody wakes it.
TimestampTz next_look(const Database& database) {
    const int interval = settings().scan_interval_s;
    const TimestampTz looked = not_in_future(database.looked);
    TimestampTz scan = later(looked, interval);
    switch (database.finding) {
        case Finding::unknown:
            return 0;
        case Finding::failed:
            return later(looked, Min(1 << Min(database.failures, 6), kMaxBackoffSeconds));
        case Finding::missing_library:
            return later(looked, kMissingLibrarySeconds);
        case Finding::no_extension:
            return database.wake ? 0 : DT_NOEND;
        case Finding::served:
            break;
    }
    if (database.wake || database.more) return 0;
    if (database.next_due == kWhenWoken) return DT_NOEND;
    return database.next_due == kNoneDue ? scan : Min(database.next_due, scan);
}

/// Does a database want one more worker? If so, notes that it has been looked at.
bool wants_worker(Database* database, TimestampTz now) {
    if (find_suspender(database->oid) != 0) return false;
    const int running = count_running(*database);
    const bool first = running == 0 && next_look(*database) <= now;
    const bool help = running > 0 && database->more && running < settings().workers_per_database;
    if (!first && !help) return false;
    database->more = false;
    database->looked = now;
    if (first) database->finding = Finding::failed;  // unless the worker reports better
    return true;
}

/// The databases that want a worker now; `next` is when to look again for the sake of the others.
int list_wanted(Oid* wanted, TimestampTz now, TimestampTz* next) {
    int count = 0;
    LWLockAcquire(state()->lock, LW_EXCLUSIVE);
    for (int i = 0; i < state()->count; ++i) {
        Database* database = &state()->databases[i];
        if (wants_worker(database, now))
            wanted[count++] = database->oid;
        else if (count_running(*database) == 0 && find_suspender(database->oid) == 0)
            *next = Min(*next, next_look(*database));
    }
    LWLockRelease(state()->lock);
    return count;
}

void look_again(Oid oid) {
    LWLockAcquire(state()->lock, LW_EXCLUSIVE);
    if (Database* database = find_database(oid)) database->finding = Finding::unknown;
    LWLockRelease(state()->lock);
}

/// Starts what is wanted, without the lock: starting may fail. Returns when to look again.
TimestampTz start_wanted(TimestampTz now) {
    TimestampTz next = later(now, settings().scan_interval_s);
    if (now < next_try(now)) return Min(next, next_try(now));
    Oid wanted[kMaxDatabases];
    const int count = list_wanted(wanted, now, &next);
    bool exhausted = false;
    for (int i = 0; i < count; ++i) {
        if (!exhausted && start_worker(wanted[i])) continue;
        look_again(wanted[i]);
        exhausted = true;
    }
    note_slots(exhausted, now);
    return exhausted ? Min(next, next_try(now)) : next;
}

bool take_databases_changed() {
    const Locked locked(LW_EXCLUSIVE);
    const bool changed = state()->databases_changed;
    state()->databases_changed = false;
    return changed;
}

void announce(pid_t pid, Latch* latch) {
    LWLockAcquire(state()->lock, LW_EXCLUSIVE);
    state()->launcher_pid = pid;
    state()->launcher = latch;
    state()->slots_exhausted_since = 0;  // who is gone cannot take it back
    LWLockRelease(state()->lock);
}

void retire(int, Datum) {
    announce(0, nullptr);
}

void wait_until(TimestampTz time) {
    static uint32 event = 0;
    if (event == 0) event = wait_event("HandelsregisterLauncherMain");
    const long timeout = TimestampDifferenceMilliseconds(GetCurrentTimestamp(), time);
    WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, Max(timeout, 1), event);
}

void reload_settings() {
    if (!ConfigReloadPending) return;
    ConfigReloadPending = false;
    ProcessConfigFile(PGC_SIGHUP);
}

/// One turn: compares what should be with what is. Returns when to look again.
TimestampTz reconcile(TimestampTz* refreshed) {
    collect_ended();
    const bool suspended = drop_orphans();
    const TimestampTz now = GetCurrentTimestamp();
    TimestampTz next = later(now, settings().scan_interval_s);
    if (settings().enabled) {
        if (take_databases_changed() || later(not_in_future(*refreshed), settings().scan_interval_s) <= now) {
            refresh_databases();
            *refreshed = now;
        }
        next = start_wanted(now);
    }
    return suspended ? Min(next, later(now, 1)) : next;
}

void launch() {
    TimestampTz refreshed = 0;
    for (;;) {
        ResetLatch(MyLatch);
        CHECK_FOR_INTERRUPTS();
        reload_settings();
        wait_until(reconcile(&refreshed));
    }
}

}  // namespace

void register_launcher() {
    BackgroundWorker worker = describe_process("handelsregister launcher", "hr_loader_launcher");
    worker.bgw_restart_time = 1;
    RegisterBackgroundWorker(&worker);
}

}  // namespace hr::loader

extern "C" {

PGDLLEXPORT void hr_loader_launcher(Datum argument);
PGDLLEXPORT void hr_loader_launcher(Datum) {
    pqsignal(SIGTERM, die);
    pqsignal(SIGINT, SIG_IGN);
    pqsignal(SIGHUP, SignalHandlerForConfigReload);
    BackgroundWorkerUnblockSignals();
    BackgroundWorkerInitializeConnection(nullptr, nullptr, 0);
    before_shmem_exit(hr::loader::retire, Datum(0));
    hr::loader::announce(MyProcPid, MyLatch);
    hr::loader::launch();
}
}
