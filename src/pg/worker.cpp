// The worker's loop of this version: a batch per transaction until there is none, a short wait, then let go.
#include "loader/interface.hpp"
#include "pg/crash_file.hpp"
#include "pg/guard.hpp"

extern "C" {
#include "access/xact.h"
#include "catalog/pg_extension.h"
#include "commands/extension.h"
#include "executor/spi.h"
#include "pgstat.h"
#include "postmaster/interrupt.h"
#include "storage/latch.h"
#include "storage/lmgr.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"
#include "utils/wait_event.h"
}

// Plain server code, no C++ objects: an error ends the worker, and the launcher starts another one later.
namespace hr::pg {
namespace {

struct Turn {
    bool gone;             ///< the extension left the database, changed its version, or the database is a clone
    int jobs;              ///< jobs processed
    TimestampTz next_due;  ///< when the next deferred job is due, 0 for none
};

/// First column of the first row; `missing` where there is no row or it is null.
Datum single_value(const char* sql, Datum missing) {
    if (SPI_execute(sql, false, 1) < 0) elog(ERROR, "could not run a query of the worker");
    if (SPI_processed == 0) return missing;
    bool null = false;
    const Datum value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &null);
    return null ? missing : value;
}

/// As lock_extension(), whose C++ exception nobody here would catch: a cancelled wait would end the server.
void hold_extension() {
    const Oid extension = get_extension_oid("handelsregister", true);
    if (OidIsValid(extension)) LockDatabaseObject(ExtensionRelationId, extension, 0, AccessShareLock);
}

void begin() {
    SetCurrentStatementStartTimestamp();
    StartTransactionCommand();
    hold_extension();
    SPI_connect();
    PushActiveSnapshot(GetTransactionSnapshot());
}

void commit() {
    SPI_finish();
    PopActiveSnapshot();
    CommitTransactionCommand();
    pgstat_report_stat(false);
}

bool may_work() {
    return DatumGetBool(single_value("select true from pg_catalog.pg_extension where extname = 'handelsregister' "
                                     "and extversion = '" HR_VERSION "'",
                                     BoolGetDatum(false))) &&
           DatumGetBool(single_value("select hr_queue.is_home()", BoolGetDatum(false)));
}

Turn take_turn() {
    begin();
    Turn turn{!may_work(), 0, 0};
    if (!turn.gone) {
        pgstat_report_activity(STATE_RUNNING, "handelsregister: drain");
        turn.jobs = DatumGetInt32(single_value("select hr_queue.drain()", Int32GetDatum(0)));
        if (turn.jobs == 0) {
            single_value("select hr_queue.expire_results()", Datum(0));
            turn.next_due =
                DatumGetTimestampTz(single_value("select min(run_at) from hr_queue.deferred where epoch = (select hr_queue.epoch())",
                                                 TimestampTzGetDatum(0)));
        }
    }
    commit();
    pgstat_report_activity(STATE_IDLE, nullptr);
    return turn;
}

/// Milliseconds to wait for work: until the next job is due, but no longer than the worker may idle.
long wait_time(const Turn& turn, long idle_ms) {
    if (turn.next_due == 0) return idle_ms;
    const long due_ms = TimestampDifferenceMilliseconds(GetCurrentTimestamp(), turn.next_due);
    return Min(idle_ms, Max(due_ms, 1));
}

bool is_due(const Turn& turn) { return turn.next_due != 0 && turn.next_due <= GetCurrentTimestamp(); }

long idle_timeout() {
    const char* value = GetConfigOption("handelsregister.idle_timeout", true, false);
    return value == nullptr ? 2000 : atol(value);
}

void work(const loader::Interface* loader) {
    for (;;) {
        ResetLatch(MyLatch);
        CHECK_FOR_INTERRUPTS();
        if (ConfigReloadPending) {
            ConfigReloadPending = false;
            ProcessConfigFile(PGC_SIGHUP);
        }
        if (loader->must_stop()) return loader->report_idle(GetCurrentTimestamp());  // look again at once when on
        loader->take_wake();
        const Turn turn = take_turn();
        if (turn.gone) return loader->report_idle(0);
        if (turn.jobs == kMaxBatch) loader->ask_for_help();
        if (turn.jobs > 0) continue;
        const int events = WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH,
                                     wait_time(turn, idle_timeout()), PG_WAIT_EXTENSION);
        if ((events & WL_LATCH_SET) == 0 && !is_due(turn) && !loader->take_wake()) return loader->report_idle(turn.next_due);
    }
}

}  // namespace
}  // namespace hr::pg

extern "C" PGDLLEXPORT void hr_worker_main(const hr::loader::Interface* loader);
extern "C" PGDLLEXPORT void hr_worker_main(const hr::loader::Interface* loader) { hr::pg::work(loader); }
