// Owns telling from a German register text which legal event it is about.
#pragma once

#include "core/legal/kind.hpp"

#include <string>
#include <string_view>

namespace hr::core::legal {

struct Recognized {
    Kind kind = Kind::kOther;
    Stage stage = Stage::kDone;
    bool cross_border = false;

    bool operator==(const Recognized&) const = default;
};

/// Never fails; what is not recognised is kOther.
Recognized recognize(std::string_view utf8);

/// The same for a text of which the kind is known otherwise.
Recognized recognize_as(Kind kind, std::string_view utf8);

/// Without the placeholders "#name(…)" of forms that a court published unfilled: they list every choice.
std::string without_placeholders(std::string_view utf8);

}  // namespace hr::core::legal
