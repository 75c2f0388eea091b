#include "core/retry.hpp"

#include <algorithm>

namespace hr::core {
namespace {

constexpr std::int64_t kBaseMs = 1'000;
constexpr std::int64_t kCapMs = 3'600'000;
constexpr std::int64_t kConflictBaseMs = 50;
constexpr std::int64_t kConflictCapMs = 10'000;
constexpr int kMaxDoublings = 30;  // beyond every cap, far below overflow

bool is_conflict(std::string_view sqlstate) {
    return sqlstate == "40001" || sqlstate == "40P01" || sqlstate == "55P03";
}

bool is_outage(std::string_view sqlstate) {
    return sqlstate.starts_with("53") || sqlstate.starts_with("57P");
}

/// The run that failed for lack of resources for the last time that is borne.
bool is_too_large(const Failure& failure) {
    return is_shortage(failure.sqlstate) && failure.retries >= kMaxShortageRetries;
}

std::int64_t jittered(std::int64_t base, std::int64_t cap, int doublings, double random01) {
    const std::int64_t bound = std::min(cap, base << std::clamp(doublings, 0, kMaxDoublings));
    const double share = random01 > 0 ? std::min(random01, 1.0) : 0.0;  // also for NaN
    return static_cast<std::int64_t>(share * static_cast<double>(bound));
}

}  // namespace

bool is_shortage(std::string_view sqlstate) {
    return sqlstate == "53200" || sqlstate == "53400";
}

Decision decide(const Failure& failure, int attempt, int max_attempts, double random01) {
    if (failure.permanent) return {};
    if (is_conflict(failure.sqlstate) && failure.retries < kMaxConflictRetries)
        return {Fate::retry, false, jittered(kConflictBaseMs, kConflictCapMs, failure.retries, random01)};
    if (is_too_large(failure)) return {};
    if (is_outage(failure.sqlstate))
        return {Fate::retry, false, jittered(kBaseMs, kCapMs, failure.retries, random01)};
    if (failure.sqlstate == kJobTimeout) max_attempts = std::min(max_attempts, kMaxTimeouts);
    if (attempt >= max_attempts) return {};
    return {Fate::retry, true, jittered(kBaseMs, kCapMs, attempt > 0 ? attempt - 1 : 0, random01)};
}

}  // namespace hr::core
