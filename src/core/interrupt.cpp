#include "core/interrupt.hpp"

namespace hr::core {

// Weak: the linker prefers the definition of whoever runs core.
__attribute__((weak)) void check_interrupt() {}

}  // namespace hr::core
