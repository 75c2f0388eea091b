// Owns the 128-bit digest that names a set of texts for ever: not cryptographic, never to be changed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hr::core {

/// Two independent 64-bit lanes (FNV-1a, and a rotate-multiply hash with another seed). Fields are
/// length-prefixed, so ("ab","c") and ("a","bc") differ. Stored in tables: the test pins its values.
class Digest {
public:
    constexpr void add(std::string_view field) {
        for (std::uint64_t left = field.size(), i = 0; i < 8; ++i, left >>= 8) byte(left & 0xff);
        for (const char c : field) byte(static_cast<unsigned char>(c));
    }

    /// 32 of the bits, for keys of locks and the like.
    constexpr std::int32_t number() const { return static_cast<std::int32_t>(mix(first_)); }

    /// 32 lower-case hex digits.
    std::string hex() const { return hex_of(mix(first_)) + hex_of(mix(second_)); }

    /// The first 16 of them.
    std::string short_hex() const { return hex_of(mix(first_)); }

private:
    static std::string hex_of(std::uint64_t lane) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        std::string text(16, '0');
        for (std::size_t i = text.size(); i-- > 0; lane >>= 4) text[i] = kDigits[lane & 0xf];
        return text;
    }

    constexpr void byte(std::uint64_t value) {
        first_ = (first_ ^ value) * 0x00000100000001b3ULL;
        second_ = (second_ + value + 1) * 0x9e3779b97f4a7c15ULL;
        second_ = (second_ << 29) | (second_ >> 35);
    }

    static constexpr std::uint64_t mix(std::uint64_t h) {
        h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdULL;
        h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53ULL;
        return h ^ (h >> 33);
    }

    std::uint64_t first_ = 0xcbf29ce484222325ULL;
    std::uint64_t second_ = 0x2545f4914f6cdd1dULL;
};

}  // namespace hr::core
