// Owns result rows on their way out of the server: copied once, into one piece of memory.
#pragma once

#include "pg/server.hpp"

#include <cstddef>
#include <cstdint>

namespace hr::pg {

/// Cells one behind the other, row by row: length (int64, -1 for null), then bytes; numbers and booleans are
/// an int64.
struct Packed {
    char* data;
    std::size_t size;
};

/// The rows of the last SPI call, in memory of `target`. To be called below a guard.
/// Errors: 42804 for a column of a type that Rows does not have.
Packed pack_rows(MemoryContext target);

}  // namespace hr::pg
