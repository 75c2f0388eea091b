#include "core/name/normalize.hpp"

#include <gtest/gtest.h>

#include <random>

namespace hr::core::name {
namespace {

std::string n(std::string_view text) {
    return normalize_company_name(text);
}

TEST(NameNormalize, LettersAndPunctuation) {
    EXPECT_EQ(n("Bäckerei  Größe-Öl „Über“"), "baeckerei groesse oel ueber");
    EXPECT_EQ(n("ÄÖÜ ẞ Žižka Çelik Łódź Ångström Façade"), "aeoeue ss zizka celik lodz angstroem facade");
    EXPECT_EQ(n("Ma\u0308r U\u0308b Re\u0301"), "maer ueb re");  // decomposed
    EXPECT_EQ(n("Doku\u00admente"), "dokumente");
    EXPECT_EQ(n("ΑΒΓ Москва"), "αβγ москва");
    EXPECT_EQ(n(""), "");
    EXPECT_EQ(n(" - / ."), "");
}

TEST(NameNormalize, And) {
    EXPECT_EQ(n("Müller & Söhne"), "mueller und soehne");
    EXPECT_EQ(n("Müller + Söhne"), "mueller und soehne");
    EXPECT_EQ(n("Müller&Söhne"), "mueller und soehne");
    EXPECT_EQ(n("Maler- u. Putzbetrieb"), "maler und putzbetrieb");
    EXPECT_EQ(n("Technik u. a."), "technik u a");
}

TEST(NameNormalize, LegalFormsGo) {
    for (const char* text : {"Nord Bau GmbH",
                             "Nord Bau G.m.b.H.",
                             "Nord Bau gGmbH",
                             "Nord-Bau AG",
                             "Nord Bau A.G.",
                             "Nord Bau KG",
                             "Nord Bau K.G.",
                             "Nord Bau OHG",
                             "Nord Bau UG (haftungsbeschränkt)",
                             "Nord Bau GmbH & Co. KG",
                             "Nord Bau GmbH & Co.KG",
                             "Nord Bau GmbH u. Co. KG",
                             "Nord Bau GmbH u Co KG",
                             "Nord Bau GmbH & Co.",
                             "Nord Bau UG (haftungsbeschränkt) & Co. KG",
                             "Nord Bau SE & Co. KGaA",
                             "Nord Bau e.V.",
                             "Nord Bau e. V.",
                             "Nord Bau e V",
                             "Nord Bau eV.",
                             "Nord Bau eG",
                             "Nord Bau e.G.",
                             "Nord Bau SE",
                             "Nord Bau PartG mbB",
                             "Nord Bau eGbR",
                             "Nord Bau GbR",
                             "Nord Bau e.K.",
                             "Nord Bau e. Kfm.",
                             "Nord Bau e.Kfr.",
                             "Nord Bau Ltd.",
                             "Nord Bau Ltd. & Co. KG",
                             "Nord Bau Gesellschaft mit beschränkter Haftung",
                             "Nord Bau Aktiengesellschaft",
                             "Nord Bau eingetragene Genossenschaft",
                             "Nord Bau mbH & Co. Kommanditgesellschaft",
                             "GmbH Nord Bau GmbH+"})
        EXPECT_EQ(n(text).ends_with("nord bau"), true) << text << " -> " << n(text);
    EXPECT_EQ(n("Nord Bau GmbH & Co. KG Zweigniederlassung Ulm"), "nord bau zweigniederlassung ulm");
    EXPECT_EQ(n("Gesellschaft für Wasser mbH"), n("Gesellschaft für Wasser mit beschränkter Haftung"));
}

TEST(NameNormalize, WhatOnlyLooksLikeALegalFormStays) {
    EXPECT_EQ(n("AG Sport e.V."), "ag sport");
    EXPECT_EQ(n("A. G. Weber"), "a g weber");
    EXPECT_EQ(n("S t e v e n s"), "stevens");
    EXPECT_EQ(n("Kagel"), "kagel");
    EXPECT_EQ(n("Stephan Wirth & Co."), "stephan wirth und co");
    EXPECT_EQ(n("GmbH & Co. KG"), "gmbh und co kg");
    EXPECT_EQ(n("AG"), "ag");
    EXPECT_EQ(n("Aktiengesellschaft"), "aktiengesellschaft");
}

TEST(NameNormalize, BrokenAndLongInput) {
    EXPECT_EQ(n("a\xff"
                "b\xc3"),
              "a b");
    EXPECT_EQ(n("\xed\xa0\x80x\xc0\x80y"), "x y");
    std::string tail(kMaxNameBytes - 1, 'a');
    EXPECT_EQ(n(tail + "ä"), tail);
    EXPECT_EQ(n(std::string(1'000'000, 'a')).size(), kMaxNameBytes);
}

TEST(NameNormalize, RandomBytesGiveCleanWords) {
    std::mt19937 random(1);
    const std::string alphabet = "aA .&-u\xc3\xa4\xff\xcc\x88gmbhcoKG\xe1\xba\x9e";
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (unsigned k = 0; k < random() % 24; ++k) text += alphabet[random() % alphabet.size()];
        const std::string result = n(text);
        ASSERT_EQ(result.find("  "), std::string::npos);
        ASSERT_FALSE(result.starts_with(' ') || result.ends_with(' '));
        for (const char c : result) ASSERT_FALSE((c >= 'A' && c <= 'Z') || c == '.' || c == '\xff');
    }
}

}  // namespace
}  // namespace hr::core::name
