#include "core/name/words.hpp"

#include <gtest/gtest.h>

namespace hr::core::name {
namespace {

TEST(NameWords, SpellingsOfOneNameAreEqual) {
    EXPECT_EQ(words("Müller-Lüdenscheidt, Dr. Karl-Heinz (*01.02.1980)"),
              "mueller luedenscheidt dr karl heinz 01 02 1980");
    EXPECT_EQ(words("  MUELLER\t\nLuedenscheidt "), "mueller luedenscheidt");
    EXPECT_EQ(words("Gro\xC3\x9F"), words("GROSS"));
    EXPECT_EQ(words("O'Neill"), words("O’Neill"));
    EXPECT_EQ(words("Zo\xC3\xA9"), words("Zoe\xCC\x81"));  // composed and with a combining accent
}

TEST(NameWords, OtherScriptsAndBrokenTexts) {
    EXPECT_EQ(words("Иван"), words("ИВАН"));
    EXPECT_NE(words("Иван"), words("Илья"));
    EXPECT_EQ(words("a\xFF\xFE"
                    "b"),
              "a b");
    EXPECT_EQ(words(" .,;- "), "");
    EXPECT_EQ(words(""), "");
}

}  // namespace
}  // namespace hr::core::name
