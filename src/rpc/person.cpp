// Functions on persons that SQL calls.
#include "core/history/person.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {

pg::Value person_key(const pg::Args& args) {
    return core::history::person_key(
        {std::string(args.text(0)), std::string(args.text(1)), std::string(args.text(2))});
}

}  // namespace hr::rpc
