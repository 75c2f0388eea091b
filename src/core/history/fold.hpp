// Owns the fold: a company's history and events as a pure function of its set of snapshots.
#pragma once

#include "core/history/fact.hpp"

namespace hr::core::history {

/// Raise when fold() gives other rows for the same snapshots, or when the reader finds more in the same
/// document: the documents of a company are then read again, and it is folded anew.
inline constexpr int kFoldVersion = 2;

/// One row of an attribute's table: a value and the time it was valid.
/// Identified in its company by (attribute, key, document).
struct Row {
    Attribute attribute;
    std::string key;
    std::int64_t document = 0;            ///< the snapshot that first states the value
    std::string valid_from;               ///< "YYYY-MM-DD"
    bool valid_from_is_bound = false;     ///< valid since that day at the latest
    std::optional<std::string> valid_to;  ///< absent: valid today
    bool valid_to_is_bound = false;
    Value value;

    bool operator==(const Row&) const = default;
};

/// One difference between two neighbouring snapshots (or the first snapshot's arrival).
struct Event {
    std::string kind;  ///< company_added, name_changed, …, officer_joined, officer_left, officer_changed
    std::string key;   ///< key of the attribute's value, empty where not keyed
    std::int64_t document = 0;  ///< the later of the two snapshots
    std::string effective;      ///< "YYYY-MM-DD"
    bool effective_is_bound = false;
    std::string
        subject;  ///< who or what, for people: "Dr. Erika Muster, Geschäftsführer(in)"; no birth dates
    std::optional<std::string> old_value;  ///< for people to read, no birth dates
    std::optional<std::string> new_value;
    std::string identity;  ///< 32 hex digits: equal for equal differences, whatever the document's number

    bool operator==(const Event&) const = default;
};

struct History {
    std::vector<Row> rows;      ///< ordered by (attribute, key, valid_from, snapshot order)
    std::vector<Event> events;  ///< in snapshot order
};

/// What must be written to turn one history into another: first what goes, then what comes.
struct Difference {
    std::vector<Row> inserted;
    std::vector<Row> updated;  ///< same identity and value, other validity
    std::vector<Row> deleted;  ///< also rows whose value changes: the new one is inserted
    std::vector<Event> emitted;
    std::vector<Event> retracted;
};

/// Pure: any permutation of `snapshots` gives the same history. Snapshots with equal sha256 count once.
History fold(std::vector<Snapshot> snapshots);

/// `after` is used up: its rows and events go into the difference.
Difference difference(const History& before, History after);

}  // namespace hr::core::history
