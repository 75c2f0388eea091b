// What an entry of the register sheet tells in words, for SQL.
#include "core/array_literal.hpp"
#include "core/entry/legal_event.hpp"
#include "pg/database.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {
namespace {

using core::legal::Party;

/// Nine values for each party, absent ones null: see hr_registry.statement_parties().
std::string parties_of(const std::vector<Party>& parties) {
    core::ArrayLiteral literal;
    const auto add = [&](const std::string& value) { literal.add(pg::stated(value)); };
    for (const Party& party : parties) {
        for (const std::string* value : {&party.name, &party.seat, &party.role, &party.label}) add(*value);
        add(party.id ? party.id->court : party.court);
        add(party.id ? party.id->type : "");
        add(party.id ? std::to_string(party.id->number) : "");
        add(party.id ? party.id->suffix : "");
        add(party.id ? party.id->former_court : "");
    }
    return literal.text();
}

}  // namespace

pg::Value read_entry(const pg::Args& args) {
    if (args.is_null(1)) return {};
    const auto event =
        core::entry::legal_event(args.is_null(0) ? std::string_view() : args.text(0), args.text(1));
    if (!event) return {};
    return pg::Record{std::string(core::legal::code(event->event.kind)),
                      std::string(core::legal::code(event->event.stage)),
                      std::string(event->event.cross_border ? "t" : "f"),
                      event->dates.agreement,
                      event->dates.resolution,
                      event->dates.effective,
                      event->amount ? std::optional(event->amount->value) : std::nullopt,
                      event->amount ? std::optional(event->amount->currency) : std::nullopt,
                      parties_of(event->parties)};
}

}  // namespace hr::rpc
