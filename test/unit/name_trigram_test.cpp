#include "core/name/trigram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace hr::core::name {
namespace {

Trigrams packed(std::initializer_list<std::u32string_view> texts) {
    Trigrams all;
    for (const std::u32string_view text : texts)
        all.push_back((std::int64_t{text[0]} << 42) | (std::int64_t{text[1]} << 21) | std::int64_t{text[2]});
    std::sort(all.begin(), all.end());
    return all;
}

TEST(NameTrigram, AsPgTrgm) {
    EXPECT_EQ(trigrams("abc"), packed({U"  a", U" ab", U"abc", U"bc "}));
    EXPECT_EQ(trigrams("a"), packed({U"  a", U" a "}));
    EXPECT_EQ(trigrams("a a  a"), packed({U"  a", U" a "}));
    EXPECT_EQ(trigrams("да"), packed({U"  д", U" да", U"да "}));
    EXPECT_EQ(trigrams("\xF4\x8F\xBF\xBF"), packed({U"  \U0010FFFF", U" \U0010FFFF "}));
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
