// Owns the forms in which announcements are handed over: plain text, a page, or a JSON object.
#pragma once

#include <string>
#include <string_view>

namespace hr::core::announcement {

/// Valid UTF-8 without carriage returns.
struct Source {
    std::string text;       ///< the announcement
    std::string heading;    ///< the result list's three lines: category, court and number, name and seat
    std::string published;  ///< as handed over beside the text; empty where it was not
    std::string entered;
    std::string court;
    std::string category;
};

/// JSON objects have the keys details, original_text and date; or text, court, kind, published and
/// entry_date. UTF-8 that was encoded twice is repaired, other bytes are taken as Windows-1252. Throws
/// hr::Error 22023 for broken JSON and for what is longer than a mebibyte.
Source read_source(std::string_view bytes);

}  // namespace hr::core::announcement
