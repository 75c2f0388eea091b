// Owns the answer to: in whose name is a job enqueued?
#pragma once

#include <string>

namespace hr::pg {

/// While it lives, SQL processors run for this role: what they enqueue is enqueued in its name.
class RunsAs {
public:
    explicit RunsAs(std::string role);
    ~RunsAs();
    RunsAs(const RunsAs&) = delete;
    RunsAs& operator=(const RunsAs&) = delete;

private:
    std::string outer_;
};

/// The role of the running job, else the one of SET ROLE (as PostgREST does), else the session's user.
std::string current_owner();

}  // namespace hr::pg
