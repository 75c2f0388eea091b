// Owns what is known of a company at one snapshot, and the order and the days of its snapshots.
#pragma once

#include "core/history/fact.hpp"

#include <functional>

namespace hr::core::history {

/// A snapshot in its place: facts sorted by (attribute, key), one each, and the day its differences count.
struct State {
    std::int64_t document = 0;
    std::string sha256;
    std::string day;  ///< "YYYY-MM-DD", never before the previous state's
    bool day_is_bound = true;
    std::vector<Fact> facts;
    bool is_partial = false;

    /// Null where the snapshot does not state it. Valid until the facts change.
    const Fact* find(Attribute attribute, std::string_view key) const;
};

/// Sorted by (retrieved, last_entry, sha256), equal sha256 once; of facts with one (attribute, key) the
/// first. Partial snapshots behind the first whole one are left out; one says nothing of attributes that it
/// does not state, so these stay as they were. Throws hr::Error 22023 for a snapshot without any date.
std::vector<State> order(std::vector<Snapshot> snapshots);

/// Sorts by (attribute, key); of equals the first stays.
void sort_facts(std::vector<Fact>& facts);

/// Do the significant columns agree? Missing trailing columns count as absent.
bool same_significant(Attribute attribute, const Value& a, const Value& b);

/// Calls `visit(before, after)` in (attribute, key) order for all that differs in significant columns;
/// null on one side for what came or went.
void for_each_difference(const State& before, const State& after,
                         const std::function<void(const Fact*, const Fact*)>& visit);

/// A column's text; empty where absent.
std::string_view text_of(const Value& value, std::size_t column);

}  // namespace hr::core::history
