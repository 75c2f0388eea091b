#include "pg/database.hpp"

#include "pg/guard.hpp"
#include "pg/index_plans.hpp"
#include "pg/pack.hpp"
#include "pg/param.hpp"

extern "C" {
#include "executor/spi.h"
#include "utils/fmgrprotos.h"
}

#include <cstring>
#include <unordered_map>
#include <utility>

namespace hr::pg {
namespace {

SPIPlanPtr prepare(const char* sql, int count, Oid* types) {
    SPIPlanPtr plan = SPI_prepare_cursor(sql, count, types, CURSOR_OPT_GENERIC_PLAN);
    if (plan == nullptr)
        ereport(ERROR, errcode(ERRCODE_INTERNAL_ERROR),
                errmsg_internal("could not prepare a query: %s", SPI_result_code_string(SPI_result)));
    if (SPI_keepplan(plan) != 0)
        ereport(ERROR, errcode(ERRCODE_INTERNAL_ERROR), errmsg_internal("could not keep a plan"));
    return plan;
}

struct Result {
    uint64 affected;
    int columns;
    Packed packed;
};

Result run(SPIPlanPtr* plan, const char* sql, const Param* params, int count, MemoryContext target,
           bool only_reads) {
    if (SPI_connect() != SPI_OK_CONNECT)
        ereport(ERROR, errcode(ERRCODE_INTERNAL_ERROR), errmsg_internal("could not connect to SPI"));
    auto* values = static_cast<Datum*>(palloc(sizeof(Datum) * (count + 1)));
    auto* types = static_cast<Oid*>(palloc(sizeof(Oid) * (count + 1)));
    for (int i = 0; i < count; ++i) {
        types[i] = type_of(params[i]);
        values[i] = to_datum(params[i]);
    }
    if (*plan == nullptr) *plan = prepare(sql, count, types);
    const int code = SPI_execute_plan(*plan, values, nullptr, only_reads, 0);
    if (code < 0)
        ereport(ERROR, errcode(ERRCODE_INTERNAL_ERROR),
                errmsg_internal("could not run a query: %s", SPI_result_code_string(code)));
    Result result{SPI_processed, SPI_tuptable == nullptr ? 0 : SPI_tuptable->tupdesc->natts,
                  pack_rows(target)};
    SPI_finish();
    return result;
}

/// A plan that is kept as long as the process. The server makes it anew when a table changes, but not when it
/// grows: that is done here, at every fourfold number of uses.
struct Plan {
    SPIPlanPtr plan = nullptr;
    int running = 0;  ///< a trigger may come back to a statement that runs
    std::uint64_t uses = 0;
    std::uint64_t expires = 4;
};

/// The use of a statement's plan for one run.
class PlanUse {
public:
    explicit PlanUse(const char* sql) : plan_(kept(sql)) {
        if (++plan_.uses >= plan_.expires && plan_.running == 0) renew();
        ++plan_.running;
    }
    ~PlanUse() { --plan_.running; }
    PlanUse(const PlanUse&) = delete;
    PlanUse& operator=(const PlanUse&) = delete;

    SPIPlanPtr* get() { return &plan_.plan; }  ///< null where it is still to be made

private:
    static Plan& kept(const char* sql) {
        static std::unordered_map<const char*, Plan> plans;
        return plans[sql];
    }

    void renew() {
        plan_.expires *= 4;
        SPIPlanPtr outdated = std::exchange(plan_.plan, nullptr);
        if (outdated != nullptr) backend([=] { SPI_freeplan(outdated); });
    }

    Plan& plan_;
};

}  // namespace

void Rows::Free::operator()(char* memory) const {
    pfree(memory);
}

void Rows::take(char* packed, std::size_t size, std::size_t columns) {
    data_.reset(packed);
    columns_ = columns;
    for (std::size_t at = 0; at < size;) {
        Cell cell{};
        std::memcpy(&cell.length, packed + at, sizeof cell.length);
        at += sizeof cell.length;
        cell.offset = static_cast<std::int64_t>(at);
        if (cell.length > 0) at += static_cast<std::size_t>(cell.length);
        cells_.push_back(cell);
    }
}

std::string_view Rows::text(std::size_t row, std::size_t column) const {
    const Cell& c = cell(row, column);
    if (c.length < 0) throw Error("22004", "unexpected null in a result");
    return {data_.get() + c.offset, static_cast<std::size_t>(c.length)};
}

OptionalText Rows::optional_text(std::size_t row, std::size_t column) const {
    if (is_null(row, column)) return std::nullopt;
    return std::string(text(row, column));
}

std::int64_t Rows::integer(std::size_t row, std::size_t column) const {
    const std::string_view bytes = text(row, column);
    std::int64_t number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    return number;
}

Rows Rows::run(const char* sql, std::span<const Param> params, bool only_reads) {
    PlanUse use(sql);
    SPIPlanPtr* plan = use.get();
    const Param* first = params.data();
    const int count = static_cast<int>(params.size());
    MemoryContext target = CurrentMemoryContext;
    const IndexPlans index_plans;
    const Result result = backend([=] { return pg::run(plan, sql, first, count, target, only_reads); });
    Rows rows;
    rows.affected_ = result.affected;
    rows.take(result.packed.data, result.packed.size, static_cast<std::size_t>(result.columns));
    return rows;
}

Rows query(const char* sql, std::span<const Param> params) {
    return Rows::run(sql, params, false);
}

Rows query(const char* sql, std::initializer_list<Param> params) {
    return Rows::run(sql, std::span<const Param>(params.begin(), params.size()), false);
}

Rows read(const char* sql, std::initializer_list<Param> params) {
    return Rows::run(sql, std::span<const Param>(params.begin(), params.size()), true);
}

void check_cancelled() {
    check_interrupts();
}

}  // namespace hr::pg
