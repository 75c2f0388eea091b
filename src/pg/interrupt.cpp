// What core's check_interrupt() does inside a server.
#include "core/interrupt.hpp"
#include "pg/guard.hpp"

namespace hr::core {

void check_interrupt() {
    if (!InterruptPending) return;
    try {
        pg::check_interrupts();
    } catch (const Error&) {
        throw Interrupted(std::current_exception());
    }
}

}  // namespace hr::core
