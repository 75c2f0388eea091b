// Entry point of the workers: finds the version that its database has, and runs that version's loop.
#include "loader/server.hpp"
#include "loader/version.hpp"
#include "loader/wake.hpp"

extern "C" {
#include "access/xact.h"
#include "catalog/pg_authid.h"
}

#include <sys/stat.h>

namespace hr::loader {
namespace {

/// As autovacuum does: what a database's owner sets for it must not reach queries that run as superuser.
void pin_settings() {
    static const char* const kSettings[][2] = {
        {"search_path", "pg_catalog, pg_temp"},
        {"default_transaction_isolation", "read committed"},
        {"default_transaction_read_only", "off"},
        {"default_transaction_deferrable", "off"},
        {"statement_timeout", "0"},
        {"lock_timeout", "0"},
        {"idle_in_transaction_session_timeout", "0"},
#if PG_VERSION_NUM >= 170000
        {"transaction_timeout", "0"},
#endif
        {"jit", "off"},
        {"row_security", "on"}
    };
    SetSessionAuthorization(BOOTSTRAP_SUPERUSERID, true);
    SetCurrentRoleId(InvalidOid, false);
    for (const auto& setting : kSettings) SetConfigOption(setting[0], setting[1], PGC_SUSET, PGC_S_OVERRIDE);
}

void look_up_version(char* version, size_t size) {
    SetCurrentStatementStartTimestamp();
    StartTransactionCommand();
    read_version(version, size);
    CommitTransactionCommand();
}

bool is_file_name(const char* version) {
    return strspn(version, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_") ==
           strlen(version);
}

bool library_exists(const char* version) {
    char path[MAXPGPATH];
    struct stat found;
    pg_snprintf(path, sizeof path, "%s/handelsregister-%s.so", pkglib_path, version);
    return stat(path, &found) == 0;
}

void refuse(const char* version) {
    report(Finding::missing_library, 0);
    if (!first_miss()) return;
    ereport(
        WARNING, errcode(ERRCODE_UNDEFINED_FILE),
        errmsg("no worker for database %u: the library of handelsregister %s is not installed", MyDatabaseId,
               version),
        errhint(
            "Install handelsregister %s on this server, or run ALTER EXTENSION handelsregister UPDATE in the "
            "database to a version that is installed.",
            version));
}

void run() {
    char version[64];
    interface()
        ->take_wake();  // before looking: a wake that comes later makes the launcher start another worker
    look_up_version(version, sizeof version);
    if (version[0] == '\0') return report(Finding::no_extension, 0);
    if (!is_file_name(version) || !library_exists(version)) return refuse(version);
    char library[MAXPGPATH];
    pg_snprintf(library, sizeof library, "$libdir/handelsregister-%s", version);
    auto main = reinterpret_cast<WorkerMain>(load_external_function(library, kWorkerSymbol, true, nullptr));
    main(interface());
}

}  // namespace
}  // namespace hr::loader

extern "C" {

PGDLLEXPORT void hr_loader_worker(Datum argument);
PGDLLEXPORT void hr_loader_worker(Datum argument) {
    const Oid database = DatumGetObjectId(argument);
    pqsignal(SIGTERM, die);
    pqsignal(SIGHUP, SignalHandlerForConfigReload);
    BackgroundWorkerUnblockSignals();
    if (!hr::loader::attach_worker(database)) return;
    BackgroundWorkerInitializeConnectionByOid(database, InvalidOid, 0);
    hr::loader::pin_settings();
    hr::loader::run();
}
}
