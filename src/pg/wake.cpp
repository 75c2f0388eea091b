#include "pg/wake.hpp"

#include "loader/interface.hpp"
#include "pg/guard.hpp"

extern "C" {
#include "utils/timestamp.h"
}

namespace hr::pg {
namespace {

/// The loader's interface; null where there is none for us.
const loader::Interface* loader_interface() {
    static void** slot = nullptr;
    if (slot == nullptr) slot = backend([] { return find_rendezvous_variable(loader::kRendezvous); });
    const auto* found = static_cast<const loader::Interface*>(*slot);
    return found != nullptr && found->version == loader::kInterfaceVersion ? found : nullptr;
}

/// Null for 0, which stands for never.
std::optional<std::string> printed(TimestampTz time) {
    if (time == 0) return std::nullopt;
    return std::string(backend([=] { return timestamptz_to_str(time); }));
}

bool wake_wanted = false;
bool callback_registered = false;

void at_transaction_end(XactEvent event, void*) {
    if (event == XACT_EVENT_PARALLEL_COMMIT || event == XACT_EVENT_PARALLEL_ABORT) return;
    if (event == XACT_EVENT_COMMIT && wake_wanted)
        if (const loader::Interface* loader = loader_interface()) loader->wake(MyDatabaseId);
    if (event == XACT_EVENT_COMMIT || event == XACT_EVENT_ABORT || event == XACT_EVENT_PREPARE)
        wake_wanted = false;
}

}  // namespace

LoaderStatus loader_status() {
    const loader::Interface* loader = loader_interface();
    if (loader == nullptr) return {};
    loader::Status status = {};
    loader->status(MyDatabaseId, &status, sizeof status);
    return {true,
            status.enabled,
            status.launcher_pid,
            status.workers,
            status.stopped_by,
            printed(status.slots_exhausted_since),
            printed(status.failing_since)};
}

// The callback is registered once per process: the server walks the list at each commit.
void wake_at_commit() {
    (void)loader_interface();  // found now, since a commit must not fail
    if (!callback_registered) backend([] { RegisterXactCallback(at_transaction_end, nullptr); });
    callback_registered = true;
    wake_wanted = true;
}

}  // namespace hr::pg
