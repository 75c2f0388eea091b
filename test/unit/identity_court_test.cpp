#include "core/identity/court.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace hr::core::identity {
namespace {

std::string code_of(const Court* court) {
    return court ? std::string(court->code) : "none";
}

TEST(IdentityCourt, FoundByEveryCode) {
    for (const char* code : {"F1103R", "F1103", "f1103r"})
        EXPECT_EQ(code_of(find_court_by_code(code)), "F1103R") << code;
    for (const char* code : {"Y1206", "Y1206V"})
        EXPECT_EQ(code_of(find_court_by_code(code)), "Y1206") << code;
    EXPECT_EQ(code_of(find_court_by_code("K1101Z")), "K1101R");
    EXPECT_EQ(code_of(find_court_by_code("U1308")), "U1308");
    for (const char* code : {"", "Z9999", "F1103RR", "F110", "Leipzig"})
        EXPECT_EQ(find_court_by_code(code), nullptr) << code;
}

TEST(IdentityCourt, FoundByEverySpellingOfTheName) {
    const std::pair<const char*, const char*> spellings[] = {
        {"Charlottenburg", "F1103R"},
        {"Berlin (Charlottenburg)", "F1103R"},
        {"Amtsgericht Charlottenburg (Berlin)", "F1103R"},
        {"AMTSGERICHT CHARLOTTENBURG", "F1103R"},
        {"AG Charlottenburg", "F1103R"},
        {"Frankfurt/Oder", "G1207"},
        {"Frankfurt (Oder)", "G1207"},
        {"Frankfurt am Main", "M1201"},
        {"Köln", "R3306"},
        {"Koeln", "R3306"},
        {"KÖLN", "R3306"},
        {"Ko\xCC\x88ln", "R3306"},
        {"Registergericht Amtsgericht Weiden i. d. OPf.", "D3508V"},
        {"Weiden i.d.OPf.", "D3508V"},
        {"Bad Homburg v.d.H.", "M1202"},
        {"Ludwigshafen a.Rhein (Ludwigshafen)", "T3104V"},
        {"Oldenburg (Oldenburg)", "P3210"},
        {"Gießen", "M1406"},
        {"giessen", "M1406"},
    };
    for (const auto& [name, code] : spellings) EXPECT_EQ(code_of(find_court_by_name(name)), code) << name;
}

TEST(IdentityCourt, CourtsThatWereMergedAreNotTheirSuccessor) {
    for (const char* name : {"Bremerhaven", "Halle", "Magdeburg", "Husum", "Amtsgericht", ""})
        EXPECT_EQ(find_court_by_name(name), nullptr) << name;
}

TEST(IdentityCourt, EveryCourtOfTheTableIsFoundByItsOwnNames) {
    std::ifstream file(std::string(HR_SOURCE_DIR) + "/src/core/identity/courts.tsv");
    std::string line;
    std::getline(file, line);
    int courts = 0;
    while (std::getline(file, line)) {
        std::istringstream fields(line);
        std::string code, base, alternatives, name, state;
        for (std::string* field : {&code, &base, &alternatives, &name, &state})
            std::getline(fields, *field, '\t');
        EXPECT_EQ(code_of(find_court_by_code(code)), code);
        EXPECT_EQ(code_of(find_court_by_code(base)), code);
        EXPECT_EQ(code_of(find_court_by_name(name)), code);
        const Court* court = find_court(code);
        ASSERT_NE(court, nullptr) << code;
        EXPECT_EQ(code_of(find_court_by_name(short_name(*court))), code);
        EXPECT_EQ(court->name, name);
        EXPECT_EQ(court->state, state);
        ++courts;
    }
    EXPECT_EQ(courts, 116);
}

}  // namespace
}  // namespace hr::core::identity
