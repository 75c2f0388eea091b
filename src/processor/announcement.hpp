// Owns jobs of kind announcement: a document becomes an announcement, joined to its company, and an event.
#pragma once

#include "processor/processor.hpp"

namespace hr::processor {

/// Payload: {"document": number}. Result: {"company": number or null, "kind": code}; of a document whose
/// content is erased nothing is read. Fails for good: 22023 bad payload or no announcement, 02000 no such
/// document.
std::vector<queue::Outcome> read_announcements(const queue::Claim& claim, std::span<const queue::Job> jobs);

}  // namespace hr::processor
