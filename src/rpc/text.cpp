// Functions on free texts that SQL calls.
#include "core/history/display.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {

pg::Value public_text(const pg::Args& args) {
    return core::history::without_dates(args.text(0), core::history::Dates::births);
}

}  // namespace hr::rpc
