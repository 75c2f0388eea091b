// Owns parameters on their way into the server: from C++ values to its types.
#pragma once

#include "pg/database.hpp"
#include "pg/server.hpp"

namespace hr::pg {

/// The type that the server sees.
Oid type_of(const Param& param);

/// To be called below a guard.
Datum to_datum(const Param& param);

}  // namespace hr::pg
