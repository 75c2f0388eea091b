// Owns the run of a batch: claim, effects in a subtransaction, outcomes, all in the caller's transaction.
#pragma once

namespace hr::processor {

/// Processes at most `max_jobs` ready jobs of one kind and owner. Returns how many it took, 0 for an empty
/// queue. Where the effects of the batch fail together, each job runs again in a subtransaction of its own.
/// Errors: 25001 at another isolation level than READ COMMITTED, 55000 in a clone; otherwise only what ends
/// the session's work.
int drain(int max_jobs);

}  // namespace hr::processor
