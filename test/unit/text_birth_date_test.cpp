// What readers see of texts: birth dates go, other dates stay, and nothing else changes.
#include "core/text/without_dates.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <fstream>
#include <random>
#include <string>

namespace hr::core::text {
namespace {

std::string unescaped(std::string_view cell) {
    std::string text;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const bool is_escape = cell[i] == '\\' && i + 1 < cell.size();
        if (is_escape) ++i;
        text += !is_escape ? cell[i] : cell[i] == 'n' ? '\n' : cell[i] == 't' ? '\t' : cell[i];
    }
    return text;
}

bool is_subsequence(std::string_view part, std::string_view whole) {
    std::size_t found = 0;
    for (const char c : whole)
        if (found < part.size() && part[found] == c) ++found;
    return found == part.size();
}

std::string masked(std::string_view text, const Births& births = {}) {
    return without_dates(text, Dates::births, births);
}

TEST(TextBirthDate, ListOfForms) {
    std::ifstream file(std::string(HR_SOURCE_DIR) + "/test/unit/data/birth_dates.tsv");
    int gone = 0, kept = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
        const std::string birth = line.substr(0, first);
        const std::string text = unescaped(line.substr(first + 1, second - first - 1));
        const std::string expected = unescaped(line.substr(second + 1));
        EXPECT_EQ(masked(text, Births(birth)), expected) << text;
        ++(text == expected ? kept : gone);
    }
    EXPECT_GE(gone, 100);
    EXPECT_GE(kept, 100);
}

TEST(TextBirthDate, EveryFormOfAStoredDateGoes) {
    for (const char* written : {"5.3.1957", "05.03.1957", "5. März 1957", "5. MA\xcc\x88RZ 1957", "5.3.57",
                                "1957/03/05", "1957-03-05", "05 03 1957", "19570305",
                                "5.\xc2\xa0"
                                "3.\xe2\x80\xaf"
                                "1957",
                                "5.III.1957"})
        EXPECT_EQ(masked("Vertrag mit X vom " + std::string(written) + ".", Births("1949-12-31 1957-03-05 1970-02-01")),
                  "Vertrag mit X vom.")
            << written;
}

TEST(TextBirthDate, AllDatesOfTextsAboutPeople) {
    EXPECT_EQ(without_dates("Köln, 1. Februar 1970", Dates::all), "Köln");
    EXPECT_EQ(without_dates("Muster\xc2\xa0"
                            "1.2.1970",
                            Dates::all),
              "Muster");
}

TEST(TextBirthDate, OfRandomTextsIsAPartOfThemAndStays) {
    static constexpr std::string_view kPieces[] = {
        "geb. ", "*",        "am ",        "geboren",    "1.",   "2.",   "1980", " ",
        "\n",    "\xc2\xa0", "Müller",     ", ",         "Köln", "(",    ")",    "[",
        "]",     "1.2.1970", "3. März 80", "1970-02-01", "-",    "/",    ";",    "und ",
        "vom ",  "Vertrag ", "GmbH",       "19700201",   "in ",  "Jan.", "geb",  "\xe2\x80\x93",
        ":",     "0",        "9",          "\xcc\x88",   "\xe2"};
    std::mt19937 random(7);
    for (int n = 0; n < 60000; ++n) {
        std::string text;
        for (int i = 0, length = 1 + static_cast<int>(random() % 40); i < length; ++i)
            text += kPieces[random() % std::size(kPieces)];
        const std::string once = masked(text, Births("1980-03-03"));
        ASSERT_EQ(masked(once, Births("1980-03-03")), once) << text;
        ASSERT_TRUE(is_subsequence(once, text)) << text;
    }
}

double seconds(std::string_view text) {
    double best = 1e9;
    for (int n = 0; n < 3; ++n) {
        const std::clock_t begin = std::clock();
        masked(text);
        best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    return best;
}

// Squared cost would be sixteen times as much for four times the text.
TEST(TextBirthDate, CostGrowsWithTheText) {
    for (const std::string_view piece :
         {"geb. ", "1.1.", "1.1.1980 ", "geb. 1.1.1980 ", "*1.2.70,", "1.1.90 geb. 2.2.90 ", "1.         ",
          "A, ", "(", "1", "Müller, Hans, Köln, ", "geb. Müller ", "1.\xc2\xa0"}) {
        std::string text;
        while (text.size() < 100'000) text += piece;
        const std::string twice = text + text, fourfold = twice + twice;
        EXPECT_LT(seconds(fourfold), 10 * seconds(text) + 0.005) << piece;
        EXPECT_LT(seconds(fourfold + "geb. 1.1.1980"), 3.0) << piece;
    }
    std::string hostile = std::string(200'000, 'A') + " 1.1.90";
    for (int n = 0; n < 20'000; ++n) hostile += " geb. 2.2.90";
    EXPECT_LT(seconds(hostile), 3.0);
}

}  // namespace
}  // namespace hr::core::text
