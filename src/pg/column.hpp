// Owns the values of one column on their way into a table.
#pragma once

#include "pg/database.hpp"
#include "pg/server.hpp"

namespace hr::pg {

/// A column of the table: where its values come from.
struct Source {
    const Param* param;    ///< null: the default
    ExprState* otherwise;  ///< the default's expression, null for none
    Oid type;
    Oid element;
    int32 modifier;
    FmgrInfo input;
};

/// The value of one row, for a source that has a parameter. To be called below a guard.
/// Errors: 42804 for a type that takes no such value, 22003 for an integer that is too large, and what the
/// type's input function raises.
Datum value_of(Source& source, std::size_t row, bool* null);

}  // namespace hr::pg
