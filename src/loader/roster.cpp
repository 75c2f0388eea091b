#include "loader/roster.hpp"

namespace hr::loader {
namespace {

constexpr int kMaxWorkers = 256;
constexpr int kPatienceSeconds = 5;
constexpr int kHealthySeconds = 60;
constexpr int kFirstDelayMs = 250;
constexpr int kMaxDelayMs = 16'000;

/// The launcher's own list, checked against the postmaster at every turn.
struct Started {
    Oid database;
    BackgroundWorkerHandle* handle;
};

Started started[kMaxWorkers];
int started_count = 0;

TimestampTz exhausted_since = 0;
TimestampTz try_again = 0;
int delay_ms = 0;  ///< between tries, 0 while there are slots
bool reported = false;

void count_failure(Oid oid) {
    const TimestampTz now = GetCurrentTimestamp();
    const Locked locked(LW_EXCLUSIVE);
    Database* database = find_database(oid);
    if (database == nullptr || database->finding != Finding::failed || count_workers(*database) > 0) return;
    if (TimestampDifferenceExceeds(database->looked, now, kHealthySeconds * 1000)) database->failures = 0;
    if (database->failures++ == 0) database->failing_since = now;
    state()->databases_changed = true;  // it may be gone, or take no connections any more
}

void publish_exhaustion() {
    const Locked locked(LW_EXCLUSIVE);
    state()->slots_exhausted_since = exhausted_since;
}

}  // namespace

BackgroundWorker describe_process(const char* name, const char* function) {
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
    BackgroundWorker worker = describe_process("handelsregister worker", "hr_loader_worker");
    worker.bgw_restart_time = BGW_NEVER_RESTART;
    worker.bgw_main_arg = ObjectIdGetDatum(database);
    worker.bgw_notify_pid = MyProcPid;
    BackgroundWorkerHandle* handle = nullptr;
    if (started_count == kMaxWorkers || !RegisterDynamicBackgroundWorker(&worker, &handle)) return false;
    started[started_count++] = {database, handle};
    return true;
}

void collect_ended() {
    int kept = 0;
    for (int i = 0; i < started_count; ++i) {
        pid_t pid = 0;
        if (GetBackgroundWorkerPid(started[i].handle, &pid) != BGWH_STOPPED) {
            started[kept++] = started[i];
            continue;
        }
        pfree(started[i].handle);
        count_failure(started[i].database);
        try_again = 0;  // there is a slot again
    }
    started_count = kept;
}

// A launcher that has just been restarted does not know of those that its predecessor started.
int count_running(const Database& database) {
    int count = 0;
    for (int i = 0; i < started_count; ++i) count += started[i].database == database.oid ? 1 : 0;
    return Max(count, count_workers(database));
}

/// A wave of looks may well be longer than there are slots: worth a word is only what lasts.
void note_slots(bool exhausted, TimestampTz now) {
    if (!exhausted && exhausted_since == 0) return;
    if (!exhausted || exhausted_since == 0) {
        exhausted_since = exhausted ? now : 0;
        publish_exhaustion();
    }
    delay_ms = exhausted ? Min(Max(2 * delay_ms, kFirstDelayMs), kMaxDelayMs) : 0;
    try_again = exhausted ? TimestampTzPlusMilliseconds(now, delay_ms) : 0;
    const bool lasts =
        exhausted && TimestampTzPlusMilliseconds(exhausted_since, kPatienceSeconds * 1000) <= now;
    if (lasts && !reported)
        ereport(WARNING, errcode(ERRCODE_CONFIGURATION_LIMIT_EXCEEDED),
                errmsg("no background worker slot is free"),
                errhint("Increase max_worker_processes: one for the launcher of handelsregister, and one for "
                        "each worker of a database that has work."));
    reported = lasts;
}

// A clock that was set back must not make anything wait until it has caught up.
TimestampTz next_try(TimestampTz now) {
    return try_again > TimestampTzPlusMilliseconds(now, kMaxDelayMs) ? 0 : try_again;
}

}  // namespace hr::loader
