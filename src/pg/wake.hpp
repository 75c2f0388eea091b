// Owns waking the workers: once per transaction that enqueued jobs, when it has committed.
#pragma once

namespace hr::pg {

/// What the preloaded loader says; zeros where it is not preloaded or speaks another version of its
/// interface.
struct LoaderStatus {
    bool preloaded = false;
    bool enabled = false;
    int launcher_pid = 0;  ///< 0 while no launcher runs
    int workers = 0;       ///< workers of this database
};
LoaderStatus loader_status();

/// Wakes the workers of this database if and when the current transaction commits. Cheap to repeat.
void wake_at_commit();

}  // namespace hr::pg
