// Owns what is different in a worker's process: a cancel is for the job at work, and everybody can see that
// job.
#pragma once

#include <cstddef>
#include <string>

namespace hr::pg {

/// Makes this process a worker. For plain server code.
void become_worker();

bool is_worker() noexcept;

/// In a worker: shows the batch in pg_stat_activity, in application_name and query. Elsewhere nothing.
void show_batch(const std::string& kind, std::size_t jobs);

/// While one is alive, a cancel (pg_cancel_backend) reaches a worker's job, and is that job's failure.
/// Without one a worker ignores it. Elsewhere a cancel is the session's, as ever.
class JobAtWork {
public:
    JobAtWork() noexcept;
    ~JobAtWork();
    JobAtWork(const JobAtWork&) = delete;
    JobAtWork& operator=(const JobAtWork&) = delete;
};

}  // namespace hr::pg
