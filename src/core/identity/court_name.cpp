#include "core/identity/court_name.hpp"

#include "core/ascii.hpp"
#include "core/name/letter.hpp"
#include "core/name/utf8.hpp"

namespace hr::core::identity {
namespace {

/// "Köln", "Ko\u0308ln" and "Koeln" -> "koeln".
std::string squeezed(std::string_view text) {
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
            out += 'e';
        else
            out += name::latin(point.value);
    }
    return out;
}

}  // namespace

std::string name_key(std::string_view name) {
    std::string key = squeezed(name);
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

}  // namespace hr::core::identity
