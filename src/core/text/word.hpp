// Owns words of the register's texts as they are compared with tables of words.
#pragma once

#include <string>
#include <string_view>

namespace hr::core::text {

/// Is there a letter at the position: of ASCII, or a character beyond that is neither blank nor dash nor
/// quotation mark?
bool has_letter_at(std::string_view text, std::size_t at);

/// Lower case, umlauts and sharp s spelled out, whether they are one character or two: "MÄRZ" -> "maerz".
/// Other characters beyond ASCII stay as they are.
std::string folded(std::string_view word);

/// Does the word begin with a capital letter? Of characters beyond Latin-1 all count as capitals.
bool is_capitalised(std::string_view word);

}  // namespace hr::core::text
