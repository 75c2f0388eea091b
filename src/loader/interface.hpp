// Owns the contract between the preloaded loader and the versioned libraries: plain functions, one struct.
#pragma once

#include <cstdint>

namespace hr::loader {

/// Raised when the struct below changes other than by additions at its end.
inline constexpr int kInterfaceVersion = 1;

/// Name of the rendezvous variable through which a versioned library finds the struct.
inline constexpr const char* kRendezvous = "handelsregister_loader";

/// May grow at its end: a library sees zeros for what its loader does not know.
struct Status {
    int launcher_pid;  ///< 0 while no launcher runs
    int workers;       ///< workers of this database
    bool enabled;
    int stopped_by;  ///< backend whose command keeps workers off this database, 0 for none
    std::int64_t slots_exhausted_since;  ///< TimestampTz since when no worker slot is free, 0 for not now
    std::int64_t failing_since;  ///< TimestampTz since when this database's workers fail, 0 for not now
};

/// `next_due` that says: as usual, after the scan interval. Otherwise it is a TimestampTz.
inline constexpr std::int64_t kNoneDue = 0;
/// `next_due` that says: not before somebody wakes the database.
inline constexpr std::int64_t kWhenWoken = INT64_MAX;

/// None of these functions raises an error. Those for workers may be called in a worker of the loader only.
struct Interface {
    int version;
    void (*wake)(std::uint32_t database);  ///< there is work: to be called after commit
    void (*status)(std::uint32_t database, Status* result,
                   std::uint64_t size);          ///< writes `size` bytes at most
    bool (*take_wake)();                         ///< worker: was there a wake since the last call?
    void (*ask_for_help)();                      ///< worker: more work than one worker's batch
    void (*report_idle)(std::int64_t next_due);  ///< worker, leaving: when to come again at the latest
    bool (*must_stop)();                         ///< worker: switched off
};

/// Name of the rendezvous variable of the counter below: a variable of its own, so that a loader that does not
/// know it offers none.
inline constexpr const char* kAttemptRendezvous = "handelsregister_attempts";

/// Counts calls by key and hour in shared memory, whether their transactions commit or not.
struct AttemptCounter {
    /// Adds `more` calls, which may be 0, and returns how many there have been.
    std::uint32_t (*count)(std::uint64_t key, std::int64_t hour, std::uint32_t more);
};

/// Entry point of a versioned library: works until there is nothing to do, then returns.
inline constexpr const char* kWorkerSymbol = "hr_worker_main";
using WorkerMain = void (*)(const Interface*);

}  // namespace hr::loader
