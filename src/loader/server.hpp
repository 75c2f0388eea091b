// Owns the inclusion of server headers for the loader.
#pragma once

// PostgreSQL 15 leaves it empty, and hidden visibility would then hide the entry points.
#define PGDLLEXPORT __attribute__((visibility("default")))

extern "C" {
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "postmaster/bgworker.h"
#include "postmaster/interrupt.h"
#include "storage/ipc.h"
#include "storage/latch.h"
#include "storage/lwlock.h"
#include "storage/shmem.h"
#include "tcop/tcopprot.h"
#include "utils/guc.h"
#include "utils/timestamp.h"
#include "utils/wait_event.h"
}

namespace hr::loader {

/// A wait event under a name of its own, from PostgreSQL 17 on. To be called in a process, not while
/// libraries are preloaded.
inline uint32 wait_event([[maybe_unused]] const char* name) {
#if PG_VERSION_NUM >= 170000
    return WaitEventExtensionNew(name);
#else
    return PG_WAIT_EXTENSION;
#endif
}

}  // namespace hr::loader
