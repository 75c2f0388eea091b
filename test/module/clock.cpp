// A clock that a test can turn while a server runs: preloaded by the dynamic linker (LD_PRELOAD), it adds to the time of day
// the seconds that stand in the file HR_CLOCK, for all processes at the same moment. The monotonic clock goes on as it is.
// libfaketime reads its file again and again, process by process, and the processes of a server disagree meanwhile.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <cstdint>
#include <cstdlib>

namespace {

const volatile std::int64_t* map_offset() {
    static const std::int64_t none = 0;
    const char* path = std::getenv("HR_CLOCK");
    const int file = path == nullptr ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return &none;
    void* page = mmap(nullptr, sizeof(std::int64_t), PROT_READ, MAP_SHARED, file, 0);
    close(file);
    return page == MAP_FAILED ? &none : static_cast<const std::int64_t*>(page);
}

std::int64_t offset() {
    static const volatile std::int64_t* const seconds = map_offset();
    return *seconds;
}

using ClockGettime = int (*)(clockid_t, timespec*);

int real_clock(clockid_t clock, timespec* result) {
    static const auto real = reinterpret_cast<ClockGettime>(dlsym(RTLD_NEXT, "clock_gettime"));
    return real(clock, result);
}

}  // namespace

extern "C" {

#define HR_EXPORT __attribute__((visibility("default")))

HR_EXPORT int clock_gettime(clockid_t clock, timespec* result) noexcept {
    const int status = real_clock(clock, result);
    if (status == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) result->tv_sec += offset();
    return status;
}

HR_EXPORT int gettimeofday(timeval* result, void*) noexcept {
    timespec now = {};
    const int status = clock_gettime(CLOCK_REALTIME, &now);
    *result = {now.tv_sec, now.tv_nsec / 1000};
    return status;
}

HR_EXPORT time_t time(time_t* result) noexcept {
    timespec now = {};
    clock_gettime(CLOCK_REALTIME, &now);
    if (result != nullptr) *result = now.tv_sec;
    return now.tv_sec;
}
}
