#include "core/name/phonetic.hpp"

#include <gtest/gtest.h>

namespace hr::core::name {
namespace {

TEST(NamePhonetic, PublishedCodes) {
    EXPECT_EQ(phonetic("muellerluedenscheidt"), "65752682");
    EXPECT_EQ(phonetic("breschnew"), "17863");
    EXPECT_EQ(phonetic("wikipedia"), "3412");
    EXPECT_EQ(phonetic("meyer"), "67");
}

TEST(NamePhonetic, WhatSoundsAlikeIsEqual) {
    EXPECT_EQ(phonetic("mayer"), phonetic("meier"));
    EXPECT_EQ(phonetic("schmidt"), phonetic("schmitt"));
    EXPECT_EQ(phonetic("philipp"), phonetic("filip"));
    EXPECT_EQ(phonetic("christian"), phonetic("kristian"));
    EXPECT_EQ(phonetic("hoffmann"), phonetic("hofman"));
    EXPECT_EQ(phonetic("becker"), phonetic("bekker"));
    EXPECT_NE(phonetic("meyer"), phonetic("maler"));
}

TEST(NamePhonetic, Letters) {
    EXPECT_EQ(phonetic("a"), "0");
    EXPECT_EQ(phonetic("aa"), "0");
    EXPECT_EQ(phonetic("ca"), "4");
    EXPECT_EQ(phonetic("ce"), "8");
    EXPECT_EQ(phonetic("sca"), "8");  // one after s
    EXPECT_EQ(phonetic("ack"), "04");
    EXPECT_EQ(phonetic("ex"), "048");
    EXPECT_EQ(phonetic("kx"), "48");
    EXPECT_EQ(phonetic("dz"), "8");
    EXPECT_EQ(phonetic("nana"), "66");  // the vowel parts equal digits
    EXPECT_EQ(phonetic("mmnn"), "6");
}

TEST(NamePhonetic, WhatHasNoSound) {
    EXPECT_EQ(phonetic(""), "");
    EXPECT_EQ(phonetic("h"), "");
    EXPECT_EQ(phonetic("1848"), "");
    EXPECT_EQ(phonetic("москва"), "");
    EXPECT_LE(phonetic(std::string(100'000, 'x') + "krk").size(), kMaxPhonetic);
}

}  // namespace
}  // namespace hr::core::name
