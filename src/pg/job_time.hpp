// Owns the time that a job may take: a timer that interrupts the job, and tells its end from a cancel of the
// session.
#pragma once

#include "core/error.hpp"

namespace hr::pg {

/// While one is alive, the work of the process is interrupted, as by a cancel, when `limit_ms` are over; 0 is
/// no limit. A real cancel, time-out or shutdown of the session that comes meanwhile stays what it is. Inside
/// another one it does nothing: the time is the outer job's.
class JobTime {
public:
    explicit JobTime(int limit_ms);
    ~JobTime();
    JobTime(const JobTime&) = delete;
    JobTime& operator=(const JobTime&) = delete;
};

/// The interrupt that has ended the job, or will, is ours, and nobody else has asked for one.
bool is_job_out_of_time() noexcept;

/// 57T01, with the limit.
Error job_time_error();

}  // namespace hr::pg
