#include "core/name/compose.hpp"
#include "core/name/words.hpp"
#include "core/person/entry.hpp"

#include <gtest/gtest.h>

namespace hr::core::name {
namespace {

TEST(NameCompose, LettersAndTheirMarksBecomeOne) {
    const std::pair<const char*, const char*> kPairs[] = {
        {"Mu\u0308ller", "M\u00fcller"},
        {"A\u030angstro\u0308m", "\u00c5ngstr\u00f6m"},
        {"Nguye\u0302\u0303n", "Nguy\u1ec5n"},
        {"Nguy\u00ea\u0303n", "Nguy\u1ec5n"},  // half composed
        {"Vie\u0323\u0302t", "Vi\u1ec7t"},     // below before above
        {"Vie\u0302\u0323t", "Vi\u1ec7t"},     // in the other order
        {"Vi\u00ea\u0323t", "Vi\u1ec7t"},
        {"S\u0327tefa\u0306nescu", "\u015etef\u0103nescu"},
        {"S\u0326tef", "\u0218tef"},
        {"Dz\u030cugas", "D\u017eugas"},
        {"o\u031b\u0301", "\u1edb"},
        {"u\u0304\u0308", "\u1e7b"},
        {"u\u0308\u0304", "\u01d6"}};
    for (const auto& [apart, together] : kPairs) {
        EXPECT_EQ(composed(apart), together);
        EXPECT_EQ(composed(together), together);
        EXPECT_EQ(words(apart), words(together)) << apart;
    }
}

TEST(NameCompose, WhatHasNoLetterOfItsOwnStays) {
    for (const char* text : {"", "Muster", "M\u00fcller", "A\u030b", "m\u0302", "\u0308", "\u0308u",
                             "\u03b1\u0301", "x\u0315\u0308", "u\u0300\u0301"})
        EXPECT_EQ(composed(composed(text)), composed(text)) << text;
    EXPECT_EQ(composed("A\u030b"), "A\u030b");  // of DIN 91379: only with its mark behind it
    EXPECT_EQ(composed("\u0308u"), "\u0308u");
    EXPECT_EQ(composed("u\xCC"), "u\xCC");
    EXPECT_EQ(composed("\xFFu\u0308\xCC"), "\xFF\u00fc\xCC");
}

TEST(NameCompose, APersonIsOneInBothSpellings) {
    const auto key = [](const char* last, const char* first) {
        return person::identity_of({1, "", last, first, "1957-03-14", ""}).key;
    };
    EXPECT_EQ(key("Quellm\u00fcller", "Ren\u00e9"), key("Quellmu\u0308ller", "Rene\u0301"));
    EXPECT_EQ(words("Mu\u0308ller"), "mueller");
    EXPECT_EQ(words("MU\u0308LLER"), "mueller");
}

}  // namespace
}  // namespace hr::core::name
