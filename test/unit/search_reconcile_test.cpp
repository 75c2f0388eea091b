#include "core/search/reconcile.hpp"

#include <gtest/gtest.h>

using namespace hr::core::search;
using hr::core::name::Decision;

namespace {

Hit hit(std::int64_t company, std::int32_t rank, std::string name, std::string seat = {}) {
    return {company, rank, std::move(name), false, "words", std::move(seat)};
}

std::vector<std::int64_t> order(std::string_view name, std::string_view city, std::vector<Hit> hits,
                                std::size_t most = 10) {
    std::vector<std::int64_t> companies;
    for (const Reconciled& one : reconcile(name, city, std::move(hits), most))
        companies.push_back(one.hit.company);
    return companies;
}

}  // namespace

TEST(SearchReconcile, TheMatcherCorrectsTheSearch) {
    EXPECT_EQ(
        order("Anger Bau GmbH", "", {hit(1, 990'000, "Anger Bau e.V."), hit(2, 980'000, "Anger Bau GmbH")}),
        (std::vector<std::int64_t>{2, 1}));
}

TEST(SearchReconcile, EqualOnesStayInTheOrderOfTheSearch) {
    EXPECT_EQ(
        order("Anger", "", {hit(7, 900'000, "Anger"), hit(3, 900'000, "Anger"), hit(5, 900'000, "Anger")}),
        (std::vector<std::int64_t>{7, 3, 5}));
}

TEST(SearchReconcile, ACityDecidesBetweenEqualNames) {
    const std::vector<Hit> hits = {hit(1, 990'000, "Anger Bau GmbH", "Köln"),
                                   hit(2, 985'000, "Anger Bau GmbH", "Frankfurt am Main"),
                                   hit(3, 600'000, "Rabenstein Holz KG", "Frankfurt am Main")};
    EXPECT_EQ(order("Anger Bau GmbH", "", hits), (std::vector<std::int64_t>{1, 2, 3}));
    EXPECT_EQ(order("Anger Bau GmbH", "FRANKFURT", hits), (std::vector<std::int64_t>{2, 1, 3}));
    EXPECT_TRUE(reconcile("Anger Bau GmbH", "Koeln", hits, 1).front().is_in_city);
    EXPECT_FALSE(reconcile("Anger Bau GmbH", "Bonn", hits, 1).front().is_in_city);
    EXPECT_FALSE(reconcile("Anger Bau GmbH", "...", hits, 1).front().is_in_city);
}

TEST(SearchReconcile, AllInTheCityAreJudged) {
    std::vector<Hit> hits;
    for (std::int64_t i = 0; i < 200; ++i)
        hits.push_back(hit(i, 900'000, "Anger Bau GmbH", i == 199 ? "Bonn" : "Köln"));
    EXPECT_EQ(order("Anger Bau GmbH", "Bonn", hits, 1), (std::vector<std::int64_t>{199}));
    EXPECT_EQ(order("Anger Bau GmbH", "", hits, 50).size(), 30U);
}

TEST(SearchReconcile, ANameThatFitsIsTheSame) {
    EXPECT_EQ(reconcile("anger bau gmbh", "", {hit(1, 990'000, "Anger Bau GmbH")}, 1).front().match.decision,
              Decision::same);
    EXPECT_TRUE(reconcile("", "", {}, 5).empty());
}
