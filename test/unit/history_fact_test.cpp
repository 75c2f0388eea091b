#include "history_support.hpp"

#include "core/error.hpp"

#include <gtest/gtest.h>

namespace hr::core::history::testing {
namespace {

std::vector<Fact> sample() {
    return {name("Müller GmbH"), capital("25000.00"), officer("k", "Erika", "Muster", "1980-02-01"),
            fact(Attribute::seat, "", {{"city", ""}}), name(std::string(300, 'x'))};
}

void expect_corrupted(const std::string& bytes) {
    try {
        decode(bytes);
        ADD_FAILURE() << "accepted " << bytes.size() << " bytes";
    } catch (const Error& error) {
        EXPECT_EQ(error.sqlstate(), "XX001");
        EXPECT_FALSE(error.detail().empty());
    }
}

TEST(HistoryFact, RoundTrip) {
    EXPECT_EQ(decode(encode(sample())), sample());
    EXPECT_EQ(decode(encode({})), std::vector<Fact>{});
}

TEST(HistoryFact, BytesAreFixed) {
    EXPECT_EQ(encode({name("ab")}), std::string("\x01\x01\x01\x00\x02\x03"
                                                "ab\x00",
                                                9));
}

TEST(HistoryFact, FewerColumnsArePadded) {
    EXPECT_EQ(decode(std::string("\x01\x01\x01\x00\x01\x03"
                                 "ab",
                                 8)),
              std::vector<Fact>{name("ab")});
}

TEST(HistoryFact, EveryTruncationIsRejected) {
    const std::string bytes = encode(sample());
    for (std::size_t n = 0; n < bytes.size(); ++n) expect_corrupted(bytes.substr(0, n));
}

TEST(HistoryFact, ForeignBytesAreRejected) {
    expect_corrupted(encode(sample()) + '\0');
    expect_corrupted(std::string("\x02\x00", 2));                  // version
    expect_corrupted(std::string("\x01\xff\xff\xff\xff\x0f", 6));  // count
    expect_corrupted(std::string("\x01\x80\x00", 3));              // not the shortest form
    expect_corrupted(std::string("\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11));  // beyond any number
    expect_corrupted(std::string("\x01\x01\x00\x00\x00", 5));                           // attribute 0
    expect_corrupted(std::string("\x01\x01\x18\x00\x00", 5));                           // attribute 24
    expect_corrupted(std::string("\x01\x01\x01\x00\x03\x00\x00\x00", 8));               // too many columns
    expect_corrupted(std::string("\x01\x01\x01\xff\xff\xff\xff\x0f\x00", 9));           // key length
    expect_corrupted(std::string("\x01\x01\x01\x00\x01\xff\xff\xff\xff\x0f", 10));      // text length
}

TEST(HistoryFact, TrimKeepsWhatAnEarlierReleaseKnows) {
    const std::vector<std::size_t> columns = {1, 1};  // names without short names, former names
    Fact both = name("ab");
    both.value[1] = "a";
    const Fact former = fact(Attribute::former_name, "old", {{"name", "old"}});
    const std::string trimmed = trim(encode({both, former, capital("1")}), columns);
    EXPECT_EQ(decode(trimmed), (std::vector<Fact>{name("ab"), former}));
    EXPECT_EQ(trimmed.substr(0, 8), std::string("\x01\x02\x01\x00\x01\x03"
                                                "ab",
                                                8));
    EXPECT_EQ(trim(encode({former}), {}), encode({}));
    EXPECT_THROW(trim("damaged", columns), Error);
}

TEST(HistoryFact, EncodeWantsAllColumns) {
    try {
        encode({Fact{Attribute::name, "", {}}});
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.sqlstate(), "XX000");
    }
}

}  // namespace
}  // namespace hr::core::history::testing
