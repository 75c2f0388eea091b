// Owns jobs of kind register_content: a register document becomes snapshots, histories and events.
#pragma once

#include "processor/processor.hpp"

namespace hr::processor {

/// Payload: {"document": number}. Result: {"companies": [numbers], "findings": count}; of a document whose
/// content is erased nothing is read, and what was read before stays. Fails for good: 22023 bad payload,
/// 02000 no such document, and what core::xjustiz::read() throws.
std::vector<queue::Outcome> read_register_content(const queue::Claim& claim,
                                                  std::span<const queue::Job> jobs);

}  // namespace hr::processor
