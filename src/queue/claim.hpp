// Owns taking jobs: what is due becomes ready, what is ready is claimed by deleting it.
#pragma once

#include "queue/job.hpp"

namespace hr::queue {

/// Throws 55000 in a clone or a restored dump that nobody has adopted.
void require_home();

/// Moves deferred jobs that are due to ready.
void promote_due();

/// Takes at most `limit` jobs of one kind and one owner. The jobs come back by themselves if the transaction
/// does not commit. Jobs of a batch in which the server crashed come alone. Empty `jobs`: nothing to do.
Claim claim(int limit);

/// Counts the deaths of processes against the jobs they had: a second fault, or as many kills as the kind has
/// attempts, makes a dead letter. `faults` and `kills` are job numbers.
void charge_suspects(const std::vector<std::int64_t>& faults, const std::vector<std::int64_t>& kills);

}  // namespace hr::queue
