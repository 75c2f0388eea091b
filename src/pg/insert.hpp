// Owns appending rows in bulk: columns of values become rows of a table, without a statement for them.
#pragma once

#include "pg/database.hpp"

#include <span>

namespace hr::pg {

/// One column of the rows: an array with a value per row, or a scalar that every row gets.
struct Column {
    std::string_view name;
    Param value;
};

/// Appends rows to a table, as COPY does: defaults, constraints, indexes and triggers hold, and later queries
/// see the rows. At least one column is an array, and all arrays are equally long; none of their rows:
/// nothing happens. `table` is a qualified name of ours that is no partitioned table. Integers go to integer
/// columns, booleans to boolean ones, texts to any type in its input format. Errors: 42P01 no such table,
/// 42703 no such column, and what input functions, constraints and triggers raise.
void insert(std::string_view table, std::span<const Column> columns);
void insert(std::string_view table, std::initializer_list<Column> columns);

/// The next `count` numbers of a sequence (a literal name), in order.
std::vector<std::int64_t> next_numbers(std::string_view sequence, std::size_t count);

}  // namespace hr::pg
