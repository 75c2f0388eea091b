#include "core/legal/searched_text.hpp"

#include <cstdint>

namespace hr::core::legal {
namespace {

constexpr std::size_t kTriple = 3;

/// Hardly two triples of small letters share one.
std::size_t digest(const char* at) {
    const auto byte = [&](int i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(at[i])); };
    return ((byte(0) << 9) ^ (byte(1) << 4) ^ byte(2)) & 16383;
}

}  // namespace

SearchedText::SearchedText(std::string text) : text_(std::move(text)) {
    for (std::size_t i = 0; i + kTriple <= text_.size(); ++i) triples_.set(digest(&text_[i]));
}

bool SearchedText::may_have(std::string_view phrase) const {
    for (std::size_t i = 0; i + kTriple <= phrase.size(); ++i)
        if (!triples_.test(digest(&phrase[i]))) return false;
    return true;
}

}  // namespace hr::core::legal
