// Owns the form of a company's name in which spellings of one name are equal or alike.
#pragma once

#include "core/name/normalized_name.hpp"

#include <string>
#include <string_view>

namespace hr::core::name {

/// "Müller & Söhne GmbH & Co. KG" -> "mueller und soehne". Lower case; umlauts spelled out, other diacritics
/// dropped; punctuation and invalid UTF-8 part words; "&", "+", "u." become "und"; legal forms are left out
/// unless nothing else remains; single spaces. Never fails; empty for a name without letters and digits.
std::string normalize_company_name(std::string_view utf8);

}  // namespace hr::core::name
