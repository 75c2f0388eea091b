#include "core/identity/court_name.hpp"

#include "core/ascii.hpp"
#include "core/name/letter.hpp"
#include "core/name/utf8.hpp"

namespace hr::core::identity {
namespace {

bool is_umlaut(char32_t c) {
    return c == 0xE4 || c == 0xF6 || c == 0xFC || c == 0xC4 || c == 0xD6 || c == 0xDC;
}

/// "Köln", "Ko\u0308ln" and "Koeln" -> "koeln"; without `umlauts` the first two -> "koln".
std::string squeezed(std::string_view text, bool umlauts) {
    constexpr char32_t kDiaeresis = 0x0308;
    std::string out;
    while (!text.empty()) {
        const char c = lower(text.front());
        if (static_cast<unsigned char>(c) < 0x80) {
            if ((c >= 'a' && c <= 'z') || is_digit(c)) out += c;
            text.remove_prefix(1);
            continue;
        }
        const name::CodePoint point = name::first_code_point(text);
        text.remove_prefix(point.length);
        if (!point.valid) continue;
        if (point.value == kDiaeresis && !out.empty() &&
            std::string_view("aou").find(out.back()) != std::string_view::npos)
            out += umlauts ? "e" : "";
        else if (const std::string_view letters = name::latin(point.value); !umlauts && is_umlaut(point.value))
            out += letters.front();
        else
            out += letters;
    }
    return out;
}

std::string without_words(std::string key) {
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view word : {"registergericht", "handelsregister", "amtsgericht"})
            if (key.size() > word.size() && key.compare(0, word.size(), word) == 0) {
                key.erase(0, word.size());
                again = true;
            }
    }
    return key;
}

}  // namespace

std::string name_key(std::string_view name) {
    return without_words(squeezed(name, true));
}

std::string plain_name_key(std::string_view name) {
    return without_words(squeezed(name, false));
}

}  // namespace hr::core::identity
