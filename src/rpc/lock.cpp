// The locks of the register that SQL takes.
#include "core/error.hpp"
#include "registry/lock.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {

pg::Value take_lock(const pg::Args& args) {
    const auto lock = registry::lock_named(args.text(0));
    if (!lock) throw Error(sqlstate::kInvalidParameter, "there is no such lock");
    registry::take(*lock, static_cast<std::uint32_t>(args.big_integer(1)));
    return std::monostate{};
}

}  // namespace hr::rpc
