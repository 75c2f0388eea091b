// Owns the short texts in which differences are shown to people. They never hold a birth date.
#pragma once

#include "core/history/fact.hpp"

namespace hr::core::history {

/// "Muster GmbH", "25000.00 EUR", "Musterstraße 1, 10115 Berlin",
/// "Dr. Erika von Muster (Geschäftsführer(in)), Berlin"; cut at 240 bytes; may be empty.
std::string display(Attribute attribute, const Value& value);

/// Which full dates go: every one; those marked as a birth ("*1.2.1980", "geb. am 1. Februar 80"); or these and
/// the ones that are an item of their own, as births in the register's texts are ("Muster, Erika, Berlin,
/// 01.02.1980").
enum class Dates { all, births, births_and_listed };

std::string without_dates(std::string_view text, Dates which);

}  // namespace hr::core::history
