#include "loader/command.hpp"

extern "C" {
#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_database.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_tablespace.h"
#include "commands/dbcommands.h"
#include "commands/defrem.h"
#include "commands/extension.h"
#include "commands/tablespace.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"
#include "utils/syscache.h"
}

// Server calls may raise, so there are no objects with destructors here.
namespace hr::loader {
namespace {

/// As have_createdb_privilege(), which not every minor version of PostgreSQL 15 exports.
bool may_create_databases() {
    if (superuser()) return true;
    HeapTuple role = SearchSysCache1(AUTHOID, ObjectIdGetDatum(GetUserId()));
    if (!HeapTupleIsValid(role)) return false;
    const bool may = reinterpret_cast<Form_pg_authid>(GETSTRUCT(role))->rolcreatedb;
    ReleaseSysCache(role);
    return may;
}

bool owns(Oid catalog, Oid object) {
#if PG_VERSION_NUM >= 160000
    return object_ownercheck(catalog, object, GetUserId());
#else
    if (catalog == DatabaseRelationId) return pg_database_ownercheck(object, GetUserId());
    if (catalog == NamespaceRelationId) return pg_namespace_ownercheck(object, GetUserId());
    return pg_extension_ownercheck(object, GetUserId());
#endif
}

bool may_create_in(Oid tablespace) {
#if PG_VERSION_NUM >= 160000
    return object_aclcheck(TableSpaceRelationId, tablespace, GetUserId(), ACL_CREATE) == ACLCHECK_OK;
#else
    return pg_tablespace_aclcheck(tablespace, GetUserId(), ACL_CREATE) == ACLCHECK_OK;
#endif
}

/// The row of pg_database, for the two columns that matter here.
struct DatabaseRow {
    bool found;
    bool is_template;
};

DatabaseRow read_database(Oid oid) {
    HeapTuple tuple = SearchSysCache1(DATABASEOID, ObjectIdGetDatum(oid));
    if (!HeapTupleIsValid(tuple)) return {false, false};
    const bool is_template = reinterpret_cast<Form_pg_database>(GETSTRUCT(tuple))->datistemplate;
    ReleaseSysCache(tuple);
    return {true, is_template};
}

Oid own_database_named(const char* name) {
    const Oid oid = get_database_oid(name, true);
    return OidIsValid(oid) && read_database(oid).found && owns(DatabaseRelationId, oid) ? oid : InvalidOid;
}

Oid find_dropped(const DropdbStmt* drop) {
    const Oid oid = own_database_named(drop->dbname);
    return oid == MyDatabaseId || !OidIsValid(oid) || read_database(oid).is_template ? InvalidOid : oid;
}

Oid find_renamed(const RenameStmt* rename) {
    if (rename->renameType != OBJECT_DATABASE) return InvalidOid;
    const Oid oid = own_database_named(rename->subname);
    if (oid == MyDatabaseId || !may_create_databases()) return InvalidOid;
    return OidIsValid(get_database_oid(rename->newname, true)) ? InvalidOid : oid;
}

const char* find_option(List* options, const char* name) {
    ListCell* cell;
    foreach (cell, options) {
        auto* option = lfirst_node(DefElem, cell);
        if (strcmp(option->defname, name) == 0 && option->arg != nullptr) return defGetString(option);
    }
    return nullptr;
}

Oid find_moved(const AlterDatabaseStmt* alter) {
    const char* tablespace_name = find_option(alter->options, "tablespace");
    if (tablespace_name == nullptr) return InvalidOid;
    const Oid tablespace = get_tablespace_oid(tablespace_name, true);
    if (!OidIsValid(tablespace) || !may_create_in(tablespace)) return InvalidOid;
    const Oid oid = own_database_named(alter->dbname);
    return oid == MyDatabaseId ? InvalidOid : oid;
}

Oid find_copied(const CreatedbStmt* create) {
    if (!may_create_databases() || OidIsValid(get_database_oid(create->dbname, true))) return InvalidOid;
    const char* name = find_option(create->options, "template");
    const Oid oid = get_database_oid(name == nullptr ? "template1" : name, true);
    if (!OidIsValid(oid)) return InvalidOid;
    const DatabaseRow row = read_database(oid);
    return row.found && (row.is_template || owns(DatabaseRelationId, oid)) ? oid : InvalidOid;
}

bool names_contain(List* names, const char* wanted) {
    ListCell* cell;
    foreach (cell, names)
        if (IsA(lfirst(cell), String) && strcmp(strVal(lfirst(cell)), wanted) == 0) return true;
    return false;
}

/// What the row of pg_extension says.
struct ExtensionRow {
    Oid owner;
    Oid schema;
};

ExtensionRow read_extension(Oid oid) {
    ExtensionRow row = {};
    Relation relation = table_open(ExtensionRelationId, AccessShareLock);
    ScanKeyData key;
    ScanKeyInit(&key, Anum_pg_extension_oid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(oid));
    SysScanDesc scan = systable_beginscan(relation, ExtensionOidIndexId, true, nullptr, 1, &key);
    if (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple)) {
        const auto* found = reinterpret_cast<Form_pg_extension>(GETSTRUCT(tuple));
        row = {found->extowner, found->extnamespace};
    }
    systable_endscan(scan);
    table_close(relation, AccessShareLock);
    return row;
}

bool drops_schema_of(List* names, Oid extension) {
    const Oid schema = read_extension(extension).schema;
    ListCell* cell;
    foreach (cell, names)
        if (IsA(lfirst(cell), String) && get_namespace_oid(strVal(lfirst(cell)), true) == schema)
            return owns(NamespaceRelationId, schema);
    return false;
}

/// The server's own check, which it makes with the lock in hand: to wait for that lock would hold up every
/// batch.
void refuse_unless_owner(Oid extension) {
    if (!owns(ExtensionRelationId, extension))
        aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_EXTENSION, "handelsregister");
}

