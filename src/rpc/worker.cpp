// Functions of the queue engine that SQL calls.
#include "pg/crash_file.hpp"
#include "pg/environment.hpp"
#include "pg/role.hpp"
#include "pg/wake.hpp"
#include "processor/engine.hpp"
#include "queue/home.hpp"
#include "queue/settle.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {

pg::Value current_owner(const pg::Args&) {
    return pg::Name{pg::current_owner()};
}

pg::Value drain(const pg::Args& args) {
    return std::int64_t{processor::drain(static_cast<int>(args.integer(0)))};
}

pg::Value is_home(const pg::Args&) {
    return queue::read_home().is_here;
}

pg::Value library_version(const pg::Args&) {
    return pg::library_version();
}

pg::Value loader_status(const pg::Args&) {
    const pg::LoaderStatus status = pg::loader_status();
    return pg::Record{
        status.preloaded ? "t" : "f", std::to_string(status.launcher_pid), std::to_string(status.workers),
        status.enabled ? "t" : "f",   std::to_string(status.stopped_by),   status.slots_exhausted_since,
        status.failing_since};
}

pg::Value place(const pg::Args&) {
    const std::optional<std::int64_t> timeline = pg::timeline();
    if (!timeline) return std::monostate{};
    return std::to_string(static_cast<std::uint64_t>(pg::system_identifier())) + "/" +
           std::to_string(pg::database_oid()) + "/" + std::to_string(*timeline);
}

pg::Value result_bucket(const pg::Args& args) {
    return std::int64_t{queue::result_bucket(args.unix_time(0))};
}

pg::Value running_jobs(const pg::Args&) {
    return pg::running_jobs();
}

pg::Value wake_workers(const pg::Args&) {
    pg::wake_at_commit();
    return std::monostate{};
}

}  // namespace hr::rpc
