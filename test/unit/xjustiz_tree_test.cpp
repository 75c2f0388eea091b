// Every access to an element that a document does not have is defined, and says nothing.
#include "core/xjustiz/compiled.hpp"
#include "core/xjustiz/tree.hpp"

#include <gtest/gtest.h>

namespace hr::core::xjustiz::testing {
namespace {

void expect_nothing(Element none) {
    EXPECT_FALSE(none);
    EXPECT_FALSE(none.is_element());
    EXPECT_FALSE(none.is_text());
    EXPECT_FALSE(none.is_comment());
    EXPECT_TRUE(none.is_bare());
    EXPECT_EQ(none.name(), "");
    EXPECT_EQ(none.text(), "");
    EXPECT_EQ(none.leading_text(), "");
    EXPECT_EQ(none.number(), kUnknownName);
    EXPECT_EQ(none.size(), 1u);
    EXPECT_TRUE(none.attributes().empty());
    EXPECT_EQ(none.attribute("a"), "");
    for (const Element child : none.children()) FAIL() << child.name();
    EXPECT_TRUE(elements(none, "a/b").empty());
    EXPECT_FALSE(first_element(none, "a/b"));
}

TEST(XjustizTree, AnAbsentElementSaysNothing) {
    const Tree tree("<a b='1'><c>x</c></a>");
    expect_nothing(Element());
    expect_nothing(first_element(tree.root(), "d"));
    expect_nothing(first_element(first_element(tree.root(), "c"), "d"));
    EXPECT_TRUE(first_element(tree.root(), "c"));
}

TEST(XjustizTree, NoMappingFindsAnythingInIt) {
    for (const Layout& layout : layouts()) {
        const Compiled compiled(layout);
        Findings findings;
        for (const Mapping* mapping :
             {&compiled.message, &compiled.subject, &compiled.entity, &compiled.participant, &compiled.role,
              &compiled.authority, &compiled.branch, &compiled.succession}) {
            const Gathered gathered = mapping->gather(Element(), findings);
            EXPECT_TRUE(gathered.items.empty() && gathered.facts.empty());
        }
        EXPECT_TRUE(compiled.coverage.unread(Element()).empty());
        EXPECT_TRUE(findings.empty());
    }
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
