#include "core/history/state.hpp"
#include "history_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace hr::core::history::testing {
namespace {

using Kinds = std::vector<std::string>;

History step(std::vector<Fact> before, std::vector<Fact> after) {
    return fold({snapshot(1, "2024-01-01", std::move(before)), snapshot(2, "2024-02-01", std::move(after))});
}

TEST(HistoryOfficer, OneLeavesOneJoins) {
    const History history =
        step({officer("a", "Erika", "Muster", "1980-02-01"), authority("a/1", "allein")},
             {officer("b", "Hans", "Huber", "1970-02-01", "Ulm"), authority("b/1", "gemeinsam")});
    ASSERT_EQ(kinds_of(history), (Kinds{"company_added", "officer_left", "officer_joined"}));
    EXPECT_EQ(history.events[1].key, "a");
    EXPECT_EQ(history.events[1].old_value, "Erika Muster (Geschäftsführer(in)), Berlin");
    EXPECT_EQ(history.events[1].new_value, std::nullopt);
    EXPECT_EQ(history.events[2].subject, "Hans Huber (Geschäftsführer(in)), Ulm");
    EXPECT_EQ(rows_of(history, Attribute::officer_authority).size(), 2U);
}

TEST(HistoryOfficer, AuthorityChangesOfOneWhoStays) {
    const History history = step({officer("a", "Erika", "Muster", ""), authority("a/1", "allein")},
                                 {officer("a", "Erika", "Muster", ""), authority("a/1", "gemeinsam")});
    ASSERT_EQ(kinds_of(history), (Kinds{"company_added", "officer_authority_changed"}));
    EXPECT_EQ(history.events[1].subject, "Erika Muster (Geschäftsführer(in)), Berlin");
    EXPECT_EQ(history.events[1].old_value, "allein");
    EXPECT_EQ(history.events[1].new_value, "gemeinsam");
}

TEST(HistoryOfficer, MarriageKeepsTheKey) {
    const History history = step({officer("a", "Erika", "Muster", "1980-02-01"), authority("a/1", "allein")},
                                 {officer("b", "Erika", "Huber", "1980-02-01"), authority("b/1", "allein")});
    ASSERT_EQ(kinds_of(history), (Kinds{"company_added", "officer_changed"}));
    EXPECT_EQ(history.events[1].key, "a");
    const auto rows = rows_of(history, Attribute::officer);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].key, "a");
    EXPECT_EQ(rows[1].key, "a");
    const auto authorities = rows_of(history, Attribute::officer_authority);
    ASSERT_EQ(authorities.size(), 1U);
    EXPECT_EQ(authorities[0].key, "a/1");
}

TEST(HistoryOfficer, ChainRunsOverSeveralChanges) {
    const History history = fold({snapshot(1, "2024-01-01", {officer("a", "Erika", "Muster", "")}),
                                  snapshot(2, "2024-02-01", {officer("b", "Erika", "Muster", "1980")}),
                                  snapshot(3, "2024-03-01", {officer("c", "Erika", "Muster", "1980-02-01")}),
                                  snapshot(4, "2024-04-01", {officer("d", "Erika", "Huber", "1980-02-01")}),
                                  snapshot(5, "2024-05-01", {officer("d", "Erika", "Huber", "1980-02-01")})});
    const auto rows = rows_of(history, Attribute::officer);
    ASSERT_EQ(rows.size(), 4U);
    for (const Row& row : rows) EXPECT_EQ(row.key, "a");
    EXPECT_EQ(kinds_of(history),
              (Kinds{"company_added", "officer_changed", "officer_changed", "officer_changed"}));
}

