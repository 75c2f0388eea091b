#include "pg/log.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "storage/ipc.h"
#include "utils/timestamp.h"
}

#include <map>

namespace hr::pg {
namespace {

/// What is to be told, by message.
struct Line {
    std::int64_t count = 0;
    std::string detail, hint;
    TimestampTz written = 0;
};
std::map<std::string, Line> lines;

void write(const std::string& message, const Line& line) {
    const char* texts[] = {message.c_str(), line.detail.c_str(), line.hint.c_str()};
    const auto count = static_cast<long long>(line.count);
    backend([=] {
        ereport(LOG, errcode(ERRCODE_WARNING), errmsg_internal("%s: %lld", texts[0], count),
                errdetail_internal("%s", texts[1]), errhint("%s", texts[2]), errhidestmt(true),
                errhidecontext(true));
    });
}

/// A clock that was set back makes a line due.
bool is_due(const Line& line, TimestampTz now) {
    return line.written > now || now - line.written >= USECS_PER_MINUTE;
}

void write_rest(int, Datum) {
    try {
        for (const auto& [message, line] : lines)
            if (line.count > 0) write(message, line);
    } catch (const std::exception&) {
        // The log cannot be written, and the process is at its end.
    }
}

void tell_the_rest_at_exit() {
    static bool is_registered = false;
    if (is_registered) return;
    backend([] { before_shmem_exit(write_rest, Datum(0)); });
    is_registered = true;
}

}  // namespace

void log_count(const std::string& message, std::int64_t count, const std::string& detail, const std::string& hint) {
    tell_the_rest_at_exit();
    Line& line = lines[message];
    line.count += count;
    line.detail = detail;
    line.hint = hint;
    log_due_counts();
}

void log_due_counts() {
    if (lines.empty()) return;
    const TimestampTz now = GetCurrentTimestamp();
    for (auto& [message, line] : lines) {
        if (line.count == 0 || !is_due(line, now)) continue;
        write(message, line);
        line.count = 0;
        line.written = now;
    }
}

}  // namespace hr::pg
