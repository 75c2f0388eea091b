#include "core/identity/court.hpp"

#include <gtest/gtest.h>

#include <fstream>

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
    EXPECT_EQ(find_court_by_code("X1115"), nullptr);
}

std::string found(const FoundCourt& found) {
    constexpr const char* kMatches[] = {"none", "code", "name", "alias", "guess"};
    return code_of(found.court) + " " + kMatches[static_cast<std::size_t>(found.match)];
}

TEST(IdentityCourt, FormerCourtsAreFoundAmongAll) {
    EXPECT_EQ(found(find_any_court("Husum")), "X1115 name");
    EXPECT_EQ(found(find_any_court("x1115")), "X1115 code");
    EXPECT_EQ(found(find_any_court("Freiburg i.Br.")), "B8536 alias");
    EXPECT_EQ(found(find_any_court("B1204")), "B8536 code");
    EXPECT_EQ(find_any_court("Husum").court->successor, "X1112R");
    EXPECT_EQ(find_any_court("Kappeln").court->status, "dissolved");
    EXPECT_FALSE(find_any_court("Husum").court->keeps_registers());
}

TEST(IdentityCourt, TheSuccessorTellsFormerCourtsOfOneNameApart) {
    const auto of = [](const char* name, const char* successor) {
        return found(find_any_court(name, find_court_by_code(successor)));
    };
    EXPECT_EQ(of("Halle", "R2103"), "R2104 alias");
    EXPECT_EQ(of("Langen", "M1114"), "M1112 name");
    EXPECT_EQ(of("Langen", "P2613"), "P2608 alias");
    EXPECT_EQ(of("M1112", "P2613"), "P2608 code");
    EXPECT_EQ(of("Fürth", "M1103"), "M1105 alias");
    EXPECT_EQ(of("Fürth", "D3310V"), "D3304V name");
    EXPECT_EQ(found(find_any_court("Langen")), "none none");
}

TEST(IdentityCourt, MisspelledNamesAreGuessedWhereThatIsSafe) {
    EXPECT_EQ(found(guess_court("Chralottenburg")), "F1103R guess");
    EXPECT_EQ(found(guess_court("Amtsgericht Saarbrüken")), "V1109 guess");
    EXPECT_EQ(found(guess_court("Landsut")), "D2404V guess");
    EXPECT_EQ(found(guess_court("Munchen")), "D2601V guess");
    EXPECT_EQ(found(guess_court("Mönchengladbahc")), "R1504 guess");
    for (const char* name : {"", "Haren", "Regenstauf", "Kempem", "Atlantis", "Charlotenbuggg"})
        EXPECT_EQ(found(guess_court(name)), "none none") << name;
}

TEST(IdentityCourt, EveryCourtIsFoundByItsOwnNames) {
    int keeping = 0;
    for (const Court& court : courts()) {
        EXPECT_EQ(code_of(find_any_court(court.code).court), court.code);
        EXPECT_EQ(code_of(find_any_court(court.base_code).court), court.code);
        EXPECT_FALSE(court.state.empty()) << court.code;
        if (!court.successor.empty()) {
            EXPECT_NE(find_court_by_code(court.successor), nullptr) << court.code;
        }
        if (!court.keeps_registers()) continue;
        EXPECT_EQ(code_of(find_court_by_code(court.code)), court.code);
        EXPECT_EQ(code_of(find_court_by_name(court.name)), court.code);
        EXPECT_EQ(code_of(find_court_by_name(short_name(court))), court.code);
        ++keeping;
    }
    EXPECT_EQ(keeping, 116);
    EXPECT_EQ(courts().size(), 1121u);
}

/// The table is generated: no line of its source may be lost.
TEST(IdentityCourt, EveryLineOfTheSourceIsInTheTable) {
    std::size_t lines = 0;
    for (const char* name : {"courts", "former_courts"}) {
        std::ifstream file(std::string(HR_SOURCE_DIR) + "/src/core/identity/" + name + ".tsv");
        std::string line;
        std::getline(file, line);
        while (std::getline(file, line)) {
            EXPECT_NE(find_any_court(line.substr(0, line.find('\t'))).court, nullptr) << line;
            ++lines;
        }
    }
    EXPECT_EQ(lines, courts().size());
}

}  // namespace
}  // namespace hr::core::identity
