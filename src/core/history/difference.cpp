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

/// An event that differs in anything is told anew: the feed does not depend on the order of arrival either.
std::vector<Event> missing_in(const std::vector<Event>& others, const std::vector<Event>& events) {
    std::map<std::string_view, const Event*> known;
    for (const Event& event : others) known.emplace(event.identity, &event);
    std::vector<Event> result;
    for (const Event& event : events) {
        const auto other = known.find(event.identity);
        if (other == known.end() || *other->second != event) result.push_back(event);
    }
    return result;
}

}  // namespace

Difference difference(const History& before, const History& after) {
    Difference result;
    const RowIndex old_rows = index(before.rows);
    const RowIndex new_rows = index(after.rows);
    for (const Row& row : after.rows) {
        const auto old = old_rows.find(identity(row));
        if (old == old_rows.end())
            result.inserted.push_back(row);
        else if (*old->second != row)
            result.updated.push_back(row);
    }
    for (const Row& row : before.rows)
        if (!new_rows.contains(identity(row))) result.deleted.push_back(row);
    result.emitted = missing_in(before.events, after.events);
    result.retracted = missing_in(after.events, before.events);
    return result;
}

}  // namespace hr::core::history
