#include "pg/param.hpp"

extern "C" {
#include "utils/array.h"
}

namespace hr::pg {
namespace {

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

Datum datum(const std::vector<OptionalInteger>* values) {
    return array_datum(values->size(), INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
                       [=](std::size_t i, Datum& value, bool& null) {
                           null = !(*values)[i];
                           value = Int64GetDatum((*values)[i].value_or(0));
                       });
}

Datum datum(const std::vector<bool>* values) {
    return array_datum(values->size(), BOOLOID, 1, true, TYPALIGN_CHAR,
                       [=](std::size_t i, Datum& value, bool&) { value = BoolGetDatum((*values)[i]); });
}

/// Texts that may be missing, owned or views.
template <typename Text>
Datum datum(const std::vector<std::optional<Text>>* values) {
    return array_datum(values->size(), TEXTOID, -1, false, TYPALIGN_INT,
                       [=](std::size_t i, Datum& value, bool& null) {
                           const std::optional<Text>& text = (*values)[i];
                           null = !text;
                           value = text ? text_datum(text->data(), text->size()) : Datum(0);
                       });
}

/// Texts, owned or views.
template <typename Text>
Datum datum(const std::vector<Text>* values) {
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

}  // namespace

Oid type_of(const Param& param) {
    static constexpr Oid kTypes[] = {INT8OID,      BOOLOID,      TEXTOID,      BYTEAOID,
                                     INT8ARRAYOID, INT8ARRAYOID, BOOLARRAYOID, TEXTARRAYOID,
                                     TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID, BYTEAARRAYOID};
    static_assert(std::variant_size_v<Param> == std::size(kTypes));
    return kTypes[param.index()];
}

Datum to_datum(const Param& param) {
    return std::visit([](const auto& value) { return datum(value); }, param);
}

}  // namespace hr::pg
