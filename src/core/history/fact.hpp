// Owns facts and snapshots: what one register document states about one company, as plain values.
#pragma once

#include "core/history/attribute.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hr::core::history {

/// One optional text per column of the attribute (see attribute.cpp); absent means not stated.
using Value = std::vector<std::optional<std::string>>;

struct Fact {
    Attribute attribute;
    std::string key;  ///< empty where the attribute is not keyed
    Value value;

    bool operator==(const Fact&) const = default;
};

/// One document's statement about one company. Snapshots of a company are ordered by
/// (retrieved, last_entry, sha256); the order of their arrival has no meaning.
struct Snapshot {
    std::int64_t document = 0;
    std::string retrieved;   ///< "YYYY-MM-DD HH:MM:SS", the register's wall clock
    std::string last_entry;  ///< "YYYY-MM-DD", empty where not stated
    int entry_count = -1;    ///< number of entries in the register sheet, -1 where not stated
    std::string sha256;      ///< 32 raw bytes
    std::vector<Fact> facts;
    std::string last_change = {};  ///< as the document states it; the fold does not ask
    bool is_partial = false;  ///< a line of bulk data: it counts until the register's first own document does
};

/// Compact bytes of a snapshot's facts, for hr_registry.snapshot.facts; decode(encode(f)) == f.
std::string encode(const std::vector<Fact>& facts);

/// Throws hr::Error XX001 (data_corrupted) for bytes that encode() did not write.
std::vector<Fact> decode(std::string_view bytes);

/// The bytes as a release writes them that knows only the first attributes of the catalogue, each with so
/// many columns. Throws as decode() does.
std::string trim(std::string_view bytes, std::span<const std::size_t> columns);

}  // namespace hr::core::history
