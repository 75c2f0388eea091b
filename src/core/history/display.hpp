// Owns the short texts in which differences are shown to people. They never hold a birth date.
#pragma once

#include "core/history/fact.hpp"

namespace hr::core::history {

/// "Muster GmbH", "25000.00 EUR", "Musterstraße 1, 10115 Berlin",
/// "Dr. Erika von Muster (Geschäftsführer(in)), Berlin"; cut at 240 bytes; may be empty.
std::string display(Attribute attribute, const Value& value);

}  // namespace hr::core::history
