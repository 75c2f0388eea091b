#include "core/interrupt.hpp"
#include "pg/database.hpp"
#include "pg/guard.hpp"
#include "pg/job_time.hpp"
#include "pg/worker_process.hpp"

extern "C" {
#include "utils/resowner.h"
}

#include <new>

namespace hr::pg {
namespace {

/// Where the transaction stood before the subtransaction: the server leaves restoring it to us.
struct Outer {
    MemoryContext memory = CurrentMemoryContext;
    ResourceOwner owner = CurrentResourceOwner;

    void restore() const {
        MemoryContextSwitchTo(memory);
        CurrentResourceOwner = owner;
    }
};

bool is_interrupt(const Error& error) {
    const auto* server_error = dynamic_cast<const ServerError*>(&error);
    return server_error != nullptr && server_error->is_interrupt();
}

void run(const std::function<void()>& body) {
    try {
        body();
    } catch (const core::Interrupted& interrupted) {
        interrupted.rethrow_cause();
    }
}

struct Outcome {
    std::optional<Error> error;
    std::exception_ptr passing;
};

Outcome outcome_of(const std::function<void()>& body) {
    try {
        run(body);
        backend([] { ReleaseCurrentSubTransaction(); });
        return {};
    } catch (const Error& e) {
        if (is_interrupt(e) && is_job_out_of_time()) return {job_time_error(), nullptr};
        // A cancel is addressed to the session, not to the piece of work, other than in a worker. (Shutdown
        // is FATAL and never gets here.)
        if (is_interrupt(e) && !is_worker()) return {std::nullopt, std::current_exception()};
        return {Error(e.sqlstate(), e.message(), e.detail(), e.hint()), nullptr};
    } catch (const std::bad_alloc&) {
        return {Error("53200", "out of memory"), nullptr};
    } catch (const std::exception& e) {
        return {Error(sqlstate::kInternal, e.what()), nullptr};
    } catch (...) {
        return {Error(sqlstate::kInternal, "unknown C++ exception"), nullptr};
    }
}

}  // namespace

std::optional<Error> attempt(const std::function<void()>& body) {
    const Outer outer;
    MemoryContext memory = outer.memory;
    backend([=] {
        BeginInternalSubTransaction(nullptr);
        MemoryContextSwitchTo(memory);
    });
    Outcome outcome = outcome_of(body);
    if (outcome.error || outcome.passing) backend([] { RollbackAndReleaseCurrentSubTransaction(); });
    outer.restore();
    if (outcome.passing) std::rethrow_exception(outcome.passing);
    return outcome.error;
}

}  // namespace hr::pg
