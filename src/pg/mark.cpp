#include "pg/mark.hpp"

namespace hr::pg {
namespace {

std::optional<Mark> last;

}  // namespace

std::optional<Mark> mark() noexcept {
    return last;
}

void set_mark(std::optional<Mark> mark) noexcept {
    last = mark;
}

}  // namespace hr::pg
