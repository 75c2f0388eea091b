// Owns waking the workers: once per transaction that enqueued jobs, when it has committed.
#pragma once

#include <optional>
#include <string>

namespace hr::pg {

/// What the preloaded loader says; zeros where it is not preloaded or speaks another version of its
/// interface.
struct LoaderStatus {
    bool preloaded = false;
    bool enabled = false;
    int launcher_pid = 0;  ///< 0 while no launcher runs
    int workers = 0;       ///< workers of this database
    int stopped_by = 0;    ///< backend whose command keeps workers off this database, 0 for none
    std::optional<std::string> slots_exhausted_since;  ///< a timestamp as the server prints it
    std::optional<std::string> failing_since;          ///< the same
};
LoaderStatus loader_status();

/// Wakes the workers of this database if and when the current transaction commits. Cheap to repeat.
void wake_at_commit();

}  // namespace hr::pg
