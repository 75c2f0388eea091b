// Owns locks in the server's table of locks that belong to the extension: no SQL command takes them, so that a role
// without rights cannot stand in the way.
#pragma once

#include <cstdint>

namespace hr::pg {

enum class LockMode { shared, exclusive };

/// Takes a lock until the end of the transaction. A shared one conflicts with exclusive ones only. In pg_locks it is
/// an object: classid that of pg_extension, objsubid `kind`, objid `key`.
void lock(std::uint16_t kind, std::uint32_t key, LockMode mode);

/// How many locks one transaction may take at most, so that what is left of the server's table does for others.
std::size_t most_locks();

/// While one exists, note_lock() refuses a lock that another transaction may hold while it waits for one of ours.
class LockOrder {
public:
    LockOrder();
    ~LockOrder();
    LockOrder(const LockOrder&) = delete;
    LockOrder& operator=(const LockOrder&) = delete;

private:
    const bool was_checked_;
    const std::uint32_t held_, held_alone_;
};

/// Notes that the lock at this place of the order (1 to 31) is taken; one that is held in this mode already is not
/// waited for. Errors: XX000 where a later one is held, or this one only with others.
void note_lock(std::uint16_t place, LockMode mode);

/// For locks of several keys, which are taken in one go: refuses them behind locks of other keys, or later ones.
void check_lock_order(std::uint16_t place);

}  // namespace hr::pg
