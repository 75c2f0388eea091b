// Owns the files that survive a crash of the server: which jobs a process was working on.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace hr::pg {

/// Most jobs that one batch may hold.
inline constexpr int kMaxBatch = 200;

/// Notes the jobs of a batch while it is alive, in
/// $PGDATA/handelsregister/<database>.<pid>.<start>.<version>: two writes per batch, and nothing to flush,
/// since the file outlives the process. At most kMaxBatch ids. Throws 53100 on a full disk and 58030 where
/// the file cannot be used for another reason.
class RunningJobs {
public:
    explicit RunningJobs(std::span<const std::int64_t> ids);
    ~RunningJobs();
    RunningJobs(const RunningJobs&) = delete;
    RunningJobs& operator=(const RunningJobs&) = delete;
};

struct Suspect {
    std::int64_t job;
    bool
        fault;  ///< the process died of a fault of its own (SIGSEGV, SIGABRT, …), not by SIGKILL or a restart
};

/// The jobs that dead processes of this database were working on. The files go when the current transaction
/// commits; after a rollback the same jobs are found again. The first call of a process looks, later ones do
/// not.
std::vector<Suspect> take_suspects();

/// The jobs that living processes of this database are working on.
std::vector<std::int64_t> running_jobs();

}  // namespace hr::pg
