// Which mentions of natural persons are one person, and why.
#include "core/person/assign.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <random>

namespace hr::core::person {
namespace {

/// As the registry makes ids: readable here, digests there.
Mention mention(std::int64_t company, std::string office, std::string first, std::string last,
                std::string born, std::string place = {}) {
    Mention made{company, std::move(office), last, first, born, std::move(place), {}, false, {}};
    made.is_full = born.size() == 10;
    made.own = (made.is_full ? "" : "of " + std::to_string(company) + ": ") + last + "|" + first + "|" + born;
    return made;
}

using Persons = std::vector<std::string>;
using Reasons = std::vector<std::string_view>;

Persons persons_of(const std::vector<Assignment>& assignments) {
    Persons persons;
    for (const Assignment& assignment : assignments) persons.push_back(assignment.person);
    return persons;
}

Reasons reasons_of(const std::vector<Assignment>& assignments) {
    Reasons reasons;
    for (const Assignment& assignment : assignments) reasons.push_back(name_of(assignment.reason));
    return reasons;
}

const std::string kErika = "muster|erika|1980-02-01";

TEST(PersonAssign, NameAndFullDateAreOnePersonInEveryCompany) {
    const std::vector<Mention> mentions = {mention(1, "a", "erika", "muster", "1980-02-01", "berlin"),
                                           mention(2, "b", "erika", "muster", "1980-02-01", "ulm"),
                                           mention(2, "c", "erika", "muster", "1980-02-02", "ulm"),
                                           mention(3, "d", "erika maria", "muster", "1980-02-01", "ulm")};
    const auto assigned = assign(mentions, {});
    EXPECT_EQ(persons_of(assigned),
              (Persons{kErika, kErika, "muster|erika|1980-02-02", "muster|erika maria|1980-02-01"}));
    for (std::size_t i = 0; i < mentions.size(); ++i) EXPECT_EQ(assigned[i], by_itself(mentions[i]));
}

TEST(PersonAssign, PartialDateGoesToTheOnlyOneInTheCompany) {
    const std::vector<Mention> mentions = {mention(1, "a", "erika", "muster", "1980-02-01", "berlin"),
                                           mention(1, "b", "erika", "muster", "1980", "ulm"),
                                           mention(1, "c", "erika", "muster", "", ""),
                                           mention(1, "d", "erika", "muster", "1981", "berlin"),
                                           mention(2, "a", "erika", "muster", "1980-05-05", "berlin")};
    const auto assigned = assign(mentions, {});
    EXPECT_EQ(persons_of(assigned),
              (Persons{kErika, kErika, kErika, "of 1: muster|erika|1981", "muster|erika|1980-05-05"}));
    EXPECT_EQ(reasons_of(assigned),
              (Reasons{"birth_date", "only_in_company", "only_in_company", "alone", "birth_date"}));
}

TEST(PersonAssign, SeveralPossibleOnesAreNone) {
    const std::vector<Mention> mentions = {
        mention(1, "a", "erika", "muster", "1980-02-01"), mention(1, "b", "erika", "muster", "1980-03-01"),
        mention(1, "c", "erika", "muster", "1980"), mention(1, "d", "erika", "muster", "1980-03"),
        mention(2, "e", "erika", "muster", "1980")};
    const auto assigned = assign(mentions, {});
    EXPECT_EQ(assigned[2], (Assignment{"of 1: muster|erika|1980", Reason::ambiguous}));
    EXPECT_EQ(assigned[3], (Assignment{"muster|erika|1980-03-01", Reason::only_in_company}));
    EXPECT_EQ(assigned[4], (Assignment{"of 2: muster|erika|1980", Reason::ambiguous}));
}

TEST(PersonAssign, BeyondTheCompanyANameAloneIsTooLittle) {
    const Mention full = mention(1, "a", "erika", "muster", "1980-02-01", "berlin");
    const auto reason = [&](std::string born, std::string place) {
        return assign(
                   std::vector{full, mention(2, "b", "erika", "muster", std::move(born), std::move(place))},
                   {})[1]
            .reason;
    };
    EXPECT_EQ(reason("1980", ""), Reason::only_in_register);
    EXPECT_EQ(reason("1980", "berlin"), Reason::only_in_register);
    EXPECT_EQ(reason("", "berlin"), Reason::only_in_register);
    EXPECT_EQ(reason("1980", "ulm"), Reason::alone);
    EXPECT_EQ(reason("", "ulm"), Reason::alone);
    EXPECT_EQ(reason("", ""), Reason::alone);
    EXPECT_EQ(reason("1981", "berlin"), Reason::alone);
}

TEST(PersonAssign, PartialDatesOfTwoCompaniesAreTwoPersons) {
    const auto assigned = assign(std::vector{mention(1, "a", "erika", "muster", "1980", "ulm"),
                                             mention(2, "b", "erika", "muster", "1980", "ulm"),
                                             mention(2, "c", "erika", "muster", "1980", "ulm")},
                                 {});
    EXPECT_EQ(persons_of(assigned),
              (Persons{"of 1: muster|erika|1980", "of 2: muster|erika|1980", "of 2: muster|erika|1980"}));
}

TEST(PersonAssign, OfficeKeepsItsHolderThroughAnotherName) {
    const std::vector<Mention> mentions = {
        mention(1, "a", "erika", "muster", "1980"),       mention(1, "a", "erika", "muster", "1980-02-01"),
        mention(1, "a", "erika", "huber", "1980-02-01"),  mention(2, "b", "erika", "huber", "1980-02-01"),
        mention(3, "c", "erika", "muster", "1980-02-01"), mention(3, "d", "erika", "muster", "1980")};
    const auto assigned = assign(mentions, {});
    for (const Assignment& assignment : assigned) EXPECT_EQ(assignment.person, "huber|erika|1980-02-01");
    EXPECT_EQ(reasons_of(assigned), (Reasons{"same_office", "same_office", "birth_date", "birth_date",
                                             "same_office", "only_in_company"}));
}

TEST(PersonAssign, WhoIsSeparatedStaysSoAndIsACandidateNoMore) {
    std::vector<Mention> mentions = {
        mention(1, "a", "erika", "muster", "1980-02-01"), mention(2, "b", "erika", "muster", "1980-02-01"),
        mention(2, "b", "erika", "huber", "1980-02-01"), mention(3, "c", "erika", "muster", "1980")};
    mentions[1].apart = "another";
    const auto assigned = assign(mentions, {});
    EXPECT_EQ(persons_of(assigned),
              (Persons{kErika, "another", "huber|erika|1980-02-01", "of 3: muster|erika|1980"}));
    EXPECT_EQ(reasons_of(assigned), (Reasons{"birth_date", "separated", "birth_date", "ambiguous"}));
    const auto back = assign(mentions, std::vector<Join>{{"another", kErika}});
    EXPECT_EQ(persons_of(back), (Persons{kErika, kErika, "huber|erika|1980-02-01", kErika}));
    EXPECT_EQ(reasons_of(back), (Reasons{"birth_date", "joined", "birth_date", "only_in_register"}));
}

TEST(PersonAssign, JoinHoldsWhoeverElseComes) {
    std::vector<Mention> mentions = {mention(1, "a", "erika", "muster", "1980-02-01"),
                                     mention(2, "b", "erika maria", "muster", "1980-02-01"),
                                     mention(3, "c", "erika", "muster", "")};
    const std::vector<Join> joins = {
        {mentions[1].own, "gone"}, {"gone", mentions[0].own}, {mentions[2].own, kErika}};
    const auto assigned = assign(mentions, joins);
    EXPECT_EQ(persons_of(assigned), (Persons{kErika, kErika, kErika}));
    EXPECT_EQ(reasons_of(assigned), (Reasons{"birth_date", "joined", "joined"}));
    mentions.push_back(mention(4, "d", "erika maria", "muster", "1980-02-01"));
    EXPECT_EQ(assign(mentions, joins)[3], (Assignment{kErika, Reason::joined}));
}

TEST(PersonAssign, OrderOfMentionsDoesNotCount) {
    std::mt19937 random(7);
    const auto pick = [&](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
    const std::vector<std::string> firsts = {"erika", "max"}, lasts = {"muster", "huber"};
    const std::vector<std::string> dates = {"1980-02-01", "1980-02-03", "1980", "1980-02", "", "1981-01-01"};
    const std::vector<std::string> places = {"", "ulm", "berlin"};
    for (int round = 0; round < 300; ++round) {
        std::vector<Mention> mentions;
        for (std::size_t i = 0; i < 14; ++i) {
            mentions.push_back(mention(1 + static_cast<std::int64_t>(pick(4)),
                                       std::string(1, static_cast<char>('a' + pick(3))), firsts[pick(2)],
                                       lasts[pick(2)], dates[pick(6)], places[pick(3)]));
            if (pick(9) == 0) mentions.back().apart = "apart " + std::to_string(mentions.back().company);
        }
        std::vector<Join> joins;
        if (pick(3) == 0) joins.push_back({mentions[pick(14)].own, mentions[pick(14)].own});
        const auto assigned = assign(mentions, joins);
        std::vector<std::size_t> order(mentions.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::shuffle(order.begin(), order.end(), random);
        std::vector<Mention> shuffled;
        for (const std::size_t i : order) shuffled.push_back(mentions[i]);
        const auto again = assign(shuffled, joins);
        for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(again[i], assigned[order[i]]);
    }
}

TEST(PersonAssign, ManyNamesakesAreNoQuadraticWork) {
    std::vector<Mention> mentions;
    for (int i = 0; i < 20000; ++i) {
        const std::string year = std::to_string(1000 + i / 10), day = std::to_string(10 + i % 10);
        mentions.push_back(mention(1, "f" + std::to_string(i), "erika", "muster", year + "-01-" + day));
        mentions.push_back(mention(1, "p" + std::to_string(i), "erika", "muster", year));
    }
    const auto assigned = assign(mentions, {});
    EXPECT_EQ(std::count_if(assigned.begin(), assigned.end(),
                            [](const Assignment& a) { return a.reason == Reason::ambiguous; }),
              20000);
}

TEST(PersonAssign, MoreDatesThanOnePersonHasAreSeveral) {
    // One office, entered with ever other dates, is one person; and one without a date in another company.
    std::vector<Mention> mentions;
    const auto born = [](int year) { return std::to_string(1900 + year) + "-01-01"; };
    for (int i = 0; i < kMostBirthDates; ++i)
        mentions.push_back(mention(1, "a", "erika", "muster", born(i), "ulm"));
    mentions.push_back(mention(2, "b", "erika", "muster", "", "ulm"));
    EXPECT_EQ(name_of(assign(mentions, {}).back().reason), "only_in_register");
    mentions.insert(mentions.begin(), mention(1, "a", "erika", "muster", born(99), "ulm"));
    EXPECT_EQ(name_of(assign(mentions, {}).back().reason), "ambiguous");
}

}  // namespace
}  // namespace hr::core::person
