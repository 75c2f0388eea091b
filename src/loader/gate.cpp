#include "loader/gate.hpp"

#include "loader/wake.hpp"

extern "C" {
#include "access/htup_details.h"
#include "access/transam.h"
#include "access/xact.h"
#include "catalog/dependency.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_language.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_proc.h"
#include "commands/extension.h"
#include "storage/lmgr.h"
#include "storage/proc.h"
#include "utils/builtins.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"
}

// Server calls may raise, so there are no objects with destructors here.
namespace hr::loader {
namespace {

constexpr int kPatienceMs = 3000;
constexpr int kFirstPauseMs = 500;
constexpr int kMaxPauseMs = 16'000;

fmgr_hook_type next_function_hook = nullptr;

/// A schema of the extension. Both numbers are new when the extension is created anew.
struct Member {
    Oid schema;
    Oid extension;
};

constexpr const char* kSchemas[] = {"handelsregister", "hr_queue", "hr_registry", "hr_user"};

/// Place of a schema's name in the list, -1 for none.
int find_schema_name(Oid schema) {
    HeapTuple tuple = SearchSysCache1(NAMESPACEOID, ObjectIdGetDatum(schema));
    if (!HeapTupleIsValid(tuple)) return -1;
    const char* name = NameStr(reinterpret_cast<Form_pg_namespace>(GETSTRUCT(tuple))->nspname);
    int place = static_cast<int>(lengthof(kSchemas)) - 1;
    while (place >= 0 && strcmp(name, kSchemas[place]) != 0) --place;
    ReleaseSysCache(tuple);
    return place;
}

/// The extension that brings a schema, InvalidOid for one that is not ours. Somebody else's schema may bear
/// such a name.
Oid extension_of(Oid schema) {
    static Member known[lengthof(kSchemas)];
    const int place = find_schema_name(schema);
    if (place < 0) return InvalidOid;
    if (known[place].schema == schema) return known[place].extension;
    const Oid extension = getExtensionOfObject(NamespaceRelationId, schema);
    if (!OidIsValid(extension)) return InvalidOid;
    const char* name = get_extension_name(extension);
    if (name == nullptr || strcmp(name, "handelsregister") != 0) return InvalidOid;
    known[place] = {schema, extension};
    return extension;
}

LOCKTAG gate_of(Oid extension) {
    LOCKTAG tag;
    SET_LOCKTAG_OBJECT(tag, MyDatabaseId, ExtensionRelationId, extension, kGate);
    return tag;
}

bool is_inside(Oid extension) {
    const LOCKTAG tag = gate_of(extension);
#if PG_VERSION_NUM >= 170000
    return LockHeldByMe(&tag, AccessShareLock, true);
#else
    return LockHeldByMe(&tag, AccessShareLock) || LockHeldByMe(&tag, AccessExclusiveLock);
#endif
}

/// False where this session is inside already. A worker of ours stays out: it holds the extension itself for
/// as long as it works, for which an update waits too.
bool enter(Oid extension) {
    if (is_worker() || is_inside(extension)) return false;
    LockDatabaseObject(ExtensionRelationId, extension, kGate, AccessShareLock);
    return true;
}

[[noreturn]] void refuse(Oid function) {
    ereport(ERROR, errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
            errmsg("handelsregister has been updated since this statement began"),
            errdetail("Function %u was replaced.", function), errhint("Run the statement again."));
    pg_unreachable();
}

/// What was looked up before the gate may be of the version before: a C function is that of another library
/// now.
void look_up_again(FmgrInfo* function, HeapTuple tuple) {
    if (reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple))->prolang != ClanguageId) return;
    bool null = false;
    const Datum symbol = SysCacheGetAttr(PROCOID, tuple, Anum_pg_proc_prosrc, &null);
    const Datum library = SysCacheGetAttr(PROCOID, tuple, Anum_pg_proc_probin, &null);
    function->fn_addr = reinterpret_cast<PGFunction>(
        load_external_function(TextDatumGetCString(library), TextDatumGetCString(symbol), true, nullptr));
}

/// A function of which the snapshot knows nothing would miss what the update has written.
bool is_newer_than_snapshot(HeapTuple tuple) {
    const TransactionId writer = HeapTupleHeaderGetXmin(tuple->t_data);
    return ActiveSnapshotSet() && TransactionIdIsNormal(writer) &&
           XidInMVCCSnapshot(writer, GetActiveSnapshot()) && !TransactionIdIsCurrentTransactionId(writer);
}

/// Calls that have a snapshot of their own, the innermost last. Functions that they call share it, unless by
/// a cursor.
constexpr int kMaxRenewed = 16;
FmgrInfo* renewed[kMaxRenewed];
int renewed_count = 0;

