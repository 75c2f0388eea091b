// The project's own documents of every layout, with each element once: read by their layout, and nothing is
// unmapped.
#include "xjustiz_support.hpp"

#include "core/xjustiz/layout.hpp"

#include <set>

namespace hr::core::xjustiz::testing {
namespace {

TEST(XjustizSeed, OfEveryLayoutIsReadWhole) {
    std::set<history::Attribute> attributes;
    for (const Layout& layout : layouts()) {
        SCOPED_TRACE(layout.schema);
        const std::string folder = std::string(HR_SOURCE_DIR) + "/test/fuzz/corpus/xjustiz_reader/";
        const Reading reading = read(file(folder + "layout_" + std::string(layout.schema)));
        EXPECT_EQ(reading.layout, layout.schema);
        EXPECT_FALSE(reading.layout_guessed);
        EXPECT_EQ(reading.unmapped, std::vector<std::string>{});
        ASSERT_EQ(reading.entities.size(), 1u);
        const Entity& entity = reading.entities[0];
        EXPECT_EQ(label(entity.id), "Amtsgericht Leipzig HRB 77");
        EXPECT_EQ(value(entity, history::Attribute::name, "name"), "Ahorn Bezeichnungaktuell");
        std::set<history::Attribute> here;
        for (const history::Fact& fact : entity.facts) here.insert(fact.attribute);
        EXPECT_GE(here.size(), 15u);
        attributes.insert(here.begin(), here.end());
    }
    EXPECT_EQ(attributes.size(), history::kAttributes.size());
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
