// Owns the layout of schema 3.4.1, and what it shares with the next one.
#pragma once

#include "core/xjustiz/layout.hpp"

namespace hr::core::xjustiz {

Layout layout_3_4();

/// The structure and the rows that 3.4.1 and 3.5.1 have in common, and a version's own rows.
Layout layout_since_3_4(std::string_view xjustiz_version, std::string_view fach_version,
                        std::span<const Row> own);

}  // namespace hr::core::xjustiz
