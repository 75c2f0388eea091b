#include "core/name/edit_distance.hpp"
#include "core/search/correction.hpp"
#include "core/search/entries.hpp"
#include "core/search/search_name.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace hr::core::search;

namespace {

using Words = std::vector<std::string>;

bool meet(const Words& a, const Words& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](const std::string& key) { return std::find(b.begin(), b.end(), key) != b.end(); });
}

std::string mistype(std::string word, std::mt19937& random) {
    const std::size_t at = random() % word.size();
    const char letter = static_cast<char>('a' + random() % 26);
    switch (random() % 4) {
        case 0:
            return word.erase(at, 1);
        case 1:
            return word.insert(at, 1, letter);
        case 2:
            word[at] = letter;
            return word;
        default:
            if (at + 1 < word.size()) std::swap(word[at], word[at + 1]);
            return word;
    }
}

}  // namespace

TEST(SearchWord, OneMistakeAlwaysLeavesAKeyInCommon) {
    std::mt19937 random(3);
    for (int i = 0; i < 20'000; ++i) {
        std::string word(3 + random() % 20, ' ');
        for (char& letter : word) letter = static_cast<char>('a' + random() % 26);
        const std::string mistyped = mistype(word, random);
        if (mistyped.size() < 3) continue;
        EXPECT_TRUE(meet(correction_keys(word), keys_to_correct(mistyped))) << word << " " << mistyped;
    }
}

TEST(SearchWord, TwoMistakesInOneHalfLeaveAKeyInCommon) {
    EXPECT_TRUE(meet(correction_keys("beratungsgesellschaft"), keys_to_correct("bertungsgeselschaft")) ||
                meet(correction_keys("beratungsgesellschaft"), keys_to_correct("bretugnsgesellschaft")));
    EXPECT_TRUE(meet(correction_keys("maschinenbau"), keys_to_correct("masciehnenbau")));
}

TEST(SearchWord, ShortAndEndlessWordsAreNotCorrected) {
    EXPECT_TRUE(correction_keys("ag").empty());
    EXPECT_TRUE(keys_to_correct("ag").empty());
    EXPECT_TRUE(keys_to_correct(std::string(1000, 'a')).empty());
}

TEST(SearchWord, EditDistanceCountsNeighboursThatChangePlacesOnce) {
    EXPECT_EQ(hr::core::name::edit_distance("werkzeug", "wrekzeug", 2), 1U);
    EXPECT_EQ(hr::core::name::edit_distance("meier", "meier", 2), 0U);
    EXPECT_EQ(hr::core::name::edit_distance("meier", "maier", 2), 1U);
    EXPECT_EQ(hr::core::name::edit_distance("meier", "schmidt", 2), 3U);
    EXPECT_EQ(hr::core::name::edit_distance("", "abc", 5), 3U);
    EXPECT_EQ(hr::core::name::edit_distance("abc", "", 1), 2U);
}

TEST(SearchWord, WordsOfANameAreThoseThatTell) {
    EXPECT_EQ(search_name("Müller & Söhne GmbH & Co. KG").words, (Words{"mueller", "soehne"}));
    EXPECT_EQ(search_name("M G I Motorcycle GmbH").words, (Words{"mgi", "motorcycle"}));
    EXPECT_EQ(search_name("Anger Bohrgeselschaft mit bevchränkter Haftung").words, (Words{"anger", "bohr"}));
    EXPECT_EQ(run_together(search_name("goga-druck Horst").words),
              run_together(search_name("Goga Druckhorst").words));
    EXPECT_FALSE(search_name("und").words.empty());
    EXPECT_TRUE(search_name("…").words.empty());
}

TEST(SearchWord, EntriesOfANameHoldEachWordOnce) {
    const NameEntries entries = entries_of_name(12, "Anna Anna Boot GmbH");
    EXPECT_EQ(entries.words, (Words{"anna", "boot"}));
    EXPECT_EQ(entries.runs, (Words{"annaannaboot", "annaannabootgmbh"}));
    EXPECT_EQ(entries.posting, posting(12, 3));
    EXPECT_EQ(entries_of_seat(12, "Bad Ems").posting, posting(12, 0));
    EXPECT_TRUE(entries_of_seat(12, "Bad Ems").runs.empty());
}
