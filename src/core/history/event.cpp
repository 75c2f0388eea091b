#include "core/history/event.hpp"

#include "core/digest.hpp"
#include "core/history/display.hpp"

namespace hr::core::history {
namespace {

std::string company_name(const State& state) {
    const Fact* name = state.find(Attribute::name, "");
    return name ? display(Attribute::name, name->value) : std::string();
}

/// Absent columns are left out, so that a column appended to the catalogue changes no identity.
void add_significant(Digest& digest, const Fact* fact) {
    digest.add(fact ? "+" : "-");
    if (!fact) return;
    const auto& columns = info(fact->attribute).columns;
    for (std::size_t i = 0; i < columns.size() && i < fact->value.size(); ++i) {
        if (!columns[i].significant || !fact->value[i]) continue;
        digest.add(columns[i].name);
        digest.add(*fact->value[i]);
    }
}

std::string identity(const Event& event, const State& after, const Fact* old, const Fact* now) {
    Digest digest;
    digest.add(event.kind);
    digest.add(event.key);
    digest.add(after.sha256);
    add_significant(digest, old);
    add_significant(digest, now);
    return digest.hex();
}

std::string kind_of(const Fact* old, const Fact* now) {
    const Attribute attribute = (now ? now : old)->attribute;
    if (attribute == Attribute::officer && !old) return "officer_joined";
    if (attribute == Attribute::officer && !now) return "officer_left";
    return std::string(info(attribute).name) + "_changed";
}

std::optional<std::string> shown(const Fact* fact) {
    if (!fact) return std::nullopt;
    return display(fact->attribute, fact->value);
}

}  // namespace

Event company_added(const State& first) {
    const Fact* name = first.find(Attribute::name, "");
    Event event{
        "company_added", "", first.document, first.day, first.day_is_bound, company_name(first), {}, {}, {}};
    event.new_value = shown(name);
    event.identity = identity(event, first, nullptr, name);
    return event;
}

std::optional<Event> event_of(const State& before, const State& after, const Fact* old, const Fact* now) {
    const Fact& fact = now ? *now : *old;
    const AttributeInfo& about = info(fact.attribute);
    if (!about.is_told) return std::nullopt;
    Event event{kind_of(old, now), fact.key, after.document, after.day, after.day_is_bound, {}, {}, {}, {}};
    if (fact.attribute == Attribute::officer) {
        event.subject = display(fact.attribute, fact.value);
    } else if (about.of_officer) {
        const std::string_view officer_key = std::string_view(fact.key).substr(0, fact.key.find('/'));
        const Fact* officer_before = before.find(Attribute::officer, officer_key);
        const Fact* officer_after = after.find(Attribute::officer, officer_key);
        if (!officer_before != !officer_after) return std::nullopt;
        event.subject =
            officer_after ? display(Attribute::officer, officer_after->value) : company_name(after);
    } else {
        event.subject = company_name(after);
    }
    event.old_value = shown(old);
    event.new_value = shown(now);
    event.identity = identity(event, after, old, now);
    return event;
}

}  // namespace hr::core::history
