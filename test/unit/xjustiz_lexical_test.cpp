#include "core/xjustiz/lexical.hpp"

#include <gtest/gtest.h>

namespace hr::core::xjustiz {
namespace {

TEST(XjustizLexical, AmountsAreExact) {
    const std::pair<const char*, const char*> amounts[] = {
        {"2.5E4", "25000"},
        {"1.0E7", "10000000"},
        {"2.5564594E4", "25564.594"},
        {"25000.00", "25000"},
        {"25000", "25000"},
        {".5", "0.5"},
        {"5.", "5"},
        {"0", "0"},
        {"0.00", "0"},
        {"-12.50", "-12.5"},
        {"-0", "0"},
        {"+7", "7"},
        {"007", "7"},
        {"0.050", "0.05"},
        {"125e-2", "1.25"},
        {"1E-3", "0.001"},
        {"511.29", "511.29"},
        {"0E5", "0"},
        {"1e2", "100"},
        {"100.0E0", "100"},
        {"12345678901234567890.12", "12345678901234567890.12"},
    };
    for (const auto& [text, decimal] : amounts)
        EXPECT_EQ(exact_decimal(text).value_or("absent"), decimal) << text;
    for (const char* text :
         {"", "INF", "-INF", "NaN", "1,5", "1.2.3", "E4", "1E", "1E999", "1E99", ".", "-", "0x10", "1 000"})
        EXPECT_FALSE(exact_decimal(text)) << text;
}

TEST(XjustizLexical, DatesMustExist) {
    EXPECT_EQ(calendar_date("2025-06-02"), "2025-06-02");
    EXPECT_EQ(calendar_date("2025-06-02Z"), "2025-06-02");
    EXPECT_EQ(calendar_date("2025-06-02+02:00"), "2025-06-02");
    EXPECT_EQ(calendar_date("2024-02-29"), "2024-02-29");
    for (const char* text :
         {"", "2025", "2025-06", "2023-02-29", "2025-13-01", "2025-00-10", "2025-6-2", "02.06.2025",
          "2025-06-31", "0000-01-01", "2025-06-02T10:00:00", "2025-06-02X", "1900-02-29"})
        EXPECT_FALSE(calendar_date(text)) << text;
}

TEST(XjustizLexical, BirthDatesStayPartial) {
    for (const char* text : {"1965", "1965-04", "1965-04-03"}) EXPECT_EQ(partial_date(text), text);
    for (const char* text : {"", "65", "1965-", "1965-13", "1965-04-31", "1965-04-03Z", "19650403"})
        EXPECT_FALSE(partial_date(text)) << text;
}

TEST(XjustizLexical, TimesLoseFractionAndZone) {
    EXPECT_EQ(clock_time("11:21:36"), "11:21:36");
    EXPECT_EQ(clock_time("11:21:36.123+01:00"), "11:21:36");
    EXPECT_EQ(date_and_time("2026-02-25T11:21:36Z"), "2026-02-25 11:21:36");
    for (const char* text : {"", "24:00:00", "11:60:00", "11-21-36", "11:21", "11:21:36x"})
        EXPECT_FALSE(clock_time(text)) << text;
    EXPECT_FALSE(date_and_time("2026-02-30T11:21:36"));
    EXPECT_FALSE(date_and_time("2026-02-25 11:21:36"));
}

TEST(XjustizLexical, NamesOfLists) {
    EXPECT_EQ(list_name("urn:xoev-de:xjustiz:codeliste:gds.gerichte"), "gds.gerichte");
    EXPECT_EQ(list_name("urn:de:somebody:list"), "urn:de:somebody:list");
    EXPECT_EQ(list_name(""), "");
}

TEST(XjustizLexical, TrailingSemicolonsGo) {
    EXPECT_EQ(without_semicolon(" einzelvertretungsberechtigt; ;\n"), "einzelvertretungsberechtigt");
    EXPECT_EQ(without_semicolon("a; b"), "a; b");
    EXPECT_EQ(without_semicolon(";"), "");
}

TEST(XjustizLexical, CleanNames) {
    for (const char* name : {"Betz", "O'Neill", "Žižek", "von der Heyde", "Groß-Müller", "Çağla", "Ȫnd",
                             "M\xCC\x82 x", "D’Angelo"})
        EXPECT_TRUE(is_clean_name(name)) << name;
    for (const char* name : {": Betz", "Betz (Berlin)", "Betz 2", "a@b", "Иван", "<b>", "\xFF"})
        EXPECT_FALSE(is_clean_name(name)) << name;
}

}  // namespace
}  // namespace hr::core::xjustiz
