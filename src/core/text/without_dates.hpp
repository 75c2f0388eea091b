// Owns texts without dates: what readers see of texts about people.
#pragma once

#include "core/text/birth_date.hpp"

#include <string>

namespace hr::core::text {

/// Which dates go: birth dates, or every date.
enum class Dates { births, all };

/// The text without these dates, their marks and what joined them to the text: "Muster, Erika, *1.2.1980,
/// Berlin" -> "Muster, Erika, Berlin". The result is what is left of the text, in its order, and the same
/// again for itself. Linear in the text's length.
std::string without_dates(std::string_view text, Dates which, const Births& births = {});

}  // namespace hr::core::text
