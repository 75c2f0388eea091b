// Functions on register ids that SQL calls.
#include "core/identity/register_id.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {

namespace {

std::optional<std::string> given(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

// Columns as in handelsregister.register_id.
pg::Value parse_register_id(const pg::Args& args) {
    const core::identity::ParsedRegisterId parsed = core::identity::describe(args.text(0));
    if (!parsed.is_valid) return pg::Record{{}, {}, {}, {}, {}, {}, {}, "f", parsed.problem, {}, {}, {}};
    return pg::Record{parsed.id.court,
                      given(parsed.court_name),
                      parsed.id.type,
                      std::to_string(parsed.id.number),
                      parsed.id.suffix,
                      given(parsed.id.former_court),
                      parsed.euid,
                      "t",
                      std::nullopt,
                      given(parsed.former_name),
                      given(parsed.court_match),
                      given(parsed.euid_problem)};
}

}  // namespace hr::rpc
