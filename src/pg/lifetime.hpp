// Owns how long a worker lives: it makes room for a successor after so many jobs, so much time or memory.
#pragma once

namespace hr::pg {

/// True when the worker has processed `jobs` jobs in all and one of the limits is reached
/// (handelsregister.worker_max_jobs, worker_max_age, worker_max_memory). For plain server code.
bool is_worn_out(long jobs);

}  // namespace hr::pg
