#include "pg/environment.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "access/xlog.h"
#include "catalog/pg_extension.h"
#include "commands/extension.h"
#include "common/pg_prng.h"
#include "storage/lmgr.h"
#include "utils/timestamp.h"
}

namespace hr::pg {

double random() {
    return pg_prng_double(&pg_global_prng_state);
}

std::string library_version() {
    return HR_VERSION;
}

std::int64_t database_oid() {
    return MyDatabaseId;
}

std::int64_t system_identifier() {
    return static_cast<std::int64_t>(GetSystemIdentifier());
}

std::optional<std::int64_t> timeline() {
    if (RecoveryInProgress()) return std::nullopt;
    return GetWALInsertionTimeLine();
}

std::int64_t unix_time() {
    return unix_seconds(GetCurrentTimestamp());
}

void hold_extension() {
    const Oid extension = get_extension_oid("handelsregister", true);
    if (OidIsValid(extension)) LockDatabaseObject(ExtensionRelationId, extension, 0, AccessShareLock);
}

void lock_extension() {
    backend(hold_extension);
}

void require_read_committed() {
    if (XactIsoLevel > XACT_READ_COMMITTED)
        throw Error("25001", "jobs can be processed at isolation level READ COMMITTED only", {},
                    "Begin the transaction with that isolation level.");
}

}  // namespace hr::pg
