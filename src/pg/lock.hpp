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

}  // namespace hr::pg
