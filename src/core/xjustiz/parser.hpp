// Owns parsing XML: one pass over a text fills the rows of a tree.
#pragma once

#include "core/xjustiz/tree.hpp"

namespace hr::core::xjustiz {

/// What parse() throws.
struct Refusal {
    std::string_view reason;
    std::size_t position;
};

/// The characters of the text must have been checked. References and line ends are resolved in place, and the
/// rows point into the text. Throws Refusal for what is not well-formed and for what check_markup refuses.
void parse(std::string& text, TreeRows& rows);

}  // namespace hr::core::xjustiz
