// What an entry of the register sheet tells in words, for SQL.
#include "core/entry/legal_event.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {
namespace {

using core::legal::Party;

/// In the input format of text[]; absent values are null.
class ArrayLiteral {
public:
    void add(const std::optional<std::string>& value) {
        text_ += text_.empty() ? "" : ",";
        if (!value || value->empty()) {
            text_ += "null";
            return;
        }
        text_ += '"';
        for (const char c : *value) {
            if (c == '"' || c == '\\') text_ += '\\';
            text_ += c;
        }
        text_ += '"';
    }
    std::string text() const { return '{' + text_ + '}'; }

private:
    std::string text_;
};

/// Nine values for each party: see hr_registry.statement_parties().
std::string parties_of(const std::vector<Party>& parties) {
    ArrayLiteral literal;
    for (const Party& party : parties) {
        for (const std::string* value : {&party.name, &party.seat, &party.role, &party.label})
            literal.add(*value);
        literal.add(party.id ? party.id->court : party.court);
        literal.add(party.id ? std::optional(party.id->type) : std::nullopt);
        literal.add(party.id ? std::optional(std::to_string(party.id->number)) : std::nullopt);
        literal.add(party.id ? std::optional(party.id->suffix) : std::nullopt);
        literal.add(party.id ? std::optional(party.id->former_court) : std::nullopt);
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
