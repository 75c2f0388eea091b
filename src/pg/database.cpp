#include "pg/database.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "access/htup_details.h"
#include "catalog/pg_type_d.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
}

#include <cstring>
#include <type_traits>
#include <unordered_map>

namespace hr::pg {
namespace {

Oid type_of(const Param& param) {
    static constexpr Oid kTypes[] = {INT8OID,      BOOLOID,      TEXTOID,      BYTEAOID,     INT8ARRAYOID,
                                     BOOLARRAYOID, TEXTARRAYOID, TEXTARRAYOID, BYTEAARRAYOID};
    static_assert(std::variant_size_v<Param> == std::size(kTypes));
    return kTypes[param.index()];
}

// The functions down to to_datum() run below a guard: no C++ objects with destructors.

Datum text_datum(const char* data, std::size_t size) {
    return PointerGetDatum(cstring_to_text_with_len(data, static_cast<int>(size)));
}

template <typename Fill>
Datum array_datum(std::size_t size, Oid element, int length, bool by_value, char align, Fill fill) {
    auto* values = static_cast<Datum*>(palloc((size + 1) * sizeof(Datum)));
    auto* nulls = static_cast<bool*>(palloc0(size + 1));
    for (std::size_t i = 0; i < size; ++i) fill(i, values[i], nulls[i]);
    int dims[1] = {static_cast<int>(size)};
    int lower[1] = {1};
    ArrayType* array =
        size == 0 ? construct_empty_array(element)
                  : construct_md_array(values, nulls, 1, dims, lower, element, length, by_value, align);
    return PointerGetDatum(array);
}

Datum datum(std::int64_t value) {
    return Int64GetDatum(value);
}
Datum datum(bool value) {
    return BoolGetDatum(value);
}
Datum datum(std::string_view value) {
    return text_datum(value.data(), value.size());
}
Datum datum(Bytes value) {
    return text_datum(value.view.data(), value.view.size());
}

Datum datum(const std::vector<std::int64_t>* values) {
    return array_datum(values->size(), INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
                       [=](std::size_t i, Datum& value, bool&) { value = Int64GetDatum((*values)[i]); });
}

Datum datum(const std::vector<bool>* values) {
    return array_datum(values->size(), BOOLOID, 1, true, TYPALIGN_CHAR,
                       [=](std::size_t i, Datum& value, bool&) { value = BoolGetDatum((*values)[i]); });
}

Datum datum(const std::vector<OptionalText>* values) {
    return array_datum(values->size(), TEXTOID, -1, false, TYPALIGN_INT,
                       [=](std::size_t i, Datum& value, bool& null) {
                           const OptionalText& text = (*values)[i];
                           null = !text;
                           value = text ? text_datum(text->data(), text->size()) : Datum(0);
                       });
}

Datum datum(const std::vector<std::string>* values) {
    return array_datum(values->size(), TEXTOID, -1, false, TYPALIGN_INT,
                       [=](std::size_t i, Datum& value, bool&) {
                           value = text_datum((*values)[i].data(), (*values)[i].size());
                       });
}

Datum datum(const std::vector<Bytes>* values) {
    return array_datum(values->size(), BYTEAOID, -1, false, TYPALIGN_INT,
                       [=](std::size_t i, Datum& value, bool&) {
                           value = text_datum((*values)[i].view.data(), (*values)[i].view.size());
                       });
}

Datum to_datum(const Param& param) {
    return std::visit([](const auto& value) { return datum(value); }, param);
}

void append_cell(StringInfo out, Datum value, bool null, Oid type) {
    std::int64_t length = -1;
    if (null) {
        appendBinaryStringInfo(out, reinterpret_cast<const char*>(&length), sizeof length);
        return;
    }
    std::int64_t number = 0;
    const char* data = reinterpret_cast<const char*>(&number);
    length = sizeof number;
    switch (type) {
        case INT8OID:
            number = DatumGetInt64(value);
            break;
        case INT4OID:
            number = DatumGetInt32(value);
            break;
        case INT2OID:
            number = DatumGetInt16(value);
            break;
        case OIDOID:
            number = DatumGetObjectId(value);
            break;
        case BOOLOID:
            number = DatumGetBool(value) ? 1 : 0;
            break;
        case NAMEOID:
            data = NameStr(*DatumGetName(value));
            length = static_cast<std::int64_t>(std::strlen(data));
            break;
        case TEXTOID:
        case BYTEAOID: {
            const text* flat = DatumGetTextPP(value);
            data = VARDATA_ANY(flat);
            length = VARSIZE_ANY_EXHDR(flat);
            break;
        }
        default:
            ereport(ERROR, errcode(ERRCODE_DATATYPE_MISMATCH),
                    errmsg_internal("result column of type %u must be cast in the query", type));
    }
    appendBinaryStringInfo(out, reinterpret_cast<const char*>(&length), sizeof length);
    appendBinaryStringInfo(out, data, static_cast<int>(length));
}

/// The rows of the last SPI call, packed into memory of `target`: per cell its length (-1: null), then its
/// bytes.
StringInfo pack_rows(MemoryContext target) {
    MemoryContext old = MemoryContextSwitchTo(target);
    StringInfo out = makeStringInfo();
    MemoryContextSwitchTo(old);
    if (SPI_tuptable == nullptr) return out;
    TupleDesc shape = SPI_tuptable->tupdesc;
    auto* values = static_cast<Datum*>(palloc(sizeof(Datum) * (shape->natts + 1)));
    auto* nulls = static_cast<bool*>(palloc(shape->natts + 1));
    for (uint64 row = 0; row < SPI_tuptable->numvals; ++row) {
        heap_deform_tuple(SPI_tuptable->vals[row], shape, values, nulls);
        for (int i = 0; i < shape->natts; ++i)
            append_cell(out, values[i], nulls[i], SPI_gettypeid(shape, i + 1));
    }
    return out;
}

SPIPlanPtr prepare(const char* sql, int count, Oid* types) {
    SPIPlanPtr plan = SPI_prepare(sql, count, types);
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
    StringInfo packed;
};

Result run(SPIPlanPtr* plan, const char* sql, const Param* params, int count, MemoryContext target) {
    if (SPI_connect() != SPI_OK_CONNECT)
        ereport(ERROR, errcode(ERRCODE_INTERNAL_ERROR), errmsg_internal("could not connect to SPI"));
    auto* values = static_cast<Datum*>(palloc(sizeof(Datum) * (count + 1)));
    auto* types = static_cast<Oid*>(palloc(sizeof(Oid) * (count + 1)));
    for (int i = 0; i < count; ++i) {
        types[i] = type_of(params[i]);
        values[i] = to_datum(params[i]);
    }
    if (*plan == nullptr) *plan = prepare(sql, count, types);
    const int code = SPI_execute_plan(*plan, values, nullptr, false, 0);
    if (code < 0)
        ereport(ERROR, errcode(ERRCODE_INTERNAL_ERROR),
                errmsg_internal("could not run a query: %s", SPI_result_code_string(code)));
    Result result{SPI_processed, SPI_tuptable == nullptr ? 0 : SPI_tuptable->tupdesc->natts,
                  pack_rows(target)};
    SPI_finish();
    return result;
}

/// Plans live as long as the process; the server replans them by itself when a table changes.
SPIPlanPtr& plan_of(const char* sql) {
    static std::unordered_map<const char*, SPIPlanPtr> plans;
    return plans[sql];
}

}  // namespace

void Rows::take(std::string_view packed, std::size_t columns) {
    columns_ = columns;
    data_.assign(packed);
    for (std::size_t at = 0; at < data_.size();) {
        Cell cell{};
        std::memcpy(&cell.length, data_.data() + at, sizeof cell.length);
        at += sizeof cell.length;
        cell.offset = static_cast<std::int64_t>(at);
        if (cell.length > 0) at += static_cast<std::size_t>(cell.length);
        cells_.push_back(cell);
    }
}

std::string_view Rows::text(std::size_t row, std::size_t column) const {
    const Cell& c = cell(row, column);
    if (c.length < 0) throw Error("22004", "unexpected null in a result");
    return {data_.data() + c.offset, static_cast<std::size_t>(c.length)};
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

Rows query(const char* sql, std::span<const Param> params) {
    SPIPlanPtr* plan = &plan_of(sql);
    const Param* first = params.data();
    const int count = static_cast<int>(params.size());
    MemoryContext target = CurrentMemoryContext;
    const Result result = backend([=] { return run(plan, sql, first, count, target); });
    Rows rows;
    rows.affected_ = result.affected;
    rows.take({result.packed->data, static_cast<std::size_t>(result.packed->len)},
              static_cast<std::size_t>(result.columns));
    StringInfo packed = result.packed;
    backend([=] {
        pfree(packed->data);
        pfree(packed);
    });
    return rows;
}

Rows query(const char* sql, std::initializer_list<Param> params) {
    return query(sql, std::span<const Param>(params.begin(), params.size()));
}

void check_cancelled() {
    check_interrupts();
}

}  // namespace hr::pg
