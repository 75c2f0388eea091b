// Owns all that the rest of the project sees of PostgreSQL: queries, subtransactions, locks. No server types.
#pragma once

#include "core/error.hpp"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hr::pg {

using OptionalText = std::optional<std::string>;
using OptionalView = std::optional<std::string_view>;
using OptionalInteger = std::optional<std::int64_t>;

/// A view of a text, null where it is empty.
inline OptionalView stated(const std::string& text) {
    return text.empty() ? std::nullopt : OptionalView(text);
}

struct Bytes {
    std::string_view view;
};

/// A parameter of a query, and by its type the type the server sees: bigint, boolean, text, bytea,
/// or an array of one of them. Borrowed: what it points to must live until the query returns.
using Param = std::variant<std::int64_t, bool, std::string_view, Bytes, const std::vector<std::int64_t>*,
                           const std::vector<OptionalInteger>*, const std::vector<bool>*,
                           const std::vector<OptionalText>*, const std::vector<OptionalView>*,
                           const std::vector<std::string>*, const std::vector<std::string_view>*,
                           const std::vector<Bytes>*>;

/// Result rows: a piece of the server's memory, to be let go before the function ends that asked for them.
/// Columns are of type bigint, integer, smallint, oid, boolean, text, name or bytea; any other type is to be
/// cast in the query.
class Rows {
public:
    std::size_t size() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
    bool is_null(std::size_t row, std::size_t column) const { return cell(row, column).length < 0; }
    std::string_view text(std::size_t row, std::size_t column) const;  ///< throws 22004 for null
    OptionalText optional_text(std::size_t row, std::size_t column) const;
    std::int64_t integer(std::size_t row, std::size_t column) const;  ///< throws 22004 for null
    bool boolean(std::size_t row, std::size_t column) const { return integer(row, column) != 0; }
    std::uint64_t affected() const { return affected_; }  ///< rows inserted, updated, deleted or selected

private:
    friend Rows query(const char* sql, std::initializer_list<Param> params);
    friend Rows query(const char* sql, std::span<const Param> params);
    friend Rows read(const char* sql, std::initializer_list<Param> params);
    struct Cell {
        std::int64_t offset;
        std::int64_t length;  ///< -1 for null
    };
    struct Free {
        void operator()(char* memory) const;
    };
    const Cell& cell(std::size_t row, std::size_t column) const { return cells_[row * columns_ + column]; }
    static Rows run(const char* sql, std::span<const Param> params, bool only_reads);
    void take(char* packed, std::size_t size, std::size_t columns);

    std::size_t columns_ = 0;
    std::uint64_t affected_ = 0;
    std::unique_ptr<char[], Free> data_;
    std::vector<Cell> cells_;
};

/// Runs one statement. `sql` has static storage (a literal, or text made once from constants): its plan is
/// kept under its address. Server errors come as hr::Error with SQLSTATE, detail and hint intact.
Rows query(const char* sql, std::initializer_list<Param> params = {});
Rows query(const char* sql, std::span<const Param> params);

/// The same for what only reads, in the snapshot of the statement that called us: several reads see one state.
/// A statement is run either by this or by query().
Rows read(const char* sql, std::initializer_list<Param> params = {});

/// Runs `body` in a subtransaction. Returns its error after rolling it back; cancel and shutdown pass
/// through.
std::optional<Error> attempt(const std::function<void()>& body);

/// Lets cancel and shutdown through: throws. For long work between queries.
void check_cancelled();

/// Calls an SQL processor for each job, as `owner`, with the job's subject as "sub" in request.jwt.claims.
/// To be called inside attempt(). Returns one JSON text (or null) per job.
/// Errors: 42883 no such function, 42704 no such role, 42501 not allowed; else what the function raises.
struct HandlerCall {
    std::string signature;
    std::string owner;
    std::vector<std::int64_t> ids;
    std::vector<OptionalText> subjects;
    std::vector<std::string> payloads;
};
std::vector<OptionalText> call_handler(const HandlerCall& call);

}  // namespace hr::pg
