#include "allocated.hpp"

#include <cstdlib>
#include <new>

namespace {

std::size_t bytes = 0;

}  // namespace

std::size_t hr::test::allocated() {
    return bytes;
}

// The program's own allocator, for all that is allocated one by one or in arrays.
void* operator new(std::size_t size) {
    bytes += size;
    void* const memory = std::malloc(size == 0 ? 1 : size);
    if (!memory) throw std::bad_alloc();
    return memory;
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
