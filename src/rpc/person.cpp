// Functions on persons that SQL calls.
#include "core/history/person.hpp"
#include "core/name/words.hpp"
#include "core/person/entry.hpp"
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

pg::Value read_person(const pg::Args& args) {
    if (args.is_null(0)) return {};
    const auto part = [&](int i) { return args.is_null(i) ? std::string_view() : args.text(i); };
    core::person::Identity person =
        core::person::identity_of({args.big_integer(0), part(1), part(2), part(3), part(4), part(5)});
    return pg::Record{std::move(person.last_name), std::move(person.first_names),
                      std::move(person.birth_date), std::move(person.residence),
                      std::string(person.is_full ? "t" : "f"), std::move(person.key)};
}

pg::Value assign_persons(const pg::Args& args) {
    return registry::assign_persons(args.text(0));
}

}  // namespace hr::rpc
