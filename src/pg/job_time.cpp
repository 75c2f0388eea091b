#include "pg/job_time.hpp"

#include "core/retry.hpp"
#include "pg/guard.hpp"

extern "C" {
#include "utils/timeout.h"
}

#include <csignal>
#include <string>

namespace hr::pg {
namespace {

volatile std::sig_atomic_t is_over = 0;
volatile std::sig_atomic_t is_cancelled = 0;  ///< by somebody else, since the job began
struct sigaction outer_action;                ///< what a cancel does otherwise
int limit = 0;                                ///< in milliseconds
int depth = 0;                                ///< a job may run jobs itself

void note_end() {
    if (QueryCancelPending) return;  // somebody was faster
    is_over = 1;
    QueryCancelPending = true;
    InterruptPending = true;
}

/// PostgreSQL sends the time-outs of a session the same way.
void note_cancel(int signal_number) {
    is_cancelled = 1;
    outer_action.sa_handler(signal_number);
}

TimeoutId timer() {
    static const TimeoutId id = backend([] { return RegisterTimeout(USER_TIMEOUT, note_end); });
    return id;
}

}  // namespace

JobTime::JobTime(int limit_ms) {
    const TimeoutId id = timer();
    if (depth++ > 0) return;
    limit = limit_ms;
    is_over = 0;
    is_cancelled = 0;
    struct sigaction action = {};
    action.sa_handler = note_cancel;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &outer_action);
    if (limit_ms > 0) backend([=] { enable_timeout_after(id, limit_ms); });
}

// An end that comes too late for the job must not hit what follows.
JobTime::~JobTime() {
    if (--depth > 0) return;
    disable_timeout(timer(), false);
    sigaction(SIGINT, &outer_action, nullptr);
    if (is_job_out_of_time()) QueryCancelPending = false;
    is_over = 0;
}

bool is_job_out_of_time() noexcept {
    return is_over != 0 && is_cancelled == 0;
}

Error job_time_error() {
    return Error(core::kJobTimeout, "the job was stopped after " + std::to_string(limit) + " ms",
                 "A built-in job may not take longer than handelsregister.job_timeout allows.",
                 "Look at what it reads. If it is sound, raise the setting and redrive the job.");
}

}  // namespace hr::pg
