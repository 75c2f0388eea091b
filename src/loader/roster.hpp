// Owns the workers that the launcher has started: starting them, seeing them end, waiting when no slot is
// free.
#pragma once

#include "loader/state.hpp"

namespace hr::loader {

/// What launcher and workers have in common.
BackgroundWorker describe_process(const char* name, const char* function);

/// Starts a worker; false where the server has no free slot for it.
bool start_worker(Oid database);

/// Forgets workers that have ended, and counts failures: a worker that did not report a finding has failed.
void collect_ended();

/// Workers of a database that are starting or at work. With the lock of the state held.
int count_running(const Database& database);

/// Notes whether slots were lacking just now. Says so in the log once it lasts.
void note_slots(bool exhausted, TimestampTz now);

/// When starting is worth a try: now, or later while slots are lacking.
TimestampTz next_try(TimestampTz now);

}  // namespace hr::loader
