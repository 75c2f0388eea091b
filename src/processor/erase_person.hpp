// Owns jobs of kind erase_person: a person goes out of the register, the rest of it stays as it is.
#pragma once

#include "processor/processor.hpp"

namespace hr::processor {

/// Payload: {"erasure": number, "after": company}; "after" is for a job that goes on where another one
/// stopped. Result:
/// {"erasure": number, "companies": count, "documents": count, "events": count, "job": number of the job that
/// goes on}. Fails for good: 22023 bad payload, 02000 no such erasure.
std::vector<queue::Outcome> erase_person(const queue::Claim& claim, std::span<const queue::Job> jobs);

}  // namespace hr::processor
