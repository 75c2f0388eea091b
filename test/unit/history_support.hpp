// Owns building facts and snapshots for the history tests.
#pragma once

#include "core/history/fold.hpp"

#include <initializer_list>
#include <utility>

namespace hr::core::history::testing {

using Cells = std::initializer_list<std::pair<std::string_view, std::string>>;

inline Fact fact(Attribute attribute, std::string key, Cells cells) {
    Fact result{attribute, std::move(key), Value(info(attribute).columns.size())};
    for (const auto& [column, text] : cells) result.value[column_index(attribute, column)] = text;
    return result;
}

inline Fact name(std::string text) {
    return fact(Attribute::name, "", {{"name", std::move(text)}});
}

inline Fact capital(std::string amount) {
    return fact(Attribute::capital, "stammkapital",
                {{"kind", "stammkapital"}, {"amount", std::move(amount)}, {"currency_code", "EUR"}});
}

inline Fact officer(std::string key, std::string first, std::string last, std::string born,
                    std::string residence = "Berlin") {
    Fact result = fact(Attribute::officer, std::move(key),
                       {{"kind", "person"},
                        {"role_code", "086"},
                        {"role_label", "Geschäftsführer(in)"},
                        {"first_names", std::move(first)},
                        {"last_name", std::move(last)},
                        {"residence", std::move(residence)}});
    if (!born.empty()) result.value[column_index(Attribute::officer, "birth_date")] = std::move(born);
    return result;
}

inline Fact authority(std::string key, std::string rule) {
    return fact(Attribute::officer_authority, std::move(key), {{"rule_text", std::move(rule)}});
}

/// `retrieved` is a day; `entries` and `last_entry` as in the register sheet, where stated.
inline Snapshot snapshot(std::int64_t document, std::string retrieved, std::vector<Fact> facts,
                         int entries = -1, std::string last_entry = {}) {
    return {document, std::move(retrieved) + " 08:00:00",   std::move(last_entry),
            entries,  "sha of " + std::to_string(document), std::move(facts)};
}

inline std::vector<Row> rows_of(const History& history, Attribute attribute) {
    std::vector<Row> rows;
    for (const Row& row : history.rows)
        if (row.attribute == attribute) rows.push_back(row);
    return rows;
}

inline std::vector<std::string> kinds_of(const History& history) {
    std::vector<std::string> kinds;
    for (const Event& event : history.events) kinds.push_back(event.kind);
    return kinds;
}

}  // namespace hr::core::history::testing
