// Owns the settings of launcher and workers.
#pragma once

namespace hr::loader {

struct Settings {
    bool enabled;
    int idle_timeout_ms;
    int scan_interval_s;
    int workers_per_database;
};

/// Current values in this process.
const Settings& settings();

/// To be called while libraries are preloaded.
void define_settings();

}  // namespace hr::loader