TEST(HistoryOfficer, NoPairWithoutGoodReason) {
    const Kinds apart{"company_added", "officer_left", "officer_joined"};
    // Another full birth date; a new last name at a partial birth date or none; another role.
    EXPECT_EQ(kinds_of(step({officer("a", "E", "M", "1980-02-01")}, {officer("b", "E", "M", "1980-02-02")})),
              apart);
    EXPECT_EQ(kinds_of(step({officer("a", "E", "M", "1980")}, {officer("b", "E", "H", "1980")})), apart);
    EXPECT_EQ(kinds_of(step({officer("a", "E", "M", "")}, {officer("b", "E", "H", "")})), apart);
    Fact other_role = officer("b", "E", "M", "1980-02-01");
    other_role.value[column_index(Attribute::officer, "role_code")] = "285";
    EXPECT_EQ(kinds_of(step({officer("a", "E", "M", "1980-02-01")}, {other_role})), apart);
}

TEST(HistoryOfficer, AmbiguousPairsStayApart) {
    const History history = step({officer("a", "E", "M", "")}, {officer("b", "E", "M", "1980-02-01"),
                                                                officer("c", "E", "M", "1990-02-01")});
    EXPECT_EQ(kinds_of(history),
              (Kinds{"company_added", "officer_left", "officer_joined", "officer_joined"}));
}

TEST(HistoryOfficer, NewcomerNeverTakesALivingKey) {
    const History history =
        fold({snapshot(1, "2024-01-01", {officer("a", "Erika", "Muster", "1980-02-01")}),
              snapshot(2, "2024-02-01", {officer("b", "Erika", "Huber", "1980-02-01")}),
              snapshot(3, "2024-03-01",
                       {officer("b", "Erika", "Huber", "1980-02-01", "Ulm"),
                        officer("a", "Erika", "Muster", "1980-02-01"), authority("a/1", "allein")})});
    const auto rows = rows_of(history, Attribute::officer);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[3].key, "a#2");
    EXPECT_EQ(rows_of(history, Attribute::officer_authority)[0].key, "a#2/1");
}

/// Whom two snapshots take for one person, compared each with each.
std::size_t continued(const std::vector<Fact>& before, const std::vector<Fact>& after) {
    const std::size_t last = column_index(Attribute::officer, "last_name"),
                      born = column_index(Attribute::officer, "birth_date");
    const auto fits = [&](const Fact& a, const Fact& b) {
        const std::string_view from = text_of(a.value, born), to = text_of(b.value, born);
        if (text_of(a.value, last) != text_of(b.value, last)) return from == to && from.size() == 10;
        return from.starts_with(to) || to.starts_with(from);
    };
    std::size_t pairs = 0;
    for (const Fact& a : before)
        for (const Fact& b : after) {
            const auto fits_a = [&](const Fact& other) { return fits(a, other); };
            const auto fits_b = [&](const Fact& other) { return fits(other, b); };
            if (fits(a, b) && std::count_if(after.begin(), after.end(), fits_a) == 1 &&
                std::count_if(before.begin(), before.end(), fits_b) == 1)
                ++pairs;
        }
    return pairs;
}

TEST(HistoryOfficer, ManyNamesakesArePairedAsIfEachWereComparedWithEach) {
    const std::vector<std::string> names{"M", "N", "O"},
        dates{"", "1980", "1980-02", "1980-02-01", "1980-02-02", "1981", "1981-03-01"};
    std::mt19937 random(7);
    const auto officers = [&](const std::string& mark) {
        std::vector<Fact> some;
        for (std::size_t i = 0; i < random() % 5; ++i)
            some.push_back(officer(mark + std::to_string(i), "E", names[random() % 3], dates[random() % 7]));
        return some;
    };
    std::size_t pairs = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::vector<Fact> before = officers("a"), after = officers("b");
        const Kinds kinds = kinds_of(step(before, after));
        const std::size_t expected = continued(before, after);
        pairs += expected;
        ASSERT_EQ(static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), "officer_left")),
                  before.size() - expected);
        ASSERT_EQ(static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), "officer_joined")),
                  after.size() - expected);
    }
    EXPECT_GT(pairs, 1000U);
}

}  // namespace
}  // namespace hr::core::history::testing
