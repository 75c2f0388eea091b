#include "pg/call.hpp"
#include "pg/guard.hpp"
#include "rpc/functions.hpp"

extern "C" {
#include "utils/array.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
}

namespace hr::pg {
namespace {

FunctionCallInfo info_of(void* call) {
    return static_cast<FunctionCallInfo>(call);
}

// What is called down to make_record() runs below a guard: no C++ objects with destructors.

std::string_view view_of(Datum value) {
    const text* flat = DatumGetTextPP(value);
    return {VARDATA_ANY(flat), static_cast<std::size_t>(VARSIZE_ANY_EXHDR(flat))};
}

struct Numbers {
    const std::int64_t* data;
    std::size_t count;
};

Numbers numbers_in(Datum value) {
    ArrayType* array = DatumGetArrayTypeP(value);
    if (ARR_ELEMTYPE(array) != INT8OID || array_contains_nulls(array))
        ereport(ERROR, errcode(ERRCODE_DATATYPE_MISMATCH), errmsg_internal("an array of numbers is needed"));
    const int count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
    return {reinterpret_cast<const std::int64_t*>(ARR_DATA_PTR(array)), static_cast<std::size_t>(count)};
}

Datum make_text(const std::string* text) {
    return PointerGetDatum(cstring_to_text_with_len(text->data(), static_cast<int>(text->size())));
}

Datum make_texts(const std::vector<std::string>* texts) {
    auto* elements = static_cast<Datum*>(palloc(sizeof(Datum) * (texts->size() + 1)));
    for (std::size_t i = 0; i < texts->size(); ++i) elements[i] = make_text(&(*texts)[i]);
    return PointerGetDatum(
        construct_array(elements, static_cast<int>(texts->size()), TEXTOID, -1, false, TYPALIGN_INT));
}

Datum make_numbers(const std::vector<std::int64_t>* numbers) {
    auto* elements = static_cast<Datum*>(palloc(sizeof(Datum) * (numbers->size() + 1)));
    for (std::size_t i = 0; i < numbers->size(); ++i) elements[i] = Int64GetDatum((*numbers)[i]);
    return PointerGetDatum(construct_array(elements, static_cast<int>(numbers->size()), INT8OID, 8,
                                           FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/// How rows of the result type are made: found once for each place in a query that calls the function.
AttInMetadata* row_maker(FunctionCallInfo call) {
    FmgrInfo* place = call->flinfo;
    if (place->fn_extra == nullptr) {
        const MemoryContext before = MemoryContextSwitchTo(place->fn_mcxt);
        TupleDesc shape = nullptr;
        if (get_call_result_type(call, nullptr, &shape) != TYPEFUNC_COMPOSITE)
            ereport(ERROR, errcode(ERRCODE_DATATYPE_MISMATCH), errmsg_internal("result type is no row"));
        place->fn_extra = TupleDescGetAttInMetadata(BlessTupleDesc(shape));
        MemoryContextSwitchTo(before);
    }
    return static_cast<AttInMetadata*>(place->fn_extra);
}

Datum make_record(FunctionCallInfo call, const Record* record) {
    AttInMetadata* maker = row_maker(call);
    if (maker->tupdesc->natts != static_cast<int>(record->size()))
        ereport(ERROR, errcode(ERRCODE_DATATYPE_MISMATCH),
                errmsg_internal("result type has another number of columns"));
    auto** texts = static_cast<char**>(palloc(sizeof(char*) * (record->size() + 1)));
    for (std::size_t i = 0; i < record->size(); ++i) {
        const auto& column = (*record)[i];
        texts[i] = column ? pnstrdup(column->data(), column->size()) : nullptr;
    }
    return HeapTupleGetDatum(BuildTupleFromCStrings(maker, texts));
}

/// Turns the result of a C++ function into a Datum; each case makes its one server call under a guard.
struct ToDatum {
    FunctionCallInfo call;

    Datum operator()(std::monostate) const {
        call->isnull = true;
        return Datum(0);
    }
    Datum operator()(std::int64_t value) const { return Int64GetDatum(value); }
    Datum operator()(float value) const { return Float4GetDatum(value); }
    Datum operator()(bool value) const { return BoolGetDatum(value); }
    Datum operator()(const std::string& value) const {
        return backend([text = &value] { return make_text(text); });
    }
    Datum operator()(const Name& value) const {
        return backend(
            [text = value.text.c_str()] { return DirectFunctionCall1(namein, CStringGetDatum(text)); });
    }
    Datum operator()(const Binary& value) const {
        return backend([bytes = &value.bytes] { return make_text(bytes); });  // laid out like a text
    }
    Datum operator()(const std::vector<std::string>& value) const {
        return backend([texts = &value] { return make_texts(texts); });
    }
    Datum operator()(const std::vector<std::int64_t>& value) const {
        return backend([numbers = &value] { return make_numbers(numbers); });
    }
    Datum operator()(const Record& value) const {
        return backend([info = call, record = &value] { return make_record(info, record); });
    }
};

template <Value (*Function)(const Args&)>
Datum call_function(FunctionCallInfo fcinfo) {
    return entry([=] { return std::visit(ToDatum{fcinfo}, Function(Args(fcinfo))); });
}

}  // namespace

bool Args::is_null(int i) const {
    return info_of(call_)->args[i].isnull;
}

std::string_view Args::text(int i) const {
    const Datum value = info_of(call_)->args[i].value;
    return backend([=] { return view_of(value); });
}

std::int64_t Args::integer(int i) const {
    return DatumGetInt32(info_of(call_)->args[i].value);
}

std::int64_t Args::day(int i) const {
    return DatumGetDateADT(info_of(call_)->args[i].value);
}

std::int64_t Args::big_integer(int i) const {
    return DatumGetInt64(info_of(call_)->args[i].value);
}

std::vector<std::int64_t> Args::integers(int i) const {
    const Datum value = info_of(call_)->args[i].value;
    const Numbers numbers = backend([=] { return numbers_in(value); });
    return {numbers.data, numbers.data + numbers.count};
}

std::int64_t Args::unix_time(int i) const {
    return unix_seconds(DatumGetTimestampTz(info_of(call_)->args[i].value));
}

}  // namespace hr::pg

#define HR_FUNCTION(name)                                     \
    extern "C" {                                              \
    PG_FUNCTION_INFO_V1(hr_##name);                           \
    PGDLLEXPORT Datum hr_##name(PG_FUNCTION_ARGS) {           \
        return hr::pg::call_function<&hr::rpc::name>(fcinfo); \
    }                                                         \
    }
#include "rpc/functions.def"
#undef HR_FUNCTION
