// Lines of bulk data in a history: what they add, and where the register's own documents stand before them.
#include "core/history/fold.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace hr::core::history {
namespace {

Fact fact(Attribute attribute, std::string_view column, std::string text, std::string key = {}) {
    Fact made{attribute, std::move(key), Value(info(attribute).columns.size())};
    made.value[column_index(attribute, column)] = std::move(text);
    return made;
}
Fact name(std::string text) {
    return fact(Attribute::name, "name", std::move(text));
}
Fact seat(std::string text) {
    return fact(Attribute::seat, "city", std::move(text));
}
Fact former(const std::string& text) {
    return fact(Attribute::former_name, "name", text, text);
}

Snapshot snapshot(std::int64_t document, std::string day, std::vector<Fact> facts, bool is_partial) {
    Snapshot made{document,
                  day + " 12:00:00",
                  {},
                  -1,
                  std::string(32, static_cast<char>('a' + document)),
                  std::move(facts),
                  {},
                  is_partial};
    return made;
}
Snapshot line(std::int64_t document, std::string day, std::vector<Fact> facts) {
    return snapshot(document, std::move(day), std::move(facts), true);
}
Snapshot sheet(std::int64_t document, std::string day, std::vector<Fact> facts) {
    return snapshot(document, std::move(day), std::move(facts), false);
}

std::vector<std::string> kinds(const History& history) {
    std::vector<std::string> all;
    for (const Event& event : history.events) all.push_back(event.kind);
    return all;
}

/// "name A 2018-01-01..2020-01-01" of the first column that has something in it.
std::vector<std::string> rows(const History& history) {
    std::vector<std::string> all;
    for (const Row& row : history.rows) {
        const auto column =
            std::find_if(row.value.begin(), row.value.end(), [](const auto& v) { return v.has_value(); });
        all.push_back(std::string(info(row.attribute).name) + " " + **column + " " + row.valid_from + ".." +
                      row.valid_to.value_or(""));
    }
    return all;
}

using Texts = std::vector<std::string>;

TEST(HistoryPartial, FirstLoadIsNoNews) {
    const History history = fold({line(1, "2018-01-01", {name("A"), seat("Ulm")})});
    EXPECT_TRUE(history.events.empty());
    EXPECT_EQ(rows(history), (Texts{"name A 2018-01-01..", "seat Ulm 2018-01-01.."}));
}

TEST(HistoryPartial, LaterLoadTellsWhatIsNew) {
    const History history = fold({line(1, "2018-01-01", {name("A"), seat("Ulm"), former("Z")}),
                                  line(2, "2019-01-01", {name("B"), former("A")})});
    EXPECT_EQ(kinds(history), (Texts{"name_changed", "former_name_changed"}));
    EXPECT_EQ(rows(history),
              (Texts{"name A 2018-01-01..2019-01-01", "name B 2019-01-01..", "former_name A 2019-01-01..",
                     "former_name Z 2018-01-01..", "seat Ulm 2018-01-01.."}));
}

TEST(HistoryPartial, DocumentsOfTheRegisterStandBeforeLines) {
    const Snapshot first = sheet(1, "2018-01-01", {name("A"), seat("Ulm")});
    const History alone = fold({first});
    const History both = fold({first, line(2, "2019-01-01", {name("B")})});
    EXPECT_EQ(alone.rows, both.rows);
    EXPECT_EQ(alone.events, both.events);
}

TEST(HistoryPartial, FirstDocumentBringsTheCompanyIntoTheFeed) {
    const Fact purpose = fact(Attribute::purpose, "purpose", "Handel");
    const History history = fold({line(1, "2018-01-01", {name("A"), seat("Ulm"), former("Z")}),
                                  sheet(2, "2020-01-01", {name("B"), seat("Ulm"), purpose})});
    EXPECT_EQ(kinds(history), (Texts{"company_added", "name_changed"}));
    EXPECT_EQ(rows(history), (Texts{"name A 2018-01-01..2020-01-01", "name B 2020-01-01..",
                                    "former_name Z 2018-01-01..2020-01-01", "seat Ulm 2018-01-01..",
                                    "purpose Handel 2020-01-01.."}));
}

TEST(HistoryPartial, OrderOfArrivalHasNoMeaning) {
    std::vector<Snapshot> all = {line(1, "2018-01-01", {name("A")}),
                                 line(2, "2019-01-01", {name("B"), seat("Ulm")}),
                                 sheet(3, "2020-01-01", {name("C")}), line(4, "2021-01-01", {name("D")}),
                                 sheet(5, "2022-01-01", {name("E")})};
    const History expected = fold(all);
    EXPECT_EQ(kinds(expected),
              (Texts{"name_changed", "seat_changed", "company_added", "name_changed", "name_changed"}));
    const auto by_document = [](const Snapshot& a, const Snapshot& b) { return a.document < b.document; };
    int permutations = 0;
    do {
        const History history = fold(all);
        EXPECT_EQ(history.rows, expected.rows);
        EXPECT_EQ(history.events, expected.events);
        ++permutations;
    } while (std::next_permutation(all.begin(), all.end(), by_document));
    EXPECT_EQ(permutations, 120);
}

}  // namespace
}  // namespace hr::core::history
