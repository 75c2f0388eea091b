// Owns the ring of results: which of its parts a result goes to, and which one is emptied next.
#pragma once

#include <cstdint>

namespace hr::core {

inline constexpr int kRingParts = 4;

/// The part for results of this second (since 1970), where results are kept for `retention_s` seconds at
/// least. A part takes half of that time: while one is written, the two before it are younger than the
/// retention or just as old.
constexpr int ring_part(std::int64_t unix_s, std::int64_t retention_s) {
    const std::int64_t period = retention_s < 2 ? 1 : retention_s / 2;
    return static_cast<int>(unix_s / period % kRingParts);
}

}  // namespace hr::core
