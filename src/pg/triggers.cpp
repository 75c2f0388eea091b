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

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace hr::pg {
namespace {

/// Where the extension is, and who may drop it by dropping that.
struct Home {
    Oid owner;
    Oid schema_owner;
    std::string schema;
};

std::optional<Home> find_home() {
    const Rows rows = query(
        "select e.extowner, n.nspowner, n.nspname "
        "from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace "
        "where e.extname = 'handelsregister'");
    if (rows.size() == 0) return std::nullopt;
    return Home{static_cast<Oid>(rows.integer(0, 0)), static_cast<Oid>(rows.integer(0, 1)),
                std::string(rows.text(0, 2))};
}

std::vector<std::string> object_names(const DropStmt* statement) {
    std::vector<std::string> names;
    const ListCell* cell = nullptr;
    foreach (cell, statement->objects) names.emplace_back(strVal(lfirst(cell)));
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
bool names_role(const DropOwnedStmt* statement, Oid role) {
    const ListCell* cell = nullptr;
    foreach (cell, statement->roles)
        if (get_rolespec_oid(static_cast<RoleSpec*>(lfirst(cell)), true) == role) return true;
    return false;
}

bool drops_owner(const DropOwnedStmt* statement, Oid owner, Oid schema_owner) {
    return backend([=] {
        return names_role(statement, owner) ||
               (statement->behavior == DROP_CASCADE && names_role(statement, schema_owner));
    });
}

bool is_drop_of_us(const Node* statement, const Home& home) {
    if (IsA(statement, DropOwnedStmt))
        return drops_owner(reinterpret_cast<const DropOwnedStmt*>(statement), home.owner, home.schema_owner);
    if (!IsA(statement, DropStmt)) return false;
    const auto* drop = reinterpret_cast<const DropStmt*>(statement);
    if (drop->removeType == OBJECT_EXTENSION) return take_us_along(object_names(drop));
    if (drop->removeType != OBJECT_SCHEMA || drop->behavior != DROP_CASCADE) return false;
    const std::vector<std::string> names = object_names(drop);
    return std::find(names.begin(), names.end(), home.schema) != names.end();
}

/// Asks as the owner: who may drop the schema need not have access to the register. An abort puts the role
/// back.
bool has_data(Oid owner) {
    struct Role {
        Oid id;
        int context;
    };
    const Role caller = backend([=] {
        Role role{};
        GetUserIdAndSecContext(&role.id, &role.context);
        SetUserIdAndSecContext(owner, role.context | SECURITY_LOCAL_USERID_CHANGE);
        return role;
    });
    const Rows rows = query(
        "select 1 where exists (select from hr_registry.document) or exists (select from "
        "hr_registry.company)");
    backend([=] { SetUserIdAndSecContext(caller.id, caller.context); });
    return rows.size() > 0;
}

void guard_drop(FunctionCallInfo call) {
    if (!CALLED_AS_EVENT_TRIGGER(call)) throw Error("39P03", "not called as an event trigger");
    const Node* statement = reinterpret_cast<EventTriggerData*>(call->context)->parsetree;
    if (setting_bool("handelsregister.allow_drop", false)) return;
    const std::optional<Home> home = find_home();
    if (!home || !is_drop_of_us(statement, *home) || !has_data(home->owner)) return;
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
