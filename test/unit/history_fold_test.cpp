#include "history_support.hpp"

#include "core/error.hpp"

#include <gtest/gtest.h>

namespace hr::core::history::testing {
namespace {

using Kinds = std::vector<std::string>;

TEST(HistoryFold, NothingGivesNothing) {
    const History history = fold({});
    EXPECT_TRUE(history.rows.empty());
    EXPECT_TRUE(history.events.empty());
}

TEST(HistoryFold, FirstSnapshotIsOneEvent) {
    const History history =
        fold({snapshot(1, "2024-05-01", {name("A GmbH"), capital("25000.00")}, 3, "2024-01-02")});
    ASSERT_EQ(history.events.size(), 1U);
    const Event& added = history.events[0];
    EXPECT_EQ(added.kind, "company_added");
    EXPECT_EQ(added.subject, "A GmbH");
    EXPECT_EQ(added.new_value, "A GmbH");
    EXPECT_EQ(added.old_value, std::nullopt);
    EXPECT_EQ(added.effective, "2024-01-02");
    EXPECT_TRUE(added.effective_is_bound);
    ASSERT_EQ(history.rows.size(), 2U);
    EXPECT_EQ(history.rows[0],
              (Row{Attribute::name, "", 1, "2024-01-02", true, {}, false, name("A GmbH").value}));
}

TEST(HistoryFold, RenameWithExactDay) {
    const History history = fold({snapshot(1, "2024-05-01", {name("A")}, 3, "2024-01-02"),
                                  snapshot(2, "2024-07-01", {name("B")}, 4, "2024-06-30")});
    ASSERT_EQ(history.rows.size(), 2U);
    EXPECT_EQ(history.rows[0].valid_to, "2024-06-30");
    EXPECT_FALSE(history.rows[0].valid_to_is_bound);
    EXPECT_EQ(history.rows[1].valid_from, "2024-06-30");
    EXPECT_FALSE(history.rows[1].valid_from_is_bound);
    EXPECT_EQ(history.rows[1].valid_to, std::nullopt);
    ASSERT_EQ(kinds_of(history), (Kinds{"company_added", "name_changed"}));
    EXPECT_EQ(history.events[1].old_value, "A");
    EXPECT_EQ(history.events[1].new_value, "B");
    EXPECT_EQ(history.events[1].document, 2);
    EXPECT_FALSE(history.events[1].effective_is_bound);
}

TEST(HistoryFold, BoundsOfTheDay) {
    const auto is_bound = [](int before, int after, const char* last_entry) {
        return fold({snapshot(1, "2024-01-01", {name("A")}, before),
                     snapshot(2, "2024-02-01", {name("B")}, after, last_entry)})
            .events[1]
            .effective_is_bound;
    };
    EXPECT_FALSE(is_bound(3, 4, "2024-01-15"));
    EXPECT_TRUE(is_bound(3, 5, "2024-01-15"));
    EXPECT_TRUE(is_bound(3, 3, "2024-01-15"));
    EXPECT_TRUE(is_bound(-1, 4, "2024-01-15"));
    EXPECT_TRUE(is_bound(-1, 0, "2024-01-15"));
    EXPECT_TRUE(is_bound(3, -1, "2024-01-15"));
    EXPECT_TRUE(is_bound(3, 4, ""));
}

TEST(HistoryFold, DaysNeverRunBackwards) {
    const History history = fold({snapshot(1, "2024-05-01", {name("A")}, 3),  // no last entry: 2024-05-01
                                  snapshot(2, "2024-06-01", {name("B")}, 4, "2024-04-01"),
                                  snapshot(3, "2024-07-01", {name("C")}, 5, "2024-05-01")});
    EXPECT_EQ(history.events[1].effective, "2024-05-01");
    EXPECT_TRUE(history.events[1].effective_is_bound);
    EXPECT_EQ(history.events[2].effective, "2024-05-01");
    EXPECT_FALSE(history.events[2].effective_is_bound);
    EXPECT_EQ(history.rows[1].valid_from, history.rows[1].valid_to);
}

TEST(HistoryFold, ValueGoesAndComesBack) {
    const History history =
        fold({snapshot(1, "2024-01-01", {name("A"), capital("1.00")}), snapshot(2, "2024-02-01", {name("A")}),
              snapshot(3, "2024-03-01", {name("A"), capital("1.00")})});
    const auto rows = rows_of(history, Attribute::capital);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].valid_to, "2024-02-01");
    EXPECT_EQ(rows[1].valid_from, "2024-03-01");
    ASSERT_EQ(kinds_of(history), (Kinds{"company_added", "capital_changed", "capital_changed"}));
    EXPECT_EQ(history.events[1].new_value, std::nullopt);
    EXPECT_EQ(history.events[2].old_value, std::nullopt);
    EXPECT_EQ(history.events[2].new_value, "1.00 EUR");
}

