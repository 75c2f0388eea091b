// Owns Windows-1252, in which ISO-8859-1 is contained but for control characters.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

namespace hr::core::text {

/// What 0x80 to 0x9F stand for; the five unused ones stay themselves.
inline constexpr std::array<char32_t, 32> kWindows = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

constexpr char32_t from_windows(char byte) {
    const auto value = static_cast<std::uint8_t>(byte);
    return value >= 0x80 && value < 0xA0 ? kWindows[value - 0x80u] : value;
}

/// Absent where it has no such byte.
constexpr std::optional<char> to_windows(char32_t c) {
    if (c < 0x100) return static_cast<char>(c);
    for (std::size_t i = 0; i < kWindows.size(); ++i)
        if (kWindows[i] == c) return static_cast<char>(0x80 + i);
    return std::nullopt;
}

}  // namespace hr::core::text
