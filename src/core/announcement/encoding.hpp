// Owns making readable text of what pages and files contain.
#pragma once

#include <string>
#include <string_view>

namespace hr::core::announcement {

/// Without byte order mark, carriage returns and control characters; bytes that are no UTF-8 are
/// Windows-1252.
std::string as_utf8(std::string_view bytes);

/// Text that was encoded twice ("GeschÃ¤ft") as it was meant; other text unchanged.
std::string repaired(std::string text);

/// A page's text: no tags, no scripts, the common entities as characters, table rows as lines.
std::string without_markup(std::string_view html);

}  // namespace hr::core::announcement
