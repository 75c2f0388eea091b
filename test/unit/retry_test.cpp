#include "core/retry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace hr::core {
namespace {

constexpr Decision kDead{Fate::dead, true, 0};

TEST(Retry, OrdinaryFailuresBackOffExponentially) {
    const Failure failure{"22P02", false, 0};
    EXPECT_EQ(decide(failure, 1, 5, 0.5), (Decision{Fate::retry, true, 500}));
    EXPECT_EQ(decide(failure, 2, 5, 0.5), (Decision{Fate::retry, true, 1'000}));
    EXPECT_EQ(decide(failure, 4, 5, 0.5), (Decision{Fate::retry, true, 4'000}));
    EXPECT_EQ(decide(failure, 5, 5, 0.5), kDead);
    EXPECT_EQ(decide(failure, 6, 5, 0.5), kDead);
    EXPECT_EQ(decide(failure, 1, 0, 0.5), kDead);
}

TEST(Retry, DelayIsCappedAndJittered) {
    const Failure failure{"XX000", false, 0};
    EXPECT_EQ(decide(failure, 1'000'000, 2'000'000, 1.0).delay_ms, 3'600'000);
    EXPECT_EQ(decide(failure, 13, 20, 1.0).delay_ms, 3'600'000);
    EXPECT_EQ(decide(failure, 12, 20, 1.0).delay_ms, 2'048'000);
    EXPECT_EQ(decide(failure, 3, 20, 0.0).delay_ms, 0);
    EXPECT_EQ(decide(failure, 3, 20, 7.0).delay_ms, 4'000);
    EXPECT_EQ(decide(failure, 3, 20, -1.0).delay_ms, 0);
    EXPECT_EQ(decide(failure, 3, 20, std::numeric_limits<double>::quiet_NaN()).delay_ms, 0);
    EXPECT_EQ(decide(failure, std::numeric_limits<int>::min(), 20, 1.0).delay_ms, 1'000);
}

TEST(Retry, PermanentIsDeadWhateverTheCode) {
    for (const char* code : {"22023", "40001", "53100", "57P01"})
        EXPECT_EQ(decide({code, true, 0}, 1, 5, 0.5), kDead);
}

TEST(Retry, ConflictsDoNotCountTwentyTimes) {
    for (const char* code : {"40001", "40P01", "55P03"}) {
        EXPECT_EQ(decide({code, false, 0}, 5, 5, 1.0), (Decision{Fate::retry, false, 50}));
        EXPECT_EQ(decide({code, false, 19}, 5, 5, 1.0), (Decision{Fate::retry, false, 10'000}));
        EXPECT_EQ(decide({code, false, 20}, 1, 5, 1.0), (Decision{Fate::retry, true, 1'000}));
        EXPECT_EQ(decide({code, false, 20}, 5, 5, 1.0), kDead);
    }
}

TEST(Retry, OutagesNeverKillAJob) {
    for (const char* code : {"53000", "53100", "53300", "57P01", "57P03"}) {
        EXPECT_EQ(decide({code, false, 0}, 5, 5, 1.0), (Decision{Fate::retry, false, 1'000}));
        EXPECT_EQ(decide({code, false, 500}, 5, 5, 1.0), (Decision{Fate::retry, false, 3'600'000}));
    }
}

TEST(Retry, LackOfResourcesKillsAfterFifteenDelays) {
    for (const char* code : {"53200", "53400"}) {
        std::int64_t whole = 0;
        for (int retries = 0; retries < kMaxShortageRetries; ++retries) {
            const Decision next = decide({code, false, retries}, 1, 5, 1.0);
            EXPECT_EQ(next,
                      (Decision{Fate::retry, false, std::min<std::int64_t>(1'000LL << retries, 3'600'000)}));
            whole += next.delay_ms;
        }
        EXPECT_GT(whole, 4 * 3'600'000);  // at most; on average half of it
        EXPECT_EQ(decide({code, false, kMaxShortageRetries}, 1, 5, 1.0), kDead);
        EXPECT_EQ(decide({code, false, 500}, 1, 5, 1.0), kDead);
    }
}

TEST(Retry, TimeRunsOutTwice) {
    EXPECT_EQ(decide({kJobTimeout, false, 0}, 1, 5, 1.0), (Decision{Fate::retry, true, 1'000}));
    EXPECT_EQ(decide({kJobTimeout, false, 0}, 2, 5, 1.0), kDead);
    EXPECT_EQ(decide({kJobTimeout, false, 0}, 1, 1, 1.0), kDead);
}

TEST(Retry, CancelIsAnOrdinaryFailure) {
    EXPECT_EQ(decide({"57014", false, 0}, 1, 5, 1.0), (Decision{Fate::retry, true, 1'000}));
    EXPECT_EQ(decide({"57014", false, 0}, 5, 5, 1.0), kDead);
    EXPECT_EQ(decide({"", false, 0}, 5, 5, 1.0), kDead);
}

}  // namespace
}  // namespace hr::core
