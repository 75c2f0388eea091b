// Owns jobs of kind fold_search: new entries of the index of names go into its blocks.
#pragma once

#include "processor/processor.hpp"

namespace hr::processor {

std::vector<queue::Outcome> fold_search(const queue::Claim& claim, std::span<const queue::Job> jobs);

}  // namespace hr::processor
