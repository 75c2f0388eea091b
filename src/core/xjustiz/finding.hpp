// Owns how findings and errors quote a document.
#pragma once

#include "core/name/utf8.hpp"

#include <string>
#include <string_view>

namespace hr::core::xjustiz {

/// A text of the document, cut for people.
inline std::string quoted(std::string_view text) {
    constexpr std::size_t kLongest = 80;
    return "\"" + std::string(name::prefix(text, kLongest)) + "\"";
}

}  // namespace hr::core::xjustiz
