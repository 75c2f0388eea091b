// Owns what the outside world lends: chance and the clock, library and database, the isolation of the
// transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace hr::pg {

/// Evenly distributed in [0, 1).
double random();

/// Version of this library, such as "1.2.3".
std::string library_version();

/// Of the database of this session, and of the cluster.
std::int64_t database_oid();
std::int64_t system_identifier();

/// Of the server's log: a server that is promoted or recovers to a point in time begins a new one. None on a
/// standby.
std::optional<std::int64_t> timeline();

/// Seconds since 1970, by the clock and not by the transaction.
std::int64_t unix_time();

/// Keeps the extension from being dropped until the transaction ends. To come before any other lock: DROP
/// EXTENSION takes its own lock first too, so that neither waits for the other in a circle.
void lock_extension();

/// The same for plain server code: raises server errors, and no C++ object may be above it.
void hold_extension();

/// Throws 25001 in a transaction whose statements do not see what others have committed meanwhile.
void require_read_committed();

}  // namespace hr::pg
