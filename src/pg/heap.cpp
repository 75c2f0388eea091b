#include "pg/heap.hpp"

#include <malloc.h>

namespace hr::pg {

void keep_freed_memory() {
#ifdef __GLIBC__
    constexpr int kKept = 32 * 1024 * 1024;
    mallopt(M_TRIM_THRESHOLD, kKept);
    mallopt(M_MMAP_THRESHOLD, kKept);
#endif
}

}  // namespace hr::pg
