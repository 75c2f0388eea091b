// Owns what counts as a blank in the register's texts: every character that shows no ink.
#pragma once

#include <cstddef>
#include <string_view>

namespace hr::core::text {

/// Length in bytes of the blank that the text has at the position, 0 where there is none. Blanks are white
/// space and line ends of every width, no-break spaces, soft hyphens, zero-width characters and marks of
/// writing direction.
std::size_t blank_at(std::string_view text, std::size_t at);

/// The first place at or behind the position that is no blank.
std::size_t after_blanks(std::string_view text, std::size_t at);

/// The first place from which on there are only blanks before `end`.
std::size_t before_blanks(std::string_view text, std::size_t end);

}  // namespace hr::core::text
