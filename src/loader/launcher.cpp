#include "loader/launcher.hpp"

#include "loader/settings.hpp"
#include "loader/state.hpp"

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

constexpr int kMaxWorkers = 256;
constexpr int kMaxBackoffSeconds = 60;
constexpr int kMissingLibrarySeconds = 5;
constexpr int kPatienceSeconds = 5;

/// A worker that was started: the launcher's own list, checked against the postmaster at every turn.
struct Started {
    Oid database;
    BackgroundWorkerHandle* handle;
};

Started started[kMaxWorkers];
int started_count = 0;
TimestampTz exhausted_since = 0;
bool slots_reported = false;
bool table_full = false;

/// Databases that can be connected to; templates are left alone.
int list_databases(Oid* oids) {
    int count = 0;
    SetCurrentStatementStartTimestamp();
    StartTransactionCommand();
    (void)GetTransactionSnapshot();
    Relation relation = table_open(DatabaseRelationId, AccessShareLock);
    TableScanDesc scan = table_beginscan_catalog(relation, 0, nullptr);
    while (HeapTuple tuple = heap_getnext(scan, ForwardScanDirection)) {
        const auto* database = reinterpret_cast<Form_pg_database>(GETSTRUCT(tuple));
        if (database->datallowconn && !database->datistemplate && count < kMaxDatabases)
            oids[count++] = database->oid;
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

/// Forgets workers that have ended; one that did not report a finding has failed.
void collect_ended() {
    int kept = 0;
    for (int i = 0; i < started_count; ++i) {
        pid_t pid = 0;
        if (GetBackgroundWorkerPid(started[i].handle, &pid) != BGWH_STOPPED) {
            started[kept++] = started[i];
            continue;
        }
        pfree(started[i].handle);
        LWLockAcquire(state()->lock, LW_EXCLUSIVE);
        Database* database = find_database(started[i].database);
        if (database != nullptr && database->finding == Finding::failed) database->failures++;
        LWLockRelease(state()->lock);
    }
    started_count = kept;
}

int count_started(Oid database) {
    int count = 0;
    for (int i = 0; i < started_count; ++i) count += started[i].database == database ? 1 : 0;
    return count;
}

TimestampTz later(TimestampTz time, int seconds) {
    return TimestampTzPlusMilliseconds(time, int64(seconds) * 1000);
}

/// When a database is to be looked at next; DT_NOEND for: when somebody wakes it.
TimestampTz next_look(const Database& database) {
    const int interval = settings().scan_interval_s;
    TimestampTz scan = later(database.looked, interval);
    switch (database.finding) {
        case Finding::unknown:
            return 0;
        case Finding::failed:
            return later(database.looked, Min(1 << Min(database.failures, 6), kMaxBackoffSeconds));
        case Finding::missing_library:
            return later(database.looked, kMissingLibrarySeconds);
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
    const int running = count_started(database->oid);
    const bool first = running == 0 && next_look(*database) <= now;
    const bool help = running > 0 && database->more && running < settings().workers_per_database;
    if (!first && !help) return false;
    database->more = false;
    database->looked = now;
    if (first) database->finding = Finding::failed;  // unless the worker reports better
    return true;
}

/// What launcher and workers have in common.
BackgroundWorker describe(const char* name, const char* function) {
    BackgroundWorker worker = {};
    strlcpy(worker.bgw_name, name, BGW_MAXLEN);
    strlcpy(worker.bgw_type, name, BGW_MAXLEN);
    strlcpy(worker.bgw_library_name, "handelsregister", BGW_MAXLEN);
    strlcpy(worker.bgw_function_name, function, BGW_MAXLEN);
    worker.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;
    worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
    return worker;
}

bool start_worker(Oid database) {
    BackgroundWorker worker = describe("handelsregister worker", "hr_loader_worker");
    worker.bgw_restart_time = BGW_NEVER_RESTART;
    worker.bgw_main_arg = ObjectIdGetDatum(database);
    worker.bgw_notify_pid = MyProcPid;
    BackgroundWorkerHandle* handle = nullptr;
    if (started_count == kMaxWorkers || !RegisterDynamicBackgroundWorker(&worker, &handle)) return false;
    started[started_count++] = {database, handle};
    return true;
}

/// A wave of looks may well be longer than there are slots: worth a word is only what lasts.
void report_slots(bool exhausted, TimestampTz now) {
    if (!exhausted) exhausted_since = 0;
    if (exhausted && exhausted_since == 0) exhausted_since = now;
    const bool lasts = exhausted && later(exhausted_since, kPatienceSeconds) <= now;
    if (lasts && !slots_reported)
        ereport(WARNING, errcode(ERRCODE_CONFIGURATION_LIMIT_EXCEEDED),
                errmsg("no background worker slot is free"),
                errhint("Increase max_worker_processes: one for the launcher of handelsregister, and one for "
                        "each worker of a database that has work."));
    slots_reported = lasts;
}

/// The databases that want a worker now; `next` is when to look again for the sake of the others.
int list_wanted(Oid* wanted, TimestampTz now, TimestampTz* next) {
    int count = 0;
    LWLockAcquire(state()->lock, LW_EXCLUSIVE);
    for (int i = 0; i < state()->count; ++i) {
        Database* database = &state()->databases[i];
        if (wants_worker(database, now))
            wanted[count++] = database->oid;
        else if (count_started(database->oid) == 0)
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
TimestampTz start_wanted() {
    const TimestampTz now = GetCurrentTimestamp();
    TimestampTz next = later(now, settings().scan_interval_s);
    Oid wanted[kMaxDatabases];
    const int count = list_wanted(wanted, now, &next);
    bool exhausted = false;
    for (int i = 0; i < count; ++i) {
        if (start_worker(wanted[i])) continue;
        look_again(wanted[i]);
        exhausted = true;
    }
    report_slots(exhausted, now);
    return exhausted ? Min(next, later(now, 1)) : next;
}

void announce(pid_t pid, Latch* latch) {
    LWLockAcquire(state()->lock, LW_EXCLUSIVE);
    state()->launcher_pid = pid;
    state()->launcher = latch;
    LWLockRelease(state()->lock);
}

void retire(int, Datum) {
    announce(0, nullptr);
}

void wait_until(TimestampTz time) {
    const long timeout = TimestampDifferenceMilliseconds(GetCurrentTimestamp(), time);
    WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, Max(timeout, 1), PG_WAIT_EXTENSION);
}

void launch() {
    TimestampTz refreshed = 0;
    for (;;) {
        ResetLatch(MyLatch);
        CHECK_FOR_INTERRUPTS();
        if (ConfigReloadPending) {
            ConfigReloadPending = false;
            ProcessConfigFile(PGC_SIGHUP);
        }
        const TimestampTz now = GetCurrentTimestamp();
        TimestampTz next = later(now, settings().scan_interval_s);
        collect_ended();
        if (settings().enabled) {
            if (later(refreshed, settings().scan_interval_s) <= now) {
                refresh_databases();
                refreshed = now;
            }
            next = start_wanted();
        }
        wait_until(next);
    }
}

}  // namespace

void register_launcher() {
    BackgroundWorker worker = describe("handelsregister launcher", "hr_loader_launcher");
    worker.bgw_restart_time = 1;
    RegisterBackgroundWorker(&worker);
}

}  // namespace hr::loader

extern "C" {

PGDLLEXPORT void hr_loader_launcher(Datum argument);
PGDLLEXPORT void hr_loader_launcher(Datum) {
    pqsignal(SIGTERM, die);
    pqsignal(SIGHUP, SignalHandlerForConfigReload);
    BackgroundWorkerUnblockSignals();
    BackgroundWorkerInitializeConnection(nullptr, nullptr, 0);
    before_shmem_exit(hr::loader::retire, Datum(0));
    hr::loader::announce(MyProcPid, MyLatch);
    hr::loader::launch();
}
}
