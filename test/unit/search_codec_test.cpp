#include "core/name/utf8.hpp"
#include "core/search/block.hpp"
#include "core/search/posting.hpp"
#include "core/search/varint.hpp"
#include "core/search/word_list.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

using namespace hr::core::search;

TEST(SearchCodec, NumbersOfAllSizesComeBack) {
    std::string bytes;
    const std::vector<std::uint64_t> numbers = {0, 1, 127, 128, 16383, 16384, ~std::uint64_t{0}};
    for (const std::uint64_t number : numbers) put(bytes, number);
    Reader reader(bytes);
    for (const std::uint64_t number : numbers) EXPECT_EQ(reader.number(), number);
    EXPECT_TRUE(reader.done());
}

TEST(SearchCodec, DamagedBytesEndTheReading) {
    Reader endless(std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 12));
    endless.number();
    endless.number();
    EXPECT_TRUE(endless.done());
    Reader shorter("\x05");
    EXPECT_EQ(shorter.bytes(shorter.number()), "");
    EXPECT_EQ(Reader("").number(), 0U);
}

TEST(SearchCodec, PostingsComeBack) {
    std::mt19937 random(7);
    std::vector<Posting> postings;
    Posting last = 0;
    for (int i = 0; i < 5000; ++i) postings.push_back(last += 1 + random() % 100000);
    std::vector<Posting> back;
    decode(encode(postings), postings.size(), back);
    EXPECT_EQ(back, postings);
    back.clear();
    decode(encode(postings), 10, back);
    EXPECT_EQ(back.size(), 10U);
}

TEST(SearchCodec, PostingHoldsCompanyAndWords) {
    EXPECT_EQ(company_of(posting(1'205'727, 3)), 1'205'727);
    EXPECT_EQ(words_of(posting(1, 3)), 3U);
    EXPECT_EQ(words_of(posting(1, 40)), kMaxWords);
    EXPECT_LT(posting(1, 40), posting(2, 0));
}

TEST(SearchCodec, ListedWordsComeBack) {
    const std::vector<ListedWord> words = {{"bau", 12}, {"baum", 3}, {"baumann", 9}, {"zaun", 0}};
    std::vector<ListedWord> back;
    decode(encode(words), 100, back);
    EXPECT_EQ(back, words);
    EXPECT_EQ(magnitude_of(0), 0U);
    EXPECT_EQ(magnitude_of(1), 0U);
    EXPECT_EQ(magnitude_of(1024), 10U);
}

TEST(SearchCodec, BlocksHoldAllEntriesInOrder) {
    std::map<std::string, std::string> entries;
    for (int i = 0; i < 3000; ++i)
        entries["w" + std::to_string(i * 7)] = std::string(static_cast<std::size_t>(i % 50), 'x');
    std::map<std::string, std::string> back;
    std::string last;
    BlockWriter writer([&](const std::string& first_key, const std::string& content) {
        EXPECT_LT(last, first_key);
        EXPECT_LE(content.size(), kBlockBytes);
        bool is_first = true;
        each_entry(content, [&](std::string_view key, std::string_view value) {
            if (is_first) {
                EXPECT_EQ(key, first_key);
            }
            is_first = false;
            last = key;
            back[std::string(key)] = value;
            return true;
        });
    });
    for (const auto& [key, value] : entries) writer.add(key, value);
    writer.finish();
    EXPECT_EQ(back, entries);
}

// --- damage: what is whole comes, what is not and what stands behind it is left out
// ---------------------------------

TEST(SearchCodec, ANumberWithoutEndIsNone) {
    Reader reader(std::string_view("\x07\x80", 2));
    EXPECT_EQ(reader.number(), 7U);
    EXPECT_TRUE(reader.is_whole());
    EXPECT_EQ(reader.number(), 0U);
    EXPECT_FALSE(reader.is_whole());
    EXPECT_EQ(reader.number(), 0U);
    const std::string bytes = std::string(11, '\xff') + "\x01";
    Reader endless(bytes);
    EXPECT_EQ(endless.number(), 0U);
    EXPECT_TRUE(endless.done());
}

TEST(SearchCodec, FewerBytesThanStatedAreNone) {
    Reader reader(
        "\x05"
        "abcd");
    EXPECT_EQ(reader.bytes(reader.number()), "");
    EXPECT_FALSE(reader.is_whole());
    EXPECT_TRUE(reader.done());
}

