// Owns a count of the bytes that the program has allocated: work that does not depend on the machine.
#pragma once

#include <cstddef>

namespace hr::test {

/// Since the program began.
std::size_t allocated();

}  // namespace hr::test
