// Owns finding for each word of a name its counterpart in another one.
#pragma once

#include "core/name/normalized_name.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace hr::core::name {

/// Words beyond are compared for equality only.
inline constexpr std::size_t kMostAlignedWords = 32;

struct AlignedWord {
    float weight = 0;
    float quality = 0;      ///< of its counterpart: 1 for an equal word, 0 for none
    bool is_equal = false;  ///< its counterpart is the same letters, also of several words
    std::int32_t at = -1;   ///< where the counterpart stands, the first word of several
};

/// Of two names, each in its order.
struct AlignedWords {
    std::vector<AlignedWord> a;
    std::vector<AlignedWord> b;
};

AlignedWords align_words(const NormalizedName& a, const NormalizedName& b, std::span<const float> weights_a,
                         std::span<const float> weights_b);

}  // namespace hr::core::name
