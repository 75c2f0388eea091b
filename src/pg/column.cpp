#include "pg/column.hpp"

namespace hr::pg {
namespace {

Datum convert(Source& source, std::int64_t value) {
    switch (source.type) {
        case INT8OID:
            return Int64GetDatum(value);
        case INT4OID:
            if (value < PG_INT32_MIN || value > PG_INT32_MAX) break;
            return Int32GetDatum(static_cast<int32>(value));
        case INT2OID:
            if (value < PG_INT16_MIN || value > PG_INT16_MAX) break;
            return Int16GetDatum(static_cast<int16>(value));
        default:
            ereport(ERROR, errcode(ERRCODE_DATATYPE_MISMATCH),
                    errmsg_internal("column of type %u takes no integer", source.type));
    }
    ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
            errmsg("value " INT64_FORMAT " is out of range for a column", value));
}

Datum convert(Source& source, bool value) {
    if (source.type != BOOLOID)
        ereport(ERROR, errcode(ERRCODE_DATATYPE_MISMATCH),
                errmsg_internal("column of type %u takes no boolean", source.type));
    return BoolGetDatum(value);
}

Datum convert(Source& source, std::string_view value) {
    if (source.type == TEXTOID)
        return PointerGetDatum(cstring_to_text_with_len(value.data(), static_cast<int>(value.size())));
    return InputFunctionCall(&source.input, pnstrdup(value.data(), value.size()), source.element,
                             source.modifier);
}

Datum convert(Source& source, Bytes value) {
    if (source.type != BYTEAOID)
        ereport(ERROR, errcode(ERRCODE_DATATYPE_MISMATCH),
                errmsg_internal("column of type %u takes no bytes", source.type));
    return PointerGetDatum(cstring_to_text_with_len(value.view.data(), static_cast<int>(value.view.size())));
}

/// Owned texts convert as views.
Datum convert(Source& source, const std::string& value) {
    return convert(source, std::string_view(value));
}

template <typename T>
Datum convert_optional(Source& source, const std::optional<T>& value, bool& null) {
    null = !value;
    return value ? convert(source, *value) : Datum(0);
}

/// The value of one row, by the kind of the parameter.
struct ValueOf {
    Source& source;
    std::size_t row;
    bool& null;

    Datum operator()(std::int64_t value) const { return convert(source, value); }
    Datum operator()(bool value) const { return convert(source, value); }
    Datum operator()(std::string_view value) const { return convert(source, value); }
    Datum operator()(Bytes value) const { return convert(source, value); }
    Datum operator()(const std::vector<bool>* values) const {
        return convert(source, static_cast<bool>((*values)[row]));
    }
    template <typename T>
    Datum operator()(const std::vector<std::optional<T>>* values) const {
        return convert_optional(source, (*values)[row], null);
    }
    template <typename T>
    Datum operator()(const std::vector<T>* values) const {
        return convert(source, (*values)[row]);
    }
};

}  // namespace

Datum value_of(Source& source, std::size_t row, bool* null) {
    return std::visit(ValueOf{source, row, *null}, *source.param);
}

}  // namespace hr::pg
