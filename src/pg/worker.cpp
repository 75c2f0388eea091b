// The worker's loop of this version: a batch per transaction until there is none, a short wait, then let go.
#include "loader/interface.hpp"
#include "pg/environment.hpp"
#include "pg/guard.hpp"
#include "pg/heap.hpp"
#include "pg/lifetime.hpp"
#include "pg/worker_process.hpp"

extern "C" {
#include "access/xact.h"
#include "executor/spi.h"
#include "pgstat.h"
#include "postmaster/interrupt.h"
#include "storage/latch.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"
#include "utils/wait_event.h"
}

// Plain server code, no C++ objects: an error ends the worker, and the launcher starts another one later.
namespace hr::pg {
namespace {

enum class Standing {
    at_home,
    elsewhere,  ///< a clone or a restored dump: until somebody adopts it
    changed     ///< the extension has left the database, or has another version
};

struct Turn {
    Standing standing;
    int jobs;              ///< jobs processed
    TimestampTz next_due;  ///< when the next deferred job is due, kNoneDue for none
};

/// A statement whose plan is kept as long as the process.
struct Statement {
    const char* sql;
    SPIPlanPtr plan;
};

void prepare(Statement& statement) {
    statement.plan = SPI_prepare(statement.sql, 0, nullptr);
    if (statement.plan == nullptr || SPI_keepplan(statement.plan) != 0)
        ereport(ERROR, errcode(ERRCODE_INTERNAL_ERROR),
                errmsg_internal("could not prepare a query of the worker"));
}

/// First column of the first row; `missing` where there is no row or it is null.
Datum single_value(Statement& statement, Datum missing) {
    if (statement.plan == nullptr) prepare(statement);
    if (SPI_execute_plan(statement.plan, nullptr, nullptr, false, 1) < 0)
        ereport(ERROR, errcode(ERRCODE_INTERNAL_ERROR),
                errmsg_internal("could not run a query of the worker"));
    if (SPI_processed == 0 || SPI_tuptable == nullptr) return missing;
    bool null = false;
    const Datum value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &null);
    return null ? missing : value;
}

void begin() {
    SetCurrentStatementStartTimestamp();
    StartTransactionCommand();
    hold_extension();  // not lock_extension(): nobody here would catch its exception
    SPI_connect();
    PushActiveSnapshot(GetTransactionSnapshot());
}

void commit() {
    SPI_finish();
    PopActiveSnapshot();
    CommitTransactionCommand();
}

Standing find_standing() {
    static Statement version = {
        "select true from pg_catalog.pg_extension where extname = 'handelsregister' "
        "and extversion = '" HR_VERSION "'",
        nullptr};
    static Statement home = {"select hr_queue.is_home()", nullptr};
    if (!DatumGetBool(single_value(version, BoolGetDatum(false)))) return Standing::changed;
    return DatumGetBool(single_value(home, BoolGetDatum(false))) ? Standing::at_home : Standing::elsewhere;
}

TimestampTz find_next_due() {
    static Statement next = {
        "select min(run_at) from hr_queue.deferred where epoch = (select hr_queue.epoch())", nullptr};
    return DatumGetTimestampTz(single_value(next, TimestampTzGetDatum(loader::kNoneDue)));
}

int drain() {
    // Deferred triggers would fire at commit, as this process's user: jobs may not leave any behind.
    static Statement immediate = {"set constraints all immediate", nullptr};
    static Statement batch = {"select hr_queue.drain(1000)", nullptr};  // of which the kind sets the size
    single_value(immediate, Datum(0));
    return DatumGetInt32(single_value(batch, Int32GetDatum(0)));
}

/// When nothing is to be done, and every ten seconds when there is: results must go under constant load too.
void expire_results(bool is_idle) {
    static Statement expire = {"select hr_queue.expire_results()", nullptr};
    static TimestampTz last = 0;
    const TimestampTz now = GetCurrentTimestamp();
    const bool is_recent = last <= now && now - last < 10 * USECS_PER_SEC;
    if (is_recent && !is_idle) return;
    last = now;
    single_value(expire, Datum(0));
}

Turn take_turn() {
    begin();
    Turn turn{find_standing(), 0, loader::kNoneDue};
    if (turn.standing == Standing::at_home) {
        pgstat_report_activity(STATE_RUNNING, "looking for jobs");
        turn.jobs = drain();
        expire_results(turn.jobs == 0);
        if (turn.jobs == 0) turn.next_due = find_next_due();
    }
    commit();
    pgstat_report_stat(turn.jobs == 0);  // autovacuum goes by it; who may sit idle now reports all of it
    pgstat_report_appname("handelsregister");
    pgstat_report_activity(STATE_IDLE, nullptr);
    return turn;
}

/// Milliseconds to wait for work: until the next job is due, but no longer than the worker may idle. A job
/// that is due and yet was not taken is in another transaction's hands: that is worth a look now and then.
long wait_time(const Turn& turn, long idle_ms) {
    if (turn.next_due == loader::kNoneDue) return idle_ms;
    const long due_ms = TimestampDifferenceMilliseconds(GetCurrentTimestamp(), turn.next_due);
    return due_ms <= 0 ? 200 : Min(idle_ms, due_ms);
}

bool is_due(const Turn& turn) {
    return turn.next_due != loader::kNoneDue && turn.next_due <= GetCurrentTimestamp();
}

long idle_timeout() {
    const char* value = GetConfigOption("handelsregister.idle_timeout", true, false);
    return value == nullptr ? 2000 : atol(value);
}

uint32 wait_event() {
#if PG_VERSION_NUM >= 170000
    static uint32 event = 0;
    if (event == 0) event = WaitEventExtensionNew("HandelsregisterWorkerMain");
    return event;
#else
    return PG_WAIT_EXTENSION;
#endif
}

/// True when something woke the worker or a job has come due; false: nothing to stay for.
bool wait_for_work(const loader::Interface* loader, const Turn& turn, bool worked) {
    if (worked || is_due(turn)) {
        const int events = WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH,
                                     wait_time(turn, idle_timeout()), wait_event());
        if ((events & WL_LATCH_SET) != 0) return true;
    }
    return is_due(turn) || loader->take_wake();
}

