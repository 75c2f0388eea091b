#include "core/name/edit_distance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace hr::core::name {
namespace {

constexpr std::size_t kAll = 1000;

/// The whole matrix, as in the textbook.
std::size_t plain(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

std::string random_word(std::mt19937& random, std::size_t most, char letters) {
    std::string word(random() % (most + 1), 'a');
    for (char& c : word)
        c = static_cast<char>('a' + static_cast<char>(random() % static_cast<unsigned>(letters)));
    return word;
}

void expect_as_plain(const std::string& a, const std::string& b, std::size_t most) {
    ASSERT_EQ(edit_distance(a, b, most), std::min(plain(a, b), most + 1)) << a << " " << b << " " << most;
}

TEST(NameEditDistance, Edits) {
    EXPECT_EQ(edit_distance("", "", kAll), 0u);
    EXPECT_EQ(edit_distance("bau", "bau", 0), 0u);
    EXPECT_EQ(edit_distance("", "bau", kAll), 3u);
    EXPECT_EQ(edit_distance("bau", "baum", kAll), 1u);
    EXPECT_EQ(edit_distance("haus", "maus", kAll), 1u);
    EXPECT_EQ(edit_distance("siemens", "seimens", kAll), 1u);
    EXPECT_EQ(edit_distance("ca", "abc", kAll), 3u);  // no letter is edited twice
    EXPECT_EQ(edit_distance("kitten", "sitting", kAll), 3u);
}

TEST(NameEditDistance, NoMoreThanAskedFor) {
    EXPECT_EQ(edit_distance("bau", "holz", 2), 3u);
    EXPECT_EQ(edit_distance("bau", "bauunternehmung", 2), 3u);
    EXPECT_EQ(edit_distance("bau", "haus", 0), 1u);
}

TEST(NameEditDistance, AsTheTextbookSays) {
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const std::string a = random_word(random, 12, 3), b = random_word(random, 12, 3);
        for (const std::size_t most : {std::size_t{0}, std::size_t{1}, std::size_t{2}, kAll})
            expect_as_plain(a, b, most);
    }
}

TEST(NameEditDistance, LongWordsToo) {
    std::mt19937 random(8);
    for (int i = 0; i < 300; ++i) {
        const std::string a = random_word(random, 150, 2);
        std::string b = a;
        for (unsigned k = 0; k < random() % 8 && !b.empty(); ++k) b[random() % b.size()] = 'x';
        for (const std::size_t most : {std::size_t{0}, std::size_t{3}, std::size_t{9}, kAll})
            expect_as_plain(a, b, most);
        expect_as_plain(a, random_word(random, 150, 2), kAll);
    }
    for (const std::size_t size : {63, 64, 65, 128})
        expect_as_plain("x" + std::string(size, 'a') + "y", "z" + std::string(size, 'b') + "w", kAll);
}

TEST(NameEditDistance, BytesOfAnyValue) {
    expect_as_plain("\xff\x80z", "\x80\xffy", kAll);
    EXPECT_EQ(edit_distance(std::string(4000, 'a'), std::string(4000, 'b'), 3), 4u);
}

}  // namespace
}  // namespace hr::core::name
