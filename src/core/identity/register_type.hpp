// Owns the types of registers and the letters behind numbers, as they are written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hr::core::identity {

/// The type with which the word begins ("hrb12" -> "HRB"), provided that nothing or a digit follows it.
std::string_view type_of(std::string_view word);

/// "b", "HL", "mö" in capitals, where the word can be a suffix: one to three of A-Z, Ä, Ö, Ü.
std::optional<std::string> suffix_of(std::string_view word);

}  // namespace hr::core::identity
