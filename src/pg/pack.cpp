#include "pg/pack.hpp"

extern "C" {
#include "access/htup_details.h"
#include "catalog/pg_type_d.h"
#include "executor/spi.h"
}

#include <cstring>

namespace hr::pg {
namespace {

/// A value on its way out: a number, or bytes that lie elsewhere. `length` is -1 for null.
struct OutCell {
    std::int64_t length;
    std::int64_t number;
    const char* bytes;

    const char* data() const { return bytes == nullptr ? reinterpret_cast<const char*>(&number) : bytes; }
};

OutCell number_cell(std::int64_t number) {
    return {sizeof number, number, nullptr};
}

OutCell out_cell(Datum value, bool null, Oid type) {
    if (null) return {-1, 0, nullptr};
    switch (type) {
        case INT8OID:
            return number_cell(DatumGetInt64(value));
        case INT4OID:
            return number_cell(DatumGetInt32(value));
        case INT2OID:
            return number_cell(DatumGetInt16(value));
        case OIDOID:
            return number_cell(DatumGetObjectId(value));
        case BOOLOID:
            return number_cell(DatumGetBool(value) ? 1 : 0);
        case NAMEOID: {
            const char* name = NameStr(*DatumGetName(value));
            return {static_cast<std::int64_t>(std::strlen(name)), 0, name};
        }
        case TEXTOID:
        case BYTEAOID: {
            const text* flat = DatumGetTextPP(value);
            return {VARSIZE_ANY_EXHDR(flat), 0, VARDATA_ANY(flat)};
        }
        default:
            ereport(ERROR, errcode(ERRCODE_DATATYPE_MISMATCH),
                    errmsg_internal("result column of type %u must be cast in the query", type));
    }
}

Packed pack(const OutCell* cells, std::size_t count, MemoryContext target) {
    Packed packed{nullptr, 0};
    for (std::size_t i = 0; i < count; ++i)
        packed.size += sizeof(std::int64_t) + static_cast<std::size_t>(Max(cells[i].length, 0));
    packed.data = static_cast<char*>(MemoryContextAllocExtended(target, packed.size + 1, MCXT_ALLOC_HUGE));
    char* at = packed.data;
    for (std::size_t i = 0; i < count; ++i) {
        std::memcpy(at, &cells[i].length, sizeof(std::int64_t));
        at += sizeof(std::int64_t);
        if (cells[i].length <= 0) continue;
        std::memcpy(at, cells[i].data(), static_cast<std::size_t>(cells[i].length));
        at += cells[i].length;
    }
    return packed;
}

}  // namespace

Packed pack_rows(MemoryContext target) {
    if (SPI_tuptable == nullptr) return pack(nullptr, 0, target);
    TupleDesc shape = SPI_tuptable->tupdesc;
    const auto columns = static_cast<std::size_t>(shape->natts);
    const std::size_t count = SPI_tuptable->numvals * columns;
    auto* values = static_cast<Datum*>(palloc(sizeof(Datum) * (columns + 1)));
    auto* nulls = static_cast<bool*>(palloc(columns + 1));
    auto* cells = static_cast<OutCell*>(palloc_extended(sizeof(OutCell) * (count + 1), MCXT_ALLOC_HUGE));
    for (uint64 row = 0; row < SPI_tuptable->numvals; ++row) {
        heap_deform_tuple(SPI_tuptable->vals[row], shape, values, nulls);
        for (std::size_t i = 0; i < columns; ++i)
            cells[row * columns + i] =
                out_cell(values[i], nulls[i], SPI_gettypeid(shape, static_cast<int>(i) + 1));
    }
    return pack(cells, count, target);
}

}  // namespace hr::pg
