// Owns taking jobs: what is due becomes ready, what is ready is claimed by deleting it.
#pragma once

#include "queue/job.hpp"

#include <string_view>

namespace hr::queue {

/// Moves deferred jobs of an epoch that are due to ready.
void promote_due(std::string_view epoch);

/// Takes at most `limit` jobs of one epoch, one kind and one owner. The jobs come back by themselves if the
/// transaction does not commit. Jobs that have failed, or of a batch in which the server
/// crashed, come alone. In order of priority; within one
/// priority a job that became ready late, or again, may wait for 32 claims. Empty `jobs`: nothing to do.
Claim claim(int limit, std::string_view epoch);

/// Counts the deaths of processes against the jobs they had: a second fault, or as many kills as the kind has
/// attempts, makes a dead letter. `faults` and `kills` are job numbers.
void charge_suspects(const std::vector<std::int64_t>& faults, const std::vector<std::int64_t>& kills);

}  // namespace hr::queue
