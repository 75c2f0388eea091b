#include "core/person/entry.hpp"

#include <gtest/gtest.h>

namespace hr::core::person {
namespace {

TEST(PersonEntry, NamesAndPlacesBecomeWords) {
    const Identity expected{"muster", "erika maria", "1980-02-01", "berlin", true};
    EXPECT_EQ(identity_of({"", "Muster", "Erika Maria", "1980-02-01", "Berlin"}), expected);
    EXPECT_EQ(identity_of({"", "MUSTER", "Erika-Maria", "1980-02-01", " Berlin "}), expected);
    EXPECT_EQ(identity_of({}), Identity{});
}

TEST(PersonEntry, ParticlesGoBehindTheName) {
    const auto last_name = [](std::string_view prefix, std::string_view name) {
        return identity_of({prefix, name, "", "", ""}).last_name;
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
        return identity_of({"", "Muster", "Erika", text, ""}).birth_date;
    };
    for (const char* date : {"1980", "1980-02", "1980-02-01"}) EXPECT_EQ(birth_date(date), date);
    for (const char* text : {"", "80", "198a", "1980-2-1", "1980-02-0", "1980/02", "1980-02-01 ", "1980-02-011", "-980"})
        EXPECT_EQ(birth_date(text), "") << text;
}

TEST(PersonEntry, IsFullWithBothNamesAndTheDay) {
    EXPECT_TRUE(identity_of({"", "Muster", "Erika", "1980-02-01", ""}).is_full);
    EXPECT_TRUE(identity_of({"von", "", "Erika", "1980-02-01", ""}).is_full);
    EXPECT_FALSE(identity_of({"", "Muster", "Erika", "1980-02", ""}).is_full);
    EXPECT_FALSE(identity_of({"", "Muster", ".", "1980-02-01", ""}).is_full);
    EXPECT_FALSE(identity_of({"", "-", "Erika", "1980-02-01", ""}).is_full);
}

TEST(PersonEntry, BirthDatesInNamesAndPlacesGo) {
    const Identity found =
        identity_of({"", "Muster, *01.02.1980", "Erika, 1.2.1980", "", "Berlin geb. am 1. Februar 1980"});
    EXPECT_EQ(found, (Identity{"muster", "erika", "", "berlin", false}));
}

}  // namespace
}  // namespace hr::core::person
