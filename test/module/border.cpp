// Functions that exist for tests only: errors and live objects on both sides of the exception border, and a
// crash.
#include "pg/database.hpp"
#include "pg/guard.hpp"

extern "C" {
#include "executor/spi.h"
#include "utils/fmgrprotos.h"
}

#include <unistd.h>
#include <csignal>
#include <cstdio>
#include <new>
#include <stdexcept>
#include <string>

namespace hr::test {
namespace {

int live_objects = 0;

/// An object that counts itself and owns memory, so that one that is jumped over shows in both ways.
class Live {
public:
    Live() : memory_(200, 'x') { ++live_objects; }
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;
    ~Live() { --live_objects; }

private:
    std::string memory_;
};

std::string text_argument(FunctionCallInfo call, int i) {
    const Datum value = call->args[i].value;
    const char* copy = pg::backend([=] { return TextDatumGetCString(value); });
    return copy;
}

Datum text_result(const std::string& value) {
    const std::string* text = &value;
    return pg::backend([=] {
        return PointerGetDatum(cstring_to_text_with_len(text->data(), static_cast<int>(text->size())));
    });
}

/// Any statement, by SPI, with live objects in several frames above the server call.
void run_sql(const std::string& sql, int depth) {
    const Live live;
    if (depth > 0) return run_sql(sql, depth - 1);
    const char* text = sql.c_str();
    pg::backend([=] {
        SPI_connect();
        SPI_execute(text, false, 0);
        SPI_finish();
    });
}

std::string describe(const Error& e) {
    return e.sqlstate() + "|" + e.message() + "|" + e.detail() + "|" + e.hint();
}

/// Resident memory in bytes.
std::int64_t resident() {
    std::FILE* file = std::fopen("/proc/self/statm", "r");
    long total = 0;
    long pages = 0;
    const int read = file == nullptr ? 0 : std::fscanf(file, "%ld %ld", &total, &pages);
    if (file != nullptr) std::fclose(file);
    return read == 2 ? std::int64_t{pages} * sysconf(_SC_PAGESIZE) : -1;
}

void fail_in_server(int i) {
    const Live live;
    pg::backend([=] {
        ereport(ERROR, errcode(ERRCODE_DATA_EXCEPTION), errmsg("server error %d", i),
                errdetail("Detail %d.", i));
    });
}

void fail_in_cpp(int i) {
    const Live live;
    throw Error("HR001", "error " + std::to_string(i), std::string(1000, 'd'), "Hint.");
}

[[noreturn]] void throw_foreign(const std::string& what) {
    const Live live;
    if (what == "bad_alloc") throw std::bad_alloc();
    if (what == "std") throw std::runtime_error("a standard exception");
    throw 42;
}

}  // namespace
}  // namespace hr::test

extern "C" {

PG_FUNCTION_INFO_V1(hr_test_live);
PGDLLEXPORT Datum hr_test_live(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return Int32GetDatum(hr::test::live_objects);
}

PG_FUNCTION_INFO_V1(hr_test_resident);
PGDLLEXPORT Datum hr_test_resident(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return Int64GetDatum(hr::test::resident());
}

// (sqlstate, message, detail, hint): raised in C++, seen by SQL.
PG_FUNCTION_INFO_V1(hr_test_throw);
PGDLLEXPORT Datum hr_test_throw(PG_FUNCTION_ARGS) {
    return hr::pg::entry([=]() -> Datum {
        const hr::test::Live live;
        throw hr::Error(hr::test::text_argument(fcinfo, 0), hr::test::text_argument(fcinfo, 1),
                        hr::test::text_argument(fcinfo, 2), hr::test::text_argument(fcinfo, 3));
    });
}

// (sql): whatever the statement raises passes through C++ and comes out again.
PG_FUNCTION_INFO_V1(hr_test_pass);
PGDLLEXPORT Datum hr_test_pass(PG_FUNCTION_ARGS) {
    return hr::pg::entry([=] {
        const hr::test::Live live;
        hr::test::run_sql(hr::test::text_argument(fcinfo, 0), 3);
        return Datum(0);
    });
}

// (sql): what the statement raises is caught in C++ in a subtransaction and returned as text.
PG_FUNCTION_INFO_V1(hr_test_catch);
PGDLLEXPORT Datum hr_test_catch(PG_FUNCTION_ARGS) {
    return hr::pg::entry([=] {
        const std::string sql = hr::test::text_argument(fcinfo, 0);
        const auto error = hr::pg::attempt([&] { hr::test::run_sql(sql, 3); });
        return hr::test::text_result(error ? hr::test::describe(*error) : "no error");
    });
}

// (what): an exception that is not hr::Error.
PG_FUNCTION_INFO_V1(hr_test_foreign);
PGDLLEXPORT Datum hr_test_foreign(PG_FUNCTION_ARGS) {
    return hr::pg::entry([=]() -> Datum { hr::test::throw_foreign(hr::test::text_argument(fcinfo, 0)); });
}

// (n): n server errors caught in C++, each in a subtransaction.
PG_FUNCTION_INFO_V1(hr_test_server_errors);
PGDLLEXPORT Datum hr_test_server_errors(PG_FUNCTION_ARGS) {
    return hr::pg::entry([=] {
        int caught = 0;
        for (int i = 0; i < DatumGetInt32(fcinfo->args[0].value); ++i)
            if (hr::pg::attempt([&] { hr::test::fail_in_server(i); })) ++caught;
        return Int32GetDatum(caught);
    });
}

// (i): one C++ error, to be caught by SQL.
PG_FUNCTION_INFO_V1(hr_test_error);
PGDLLEXPORT Datum hr_test_error(PG_FUNCTION_ARGS) {
    return hr::pg::entry([=]() -> Datum {
        hr::test::fail_in_cpp(DatumGetInt32(fcinfo->args[0].value));
        return Datum(0);
    });
}

// Works in C++ until somebody cancels it.
PG_FUNCTION_INFO_V1(hr_test_spin);
PGDLLEXPORT Datum hr_test_spin(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return hr::pg::entry([]() -> Datum {
        const hr::test::Live live;
        (void)hr::pg::attempt([] {
            for (;;) hr::pg::check_cancelled();
        });
        return Datum(0);
    });
}

// A processor: {"crash": true} kills the server process, {"error": "…"} fails, {"sleep": s} takes its time.
PG_FUNCTION_INFO_V1(hr_test_process);
PGDLLEXPORT Datum hr_test_process(PG_FUNCTION_ARGS) {
    return hr::pg::entry([=] {
        const Datum payload = fcinfo->args[1].value;
        const std::string text =
            hr::pg::backend([=] { return DatumGetCString(DirectFunctionCall1(jsonb_out, payload)); });
        if (text.find("\"crash\": true") != std::string::npos) raise(SIGSEGV);
        if (text.find("\"error\"") != std::string::npos) throw hr::Error("HR002", "the job wants to fail");
        return payload;
    });
}
}
