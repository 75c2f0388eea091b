// Dates are found in every form in which the register's texts have them, and only those.
#include "core/text/date_finder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hr::core::text {
namespace {

TEST(TextDate, EveryFormOfOneDay) {
    for (const char* written : {"1.2.1980",
                                "01.02.1980",
                                "01. 02. 1980",
                                "1 . 2 . 1980",
                                "1.\t2.\n1980",
                                "1.\xc2\xa0"
                                "2.\xe2\x80\xaf"
                                "1980",
                                "01/02/1980",
                                "1-2-1980",
                                "01-02-1980",
                                "1\xe2\x80\x93"
                                "2\xe2\x80\x93"
                                "1980",
                                "1980-02-01",
                                "1980/02/01",
                                "1980/2/1",
                                "1980.02.01",
                                "1980 - 02 - 01",
                                "1. Februar 1980",
                                "1. FEBRUAR 1980",
                                "1.Februar1980",
                                "1 februar 1980",
                                "1. Feb. 1980",
                                "01-Feb-1980",
                                "1.FEBR.1980",
                                "1. Feber 1980",
                                "1. II. 1980",
                                "1.ii.1980",
                                "1.\xe2\x80\x87"
                                "Februar\xc2\xa0"
                                "1980",
                                "01 02 1980",
                                "19800201",
                                "01021980",
                                "02/28/1980"}) {
        const auto date = date_at(written, 0);
        ASSERT_TRUE(date) << written;
        EXPECT_EQ(date->end, std::string(written).size()) << written;
        EXPECT_EQ(date->iso(), std::string(written).starts_with("02/28") ? "1980-02-28" : "1980-02-01")
            << written;
    }
}

TEST(TextDate, MonthsHoweverTheyAreWritten) {
    for (const char* march :
         {"März", "MÄRZ", "Ma\xcc\x88rz", "MA\xcc\x88RZ", "Maerz", "Mrz.", "mrz", "Mär.", "III.", "March"})
        EXPECT_EQ(date_at("5. " + std::string(march) + " 1957", 0).value().iso(), "1957-03-05") << march;
    for (const char* january : {"Januar", "Jänner", "Ja\xcc\x88nner", "Jän.", "JÄN.", "Jan."})
        EXPECT_EQ(date_at("31. " + std::string(january) + " 1957", 0).value().iso(), "1957-01-31") << january;
}

TEST(TextDate, YearsWithoutCentury) {
    for (const char* written : {"1.2.80", "01.02.80", "1. Februar 80", "1/2/80", "1. 2. 80", "1.II.80"}) {
        const auto date = date_at(written, 0);
        ASSERT_TRUE(date) << written;
        EXPECT_FALSE(date->iso());
        EXPECT_TRUE(date->is("1980-02-01") && date->is("2080-02-01")) << written;
        EXPECT_FALSE(date->is("1981-02-01") || date->is("1980-01-02") || date->is("1980")) << written;
    }
}

TEST(TextDate, WhatIsNone) {
    for (const char* text :
         {"1.2.803", "10.000.1980 und 1.2", "1. Maifeier 1980", "1980-02", "02.1980", "1. Mai", "1.2.3",
          "12345678", "123.2.1980x", "10.1.10.20", "1.2.19800", "19801301", "Band 1, Blatt 2, 1980", "1 2 80",
          "99 99 1980", "1234-13-01", "§ 1. 2. Satz", ""})
        EXPECT_TRUE(find_dates(text).empty() || find_dates(text)[0].begin > 0) << text;
}

TEST(TextDate, DaysThatDoNotExistAreWrittenAllTheSame) {
    for (const char* written : {"30.02.1980", "00.00.1970", "29.2.1979", "31. Juni 1980"}) {
        const auto date = date_at(written, 0);
        ASSERT_TRUE(date) << written;
        EXPECT_FALSE(date->exists() || date->iso()) << written;
    }
    EXPECT_TRUE(date_at("29.2.1980", 0)->exists());
}

TEST(TextDate, FindsAllInOrder) {
    const std::string text =
        "vom 2.5.1990, 3. Juni 1995 und\n04.07.98; HRB 12345, 10115 Berlin, Fassung 2001-02-03T10:00";
    std::string found;
    for (const WrittenDate& date : find_dates(text))
        found += "[" + text.substr(date.begin, date.end - date.begin) + "]";
    EXPECT_EQ(found, "[2.5.1990][3. Juni 1995][04.07.98][2001-02-03]");
}

}  // namespace
}  // namespace hr::core::text
