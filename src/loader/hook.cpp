#include "loader/hook.hpp"

#include "loader/command.hpp"
#include "loader/gate.hpp"
#include "loader/suspension.hpp"
#include "loader/version.hpp"

extern "C" {
#include "access/xlog.h"
#include "catalog/objectaccess.h"
#include "catalog/pg_database.h"
#include "catalog/pg_extension.h"
#include "storage/lmgr.h"
#include "tcop/utility.h"
}

namespace hr::loader {
namespace {

ProcessUtility_hook_type next_utility_hook = nullptr;
object_access_hook_type next_access_hook = nullptr;

bool suspend(Oid database) {
    if (suspend_workers(database)) return true;
    ereport(WARNING, errcode(ERRCODE_CONFIGURATION_LIMIT_EXCEEDED),
            errmsg("workers of database %u are not stopped for this command", database),
            errdetail("%d commands keep workers off a database already.", kMaxSuspensions),
            errhint("Try again when some of them have ended."));
    return false;
}

/// An update waits for whoever uses the extension: first at the gate, before it holds anything that a session
/// inside may want, then for a worker that is still at its batch, as the server itself does for a drop.
void make_room(Node* statement, bool top_level) {
    const Need need = find_need(statement, top_level);
    if (!OidIsValid(need.database)) return;
    if (suspend(need.database)) await_workers(need.database);
    if (!IsA(statement, AlterExtensionStmt)) return;
    if (changes_version(castNode(AlterExtensionStmt, statement))) close_gate(need.extension);
    LockDatabaseObject(ExtensionRelationId, need.extension, 0, AccessExclusiveLock);
}

void process_utility(PlannedStmt* planned, const char* query, bool read_only_tree,
                     ProcessUtilityContext context, ParamListInfo params, QueryEnvironment* environment,
                     DestReceiver* receiver, QueryCompletion* completion) {
    if (!RecoveryInProgress()) make_room(planned->utilityStmt, context == PROCESS_UTILITY_TOPLEVEL);
    const ProcessUtility_hook_type next =
        next_utility_hook != nullptr ? next_utility_hook : standard_ProcessUtility;
    next(planned, query, read_only_tree, context, params, environment, receiver, completion);
}

/// Whoever names something in a schema or calls a function comes by here before. So does whatever drops the
/// extension, with its lock in hand: a worker that wants to go on waits for that, so it need not be waited
/// for.
void note_access(ObjectAccessType access, Oid catalog, Oid object, int part, void* argument) {
    if (next_access_hook != nullptr) next_access_hook(access, catalog, object, part, argument);
    if (access == OAT_NAMESPACE_SEARCH) return enter_schema(object);
    if (access == OAT_FUNCTION_EXECUTE) return enter_function(object);
    if (access == OAT_DROP && catalog == DatabaseRelationId) note_dropped(object);
    if (access == OAT_DROP && catalog == ExtensionRelationId && object == own_extension())
        suspend(MyDatabaseId);
}

}  // namespace

void install_hooks() {
    next_utility_hook = ProcessUtility_hook;
    ProcessUtility_hook = process_utility;
    next_access_hook = object_access_hook;
    object_access_hook = note_access;
    install_gate();
}

}  // namespace hr::loader
