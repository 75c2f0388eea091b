// Owns what happens to claimed jobs in the end: result, another attempt, or dead letter.
#pragma once

#include "queue/job.hpp"

#include <span>

namespace hr::queue {

/// Jobs that have become dead letters.
struct Buried {
    std::size_t count = 0;
    std::string last;  ///< number and SQLSTATE of the last one, for the log: a message may hold personal data
};

/// Writes the outcomes of `jobs` (same order and number), in at most one statement per kind of outcome.
Buried settle(const Claim& claim, std::span<const Job> jobs, std::span<const Outcome> outcomes);

/// Makes jobs of the claim that have not run ready again, as they were.
void give_back(const Claim& claim, std::span<const Job> jobs);

/// The partition of hr_queue.result for results of this second (since 1970).
int result_bucket(std::int64_t unix_s);

}  // namespace hr::queue
