#include "core/name/trigram.hpp"

#include "core/name/utf8.hpp"

#include <algorithm>

namespace hr::core::name {
namespace {

constexpr int kBits = 21;  ///< of a code point
constexpr std::uint64_t kMask = (std::uint64_t{1} << (3 * kBits)) - 1;

void add_word(Trigrams& out, std::string_view word) {
    std::uint64_t last_three = (std::uint64_t{' '} << kBits) | ' ';
    const auto shift = [&](char32_t c) {
        last_three = ((last_three << kBits) | c) & kMask;
        return static_cast<std::int64_t>(last_three);
    };
    while (!word.empty()) {
        const CodePoint c = first_code_point(word);
        word.remove_prefix(c.length);
        out.push_back(shift(c.value));
    }
    out.push_back(shift(' '));
}

}  // namespace

Trigrams trigrams(std::string_view normalised) {
    Trigrams result;
    while (!normalised.empty()) {
        const std::string_view word = normalised.substr(0, normalised.find(' '));
        if (!word.empty()) add_word(result, word);
        normalised.remove_prefix(std::min(normalised.size(), word.size() + 1));
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

float similarity(const Trigrams& a, const Trigrams& b) {
    std::size_t shared = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        const std::int64_t left = *x, right = *y;
        if (left == right) ++shared;
        if (left <= right) ++x;
        if (right <= left) ++y;
    }
    const std::size_t all = a.size() + b.size() - shared;
    return all == 0 ? 0.0F : static_cast<float>(shared) / static_cast<float>(all);
}

}  // namespace hr::core::name
