// What reading costs grows with a document's size, whatever its shape: it is read, or refused before it costs
// more. Counted in bytes allocated, which do not depend on the machine, and with a wide margin in CPU time.
#include "xjustiz_support.hpp"

#include "allocated.hpp"
#include "hostile_documents.hpp"

#include "core/xjustiz/limit.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace hr::core::xjustiz::testing {
namespace {

struct Shape {
    const char* name;
    std::size_t n;  ///< the largest; half and a quarter of it are read, too
    std::string (*document)(std::size_t n);
};

struct Cost {
    double size, allocated, seconds;
};

Cost cost_of(const std::string& document) {
    const std::size_t before = test::allocated();
    const std::clock_t begin = std::clock();
    const std::string state = error_of(document).sqlstate();
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    EXPECT_TRUE(state == "00000" || state == "54000") << state;
    return {static_cast<double>(document.size()), static_cast<double>(test::allocated() - before), seconds};
}

/// What else the machine does only ever adds to it.
Cost least_cost_of(const std::string& document) {
    Cost least = cost_of(document);
    for (int i = 0; i < 4; ++i) least.seconds = std::min(least.seconds, cost_of(document).seconds);
    return least;
}

double exponent(double less, double more, double size_ratio) {
    return std::log(more / less) / std::log(size_ratio);
}

class XjustizHostile : public ::testing::TestWithParam<Shape> {};

TEST_P(XjustizHostile, CostsNoMoreThanItsSize) {
    const Shape& shape = GetParam();
    const Cost quarter = least_cost_of(shape.document(shape.n / 4));
    const Cost half = least_cost_of(shape.document(shape.n / 2));
    const Cost whole = least_cost_of(shape.document(shape.n));
    std::printf("%.0f to %.0f bytes: %.1f, %.1f, %.1f bytes allocated for each; %.4f, %.4f, %.4f s\n",
                quarter.size, whole.size, quarter.allocated / quarter.size, half.allocated / half.size,
                whole.allocated / whole.size, quarter.seconds, half.seconds, whole.seconds);
    EXPECT_LE(exponent(quarter.allocated, half.allocated, half.size / quarter.size), 1.2);
    EXPECT_LE(exponent(half.allocated, whole.allocated, whole.size / half.size), 1.2);
    const double linear = quarter.seconds * whole.size / quarter.size;
    EXPECT_LE(whole.seconds, 3 * linear + 0.002);
}

INSTANTIATE_TEST_SUITE_P(
    All, XjustizHostile,
    ::testing::Values(Shape{"cross_references", 100,
                            [](std::size_t n) { return cross_references(n, 2 * n, 0); }},
                      Shape{"cross_references_with_details", 100,
                            [](std::size_t n) { return cross_references(n, 2 * n, 20); }},
                      Shape{"many_roles", 2000, many_roles}, Shape{"long_name", 2000, long_name},
                      Shape{"shared_subject", 2000, shared_subject},
                      Shape{"shared_branch", 2000, shared_branch}, Shape{"entity_twice", 16000, entity_twice},
                      Shape{"deep_nesting", 4000, deep_nesting},
                      Shape{"references_to_nobody", 400, references_to_nobody}),
    [](const auto& info) { return std::string(info.param.name); });

/// Participants that register parts share are officers of each.
TEST(XjustizCrossReferences, GiveEachPartItsOfficers) {
    const Reading reading = read(cross_references(10, 20, 1));
    ASSERT_EQ(reading.entities.size(), 10u);
    for (const Entity& entity : reading.entities) {
        EXPECT_EQ(facts_of(entity, history::Attribute::officer).size(), 19u);  // the other one is the subject
        EXPECT_EQ(facts_of(entity, history::Attribute::officer_address).size(), 19u);
    }
}

struct Excess {
    const char* name;
    std::string document;
    std::string detail;
};

std::string elements_named(std::string_view name, std::size_t count) {
    return repeated(count, [&](std::size_t) { return "<" + std::string(name) + "/>"; });
}

std::string with_participants(const std::string& content) {
    return hostile_message(content, register_part(0, {}));
}

std::string detail(std::size_t most, const std::string& noun) {
    return "It has " + std::to_string(most + 1) + " " + noun + ", at most " + std::to_string(most) +
           " are read.";
}

class XjustizLimit : public ::testing::TestWithParam<Excess> {};

TEST_P(XjustizLimit, IsRefusedWithItsNumber) {
    const Error error = error_of(GetParam().document);
    EXPECT_EQ(error.sqlstate(), "54000") << error.message();
    EXPECT_EQ(error.detail(), GetParam().detail);
    EXPECT_NE(error.hint(), "");
}

INSTANTIATE_TEST_SUITE_P(
    All, XjustizLimit,
    ::testing::Values(
        Excess{"participants", with_participants(elements_named("beteiligung", kMostParticipants + 1)),
               detail(kMostParticipants, "participants")},
        Excess{"roles", with_participants(in("beteiligung", elements_named("rolle", kMostRoles + 1))),
               detail(kMostRoles, "roles")},
        Excess{"references",
               hostile_message({}, register_part(0, elements_named("ref.rollennummer", kMostReferences))),
               detail(kMostReferences, "references to roles")},
        Excess{"entries",
               hostile_message({}, register_part(0, {}) +
                                       in("fachdatenRegister",
                                          in("auszug", elements_named("eintragungstext", kMostEntries + 1)))),
               detail(kMostEntries, "entries")},
        Excess{"addresses",
               hostile_message({}, register_part(0, {}, elements_named("anschrift", kMostAddresses + 1))),
               detail(kMostAddresses, "addresses")},
        Excess{"former_names",
               hostile_message({}, register_part(0, {},
                                                 in("bezeichnung", elements_named("bezeichnung.alt",
                                                                                  kMostFormerNames + 1)))),
               detail(kMostFormerNames, "former names")},
        Excess{
            "values",
            hostile_message({}, register_part(0, elements_named("vertretungsberechtigte", kMostValues + 1))),
            detail(kMostValues, "values of kinds that repeat")},
        Excess{"register_parts",
               hostile_message({}, repeated(kMostRegisterParts + 1,
                                            [](std::size_t i) { return register_part(i, {}); })),
               detail(kMostRegisterParts, "register parts")}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(XjustizLimit, WhatFitsIsRead) {
    const Reading reading = read(
        hostile_message(elements_named("beteiligung", kMostParticipants),
                        repeated(kMostRegisterParts, [](std::size_t i) { return register_part(i, {}); })));
    EXPECT_EQ(reading.entities.size(), kMostRegisterParts);
    ASSERT_EQ(reading.findings.size(), kMostFindings + 1);  // nobody has a name
    EXPECT_NE(reading.findings.back().find(" more findings are not listed"), std::string::npos);
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
