// Functions on register ids that SQL calls.
#include "core/identity/register_id.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {

// Columns as in handelsregister.register_id.
pg::Value parse_register_id(const pg::Args& args) {
    const core::identity::ParsedRegisterId parsed = core::identity::describe(args.text(0));
    if (!parsed.is_valid) return pg::Record{{}, {}, {}, {}, {}, {}, {}, "f", parsed.problem};
    const auto court_name = parsed.court_name.empty() ? std::nullopt : std::optional(parsed.court_name);
    const auto former = parsed.id.former_court.empty() ? std::nullopt : std::optional(parsed.id.former_court);
    return pg::Record{parsed.id.court,  court_name, parsed.id.type, std::to_string(parsed.id.number),
                      parsed.id.suffix, former,     parsed.euid,    "t",
                      std::nullopt};
}

}  // namespace hr::rpc
