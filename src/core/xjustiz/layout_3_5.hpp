// Owns the layout of schema 3.5.1.
#pragma once

#include "core/xjustiz/layout.hpp"

namespace hr::core::xjustiz {

Layout layout_3_5();

}  // namespace hr::core::xjustiz
