// Owns the way out of long work: core asks at the heads of its loops whether it may go on.
#pragma once

#include <exception>
#include <utility>

namespace hr::core {

/// Carries what ends the work through core, which catches errors of its own and must not take this for one of
/// them.
class Interrupted : public std::exception {
public:
    explicit Interrupted(std::exception_ptr cause) : cause_(std::move(cause)) {}
    const char* what() const noexcept override { return "interrupted"; }
    [[noreturn]] void rethrow_cause() const { std::rethrow_exception(cause_); }

private:
    std::exception_ptr cause_;
};

/// Returns, or throws Interrupted. Costs a function call. Whoever runs core defines it: inside a server it
/// lets cancel, shutdown and the end of a job's time through; without another definition it does nothing.
void check_interrupt();

}  // namespace hr::core
