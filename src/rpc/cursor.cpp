// Functions on cursors that SQL calls: for each row of a page.
#include "rpc/functions.hpp"

#include <cstdint>
#include <limits>
#include <string>

namespace hr::rpc {

// As hr_user.day_of() reads it.
pg::Value cursor_day(const pg::Args& args) {
    using Days = std::numeric_limits<std::int32_t>;
    const std::int64_t day = args.day(0);
    if (day == Days::max()) return std::string("infinity");
    if (day == Days::min()) return std::string("-infinity");
    return std::to_string(day);
}

}  // namespace hr::rpc
