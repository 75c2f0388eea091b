#include "pg/guard.hpp"

#include "core/interrupt.hpp"

#include <cstring>
#include <new>
#include <optional>
#include <string>

namespace hr::pg {

struct ServerError::Data {
    int elevel = ERROR;
    int sqlerrcode = 0;
    bool output_to_server = false;
    bool output_to_client = false;
    bool hide_stmt = false;
    bool hide_ctx = false;
    int cursorpos = 0;
    int internalpos = 0;
    int saved_errno = 0;
    int lineno = 0;
    std::optional<std::string> filename, funcname, domain, context_domain;
    std::optional<std::string> message, detail, detail_log, hint, context, backtrace, message_id;
    std::optional<std::string> schema_name, table_name, column_name, datatype_name, constraint_name;
    std::optional<std::string> internalquery;
};

namespace {

std::optional<std::string> owned(const char* text) {
    return text == nullptr ? std::nullopt : std::optional<std::string>(text);
}

std::shared_ptr<const ServerError::Data> owned(const ErrorData& e) {
    ServerError::Data data;
    data.elevel = e.elevel;
    data.sqlerrcode = e.sqlerrcode;
    data.output_to_server = e.output_to_server;
    data.output_to_client = e.output_to_client;
    data.hide_stmt = e.hide_stmt;
    data.hide_ctx = e.hide_ctx;
    data.cursorpos = e.cursorpos;
    data.internalpos = e.internalpos;
    data.saved_errno = e.saved_errno;
    data.lineno = e.lineno;
    data.filename = owned(e.filename);
    data.funcname = owned(e.funcname);
    data.domain = owned(e.domain);
    data.context_domain = owned(e.context_domain);
    data.message = owned(e.message);
    data.detail = owned(e.detail);
    data.detail_log = owned(e.detail_log);
    data.hint = owned(e.hint);
    data.context = owned(e.context);
    data.backtrace = owned(e.backtrace);
    data.message_id = owned(e.message_id);
    data.schema_name = owned(e.schema_name);
    data.table_name = owned(e.table_name);
    data.column_name = owned(e.column_name);
    data.datatype_name = owned(e.datatype_name);
    data.constraint_name = owned(e.constraint_name);
    data.internalquery = owned(e.internalquery);
    return std::make_shared<const ServerError::Data>(std::move(data));
}

/// The error as the server copies it, in a memory context of its own: FreeErrorData() leaves some of the
/// copies.
struct PendingCopy {
    ErrorData* error = nullptr;
    MemoryContext memory = nullptr;
};

/// Takes the error off the server's error stack. Without `error` there was not even memory for that.
PendingCopy copy_pending_error(const GuardState& state) {
    static PendingCopy copy;  // static: its value must survive the jump
    copy = {};
    sigjmp_buf here;
    MemoryContextSwitchTo(state.memory);
    if (sigsetjmp(here, 0) == 0) {
        PG_exception_stack = &here;
        copy.memory = AllocSetContextCreate(state.memory, "handelsregister error", ALLOCSET_SMALL_SIZES);
        MemoryContextSwitchTo(copy.memory);
        copy.error = CopyErrorData();
    }
    state.restore_stacks();
    MemoryContextSwitchTo(state.memory);
    FlushErrorState();
    return copy;
}

/// Memory of the current context, null when there is none: raises nothing.
void* allocate(std::size_t size) noexcept {
    if (size > MaxAllocSize) return nullptr;
    return MemoryContextAllocExtended(CurrentMemoryContext, size, MCXT_ALLOC_NO_OOM | MCXT_ALLOC_ZERO);
}

char* server_copy(std::string_view text) noexcept {
    auto* copy = static_cast<char*>(allocate(text.size() + 1));
    if (copy != nullptr) std::memcpy(copy, text.data(), text.size());
    return copy;
}

char* server_copy(const std::optional<std::string>& text) noexcept {
    return text ? server_copy(std::string_view(*text)) : nullptr;
}

/// Stands for an error for which there was no memory.
ErrorData* out_of_memory() noexcept {
    static ErrorData error;
    static char message[] = "out of memory";
    error = ErrorData{};
    error.elevel = ERROR;
    error.sqlerrcode = ERRCODE_OUT_OF_MEMORY;
    error.message = message;
    return &error;
}

int sqlstate_code(const std::string& state) noexcept {
    if (state.size() != 5) return ERRCODE_INTERNAL_ERROR;
    return MAKE_SQLSTATE(state[0], state[1], state[2], state[3], state[4]);
}

ErrorData* captured(const ServerError::Data& data) noexcept {
    auto* error = static_cast<ErrorData*>(allocate(sizeof(ErrorData)));
    if (error == nullptr) return out_of_memory();
    error->elevel = data.elevel;
    error->sqlerrcode = data.sqlerrcode;
    error->output_to_server = data.output_to_server;
    error->output_to_client = data.output_to_client;
    error->hide_stmt = data.hide_stmt;
    error->hide_ctx = data.hide_ctx;
    error->cursorpos = data.cursorpos;
    error->internalpos = data.internalpos;
    error->saved_errno = data.saved_errno;
    error->lineno = data.lineno;
    error->filename = server_copy(data.filename);
    error->funcname = server_copy(data.funcname);
    error->domain = server_copy(data.domain);
    error->context_domain = server_copy(data.context_domain);
    error->message = server_copy(data.message);
    error->detail = server_copy(data.detail);
    error->detail_log = server_copy(data.detail_log);
    error->hint = server_copy(data.hint);
    error->context = server_copy(data.context);
    error->backtrace = server_copy(data.backtrace);
    error->message_id = server_copy(data.message_id);
    error->schema_name = server_copy(data.schema_name);
    error->table_name = server_copy(data.table_name);
    error->column_name = server_copy(data.column_name);
    error->datatype_name = server_copy(data.datatype_name);
    error->constraint_name = server_copy(data.constraint_name);
    error->internalquery = server_copy(data.internalquery);
    return error;
}

/// An error of our own. It has no source position: raise_captured() tells it from a server error by that.
ErrorData* captured(int code, std::string_view message, std::string_view detail = {},
                    std::string_view hint = {}) noexcept {
    auto* error = static_cast<ErrorData*>(allocate(sizeof(ErrorData)));
    if (error == nullptr) return out_of_memory();
    error->elevel = ERROR;
    error->sqlerrcode = code;
    error->message = server_copy(message);
    if (!detail.empty()) error->detail = server_copy(detail);
    if (!hint.empty()) error->hint = server_copy(hint);
    return error;
}

ErrorData* captured_cause(const core::Interrupted& interrupted) noexcept {
    try {
        interrupted.rethrow_cause();
    } catch (...) {
        return capture_exception();
    }
}

}  // namespace

bool ServerError::is_interrupt() const noexcept {
    return data_->sqlerrcode == ERRCODE_QUERY_CANCELED && data_->funcname == "ProcessInterrupts";
}

void throw_pending_error(const GuardState& state) {
    const PendingCopy copy = copy_pending_error(state);
    const std::shared_ptr<const ServerError::Data> data = copy.error ? owned(*copy.error) : nullptr;
    if (copy.memory != nullptr) MemoryContextDelete(copy.memory);
    if (data == nullptr) throw std::bad_alloc();
    throw ServerError(unpack_sql_state(data->sqlerrcode), data->message.value_or(""),
                      data->detail.value_or(""), data->hint.value_or(""), data);
}

ErrorData* capture_exception() noexcept {
    try {
        throw;
    } catch (const ServerError& e) {
        return captured(e.data());
    } catch (const core::Interrupted& e) {
        return captured_cause(e);
    } catch (const Error& e) {
        return captured(sqlstate_code(e.sqlstate()), e.message(), e.detail(), e.hint());
    } catch (const std::bad_alloc&) {
        return out_of_memory();
    } catch (const std::exception& e) {
        return captured(ERRCODE_INTERNAL_ERROR, e.what());
    } catch (...) {
        return captured(ERRCODE_INTERNAL_ERROR, "unknown C++ exception");
    }
}

void raise_captured(ErrorData* error) {
    if (error->filename != nullptr) ReThrowError(error);
    ThrowErrorData(error);
    pg_unreachable();
}

}  // namespace hr::pg
