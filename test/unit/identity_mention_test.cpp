// Register numbers in running text: which, of which court, and where they stand.
#include "core/identity/mention.hpp"

#include <gtest/gtest.h>

namespace hr::core::identity {
namespace {

/// "F1103R HRB 1 B [Amtsgericht Charlottenburg, HRB 1 B]; …"; an unknown court as it is written, none as "-".
std::string shown(std::string_view text) {
    std::string out;
    for (const Mention& mention : find_register_mentions(text)) {
        const RegisterId& id = mention.id;
        const std::string court = !id.court.empty()            ? id.court
                                  : mention.court_name.empty() ? "-"
                                                               : mention.court_name;
        out += (out.empty() ? "" : "; ") + court + " " + id.type + " " + std::to_string(id.number);
        if (!id.suffix.empty()) out += " " + id.suffix;
        out += " [" + std::string(text.substr(mention.begin, mention.end - mention.begin)) + "]";
    }
    return out;
}

TEST(IdentityMention, CourtBeforeTheNumber) {
    EXPECT_EQ(shown("die A GmbH, Kiel (Amtsgericht Kiel, HRB 12345 KI)"),
              "X1517R HRB 12345 KI [Amtsgericht Kiel, HRB 12345 KI]");
    EXPECT_EQ(shown("Lahr (Amtsgericht Freiburg i. Br. HRB 1) ist"),
              "B8536 HRB 1 [Amtsgericht Freiburg i. Br. HRB 1]");
    EXPECT_EQ(shown("(Amtsgericht Amtsgericht Ulm HRB 2 )"), "B8537 HRB 2 [Amtsgericht Amtsgericht Ulm HRB 2]");
    EXPECT_EQ(shown("des Amtsgerichts\nCharlottenburg unter der Nummer HRB 3 B."),
              "F1103R HRB 3 B [Amtsgerichts\nCharlottenburg unter der Nummer HRB 3 B]");
    EXPECT_EQ(shown("im Handelsregister von Berlin-Charlottenburg zu HRB 4"),
              "F1103R HRB 4 B [Handelsregister von Berlin-Charlottenburg zu HRB 4]");
    EXPECT_EQ(shown("im Handelsregister Duisburg unter HRB 5 eingetragene"),
              "R1202 HRB 5 [Handelsregister Duisburg unter HRB 5]");
    EXPECT_EQ(shown("(AG Frankfurt/Oder, GsR Nr. 6)"), "G1207 GsR 6 FF [AG Frankfurt/Oder, GsR Nr. 6]");
    EXPECT_EQ(shown("Amtsgericht Dresden am 20.12.2024 unter HRB 7"),
              "U1104 HRB 7 [Amtsgericht Dresden am 20.12.2024 unter HRB 7]");
}

TEST(IdentityMention, CourtBehindTheNumber) {
    EXPECT_EQ(shown("in Dorsten,\nHRB 1 Amtsgericht\nGelsenkirchen, wegen"),
              "R2507 HRB 1 [HRB 1 Amtsgericht\nGelsenkirchen]");
    EXPECT_EQ(shown("ist unter HRB 2 B im Handelsregister des Amtsgerichts Charlottenburg eingetragen"),
              "F1103R HRB 2 B [HRB 2 B im Handelsregister des Amtsgerichts Charlottenburg]");
    EXPECT_EQ(shown("HRB 3 AG Frankfurt am Main, Sitz"), "M1201 HRB 3 [HRB 3 AG Frankfurt am Main]");
}

TEST(IdentityMention, EachNumberHasItsOwnCourt) {
    EXPECT_EQ(
        shown("(Amtsgericht Köln, HRB 1) und (Amtsgericht Bonn, HRB 2), HRB 3"),
        "R3306 HRB 1 [Amtsgericht Köln, HRB 1]; R3201 HRB 2 [Amtsgericht Bonn, HRB 2]; - HRB 3 [HRB 3]");
    EXPECT_EQ(shown("(Amtsgericht München HRB 1) beim Amtsgericht Ulm"),
              "D2601V HRB 1 [Amtsgericht München HRB 1]");
    EXPECT_EQ(shown("Amtsgericht Köln, Zimmer 3, HRB 1"), "- HRB 1 [HRB 1]");
}

TEST(IdentityMention, CourtsThatAreNotKnownAreKeptAsWritten) {
    EXPECT_EQ(shown("(Amtsgericht Atlantis, HRB 1)"), "Atlantis HRB 1 [Amtsgericht Atlantis, HRB 1]");
    EXPECT_EQ(shown("der Muster AG Atlantis HRB 1"), "- HRB 1 [HRB 1]");
}

TEST(IdentityMention, MisspelledCourtsAreGuessedAndSaidToBe) {
    const std::vector<Mention> found =
        find_register_mentions("(Amtsgericht Chralottenburg, HRB 1 B) (Amtsgericht Husum, HRB 2)");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].id.court, "F1103R");
    EXPECT_EQ(found[0].court_name, "Chralottenburg");
    EXPECT_TRUE(found[0].is_court_guessed);
    EXPECT_EQ(found[1].id.court, "X1115");
    EXPECT_FALSE(found[1].is_court_guessed);
}

TEST(IdentityMention, LettersThatTheCourtsNumbersAlwaysHave) {
    const std::vector<Mention> found =
        find_register_mentions("Amtsgericht Kiel HRB 395, Amtsgericht Köln HRB 395");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].id.suffix, "KI");
    EXPECT_EQ(found[1].id.suffix, "");
}

TEST(IdentityMention, EntriesThatWereTakenOver) {
    const std::vector<Mention> found =
        find_register_mentions("(Amtsgericht Stendal früher Halle-Saalkreis, HRB 7)");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].id, (RegisterId{"W1215", "HRB", 7, "", "W1109"}));
}

TEST(IdentityMention, NotEveryTypeHasANumber) {
    for (const char* text :
         {"", "VR Bank eG", "VR-Bank 2000", "HRB", "HRB x", "XHRB 1", "HRB 12.345", "HRB 1234567", "HRB 0",
          "HRB 12x", "PR3D GmbH", "Rechtsform HRB\nDortmund", "HRB \xC3"})
        EXPECT_EQ(shown(text), "") << text;
}

TEST(IdentityMention, LettersBehindTheNumber) {
    EXPECT_EQ(shown("HRB 1 MÖ"), "- HRB 1 MÖ [HRB 1 MÖ]");
    EXPECT_EQ(shown("HRB 1 UG"), "- HRB 1 [HRB 1]");
    EXPECT_EQ(shown("HRB 1B und"), "- HRB 1 B [HRB 1B]");
    EXPECT_EQ(shown("HRB.\xC2\xA0"
                    "0012"),
              "- HRB 12 [HRB.\xC2\xA0"
              "0012]");
}

}  // namespace
}  // namespace hr::core::identity