TEST(SearchCodec, OfADamagedListTheBeginningComes) {
    std::vector<Posting> postings;
    decode(encode(std::vector<Posting>{3, 200, 100'000}).substr(0, 5), 10, postings);
    EXPECT_EQ(postings, (std::vector<Posting>{3, 200}));
    const std::string bytes = encode(std::vector<ListedWord>{{"bau", 12}, {"baum", 3}});
    for (const std::size_t cut : {1, 2}) {
        std::vector<ListedWord> words;
        decode(bytes.substr(0, bytes.size() - cut), 10, words);
        EXPECT_EQ(words, (std::vector<ListedWord>{{"bau", 12}}));
    }
    std::vector<ListedWord> words;
    decode(bytes + '\x09' + '\0' + '\0', 10, words);  // has more of the word before than there is
    EXPECT_EQ(words.size(), 2U);
}

namespace {

std::vector<std::string> entries_of(std::string_view content) {
    std::vector<std::string> entries;
    each_entry(content, [&](std::string_view key, std::string_view value) {
        entries.push_back(std::string(key) + "=" + std::string(value));
        return true;
    });
    return entries;
}

}  // namespace

TEST(SearchCodec, OfADamagedBlockTheBeginningComes) {
    std::string block;
    BlockWriter writer([&](const std::string&, const std::string& content) { block = content; });
    writer.add("wbau", "12");
    writer.add("wbaum", "3");
    writer.finish();
    ASSERT_EQ(entries_of(block), (std::vector<std::string>{"wbau=12", "wbaum=3"}));
    for (std::size_t size = 9; size < block.size(); ++size)  // the first entry has 9 bytes
        EXPECT_EQ(entries_of(block.substr(0, size)), std::vector<std::string>{"wbau=12"}) << size;
    const std::string beyond = {6, 0, 0}, empty = {0, 0, 0};
    EXPECT_EQ(entries_of(block + beyond).size(), 2U);
    EXPECT_EQ(entries_of(block + empty).size(), 2U) << "there is no key without a letter";
}

// Otherwise few bytes could repeat a long key many times.
TEST(SearchCodec, ALongKeyIsDamage) {
    std::string block;
    BlockWriter writer([&](const std::string&, const std::string& content) { block = content; });
    writer.add(std::string(kLongestKey, 'w'), "");
    writer.finish();
    EXPECT_EQ(entries_of(block).size(), 1U);
    block.clear();
    put(block, 0);
    put(block, kLongestKey + 1);
    block += std::string(kLongestKey + 1, 'w');
    put(block, 0);
    EXPECT_EQ(entries_of(block).size(), 0U);
    std::vector<ListedWord> words;
    decode(encode(std::vector<ListedWord>{{std::string(kLongestWord + 1, 'w'), 0}}), 10, words);
    EXPECT_TRUE(words.empty());
}

TEST(SearchCodec, AnyBytesAreABlockWithoutHarm) {
    std::mt19937 random(11);
    for (int i = 0; i < 2000; ++i) {
        std::string bytes(random() % 60, '\0');
        for (char& byte : bytes) byte = static_cast<char>(random());
        std::vector<ListedWord> words;
        decode(bytes, 100, words);
        int entries = 0;
        each_entry(bytes, [&](std::string_view, std::string_view) { return ++entries < 1000; });
        EXPECT_LE(entries, 60);
    }
}

namespace {

/// A block of these keys; of two, the second one shares so many bytes with the first one.
std::string block_of(std::string_view first, std::size_t shared, std::string_view more) {
    std::string content;
    put(content, 0);
    put(content, first.size());
    content += first;
    put(content, 0);
    put(content, shared);
    put(content, more.size());
    content += more;
    put(content, 0);
    return content;
}

std::vector<std::string> keys_in(std::string_view content) {
    std::vector<std::string> keys;
    each_entry(content, [&](std::string_view key, std::string_view) {
        keys.emplace_back(key);
        return true;
    });
    return keys;
}

}  // namespace

TEST(SearchCodec, KeysThatNoTextColumnHoldsAreDamage) {
    using namespace std::string_literals;
    EXPECT_EQ(keys_in(block_of("wa", 1, "b")), (std::vector<std::string>{"wa", "wb"}));
    EXPECT_EQ(keys_in(block_of("w\xc3\xa4", 2, "\xb6")),
              (std::vector<std::string>{"w\xc3\xa4", "w\xc3\xb6"}));
    for (const std::string& more :
         {"\xff"s, "\0"s, "b\0"s, "\xc3"s, "\xed\xa0\x80"s, "\xc0\x80"s, "\xf5\x80\x80\x80"s, "b\x80"s})
        EXPECT_EQ(keys_in(block_of("wa", 1, more)), std::vector<std::string>{"wa"}) << more;
    EXPECT_EQ(keys_in(block_of("w\xc3\xa4", 2, "\xff")), std::vector<std::string>{"w\xc3\xa4"});
    EXPECT_TRUE(keys_in(block_of("\xff", 1, "a")).empty());
    EXPECT_EQ(keys_in(block_of("wb", 1, "a")), std::vector<std::string>{"wb"}) << "not in order";
}

TEST(SearchCodec, RewritingADamagedBlockWritesTexts) {
    std::string content;
    BlockWriter writer([&](const std::string&, const std::string& block) { content = block; });
    for (int i = 100; i < 200; ++i) writer.add("w" + std::to_string(i), "value");
    writer.finish();
    const NewValues added = {{"w150a", "more"}};
    std::mt19937 random(3);
    for (int n = 0; n < 20000; ++n) {
        std::string damaged = content;
        for (int i = 0; i < 3; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
        std::string last;
        rewrite(damaged, added.begin(), added.end(),
                [&](const std::string& first_key, const std::string& block) {
                    ASSERT_TRUE(hr::core::name::is_storable(first_key));
                    ASSERT_LT(last, first_key);
                    last = first_key;
                    ASSERT_FALSE(keys_in(block).empty());
                });
        ASSERT_FALSE(last.empty());
    }
}
