// Owns texts as words: the form in which a person's names are compared, and found in free texts.
#pragma once

#include <string>
#include <string_view>

namespace hr::core::name {

/// "Müller-Lüdenscheidt, Dr. Karl-Heinz (*01.02.1980)" -> "mueller luedenscheidt dr karl heinz 01 02 1980".
/// Lower case; umlauts spelled out, composed or not, other diacritics dropped; punctuation and invalid UTF-8
/// part words; single blanks. Never fails.
std::string words(std::string_view utf8);

}  // namespace hr::core::name
