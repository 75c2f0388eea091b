// Owns the exception border: the outbound guard around one server call, the inbound guard around one entry
// point.
#pragma once

#include "core/error.hpp"
#include "pg/server.hpp"

#include <memory>
#include <type_traits>

namespace hr::pg {

/// A server error on its way through C++: an hr::Error that keeps everything ErrorData knows.
class ServerError : public Error {
public:
    struct Data;  ///< the fields of ErrorData as owned strings

    ServerError(std::string_view sqlstate, std::string message, std::string detail, std::string hint,
                std::shared_ptr<const Data> data)
        : Error(sqlstate, std::move(message), std::move(detail), std::move(hint)), data_(std::move(data)) {}
    const Data& data() const noexcept { return *data_; }

    /// A cancel or time-out of the session, and not an error that somebody raised with its SQLSTATE.
    bool is_interrupt() const noexcept;

private:
    std::shared_ptr<const Data> data_;
};

/// Server state that a longjmp out of a server call leaves changed.
struct GuardState {
    sigjmp_buf* exception_stack = PG_exception_stack;
    ErrorContextCallback* context_stack = error_context_stack;
    MemoryContext memory = CurrentMemoryContext;

    void restore_stacks() const {
        PG_exception_stack = exception_stack;
        error_context_stack = context_stack;
    }
};

/// Takes the pending server error off the server's error stack and throws it. Never returns.
[[noreturn]] void throw_pending_error(const GuardState& state);

/// Runs one server call. A server error becomes a C++ exception (ServerError), so every C++ object between
/// here and its handler is destroyed. The lambda runs below a longjmp: it may create no C++ objects.
template <typename F>
auto backend(F call) {
    using Result = std::invoke_result_t<F>;
    static_assert(std::is_trivially_destructible_v<F>,
                  "a guarded lambda must capture only trivially destructible values");
    static_assert(std::is_void_v<Result> || std::is_trivially_destructible_v<Result>,
                  "a guarded lambda must return a trivially destructible value");
    const GuardState state;
    sigjmp_buf here;
    if (sigsetjmp(here, 0) != 0) throw_pending_error(state);
    PG_exception_stack = &here;
    if constexpr (std::is_void_v<Result>) {
        call();
        state.restore_stacks();
    } else {
        const Result result = call();
        state.restore_stacks();
        return result;
    }
}

/// Lets cancel and shutdown through in the middle of C++ work: throws ServerError.
inline void check_interrupts() {
    if (InterruptPending) backend([] { CHECK_FOR_INTERRUPTS(); });
}

/// The exception being handled, as memory of the server. To be called in a catch block; raises nothing.
ErrorData* capture_exception() noexcept;

/// Raises what capture_exception() returned. To be called when no C++ object is left.
[[noreturn]] void raise_captured(ErrorData* error);

/// Body of an entry point: what C++ throws becomes a server error after the last C++ object is gone.
template <typename F>
auto entry(F body) {
    using Result = std::invoke_result_t<F>;
    static_assert(std::is_trivially_destructible_v<F> && std::is_trivially_destructible_v<Result>,
                  "an entry point must take and return trivially destructible values");
    ErrorData* error = nullptr;
    Result result{};
    try {
        result = body();
    } catch (...) {
        error = capture_exception();
    }
    if (error != nullptr) raise_captured(error);
    return result;
}

}  // namespace hr::pg
