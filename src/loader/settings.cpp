#include "loader/settings.hpp"

#include "loader/server.hpp"
#include "loader/state.hpp"

namespace hr::loader {
namespace {

Settings current = {true, 2000, 60, 1};

// The versioned libraries read these by name.
int worker_max_age_s = 3600;
int worker_max_jobs = 0;
int worker_max_memory_kb = 256 * 1024;

}  // namespace

const Settings& settings() {
    return current;
}

// In alphabetical order.
void define_settings() {
    DefineCustomBoolVariable("handelsregister.enabled",
                             "Runs background workers for databases that have the extension.",
                             "Start a physical copy of a server with this off, so that no job runs twice.",
                             &current.enabled, true, PGC_SIGHUP, 0, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("handelsregister.idle_timeout", "Sets how long an idle worker stays connected.",
                            nullptr, &current.idle_timeout_ms, 2000, 0, 3600 * 1000, PGC_SIGHUP, GUC_UNIT_MS,
                            nullptr, nullptr, nullptr);
    DefineCustomIntVariable("handelsregister.scan_interval",
                            "Sets how often a database is looked at although nobody woke its worker.",
                            nullptr, &current.scan_interval_s, 60, 1, 24 * 3600, PGC_SIGHUP, GUC_UNIT_S,
                            nullptr, nullptr, nullptr);
    DefineCustomIntVariable("handelsregister.worker_max_age",
                            "Sets how long a worker works before another process takes its place.",
                            "0 means without limit.", &worker_max_age_s, 3600, 0, 30 * 24 * 3600, PGC_SIGHUP,
                            GUC_UNIT_S, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("handelsregister.worker_max_jobs",
                            "Sets how many jobs a worker processes before another process takes its place.",
                            "0 means without limit.", &worker_max_jobs, 0, 0, INT_MAX, PGC_SIGHUP, 0, nullptr,
                            nullptr, nullptr);
    DefineCustomIntVariable("handelsregister.worker_max_memory",
                            "Sets with how much memory of its own a worker gives way to another process.",
                            "0 means without limit.", &worker_max_memory_kb, 256 * 1024, 0, INT_MAX,
                            PGC_SIGHUP, GUC_UNIT_KB, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("handelsregister.workers_per_database",
                            "Sets how many workers a database may have.", nullptr,
                            &current.workers_per_database, 1, 1, kMaxWorkersPerDatabase, PGC_SIGHUP, 0,
                            nullptr, nullptr, nullptr);
}

}  // namespace hr::loader