TEST(HistoryFold, LabelsAndVersionsAreNoChange) {
    Fact before = fact(Attribute::legal_form, "", {{"code", "GmbH"}, {"label", "alt"}, {"version", "1"}});
    Fact after = fact(Attribute::legal_form, "", {{"code", "GmbH"}, {"label", "neu"}, {"version", "2"}});
    const History history = fold({snapshot(1, "2024-01-01", {before}), snapshot(2, "2024-02-01", {after})});
    ASSERT_EQ(history.rows.size(), 1U);
    EXPECT_EQ(history.rows[0].value, before.value);
    EXPECT_EQ(history.events.size(), 1U);
}

TEST(HistoryFold, SnapshotTwiceCountsOnce) {
    const Snapshot a = snapshot(1, "2024-01-01", {name("A")});
    const Snapshot b = snapshot(2, "2024-02-01", {name("B")});
    EXPECT_EQ(fold({a, b, a, b}).rows, fold({b, a}).rows);
}

TEST(HistoryFold, IdentityForgetsTheDocumentNumber) {
    Snapshot a = snapshot(1, "2024-01-01", {name("A")});
    Snapshot b = snapshot(2, "2024-02-01", {name("B")});
    const History before = fold({a, b});
    a.document = 71;
    b.document = 72;
    const History after = fold({a, b});
    for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(before.events[i].identity, after.events[i].identity);
    EXPECT_EQ(before.events[1].identity, "834cbff63378954d535629f7a2d2e39e");
}

TEST(HistoryFold, NoDateIsAnError) {
    Snapshot undated = snapshot(7, "", {name("A")});
    undated.retrieved.clear();
    try {
        fold({undated});
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.sqlstate(), "22023");
    }
}

TEST(HistoryDifference, LateMiddleSnapshotIsSplicedIn) {
    const Snapshot first = snapshot(1, "2024-01-01", {name("A"), capital("1.00")});
    const Snapshot middle = snapshot(3, "2024-02-01", {name("B"), capital("1.00")});
    const Snapshot last = snapshot(2, "2024-03-01", {name("C"), capital("1.00")});
    const History after = fold({first, last, middle});
    const Difference difference = history::difference(fold({first, last}), after);
    ASSERT_EQ(difference.inserted.size(), 1U);
    EXPECT_EQ(difference.inserted[0].document, 3);
    ASSERT_EQ(difference.updated.size(), 1U);
    EXPECT_EQ(difference.updated[0].valid_to, "2024-02-01");
    EXPECT_TRUE(difference.deleted.empty());
    ASSERT_EQ(difference.retracted.size(), 1U);  // A -> C
    EXPECT_EQ(difference.retracted[0].old_value, "A");
    ASSERT_EQ(difference.emitted.size(), 2U);  // A -> B, B -> C
    EXPECT_EQ(difference.emitted[0].new_value, "B");
    EXPECT_EQ(difference.emitted[1].old_value, "B");
}

TEST(HistoryDifference, EarlierSnapshotMovesTheRowsOrigin) {
    const Snapshot late = snapshot(1, "2024-02-01", {name("A")});
    const Snapshot early = snapshot(2, "2024-01-01", {name("A")});
    const Difference difference = history::difference(fold({late}), fold({early, late}));
    ASSERT_EQ(difference.inserted.size(), 1U);
    EXPECT_EQ(difference.inserted[0].document, 2);
    ASSERT_EQ(difference.deleted.size(), 1U);
    EXPECT_EQ(difference.deleted[0].document, 1);
}

TEST(HistoryDifference, EqualHistoriesDifferInNothing) {
    const History history =
        fold({snapshot(1, "2024-01-01", {name("A")}), snapshot(2, "2024-02-01", {name("B")})});
    const Difference difference = history::difference(history, history);
    EXPECT_TRUE(difference.inserted.empty() && difference.updated.empty() && difference.deleted.empty());
    EXPECT_TRUE(difference.emitted.empty() && difference.retracted.empty());
}

}  // namespace
}  // namespace hr::core::history::testing
