#include "core/text/blank.hpp"

namespace hr::core::text {
namespace {

bool is_ascii_blank(unsigned char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// U+2000..U+200F, U+2028..U+202F, U+205F..U+2064: behind the lead byte e2.
bool is_blank_behind_e2(unsigned char second, unsigned char third) {
    return (second == 0x80 && ((third >= 0x80 && third <= 0x8f) || (third >= 0xa8 && third <= 0xaf))) ||
           (second == 0x81 && third >= 0x9f && third <= 0xa4);
}

}  // namespace

std::size_t blank_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) -> unsigned char {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
    };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return is_ascii_blank(lead) ? 1 : 0;
    switch (lead) {
        case 0xc2:  // U+0085, U+00A0, U+00AD
            return byte(1) == 0x85 || byte(1) == 0xa0 || byte(1) == 0xad ? 2 : 0;
        case 0xe1:  // U+1680
            return byte(1) == 0x9a && byte(2) == 0x80 ? 3 : 0;
        case 0xe2:
            return is_blank_behind_e2(byte(1), byte(2)) ? 3 : 0;
        case 0xe3:  // U+3000
            return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0;
        case 0xef:  // U+FEFF
            return byte(1) == 0xbb && byte(2) == 0xbf ? 3 : 0;
        default:
            return 0;
    }
}

std::size_t after_blanks(std::string_view text, std::size_t at) {
    while (const std::size_t length = blank_at(text, at)) at += length;
    return at;
}

std::size_t before_blanks(std::string_view text, std::size_t end) {
    const std::string_view before = text.substr(0, end);
    for (bool goes_on = true; goes_on && end > 0;) {
        goes_on = false;
        for (std::size_t length = 1; length <= 3 && length <= end; ++length)
            if (blank_at(before, end - length) == length) {
                end -= length;
                goes_on = true;
                break;
            }
    }
    return end;
}

}  // namespace hr::core::text