void begin_call(FmgrInfo* function) {
    HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function->fn_oid));
    if (!HeapTupleIsValid(tuple)) return;
    const Oid extension = extension_of(reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple))->pronamespace);
    const bool has_entered = OidIsValid(extension) && enter(extension);
    if (has_entered) {
        ReleaseSysCache(tuple);
        tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function->fn_oid));
        if (!HeapTupleIsValid(tuple)) refuse(function->fn_oid);
        look_up_again(function, tuple);
    }
    if (OidIsValid(extension) && is_newer_than_snapshot(tuple)) {
        if (IsolationUsesXactSnapshot() || IsInParallelMode() || renewed_count == kMaxRenewed)
            refuse(function->fn_oid);
        PushActiveSnapshot(GetTransactionSnapshot());
        renewed[renewed_count++] = function;
    }
    ReleaseSysCache(tuple);
}

/// After an error the server itself drops the snapshot.
void end_call(FmgrInfo* function, bool is_error) {
    if (renewed_count == 0 || renewed[renewed_count - 1] != function) return;
    --renewed_count;
    if (!is_error) PopActiveSnapshot();
}

/// Called for functions with settings or rights of their own, as all are that anybody may call, before the
/// body is compiled.
void note_call(FmgrHookEventType event, FmgrInfo* function, Datum* argument) {
    if (event != FHET_START) end_call(function, event == FHET_ABORT);
    if (next_function_hook != nullptr) next_function_hook(event, function, argument);
    if (event == FHET_START) begin_call(function);  // last: nothing may fail behind it
}

void report_holders(Oid extension) {
    const LOCKTAG tag = gate_of(extension);
    int count = 0;
    GetLockConflicts(&tag, AccessExclusiveLock, &count);
    ereport(NOTICE, errmsg("waiting for transactions that use handelsregister: %d", count),
            errhint("pg_locks shows their processes: objid %u, objsubid %d.", extension, kGate));
}

/// Tries for a while, in a subtransaction, since that is where an error may be caught. False after
/// `patience_ms`.
bool try_to_close(Oid extension, int patience_ms) {
    MemoryContext const context = CurrentMemoryContext;
    ResourceOwner const owner = CurrentResourceOwner;
    volatile bool closed = true;
    BeginInternalSubTransaction(nullptr);
    MemoryContextSwitchTo(context);
    PG_TRY();
    {
        char patience[16];
        pg_snprintf(patience, sizeof patience, "%d", patience_ms);
        const int nest = NewGUCNestLevel();
        set_config_option("lock_timeout", patience, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
                          false);
        LockDatabaseObject(ExtensionRelationId, extension, kGate, AccessExclusiveLock);
        AtEOXact_GUC(true, nest);
        ReleaseCurrentSubTransaction();
    }
    PG_CATCH();
    {
        if (geterrcode() != ERRCODE_LOCK_NOT_AVAILABLE) PG_RE_THROW();
        closed = false;
        MemoryContextSwitchTo(context);
        FlushErrorState();
        RollbackAndReleaseCurrentSubTransaction();
    }
    PG_END_TRY();
    MemoryContextSwitchTo(context);
    CurrentResourceOwner = owner;
    return closed;
}

void pause(int milliseconds) {
    static uint32 wait = 0;
    if (wait == 0) wait = wait_event("HandelsregisterGate");
    const TimestampTz end = TimestampTzPlusMilliseconds(GetCurrentTimestamp(), milliseconds);
    for (long left = milliseconds; left > 0 && left <= milliseconds;
         left = TimestampDifferenceMilliseconds(GetCurrentTimestamp(), end)) {
        ResetLatch(MyLatch);
        CHECK_FOR_INTERRUPTS();
        WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, left, wait);
    }
}

}  // namespace

// The row type of what it returns is looked up after this, and before it is called.
void enter_function(Oid function) {
    if (function < FirstNormalObjectId) return;
    HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
    if (!HeapTupleIsValid(tuple)) return;
    const Oid extension = extension_of(reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple))->pronamespace);
    ReleaseSysCache(tuple);
    if (OidIsValid(extension) && enter(extension) &&
        !SearchSysCacheExists1(PROCOID, ObjectIdGetDatum(function)))
        refuse(function);
}

void enter_schema(Oid schema) {
    const Oid extension = extension_of(schema);
    if (OidIsValid(extension)) enter(extension);
}

void close_gate(Oid extension) {
    const int limit_ms = LockTimeout;  // 0: none
    int spent_ms = 0;
    for (int pause_ms = kFirstPauseMs;; pause_ms = Min(2 * pause_ms, kMaxPauseMs)) {
        const int patience_ms = limit_ms == 0 ? kPatienceMs : Min(kPatienceMs, limit_ms - spent_ms);
        if (try_to_close(extension, patience_ms)) return;
        spent_ms += patience_ms + pause_ms;
        if (limit_ms != 0 && spent_ms >= limit_ms)
            ereport(ERROR, errcode(ERRCODE_LOCK_NOT_AVAILABLE),
                    errmsg("handelsregister is in use, and lock_timeout has passed"),
                    errhint("pg_locks shows by whom: objid %u, objsubid %d.", extension, kGate));
        if (pause_ms == kFirstPauseMs) report_holders(extension);
        pause(pause_ms);
    }
}

void install_gate() {
    next_function_hook = fmgr_hook;
    fmgr_hook = note_call;
}

}  // namespace hr::loader
