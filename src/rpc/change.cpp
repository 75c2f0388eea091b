// Functions on the change feed that SQL calls.
#include "registry/change.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {

pg::Value lock_feed(const pg::Args&) {
    registry::lock_feed();
    return std::monostate{};
}

}  // namespace hr::rpc