void reload_settings() {
    if (!ConfigReloadPending) return;
    ConfigReloadPending = false;
    ProcessConfigFile(PGC_SIGHUP);
}

/// Returns when the launcher is to look at this database again.
TimestampTz work(const loader::Interface* loader) {
    bool worked = false;  // who only had a look does not stay
    bool was_busy = false;
    long jobs = 0;
    for (;;) {
        ResetLatch(MyLatch);
        CHECK_FOR_INTERRUPTS();
        reload_settings();
        if (loader->must_stop()) return GetCurrentTimestamp();  // at once when switched on again
        loader->take_wake();
        const Turn turn = take_turn();
        if (turn.standing == Standing::elsewhere) return loader::kWhenWoken;
        if (turn.standing == Standing::changed) return GetCurrentTimestamp();
        if (turn.jobs > 0 && was_busy) loader->ask_for_help();
        was_busy = turn.jobs > 0;
        worked = worked || was_busy;
        jobs += turn.jobs;
        if (was_busy && is_worn_out(jobs)) return GetCurrentTimestamp();  // a successor goes on at once
        if (!was_busy && !wait_for_work(loader, turn, worked)) return turn.next_due;
    }
}

}  // namespace
}  // namespace hr::pg

extern "C" PGDLLEXPORT void hr_worker_main(const hr::loader::Interface* loader);
extern "C" PGDLLEXPORT void hr_worker_main(const hr::loader::Interface* loader) {
    if (loader->version != hr::loader::kInterfaceVersion)
        ereport(ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                errmsg("handelsregister " HR_VERSION " does not work with the preloaded loader"),
                errhint("Restart the server, so that it loads the installed loader."));
    hr::pg::become_worker();
    hr::pg::keep_freed_memory();
    loader->report_idle(hr::pg::work(loader));
}
