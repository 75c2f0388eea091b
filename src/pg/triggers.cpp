// The two triggers: jobs inserted (wake the workers), extension about to be dropped (refuse while there is
// data).
#include "pg/database.hpp"
#include "pg/guard.hpp"
#include "pg/settings.hpp"
#include "pg/wake.hpp"

extern "C" {
#include "commands/event_trigger.h"
#include "commands/extension.h"
#include "commands/trigger.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
}

#include <string>
#include <vector>

namespace hr::pg {
namespace {

/// Names of the extensions that a statement drops, if it drops extensions.
std::vector<std::string> dropped_extensions(const Node* statement) {
    std::vector<std::string> names;
    if (!IsA(statement, DropStmt)) return names;
    const auto* drop = reinterpret_cast<const DropStmt*>(statement);
    if (drop->removeType != OBJECT_EXTENSION) return names;
    const ListCell* cell = nullptr;
    foreach (cell, drop->objects) names.emplace_back(strVal(lfirst(cell)));
    return names;
}

/// Does one of the extensions take ours along, by itself or because something of ours depends on something of
/// it?
bool take_us_along(const std::vector<std::string>& names) {
    return query(R"(
        with member as (
            select e.extname, d.classid, d.objid
            from pg_catalog.pg_extension e join pg_catalog.pg_depend d on d.refobjid = e.oid
            where d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass and d.deptype = 'e'
            union all
            select e.extname, 'pg_catalog.pg_extension'::pg_catalog.regclass, e.oid from pg_catalog.pg_extension e)
        select 1 where 'handelsregister' = any ($1)
            or exists (select from member ours
                       join pg_catalog.pg_depend d on (d.classid, d.objid) = (ours.classid, ours.objid)
                       join member theirs on (d.refclassid, d.refobjid) = (theirs.classid, theirs.objid)
                       where ours.extname = 'handelsregister' and theirs.extname = any ($1)
                         and theirs.extname <> 'handelsregister'))",
                 {&names})
               .size() > 0;
}

/// Runs below a guard.
bool drops_owner(const DropOwnedStmt* statement, Oid owner) {
    const ListCell* cell = nullptr;
    foreach (cell, statement->roles)
        if (get_rolespec_oid(static_cast<RoleSpec*>(lfirst(cell)), true) == owner) return true;
    return false;
}

bool is_drop_of_us(const Node* statement, Oid owner) {
    if (IsA(statement, DropOwnedStmt))
        return backend([=] { return drops_owner(reinterpret_cast<const DropOwnedStmt*>(statement), owner); });
    const std::vector<std::string> names = dropped_extensions(statement);
    return !names.empty() && take_us_along(names);
}

void guard_drop(FunctionCallInfo call) {
    if (!CALLED_AS_EVENT_TRIGGER(call)) throw Error("39P03", "not called as an event trigger");
    const Node* statement = reinterpret_cast<EventTriggerData*>(call->context)->parsetree;
    const Rows owner =
        query("select extowner from pg_catalog.pg_extension where extname = 'handelsregister'");
    if (owner.size() == 0 || setting_bool("handelsregister.allow_drop", false)) return;
    if (!is_drop_of_us(statement, static_cast<Oid>(owner.integer(0, 0)))) return;
    if (query("select 1 where exists (select from hr_registry.document) or exists (select from "
              "hr_registry.company)")
            .size() == 0)
        return;
    throw Error(sqlstate::kNotInPrerequisiteState,
                "cannot drop extension \"handelsregister\" while it holds register data",
                "The documents, companies and histories would be dropped with it.",
                "Dump the data, then set handelsregister.allow_drop to on in this session and drop the "
                "extension again.");
}

}  // namespace
}  // namespace hr::pg

extern "C" {

PG_FUNCTION_INFO_V1(hr_jobs_inserted);
PGDLLEXPORT Datum hr_jobs_inserted(PG_FUNCTION_ARGS) {
    return hr::pg::entry([=] {
        if (!CALLED_AS_TRIGGER(fcinfo)) throw hr::Error("39P01", "not called as a trigger");
        hr::pg::wake_at_commit();
        return PointerGetDatum(nullptr);
    });
}

PG_FUNCTION_INFO_V1(hr_guard_drop);
PGDLLEXPORT Datum hr_guard_drop(PG_FUNCTION_ARGS) {
    return hr::pg::entry([=] {
        hr::pg::guard_drop(fcinfo);
        fcinfo->isnull = true;
        return Datum(0);
    });
}
}
