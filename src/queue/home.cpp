#include "queue/home.hpp"

#include "pg/database.hpp"
#include "pg/environment.hpp"

namespace hr::queue {
namespace {

constexpr const char* kRead = R"(
select h.epoch::text, h.database_oid = $1 and h.system_identifier = $2
from hr_queue.home h
order by h.since desc)";

}  // namespace

Home read_home() {
    const pg::Rows rows = pg::query(kRead, {pg::database_oid(), pg::system_identifier()});
    if (rows.size() == 0) return {};
    return {rows.size() == 1 && rows.boolean(0, 1), std::string(rows.text(0, 0))};
}

void enter_history() {
    pg::query("select true from hr_queue.enter_history()");
}

std::string require_home() {
    Home home = read_home();
    if (home.is_here) return std::move(home.epoch);
    throw Error(
        sqlstate::kNotInPrerequisiteState, "jobs do not run in a copy of another database",
        "Table hr_queue.home names the database that this one was cloned or restored from.",
        "Run hr_queue.adopt_database(discard_jobs => true) to drop the jobs that came along, or => false to "
        "run them here too.");
}

}  // namespace hr::queue