/// Dropping a language, or the extension that brings it, takes along all that is written in it.
bool drops(const DropStmt* drop, Oid extension) {
    const bool cascade = drop->behavior == DROP_CASCADE;
    switch (drop->removeType) {
        case OBJECT_EXTENSION:
            if (!names_contain(drop->objects, "handelsregister")) return cascade && superuser();
            refuse_unless_owner(extension);
            return true;
        case OBJECT_LANGUAGE:
            return cascade && superuser();
        case OBJECT_SCHEMA:
            return cascade && drops_schema_of(drop->objects, extension);
        default:
            return false;
    }
}

/// Spares all other drops a look into the catalog.
bool may_drop_extensions(const DropStmt* drop) {
    return drop->removeType == OBJECT_EXTENSION || drop->removeType == OBJECT_LANGUAGE ||
           drop->removeType == OBJECT_SCHEMA;
}

bool drops_owned(const DropOwnedStmt* drop, Oid extension) {
    const Oid owner = read_extension(extension).owner;
    bool hit = false;
    ListCell* cell;
    foreach (cell, drop->roles) {
        const Oid role = get_rolespec_oid(lfirst_node(RoleSpec, cell), true);
        if (!OidIsValid(role) || !has_privs_of_role(GetUserId(), role)) return false;
        hit = hit || role == owner;
    }
    return hit;
}

/// The control file says superuser = true, so that owning the extension is not enough.
bool updates(const AlterExtensionStmt* alter, Oid extension) {
    return strcmp(alter->extname, "handelsregister") == 0 && owns(ExtensionRelationId, extension) &&
           superuser();
}

bool needs_extension(Node* statement, Oid extension) {
    switch (nodeTag(statement)) {
        case T_DropStmt:
            return drops(castNode(DropStmt, statement), extension);
        case T_DropOwnedStmt:
            return drops_owned(castNode(DropOwnedStmt, statement), extension);
        case T_AlterExtensionStmt:
            return updates(castNode(AlterExtensionStmt, statement), extension);
        default:
            return false;
    }
}

/// Database commands that the server refuses in a transaction block, RENAME aside.
Oid find_database_needed(Node* statement, bool top_level) {
    if (IsA(statement, RenameStmt)) return find_renamed(castNode(RenameStmt, statement));
    if (IsInTransactionBlock(top_level)) return InvalidOid;
    switch (nodeTag(statement)) {
        case T_DropdbStmt:
            return find_dropped(castNode(DropdbStmt, statement));
        case T_AlterDatabaseStmt:
            return find_moved(castNode(AlterDatabaseStmt, statement));
        case T_CreatedbStmt:
            return find_copied(castNode(CreatedbStmt, statement));
        default:
            return InvalidOid;
    }
}

}  // namespace

Oid own_extension() {
    return get_extension_oid("handelsregister", true);
}

Need find_need(Node* statement, bool top_level) {
    switch (nodeTag(statement)) {
        case T_DropStmt:
            if (!may_drop_extensions(castNode(DropStmt, statement))) return {};
            [[fallthrough]];
        case T_DropOwnedStmt:
        case T_AlterExtensionStmt: {
            const Oid extension = own_extension();
            if (!OidIsValid(extension) || !needs_extension(statement, extension)) return {};
            return {MyDatabaseId, extension};
        }
        case T_RenameStmt:
        case T_DropdbStmt:
        case T_AlterDatabaseStmt:
        case T_CreatedbStmt:
            return {find_database_needed(statement, top_level), InvalidOid};
        default:
            return {};
    }
}

}  // namespace hr::loader
