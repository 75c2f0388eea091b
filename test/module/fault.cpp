// Deliberate faults: the suite "sanitizer" fails unless each of them is reported with its file and line.
#include "pg/guard.hpp"

namespace {

// What the compiler cannot see through, so that it keeps the faults and does not warn of them.
volatile int forty = 40;
char* volatile last_block = nullptr;

}  // namespace

extern "C" {

PG_FUNCTION_INFO_V1(hr_test_leak);
PGDLLEXPORT Datum hr_test_leak(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    // More than one, because a stale copy of the pointer would hide a single block.
    for (int i = 0; i < 10; ++i) last_block = new char[1000];  // leaked here
    last_block = nullptr;
    return Datum(0);
}

PG_FUNCTION_INFO_V1(hr_test_overflow);
PGDLLEXPORT Datum hr_test_overflow(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    last_block = new char[40];
    const char beyond = last_block[forty];  // read beyond its end here
    delete[] last_block;
    last_block = nullptr;
    return BoolGetDatum(beyond != 0);
}

PG_FUNCTION_INFO_V1(hr_test_undefined);
PGDLLEXPORT Datum hr_test_undefined(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return Int32GetDatum(1 << forty);  // undefined here
}
}
