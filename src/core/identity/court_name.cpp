#include "core/identity/court_name.hpp"

#include "core/ascii.hpp"
#include "core/name/letter.hpp"
#include "core/name/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

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

int spelling_distance(std::string_view a, std::string_view b, int limit) {
    constexpr std::size_t kMost = 64;
    const auto apart = std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size()));
    if (apart > limit || a.size() >= kMost || b.size() >= kMost) return limit + 1;
    std::array<std::array<int, kMost>, 3>
        rows{};  // of the table of all prefixes: before the last, last, this
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& last = rows[(i + 2) % 3];
        const auto& before = rows[(i + 1) % 3];
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

}  // namespace hr::core::identity
