#include "pg/role.hpp"

#include "pg/guard.hpp"

#include <utility>

namespace hr::pg {
namespace {

/// A worker's session belongs to the bootstrap superuser: it does not tell whose job it runs.
std::string job_role;

}  // namespace

RunsAs::RunsAs(std::string role) : outer_(std::exchange(job_role, std::move(role))) {}

RunsAs::~RunsAs() {
    job_role = std::move(outer_);
}

std::string current_owner() {
    if (!job_role.empty()) return job_role;
    const char* role = backend([] {
        const char* set_role = GetConfigOption("role", true, false);
        const bool is_set = set_role != nullptr && *set_role != '\0' && strcmp(set_role, "none") != 0;
        return is_set ? set_role : GetUserNameFromId(GetSessionUserId(), false);
    });
    return role;
}

}  // namespace hr::pg
