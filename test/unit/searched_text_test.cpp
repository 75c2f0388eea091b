// Phrases are found as by plain search, wherever they stand and whatever they consist of.
#include "core/legal/searched_text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace hr::core::legal {
namespace {

TEST(SearchedText, FindsWhatIsThere) {
    const SearchedText text("das insolvenzverfahren ist eroeffnet ");
    EXPECT_TRUE(text.has("insolvenz"));
    EXPECT_TRUE(text.has("das"));
    EXPECT_TRUE(text.has("net "));
    EXPECT_TRUE(text.has("s"));
    EXPECT_TRUE(text.has(""));
    EXPECT_FALSE(text.has("insolvenzen"));
    EXPECT_FALSE(text.has("konkurs"));
    EXPECT_FALSE(SearchedText("").has("a"));
    EXPECT_FALSE(SearchedText("ab").has("abc"));
}

TEST(SearchedText, FindsTheFirstPlaceBeforeTheEnd) {
    const SearchedText text("kapital und kapital");
    EXPECT_EQ(text.find("kapital"), 0u);
    EXPECT_EQ(text.find("und", 10), std::string_view::npos);
    EXPECT_EQ(text.find("und", 11), 8u);
}

TEST(SearchedText, AgreesWithPlainSearch) {
    std::mt19937 random(7);
    const auto letters = [&](std::size_t length) {
        std::string out;
        for (std::size_t i = 0; i < length; ++i) out += static_cast<char>(random() % 4 * 63 + 1);
        return out;
    };
    for (int i = 0; i < 20000; ++i) {
        const std::string text = letters(random() % 40), phrase = letters(random() % 6);
        ASSERT_EQ(SearchedText(text).find(phrase), text.find(phrase)) << text << '|' << phrase;
    }
}

}  // namespace
}  // namespace hr::core::legal
