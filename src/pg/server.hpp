// Owns the inclusion of server headers: what src/pg takes from PostgreSQL, in the one order that compiles.
#pragma once

#include <cstdint>

// PostgreSQL 15 leaves it empty, and hidden visibility would then hide the entry points.
#define PGDLLEXPORT __attribute__((visibility("default")))

extern "C" {
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/elog.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/regproc.h"
#include "utils/timestamp.h"
}

// Names that the C++ standard library needs for itself.
#undef gettext
#undef snprintf
#undef vsnprintf
#undef sprintf
#undef vsprintf
#undef printf
#undef fprintf
#undef vprintf
#undef vfprintf
#undef strerror
#undef strerror_r

// Where the majors that we compile for differ.
namespace hr::pg {

inline List* qualified_name_list(const char* name) {
#if PG_VERSION_NUM >= 160000
    return stringToQualifiedNameList(name, nullptr);
#else
    return stringToQualifiedNameList(name);
#endif
}

/// Index entries for a row that is new in its table.
inline List* insert_index_tuples(ResultRelInfo* table, TupleTableSlot* row, EState* estate) {
#if PG_VERSION_NUM >= 160000
    return ExecInsertIndexTuples(table, row, estate, false, false, nullptr, NIL, false);
#else
    return ExecInsertIndexTuples(table, row, estate, false, false, nullptr, NIL);
#endif
}

/// Whole seconds since 1970.
constexpr std::int64_t unix_seconds(TimestampTz time) {
    constexpr std::int64_t kBetweenEpochs =
        std::int64_t{POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE} * SECS_PER_DAY;
    return time / USECS_PER_SEC + kBetweenEpochs;
}

}  // namespace hr::pg
