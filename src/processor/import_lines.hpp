// Owns jobs of kinds import_lines and finish_import: lines of bulk data become snapshots, histories and
// events.
#pragma once

#include "processor/processor.hpp"

namespace hr::processor {

/// Payload: {"import": number, "from": line, "to": line, "last": boolean}. Lines that cannot be read are kept
/// with the reason and fail nothing. A former name of a company that has not been named yet is held, if the
/// job is not a last one. Result: {"from": line, "to": line, "failed": count, "held": count,
/// "added": count, "changed": count, "unchanged": count}. Lines that an earlier job has taken are not there any more, so a repeated job does
/// nothing. Fails for good: 22023 bad payload, 02000 no such import.
std::vector<queue::Outcome> import_lines(const queue::Claim& claim, std::span<const queue::Job> jobs);

/// Payload: {"import": number}. Builds the search indexes that were put off. Fails for good as import_lines()
/// does.
std::vector<queue::Outcome> finish_import(const queue::Claim& claim, std::span<const queue::Job> jobs);

}  // namespace hr::processor
