#include "pg/settings.hpp"

#include "pg/guard.hpp"

#include <climits>

namespace hr::pg {
namespace {

// The server writes to these; reading goes by name, since another version may have defined the setting.
bool allow_drop = false;
bool allow_superuser_jobs = false;
int max_document_size = 32 * 1024;
int job_timeout_ms = 60'000;
int result_retention = 7 * 24 * 60;

/// A second version of the library in one session finds the settings of the first.
bool are_defined() {
    return (GetConfigOptionFlags("handelsregister.result_retention", true) & GUC_UNIT_TIME) == GUC_UNIT_MIN;
}

/// Of which earlier versions know nothing.
void define_later_settings() {
    if ((GetConfigOptionFlags("handelsregister.job_timeout", true) & GUC_UNIT_TIME) == GUC_UNIT_MS) return;
    DefineCustomIntVariable(
        "handelsregister.job_timeout", "Sets how long a job of a built-in kind may take.",
        "0 means without limit. Jobs that go through the whole register have ten times as long.",
        &job_timeout_ms, 60'000, 0, INT_MAX / 10, PGC_SUSET, GUC_UNIT_MS, nullptr, nullptr, nullptr);
}

}  // namespace

// In alphabetical order.
void define_settings() {
    define_later_settings();
    if (are_defined()) return;
    DefineCustomBoolVariable("handelsregister.allow_drop",
                             "Allows DROP EXTENSION while there is register data.", nullptr, &allow_drop,
                             false, PGC_USERSET, 0, nullptr, nullptr, nullptr);
    DefineCustomBoolVariable("handelsregister.allow_superuser_jobs",
                             "Allows SQL processors to run as a superuser.", nullptr, &allow_superuser_jobs,
                             false, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("handelsregister.max_document_size",
                            "Sets the largest document that can be submitted.", nullptr, &max_document_size,
                            32 * 1024, 1, 512 * 1024, PGC_SUSET, GUC_UNIT_KB, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("handelsregister.result_retention",
                            "Sets how long results of jobs are kept at least.", nullptr, &result_retention,
                            7 * 24 * 60, 1, INT_MAX / 60, PGC_SUSET, GUC_UNIT_MIN, nullptr, nullptr, nullptr);
}

bool setting_bool(const char* name, bool fallback) {
    return backend([=] {
        const char* value = GetConfigOption(name, true, false);
        bool result = fallback;
        return value != nullptr && parse_bool(value, &result) ? result : fallback;
    });
}

int setting_integer(const char* name, int fallback) {
    return backend([=] {
        const char* value = GetConfigOption(name, true, false);
        int result = fallback;
        return value != nullptr && parse_int(value, &result, 0, nullptr) ? result : fallback;
    });
}

}  // namespace hr::pg
