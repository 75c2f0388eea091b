// Owns the shape of an SQL-callable function's arguments and result, without server types.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hr::pg {

/// Arguments of a call. Functions that use them are strict.
class Args {
public:
    explicit Args(void* call) : call_(call) {}
    bool is_null(int i) const;           ///< for functions that are not strict
    std::string_view text(
        int i) const;                   ///< text, varchar, or the bytes of a bytea; lives as long as the call
    std::int64_t integer(int i) const;      ///< integer
    std::int64_t big_integer(int i) const;  ///< bigint
    std::int64_t day(int i) const;  ///< date, in days since 2000; infinity is the last 32-bit integer, -infinity the first
    std::vector<std::int64_t> integers(int i) const;  ///< bigint[] without nulls
    std::int64_t unix_time(int i) const;  ///< timestamptz, in whole seconds since 1970

private:
    void* call_;
};

/// A row, one text per column in the input format of the column's type.
using Record = std::vector<std::optional<std::string>>;

/// A result of type name.
struct Name {
    std::string text;
};

/// A result of type bytea.
struct Binary {
    std::string bytes;
};

/// Result of a call: null, bigint or integer, real, boolean, text, name, bytea, text[], bigint[], or a row.
using Value = std::variant<std::monostate, std::int64_t, float, bool, std::string, Name, Binary,
                           std::vector<std::string>, std::vector<std::int64_t>, Record>;

}  // namespace hr::pg
