#include "pg/lock.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "access/twophase.h"
#include "catalog/pg_extension.h"
#include "storage/lock.h"
}

#include <algorithm>

namespace hr::pg {
namespace {

/// Transactions that fill their share at the same time take half of the table.
constexpr std::size_t kShares = 16;
constexpr std::size_t kMostLocks = 256;

}  // namespace

// SQL commands lock the members of a catalogue with sub-identity 0, or with that of a column, which extensions have not.
void lock(std::uint16_t kind, std::uint32_t key, LockMode mode) {
    backend([=] {
        LOCKTAG tag;
        SET_LOCKTAG_OBJECT(tag, MyDatabaseId, ExtensionRelationId, key, kind);
        (void)LockAcquire(&tag, mode == LockMode::exclusive ? ExclusiveLock : ShareLock, false, false);
    });
}

std::size_t most_locks() {
    const auto slots = static_cast<std::size_t>(MaxBackends + max_prepared_xacts);
    return std::min(kMostLocks, static_cast<std::size_t>(max_locks_per_xact) * slots / kShares);
}

}  // namespace hr::pg
