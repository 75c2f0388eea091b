// Owns how much a word tells about which company a name is of, where no frequencies are at hand.
#pragma once

#include <string_view>

namespace hr::core::name {

enum class WordClass { connecting, filler, generic, place, given_name, number, distinctive };

/// Of a normalised word.
WordClass word_class(std::string_view word);

/// From 0 to 1.
float default_weight(std::string_view word);

}  // namespace hr::core::name
