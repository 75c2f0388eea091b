#include "pg/lock.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "access/twophase.h"
#include "catalog/pg_extension.h"
#include "storage/lock.h"
}

#include <algorithm>
#include <string>

namespace hr::pg {
namespace {

/// Transactions that fill their share at the same time take half of the table.
constexpr std::size_t kShares = 16;
constexpr std::size_t kMostLocks = 256;

bool is_checked = false;
std::uint32_t held = 0;        ///< bit n: the lock at place n
std::uint32_t held_alone = 0;  ///< those that are held exclusively

[[noreturn]] void refuse(std::uint16_t place) {
    throw Error(sqlstate::kInternal, "locks are taken out of order",
                "Lock " + std::to_string(place) + " was to be taken with locks " + std::to_string(held) +
                    ", of them exclusively " + std::to_string(held_alone) + ".",
                "Report this as a bug, with the kind of the job.");
}

/// The bits of this place and of all later ones.
constexpr std::uint32_t from(std::uint16_t place) {
    return ~std::uint32_t{0} << place;
}

void note(std::uint16_t place, LockMode mode) {
    held |= std::uint32_t{1} << place;
    if (mode == LockMode::exclusive) held_alone |= std::uint32_t{1} << place;
}

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

LockOrder::LockOrder() : was_checked_(is_checked), held_(held), held_alone_(held_alone) {
    is_checked = true;
    held = held_alone = 0;
}

LockOrder::~LockOrder() {
    is_checked = was_checked_;
    held = held_;
    held_alone = held_alone_;
}

void note_lock(std::uint16_t place, LockMode mode) {
    if (!is_checked) return;
    const std::uint32_t own = std::uint32_t{1} << place;
    if (held_alone & own || (held & own && mode == LockMode::shared)) return;
    if (held & from(place)) refuse(place);
    note(place, mode);
}

void check_lock_order(std::uint16_t place) {
    if (is_checked && held & from(place)) refuse(place);
}

}  // namespace hr::pg
