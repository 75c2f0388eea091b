// Owns what a processor is: a batch of jobs in, an outcome per job out.
#pragma once

#include "queue/job.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace hr::processor {

/// Processes jobs of one kind in the current (sub)transaction, with statements over the whole batch.
/// Returns one outcome per job, in order. A job whose outcome is a failure has left no trace.
/// Throwing means that nothing of the batch counts: the engine rolls back and gives the jobs one by one.
using Processor = std::vector<queue::Outcome> (*)(const queue::Claim& claim,
                                                  std::span<const queue::Job> jobs);

/// How long one job, or a batch of the kind, may take, in milliseconds; 0 without limit. Processors of one's
/// own have none.
int time_limit(const queue::Claim& claim);

/// The processor for the claimed kind: a built-in one, the one that calls an SQL function, or,
/// for a kind that is registered no more, one that fails its jobs for good.
Processor processor_for(const queue::Claim& claim);

/// Does the processor write companies? Then its jobs are done one by one only while no such batch is at work.
bool writes_companies(const queue::Claim& claim);

}  // namespace hr::processor
