#include "core/history/fold.hpp"

#include <map>
#include <tuple>

namespace hr::core::history {
namespace {

using RowIdentity = std::tuple<Attribute, std::string_view, std::int64_t>;
using RowIndex = std::map<RowIdentity, const Row*>;

RowIdentity identity(const Row& row) {
    return {row.attribute, row.key, row.document};
}

RowIndex index(const std::vector<Row>& rows) {
    RowIndex result;
    for (const Row& row : rows) result.emplace(identity(row), &row);
    return result;
}

/// By identity: their address.
std::map<std::string_view, const Event*> index(const std::vector<Event>& events) {
    std::map<std::string_view, const Event*> known;
    for (const Event& event : events) known.emplace(event.identity, &event);
    return known;
}

/// An event that differs in anything is told anew: the feed does not depend on the order of arrival either.
void compare_events(const std::vector<Event>& before, std::vector<Event>& after, Difference& result) {
    const auto old_events = index(before);
    const auto new_events = index(after);
    const auto is_in = [](const auto& events, const Event& event) {
        const auto other = events.find(event.identity);
        return other != events.end() && *other->second == event;
    };
    for (const Event& event : before)
        if (!is_in(new_events, event)) result.retracted.push_back(event);
    std::vector<Event*> emitted;
    for (Event& event : after)
        if (!is_in(old_events, event)) emitted.push_back(&event);
    for (Event* event : emitted) result.emitted.push_back(std::move(*event));
}

void compare_rows(const std::vector<Row>& before, std::vector<Row>& after, Difference& result) {
    const RowIndex old_rows = index(before);
    const RowIndex new_rows = index(after);
    for (const Row& row : before)
        if (!new_rows.contains(identity(row))) result.deleted.push_back(row);
    std::vector<Row*> inserted, updated;
    for (Row& row : after) {
        const auto old = old_rows.find(identity(row));
        const bool same_value = old != old_rows.end() && old->second->value == row.value;
        if (same_value && *old->second != row) updated.push_back(&row);
        if (same_value) continue;
        if (old != old_rows.end()) result.deleted.push_back(*old->second);
        inserted.push_back(&row);
    }
    for (Row* row : inserted) result.inserted.push_back(std::move(*row));
    for (Row* row : updated) result.updated.push_back(std::move(*row));
}

}  // namespace

Difference difference(const History& before, History after) {
    Difference result;
    compare_rows(before.rows, after.rows, result);
    compare_events(before.events, after.events, result);
    return result;
}

}  // namespace hr::core::history
