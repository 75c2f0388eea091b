#include "core/error.hpp"
#include "core/identity/court.hpp"
#include "core/identity/register_id.hpp"

#include <gtest/gtest.h>

namespace hr::core::identity {
namespace {

/// "F1103R HRB 158855 B", with " < X1112R" where there is a former court.
std::string shown(const RegisterId& id) {
    std::string text = id.court + " " + id.type + " " + std::to_string(id.number) + " " + id.suffix;
    return id.former_court.empty() ? text : text + " < " + id.former_court;
}

struct Form {
    const char* text;
    const char* shown;
};

class IdentityForms : public ::testing::TestWithParam<Form> {};

TEST_P(IdentityForms, IsUnderstood) {
    const RegisterId id = parse_register_id(GetParam().text);
    EXPECT_EQ(shown(id), GetParam().shown);
    EXPECT_EQ(parse_register_id(label(id)), id) << label(id);
    if (const auto text = euid(id)) {
        EXPECT_EQ(parse_register_id(*text), id);
    }
}

INSTANTIATE_TEST_SUITE_P(
    All, IdentityForms,
    ::testing::Values(
        Form{"HRB 158855 B Charlottenburg (Berlin)", "F1103R HRB 158855 B"},
        Form{"HRB 12345 B Charlottenburg", "F1103R HRB 12345 B"},
        Form{"HRB 12345 Charlottenburg", "F1103R HRB 12345 B"},
        Form{"HRA 12345 Charlottenburg", "F1103R HRA 12345 "},
        Form{"Amtsgericht Charlottenburg (Berlin) HRB 158855 B", "F1103R HRB 158855 B"},
        Form{"Amtsgericht Charlottenburg (Berlin), HRB 158855", "F1103R HRB 158855 B"},
        Form{"DEF1103R.HRB158855B", "F1103R HRB 158855 B"}, Form{"def1103r.hrb158855", "F1103R HRB 158855 B"},
        Form{"DEU1308.HRB33517", "U1308 HRB 33517 "}, Form{"DEY1206V.GnR7", "Y1206 GnR 7 "},
        Form{"DE-HRB-F1103-158855", "F1103R HRB 158855 B"}, Form{"DE-GSR-U1308-9", "U1308 GsR 9 "},
        Form{"HRB 32007 U1308", "U1308 HRB 32007 "}, Form{"HRB 5 Z9999", "Z9999 HRB 5 "},
        Form{"Frankfurt/Oder HRB 5", "G1207 HRB 5 FF"}, Form{"Leipzig HRB 32007", "U1308 HRB 32007 "},
        Form{"  Leipzig\tHRB\xC2\xA0"
             "32007 ",
             "U1308 HRB 32007 "},
        Form{"AG Leipzig hrb32007", "U1308 HRB 32007 "}, Form{"HRB Nr. 32007 Leipzig", "U1308 HRB 32007 "},
        Form{"HRB 0032007 Leipzig", "U1308 HRB 32007 "},
        Form{"HRB 111 HU Husum früher Flensburg", "X1115 HRB 111 HU < X1112R"},
        Form{"Husum früher Flensburg HRB 111 HU", "X1115 HRB 111 HU < X1112R"},
        Form{"Flensburg HRB 111 HU früher Husum", "X1112R HRB 111 HU < X1115"},
        Form{"Bremen früher Bremen HRB 4 HB", "H1101 HRB 4 HB < H1101"},
        Form{"Bremen früher Bremerhaven HRB 4", "H1101 HRB 4  < H1102"},
        Form{"Stendal FRÜHER Amtsgericht Halle/Saale HRB 4", "W1215 HRB 4  < W1109"},
        Form{"Kiel früher Neu Atlantis HRB 4", "X1517R HRB 4  < Neu Atlantis"},
        Form{"Essen früher Gelsenkirchen-Buer (Gelsenkirchen) VR 4", "R2503 VR 4  < R2508"},
        Form{"HRA 1041RD Kiel", "X1517R HRA 1041 RD"}, Form{"HRA 1041 RD Kiel", "X1517R HRA 1041 RD"},
        Form{"hra 1041 rd kiel", "X1517R HRA 1041 RD"}, Form{"Kiel HRA 1041 rd", "X1517R HRA 1041 RD"},
        Form{"Lübeck HRB 7 MÖ", "X1721R HRB 7 MÖ"}, Form{"Lübeck HRB 7 mö", "X1721R HRB 7 MÖ"},
        Form{"HRB 7 Ulm", "B8537 HRB 7 "}, Form{"HRB 7 HOF", "D4501V HRB 7 "},
        Form{"hrb 7 bad homburg", "M1202 HRB 7 "}, Form{"HRB 7 BAD HOMBURG", "M1202 HRB 7 "},
        Form{"gnr 7 Köln", "R3306 GnR 7 "}, Form{"PR 7 Köln", "R3306 PR 7 "},
        Form{"vr 7 Köln", "R3306 VR 7 "}, Form{"GSR 7 Köln", "R3306 GsR 7 "},
        Form{"GR 7 Köln", "R3306 GR 7 "}, Form{"HRB 999999 Köln", "R3306 HRB 999999 "},
        Form{"HRB 33517 Leipzig", "U1308 HRB 33517 "}, Form{"HRA 8195 FL Flensburg", "X1112R HRA 8195 FL"},
        Form{"Kiel VR 1503", "X1517R VR 1503 KI"}, Form{"DEX1517R.HRB395KI", "X1517R HRB 395 KI"},
        Form{"Potsdam HRB 39134", "G1312 HRB 39134 P"}, Form{"Kiel HRB 1 RD", "X1517R HRB 1 RD"},
        Form{"Saarlouis VR 12", "V1110 VR 12 "}, Form{"M1114_M1112_HRB840", "M1114 HRB 840  < M1112"},
        Form{"P2613_M1112_HRB840", "P2613 HRB 840  < P2608"},
        Form{"M1103_D3304V_HRB1", "M1103 HRB 1  < M1105"},
        Form{"Darmstadt früher Fürth HRB 1", "M1103 HRB 1  < M1105"},
        Form{"Tostedt früher Langen HRB 840", "P2613 HRB 840  < P2608"},
        Form{"B1204_HRB260632", "B8536 HRB 260632 "}, Form{"x1721r_hrb9hl", "X1721R HRB 9 HL"},
        Form{"H1101_H1101_HRB4", "H1101 HRB 4  < H1101"}));

struct Refusal {
    const char* text;
    const char* detail;  ///< part of it
};

class IdentityRefusals : public ::testing::TestWithParam<Refusal> {};

TEST_P(IdentityRefusals, NamesTheWrongPart) {
    try {
        const RegisterId id = parse_register_id(GetParam().text);
        FAIL() << "accepted as " << shown(id);
    } catch (const Error& error) {
        EXPECT_EQ(error.sqlstate(), "22023");
        EXPECT_NE(error.detail().find(GetParam().detail), std::string::npos) << error.detail();
        EXPECT_NE(error.hint().find("DEF1103R.HRB158855B"), std::string::npos);
        const ParsedRegisterId parsed = describe(GetParam().text);
        EXPECT_FALSE(parsed.is_valid);
        EXPECT_EQ(parsed.problem, error.detail());
        EXPECT_EQ(parsed.id, RegisterId{});
        EXPECT_FALSE(parsed.euid);
    }
}

INSTANTIATE_TEST_SUITE_P(
    All, IdentityRefusals,
    ::testing::Values(
        Refusal{"", "empty"}, Refusal{"  ", "empty"}, Refusal{"HRX 1 Leipzig", "register type"},
        Refusal{"Leipzig 32007", "register type"}, Refusal{"HRB 32007", "court is missing"},
        Refusal{"HRB", "number is missing"}, Refusal{"Leipzig HRB", "number is missing"},
        Refusal{"HRB 0 Leipzig", "\"0\""}, Refusal{"HRB 1000000 Leipzig", "\"1000000\""},
        Refusal{"HRB zwölf Leipzig", "\"zwölf\""}, Refusal{"HRB -5 Leipzig", "\"-5\""},
        Refusal{"HRB 12ABCD Leipzig", "suffix \"ABCD\""}, Refusal{"HRB 12.5 Leipzig", "suffix \".5\""},
        Refusal{"HRB 12 Atlantis", "\"Atlantis\""}, Refusal{"HRB 12 B Atlantis", "\"Atlantis\""},
        Refusal{"Leipzig HRB 12 Dresden", "\"Dresden\""}, Refusal{"HRB 1 Kiel früher", "missing"},
        Refusal{"HRB 1 früher Kiel", "court is missing"}, Refusal{"HRB 1 Kiel früher A7", "\"A7\""},
        Refusal{"Kiel früher Plön HRB 1 früher Plön", "two former courts"},
        Refusal{"DEX9999R.HRB1", "\"X9999R\""}, Refusal{"DEF1103R.XYZ1", "register type"},
        Refusal{"DEF1103R.HRB", "\"\""}, Refusal{"DE-HRB-F1103", "part is missing"},
        Refusal{"DE-HRX-F1103-1", "\"HRX\""}, Refusal{"V1110", "register type"},
        Refusal{"M1114_M1112_840", "register type"}, Refusal{"M1114_HRB", "\"\""},
        Refusal{"DEV1110.VR12", "\"V1110\""}, Refusal{"Langen HRB 1", "\"Langen\""},
        Refusal{"M1114_Q_Q_HRB1", "\"Q_Q\""}, Refusal{"DE-HRB-9-1", "\"9\""},
        Refusal{"DE-HRB-F1103-1-2", "suffix \"-2\""}, Refusal{"HRB 1 K\xF6ln", "characters"}));

TEST(IdentityRegisterId, LongTextIsRefusedWithoutRepeatingIt) {
    try {
        parse_register_id(std::string(100000, 'x'));
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(error.detail().find("longer"), std::string::npos);
        EXPECT_LT(error.message().size(), 100u);
    }
}

TEST(IdentityRegisterId, LongNamesOfFormerCourtsAreRefused) {
    EXPECT_TRUE(describe("Kiel früher " + std::string(100, 'x') + " HRB 1").is_valid);
    EXPECT_FALSE(describe("Kiel früher " + std::string(101, 'x') + " HRB 1").is_valid);
}

TEST(IdentityRegisterId, EuidOnlyWhereItIsDefined) {
    EXPECT_EQ(euid({"F1103R", "HRB", 158855, "B", ""}), "DEF1103R.HRB158855B");
    EXPECT_EQ(euid({"U1308", "GsR", 1, "", ""}), "DEU1308.GsR1");
    EXPECT_FALSE(euid({"U1308", "GR", 1, "", ""}));
    EXPECT_FALSE(euid({"X1112R", "HRB", 111, "HU", "X1115"}));
    EXPECT_FALSE(euid({"Z9999", "HRB", 1, "", ""}));
    EXPECT_FALSE(euid({"V1110", "VR", 1, "", ""}));
}

TEST(IdentityRegisterId, WithoutEuidThereIsAReason) {
    EXPECT_EQ(euid_problem({"F1103R", "HRB", 158855, "B", ""}), "");
    EXPECT_EQ(euid_problem({"X1112R", "HRB", 111, "HU", "X1115"}),
              "The entry was taken over from Amtsgericht Husum with its number; such entries have no defined "
              "EUID.");
    EXPECT_EQ(euid_problem({"V1110", "VR", 1, "", ""}),
              "Amtsgericht Saarlouis keeps no registers; Amtsgericht Saarbrücken took them over.");
    EXPECT_EQ(euid_problem({"Z9999", "HRB", 1, "", ""}), "The register court \"Z9999\" is not known.");
    EXPECT_EQ(euid_problem({"U1308", "GR", 1, "", ""}),
              "Registers of matrimonial property (GR) give no EUID.");
}

TEST(IdentityRegisterId, LabelIsForPeople) {
    EXPECT_EQ(label({"F1103R", "HRB", 158855, "B", ""}), "Amtsgericht Charlottenburg (Berlin) HRB 158855 B");
    EXPECT_EQ(label({"X1112R", "HRB", 111, "HU", "X1517R"}), "Amtsgericht Flensburg früher Kiel HRB 111 HU");
    EXPECT_EQ(label({"Z9999", "VR", 1, "", ""}), "Z9999 VR 1");
}

TEST(IdentityRegisterId, DescribeShowsWhatWasUnderstood) {
    const ParsedRegisterId parsed = describe("HRB 158855 B Charlottenburg");
    EXPECT_TRUE(parsed.is_valid);
    EXPECT_EQ(parsed.court_name, "Amtsgericht Charlottenburg (Berlin)");
    EXPECT_EQ(parsed.euid, "DEF1103R.HRB158855B");
    EXPECT_EQ(parsed.problem, "");
    EXPECT_EQ(parsed.court_match, "alias");
    EXPECT_EQ(describe("DEF1103R.HRB158855B").court_match, "code");
    EXPECT_EQ(describe("HRB 1 Leipzig").court_match, "name");
    EXPECT_EQ(describe("Offenbach am Main früher Langen HRB 1").former_name, "Amtsgericht Langen");
}

TEST(IdentityRegisterId, GuessesAreSaidToBeGuesses) {
    const ParsedRegisterId parsed = describe("Amtsgericht Chralottenburg HRB 158855 B");
    EXPECT_EQ(shown(parsed.id), "F1103R HRB 158855 B");
    EXPECT_EQ(parsed.court_match, "guess");
    EXPECT_EQ(describe("Charlottenburg früher Saarbrüken HRB 1").court_match, "guess");
    EXPECT_THROW(parse_register_id("Amtsgericht Chralottenburg HRB 158855 B"), Error);
}

TEST(IdentityRegisterId, EntryBesideItsCourt) {
    EXPECT_EQ(shown(parse_entry("HRA 1041 RD", "X1517R")), "X1517R HRA 1041 RD");
    EXPECT_EQ(shown(parse_entry("HRB 111 HU früher Husum", "Flensburg")), "X1112R HRB 111 HU < X1115");
    EXPECT_EQ(shown(parse_entry("HRB 1", "F1103")), "F1103R HRB 1 B");
    EXPECT_EQ(shown(parse_entry("HRB 1", "Z9")), "Z9 HRB 1 ");
    EXPECT_THROW(parse_entry("HRB 1 Leipzig", "U1308"), Error);
}

}  // namespace
}  // namespace hr::core::identity
