// Functions on persons that SQL calls.
#include "core/history/person.hpp"
#include "core/name/words.hpp"
#include "registry/mention.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {

pg::Value person_key(const pg::Args& args) {
    return core::history::person_key(
        {std::string(args.text(0)), std::string(args.text(1)), std::string(args.text(2))});
}

pg::Value name_words(const pg::Args& args) {
    return core::name::words(args.text(0));
}

pg::Value assign_persons(const pg::Args& args) {
    return registry::assign_persons(args.text(0));
}

}  // namespace hr::rpc
