// Owns the count of a user's calls that an aborted transaction does not take back.
#pragma once

#include <cstdint>

namespace hr::pg {

/// Adds `more` calls, which may be 0, under a key in an hour, and returns how many there have been: in the whole
/// server where the loader is preloaded, else in this session.
std::uint32_t count_attempts(std::uint64_t key, std::int64_t hour, std::uint32_t more);

}  // namespace hr::pg
