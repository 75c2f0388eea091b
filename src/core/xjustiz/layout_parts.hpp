// Owns the tables that layouts are put together from.
#pragma once

#include "core/xjustiz/layout.hpp"

namespace hr::core::xjustiz {

/// Rows of some versions, the first and the last of them: 36 for 3.6.2.
struct Part {
    int since;
    int until;
    std::span<const Row> rows;
};

std::span<const Row> rows_of_2();  ///< what all versions before 3 share
std::span<const Part> parts_of_2();

std::span<const Row> rows_of_3();  ///< what all others share
std::span<const Part> parts_of_3();

}  // namespace hr::core::xjustiz
