// Owns which version the extension has in this database, and whether an update would bring another one.
#pragma once

#include "loader/server.hpp"

extern "C" {
#include "nodes/parsenodes.h"
}

namespace hr::loader {

/// Version of the extension in this database, empty for none. Within a transaction.
void read_version(char* version, size_t size);

/// False for an update to the version that is there already, which runs no script.
bool changes_version(AlterExtensionStmt* alter);

}  // namespace hr::loader
