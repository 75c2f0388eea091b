// Owns the short texts in which differences are shown to people. They never hold a birth date.
#pragma once

#include "core/history/fact.hpp"

namespace hr::core::history {

/// "Muster GmbH", "25000.00 EUR", "Musterstraße 1, 10115 Berlin",
/// "Dr. Erika von Muster (Geschäftsführer(in)), Berlin"; cut at 240 bytes; may be empty.
std::string display(Attribute attribute, const Value& value);

/// Removes dates: every full date, or only those marked as a birth ("*1.2.1980", "geb. am 01.02.1980").
std::string without_dates(std::string_view text, bool only_births);

}  // namespace hr::core::history
