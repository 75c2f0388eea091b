// Owns the texts that bytes may be which nobody could read as a document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hr::core::text {

/// The bytes as UTF-8 in each plausible encoding: UTF-8 where what is none of it is Windows-1252; text that
/// was encoded twice; where there are zeros, UTF-16 in both orders from both places. References of XML and
/// HTML and escapes of JSON are resolved, tags are line ends, values of their attributes stay; letters are
/// composed. Never fails; linear.
std::vector<std::string> plausible_texts(std::string_view bytes);

}  // namespace hr::core::text
