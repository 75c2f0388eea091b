// Owns the judgement whether two names are of the same company.
#pragma once

#include "core/name/normalized_name.hpp"

#include <cstdint>
#include <span>

namespace hr::core::name {

enum class Decision : std::uint8_t { different, possible, same };

enum class FormAgreement : std::uint8_t {
    unknown,    ///< a name tells none, or only "Company"
    same,       ///< the same form
    related,    ///< one that the same entry of the register may change to: UG and GmbH; "OAO" and "JSC"
    different,  ///< one of another kind: e.V. and GmbH
};

/// The score and what it is made of. Shares are of the weight of the words, from 0 to 1.
struct NameMatch {
    float score = 0;  ///< from 0 to 1
    Decision decision = Decision::different;
    float shared = 0;  ///< of both names: words that stand in both, also as parts of a compound
    float alike =
        0;  ///< of both names: words that differ by typing errors, sound alike, begin alike or abbreviate
    float only_a = 0;    ///< of the first name: words without a counterpart
    float only_b = 0;    ///< of the second name
    float evidence = 0;  ///< weight of the first name's words that have a counterpart: two names of many
                         ///< words that agree say more than two of one
    float open = 0;      ///< weight of the heaviest word without a counterpart
    float spelling = 0;  ///< how alike the names are letter by letter, blanks aside; 0 below three quarters
    FormAgreement legal_form = FormAgreement::unknown;
    bool lacks_form =
        false;  ///< one is a GmbH or the like, which must say so, and the other one tells no form
    bool numbers_differ = false;  ///< both have numbers that the other one has not
    bool number_added = false;    ///< one of them has
    bool is_reordered = false;
};

/// From these scores on, names are decided to be of the same company, or possibly so; never the same where
/// one has a number that the other one has not and that is no year. Set on the pairs of the bench section
/// matcher, where F1 is near its best: the first one on pairs that people would confuse, the other one on
/// pairs of register entries, of which many changed their name.
inline constexpr float kSameScore = 0.57F;
inline constexpr float kPossibleScore = 0.25F;

/// Weights are of the words of the name, in their order: how much each tells, from 0 to 1 (of inverse
/// document frequencies: divided by the greatest one). Where they are not as many as the words, words weigh
/// by their class.
NameMatch match_names(const NormalizedName& a, const NormalizedName& b, std::span<const float> weights_a = {},
                      std::span<const float> weights_b = {});

}  // namespace hr::core::name
