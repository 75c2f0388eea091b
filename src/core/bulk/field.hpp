// Owns what the formats of bulk data have in common: the fields of a company, and the facts that they are.
#pragma once

#include "core/bulk/statement.hpp"

namespace hr::core::bulk {

/// The fields of a line, as they are written; empty where there are none.
struct Fields {
    std::string_view number, native_number, registrar, seat, status, name, address, retrieved;
    std::vector<std::string_view> former_names;
};

/// Throws as read_line() does.
Statement statement_of(const Fields& fields);

/// Throws hr::Error 22023 with this message.
[[noreturn]] void refuse(std::string message);

/// Without blanks and control characters at both ends.
std::string_view trimmed(std::string_view text);

/// So many bytes at most, and no half characters.
std::string shortened(std::string_view text, std::size_t most);

/// A former name; throws for one that is empty or too long.
history::Fact former_name(std::string_view name);

/// Throws for a number that is empty, too long or has other characters than letters, digits and "_".
std::string checked_number(std::string_view number);

}  // namespace hr::core::bulk
