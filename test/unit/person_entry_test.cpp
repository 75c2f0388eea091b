#include "core/person/entry.hpp"

#include <gtest/gtest.h>

namespace hr::core::person {
namespace {

TEST(PersonEntry, NamesAndPlacesBecomeWords) {
    const Identity expected{"muster", "erika maria", "1980-02-01", "berlin", true, "muster|erika maria|1980-02-01"};
    EXPECT_EQ(identity_of({1, "", "Muster", "Erika Maria", "1980-02-01", "Berlin"}), expected);
    EXPECT_EQ(identity_of({2, "", "MUSTER", "Erika-Maria", "1980-02-01", " Berlin "}), expected);
    EXPECT_EQ(identity_of({7, "", "", "", "", ""}), (Identity{"", "", "", "", false, "7|||"}));
    EXPECT_EQ(identity_of({7, "", "Muster", "Erika", "1980-02", ""}).key, "7|muster|erika|1980-02");
}

TEST(PersonEntry, ParticlesGoBehindTheName) {
    const auto last_name = [](std::string_view prefix, std::string_view name) {
        return identity_of({1, prefix, name, "", "", ""}).last_name;
    };
    EXPECT_EQ(last_name("von der", "Heide"), "heide von der");
    EXPECT_EQ(last_name("", "von der Heide"), "heide von der");
    EXPECT_EQ(last_name("von", "der Heide"), "heide von der");
    EXPECT_EQ(last_name("Auf der", "Heide-Muster"), "heide muster auf der");
    EXPECT_EQ(last_name("von und zu", "Muster"), "muster von und zu");
    EXPECT_EQ(last_name("zur", "Muster von Heide"), "muster von heide zur");
    EXPECT_EQ(last_name("Graf von", "Muster"), "graf von muster");
    EXPECT_EQ(last_name("", "von der"), "der von");
    EXPECT_EQ(last_name("", "von"), "von");
    EXPECT_EQ(last_name("von", ""), "von");
    EXPECT_EQ(last_name("", "Vonder"), "vonder");
}

TEST(PersonEntry, BirthDatesAreAsExactAsStated) {
    const auto birth_date = [](std::string_view text) {
        return identity_of({1, "", "Muster", "Erika", text, ""}).birth_date;
    };
    for (const char* date : {"1980", "1980-02", "1980-02-01"}) EXPECT_EQ(birth_date(date), date);
    for (const char* text : {"", "80", "198a", "1980-2-1", "1980-02-0", "1980/02", "1980-02-01 ", "1980-02-011", "-980"})
        EXPECT_EQ(birth_date(text), "") << text;
}

TEST(PersonEntry, IsFullWithBothNamesAndTheDay) {
    EXPECT_TRUE(identity_of({1, "", "Muster", "Erika", "1980-02-01", ""}).is_full);
    EXPECT_TRUE(identity_of({1, "von", "", "Erika", "1980-02-01", ""}).is_full);
    EXPECT_FALSE(identity_of({1, "", "Muster", "Erika", "1980-02", ""}).is_full);
    EXPECT_FALSE(identity_of({1, "", "Muster", ".", "1980-02-01", ""}).is_full);
    EXPECT_FALSE(identity_of({1, "", "-", "Erika", "1980-02-01", ""}).is_full);
}

TEST(PersonEntry, BirthDatesInNamesAndPlacesGo) {
    const Identity found =
        identity_of({1, "", "Muster, *01.02.1980", "Erika, 1.2.1980", "", "Berlin geb. am 1. Februar 1980"});
    EXPECT_EQ(found, (Identity{"muster", "erika", "", "berlin", false, "1|muster|erika|"}));
}

}  // namespace
}  // namespace hr::core::person
