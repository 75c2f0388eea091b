// Functions on company names that SQL calls.
#include "core/name/normalize.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {

pg::Value normalize_company_name(const pg::Args& args) {
    return core::name::normalize_company_name(args.text(0));
}

}  // namespace hr::rpc
