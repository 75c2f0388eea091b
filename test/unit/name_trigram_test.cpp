#include "core/name/trigram.hpp"

#include <gtest/gtest.h>

namespace hr::core::name {
namespace {

TEST(NameTrigram, AsPgTrgm) {
    EXPECT_EQ(trigrams("abc"), (Trigrams{"  a", " ab", "abc", "bc "}));
    EXPECT_EQ(trigrams("a"), (Trigrams{"  a", " a "}));
    EXPECT_EQ(trigrams("a a  a"), (Trigrams{"  a", " a "}));
    EXPECT_EQ(trigrams("да"), (Trigrams{"  д", " да", "да "}));
    EXPECT_TRUE(trigrams("").empty());
    EXPECT_TRUE(trigrams("  ").empty());
}

TEST(NameTrigram, Similarity) {
    // pg_trgm: similarity('word', 'two words') = 0.36363637
    EXPECT_FLOAT_EQ(similarity(trigrams("word"), trigrams("two words")), 0.36363637F);
    EXPECT_FLOAT_EQ(similarity(trigrams("nord bau"), trigrams("bau nord")), 1.0F);
    EXPECT_FLOAT_EQ(similarity(trigrams("abc"), trigrams("xyz")), 0.0F);
    EXPECT_FLOAT_EQ(similarity({}, {}), 0.0F);
    EXPECT_FLOAT_EQ(similarity(trigrams("abc"), {}), 0.0F);
}

}  // namespace
}  // namespace hr::core::name
