// Owns making a list sorted, with each of its values once.
#pragma once

#include <algorithm>
#include <vector>

namespace hr::core {

template <typename T>
void sort_once(std::vector<T>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace hr::core
