#include "loader/version.hpp"

extern "C" {
#include "commands/defrem.h"
#include "executor/spi.h"
#include "utils/snapmgr.h"
}

// Server calls may raise, so there are no objects with destructors here.
namespace hr::loader {
namespace {

/// The only value that a query gives, empty for none.
void read_text(const char* query, char* value, size_t size) {
    value[0] = '\0';
    SPI_connect();
    PushActiveSnapshot(GetTransactionSnapshot());
    const int code = SPI_execute(query, true, 1);
    if (code == SPI_OK_SELECT && SPI_processed == 1) {
        const char* found = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
        if (found != nullptr) strlcpy(value, found, size);
    }
    PopActiveSnapshot();
    SPI_finish();
}

/// What an update without a version goes to, as the control file has it today.
void read_default_version(char* version, size_t size) {
    read_text(
        "select default_version from pg_catalog.pg_available_extensions() where name operator(pg_catalog.=) "
        "'handelsregister'",
        version, size);
}

}  // namespace

void read_version(char* version, size_t size) {
    read_text(
        "select extversion from pg_catalog.pg_extension where extname operator(pg_catalog.=) "
        "'handelsregister'",
        version, size);
}

bool changes_version(AlterExtensionStmt* alter) {
    char current[64], wanted[64] = "";
    read_version(current, sizeof current);
    ListCell* cell;
    foreach (cell, alter->options) {
        auto* option = lfirst_node(DefElem, cell);
        if (strcmp(option->defname, "new_version") == 0) strlcpy(wanted, defGetString(option), sizeof wanted);
    }
    if (wanted[0] == '\0') read_default_version(wanted, sizeof wanted);
    return strcmp(current, wanted) != 0;
}

}  // namespace hr::loader
