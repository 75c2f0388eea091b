#include "pg/lifetime.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "utils/timestamp.h"
}

#include <fcntl.h>
#include <unistd.h>
#include <cstdlib>

namespace hr::pg {
namespace {

/// A setting of the loader in its base unit; 0, which stands for no limit, where the loader does not know it.
long limit(const char* name) {
    const char* value = GetConfigOption(name, true, false);
    return value == nullptr ? 0 : std::atol(value);
}

/// Memory of this process alone, in kB: what is resident and neither shared nor a file's. 0 where the system
/// does not tell.
long private_memory() {
    const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    char text[128] = {};
    const ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    if (length <= 0) return 0;
    char* next = text;
    std::strtol(next, &next, 10);
    const long resident = std::strtol(next, &next, 10);
    const long shared = std::strtol(next, &next, 10);
    return (resident - shared) * (sysconf(_SC_PAGESIZE) / 1024);
}

bool is_old(long max_seconds) {
    return TimestampDifferenceExceeds(MyStartTimestamp, GetCurrentTimestamp(),
                                      static_cast<int>(Min(max_seconds, INT_MAX / 1000)) * 1000);
}

}  // namespace

bool is_worn_out(long jobs) {
    const long max_jobs = limit("handelsregister.worker_max_jobs");
    const long max_age = limit("handelsregister.worker_max_age");
    const long max_memory = limit("handelsregister.worker_max_memory");
    return (max_jobs > 0 && jobs >= max_jobs) || (max_age > 0 && is_old(max_age)) ||
           (max_memory > 0 && private_memory() >= max_memory);
}

}  // namespace hr::pg
