// One spelling of words that names write in several ways.
#include "core/name/normalize.hpp"

#include <gtest/gtest.h>

namespace hr::core::name {
namespace {

std::string n(std::string_view text) {
    return normalize_company_name(text);
}

void expect_all(const char* normalised, std::initializer_list<const char*> spellings) {
    for (const char* text : spellings) EXPECT_EQ(n(text), normalised) << text;
}

TEST(NameSpelling, UmlautsAndDiacritics) {
    expect_all("mueller", {"Müller", "Mueller", "MÜLLER", "Mu\u0308ller", "müller", "MUELLER"});
    expect_all("strasse", {"Straße", "STRASSE", "Strasse", "STRAẞE"});
    expect_all("societe generale", {"Société Générale", "Societe Generale", "SOCIÉTÉ GÉNÉRALE",
                                    "Socie\u0301te\u0301 Ge\u0301ne\u0301rale"});
}

// Of DIN 91379: each letter becomes one to two of ours and leaves nothing else.
TEST(NameSpelling, LettersOfGermanRegisters) {
    for (const std::string letter :
         {"À", "Á", "Â", "Ã", "Å", "Ā", "Ă", "Ą", "Ǎ", "Ǟ", "Ǻ", "Ȁ", "Ḁ", "Ạ", "Ả", "Ấ", "Ḃ", "Ḅ", "Ç", "Ć",
          "Ĉ", "Ċ", "Č", "Ḉ", "Ď", "Đ", "Ḋ", "Ḍ", "È", "É", "Ê", "Ë", "Ē", "Ĕ", "Ė", "Ę", "Ě", "Ẹ", "Ẽ", "Ḟ",
          "Ĝ", "Ğ", "Ġ", "Ģ", "Ǧ", "Ǵ", "Ḡ", "Ĥ", "Ħ", "Ȟ", "Ḣ", "Ḥ", "Ḧ", "Ì", "Í", "Î", "Ï", "Ĩ", "Ī", "Ĭ",
          "Į", "İ", "ı", "Ĵ", "Ķ", "Ǩ", "Ḱ", "Ĺ", "Ļ", "Ľ", "Ŀ", "Ł", "Ḷ", "Ṁ", "Ṃ", "Ñ", "Ń", "Ņ", "Ň", "Ŋ",
          "Ṅ", "Ò", "Ó", "Ô", "Õ", "Ø", "Ō", "Ŏ", "Ő", "Ơ", "Ǫ", "Ȯ", "Ọ", "Ṕ", "Ŕ", "Ŗ", "Ř", "Ṛ", "Ś", "Ŝ",
          "Ş", "Š", "Ș", "Ṡ", "Ṣ", "Ţ", "Ť", "Ŧ", "Ț", "Ṫ", "Ṭ", "Ù", "Ú", "Û", "Ũ", "Ū", "Ŭ", "Ů", "Ű", "Ų",
          "Ư", "Ụ", "Ẁ", "Ŵ", "Ẅ", "Ẋ", "Ý", "Ÿ", "Ŷ", "Ỳ", "Ź", "Ż", "Ž", "Ẑ", "Ə", "ə", "Ʒ", "ʒ", "Ǯ"}) {
        const std::string one = n(letter + "bcd");
        EXPECT_EQ(one.size(), 4u) << letter << " -> " << one;
        for (const char c : one) EXPECT_TRUE(c >= 'a' && c <= 'z') << letter << " -> " << one;
    }
    for (const std::string letter : {"Æ", "Œ", "Ä", "Ö", "Ü", "Þ", "Ǽ", "ß", "Ĳ"})
        EXPECT_EQ(n(letter + "bcd").size(), 5u) << letter;
    expect_all("hawai", {"Hawaiʻ", "Hawai", "Ha\u02bcwai"});
}

TEST(NameSpelling, Apostrophes) {
    expect_all("mcdonalds", {"McDonald's", "McDonald’s", "McDonalds", "Mc'Donald's"});
    expect_all("ndrangheta", {"'Ndrangheta", "Ndrangheta", "’Ndrangheta"});
}

TEST(NameSpelling, And) {
    expect_all("maler und putzer", {"Maler & Putzer", "Maler + Putzer", "Maler und Putzer", "Maler u. Putzer",
                                    "Maler u Putzer", "Maler and Putzer", "Maler&Putzer"});
    EXPECT_EQ(n("Technik u. a."), "technik u a");
    EXPECT_EQ(n("& Nord &"), "nord");
}

TEST(NameSpelling, Compounds) {
    expect_all(
        "nord verwaltung",
        {"Nord Verwaltungs GmbH", "Nord Verwaltungsgesellschaft mbH", "Nord Verwaltungs-Gesellschaft mbH",
         "Nord Verwaltungsges. mbH", "Nord Verw.-Ges. mbH", "Nord Verwaltung", "Nord Verw. GmbH",
         "Nord Verwaltungsgeselschaft", "Nord Verwaltungs Gesellschaft mit beschränkter Haftung"});
    expect_all("nord handel", {"Nord Handels GmbH", "Nord Handelsgesellschaft mbH", "Nord Handelsges.m.b.H.",
                               "Nord Handel"});
    expect_all("nord beteiligung", {"Nord Beteiligungs-GmbH", "Nord Beteil. GmbH",
                                    "Nord Beteiligungsgesellschaft", "Nord Beteiligungen"});
    expect_all("nord bau",
               {"Nord Bau GmbH", "Nord Baugesellschaft mbH", "Nord Bauges. mbH", "Nord Bau-Gesellschaft"});
    EXPECT_EQ(n("Gesellschaft für Wasser mbH"), "gesellschaft fuer wasser");
    EXPECT_EQ(n("Bundesgesetzblatt"), "bundesgesetzblatt");
    EXPECT_EQ(n("Menges"), "menges");
}

TEST(NameSpelling, Abbreviations) {
    expect_all("deutsch bank", {"Deutsche Bank", "Dt. Bank", "Dtsch. Bank", "Deutscher Bank"});
    expect_all("international nord",
               {"Internationale Nord", "Int. Nord", "Intern. Nord", "Int'l Nord", "International Nord"});
    expect_all("sankt martin", {"St. Martin", "Sankt Martin", "Saint Martin", "St.Martin"});
    expect_all("gebrueder nord", {"Gebr. Nord", "Gebrüder Nord", "Gebr Nord"});
    expect_all("nord inhaber otto", {"Nord Inh. Otto", "Nord, Inhaber: Otto", "Nord Inhaberin Otto"});
    expect_all("dipl ing nord",
               {"Dipl.-Ing. Nord", "Dipl. Ing. Nord", "Diplom-Ingenieur Nord", "Dipl.Ing. Nord"});
    expect_all("dr nord", {"Dr. Nord", "Doktor Nord"});
    expect_all("nord nachfolger", {"Nord Nachf.", "Nord Nachfolger", "Nord Nachfl."});
    expect_all("nord strasse", {"Nord Straße", "Nord Str.", "Nord Strasse"});
    EXPECT_EQ(n("Lindenstr. Nord"), "lindenstrasse nord");
    EXPECT_EQ(n("Bet Nord"), "bet nord");  // no full stop
}

TEST(NameSpelling, Places) {
    expect_all("weiden an der naab",
               {"Weiden a. d. Naab", "Weiden a.d. Naab", "Weiden a.d.Naab", "Weiden an der Naab"});
    expect_all("frankfurt am main", {"Frankfurt a. M.", "Frankfurt a.M.", "Frankfurt am Main"});
    expect_all("weiden oberpfalz", {"Weiden/Opf.", "Weiden Oberpfalz", "Weiden (Opf)"});
    expect_all("nord verein fuer wasser", {"Nord Verein f. Wasser", "Nord Verein für Wasser"});
    EXPECT_EQ(n("F. Wasser"), "f wasser");
    EXPECT_EQ(n("f. wasser"), "f wasser");  // a given name
    EXPECT_EQ(n("frankfurt a. m."), "frankfurt am main");
    EXPECT_EQ(n("A. D. Müller"), "a d mueller");
    EXPECT_EQ(n("v. d. Heydt"), "von der heydt");
}

TEST(NameSpelling, Numbers) {
    expect_all("1 fonds",
               {"1. Fonds", "Erste Fonds", "Erster Fonds", "01 Fonds", "First Fonds", "1st Fonds"});
    expect_all("fonds 2", {"Fonds II", "Fonds 2", "Fonds zwei", "Fonds 02", "Fonds Zwei GmbH & Co. KG"});
    expect_all("fonds 14", {"Fonds XIV", "Fonds 14", "Fonds xiv"});
    expect_all("fonds 5", {"Fonds V", "Fonds 5", "Fonds V GmbH"});
    expect_all("brigade 44", {"Brigade Forty-Four", "Brigade 44"});
    expect_all("verein 1904", {"Verein 1904", "Verein 1904 e.V."});
    EXPECT_EQ(n("Mix Vi Civil"), "mix 6 civil");
    EXPECT_EQ(n("V. Müller"), "v mueller");
    EXPECT_EQ(n("000"), "0");
    EXPECT_EQ(n("0te Nord 007 0x5"), "0 nord 7 0x5");
}

TEST(NameSpelling, Initials) {
    expect_all("jp morgan", {"J.P. Morgan", "JP Morgan", "J.P.Morgan"});
    expect_all("abc nord", {"A.B.C. Nord", "ABC Nord", "A B C Nord"});
    expect_all("hans brill fabrik", {"Hans B r i l l Fabrik", "Hans Brill Fabrik"});
    expect_all("bau herbig", {"B a u - H e r b i g G.m.b.H.", "Bau-Herbig GmbH"});
    EXPECT_EQ(n("A. G. Weber"), "a g weber");
    EXPECT_EQ(n("H & M Nord"), "h und m nord");
}

TEST(NameSpelling, IsItsOwnNormalForm) {
    for (const char* text :
         {"Müller & Söhne GmbH & Co. KG", "Nord Verwaltungsges. mbH", "Deutsche Bank AG", "Fonds XIV",
          "St. Martin e.V.", "Weiden a.d. Naab", "Internationale Spedition Ges.m.b.H."})
        EXPECT_EQ(n(n(text)), n(text)) << text;
}

}  // namespace
}  // namespace hr::core::name
