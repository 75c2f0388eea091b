// Every line of data/register_numbers.tsv: a register number as people and portals write it, and what it is or why it is
// refused. A court is never guessed where a court is named in full.
#include "core/identity/court.hpp"
#include "core/identity/register_id.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace hr::core::identity {
namespace {

std::string shown(const ParsedRegisterId& parsed) {
    if (!parsed.is_valid) return parsed.problem;
    std::string text = parsed.id.court + " " + parsed.id.type + " " + std::to_string(parsed.id.number);
    if (!parsed.id.suffix.empty()) text += " " + parsed.id.suffix;
    return parsed.id.former_court.empty() ? text : text + " < " + parsed.id.former_court;
}

TEST(IdentityWritten, EveryFormIsReadOrRefusedWithTheReason) {
    std::ifstream file(HR_SOURCE_DIR "/test/unit/data/register_numbers.tsv");
    int lines = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        const std::size_t tab = line.find('\t');
        ASSERT_NE(tab, std::string::npos) << line;
        EXPECT_EQ(shown(describe(line.substr(0, tab))), line.substr(tab + 1)) << line;
        ++lines;
    }
    EXPECT_GE(lines, 35);
}

/// With and without "Amtsgericht", with its state before it, in brackets or not, without umlauts.
TEST(IdentityWritten, TheNameOfACourtIsThatCourt) {
    for (const Court& court : courts()) {
        if (!court.keeps_registers()) continue;
        const std::string name(short_name(court));
        for (const std::string& text : {name, "Amtsgericht " + name, "AG " + name, "Registergericht Amtsgericht " + name,
                                        std::string(court.state) + " Amtsgericht " + name, "District court " + name,
                                        "des Amtsgerichts " + name, name.substr(0, name.find(" ("))}) {
            if (text == "Frankfurt") continue;  // of Frankfurt (Oder): that is Frankfurt am Main
            const ParsedRegisterId parsed = describe("HRB 815 " + text);
            EXPECT_EQ(parsed.id.court, court.code) << text << ": " << parsed.problem;
            EXPECT_NE(parsed.court_match, "guess") << text;
        }
    }
}

}  // namespace
}  // namespace hr::core::identity
