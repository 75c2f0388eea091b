// Owns the retry rule: what becomes of a job whose run has failed. Pure: no clock, no random source.
#pragma once

#include <cstdint>
#include <string_view>

namespace hr::core {

struct Failure {
    std::string_view sqlstate;  ///< five characters; anything else counts as an ordinary failure
    bool permanent = false;     ///< the processor says that trying again cannot help
    int retries = 0;            ///< retries so far that did not count as attempts
};

enum class Fate { retry, dead };

struct Decision {
    Fate fate = Fate::dead;
    bool counts = true;         ///< false: the attempt is not used up, Failure::retries grows by one instead
    std::int64_t delay_ms = 0;  ///< from now until the job is due again; 0 for dead

    bool operator==(const Decision&) const = default;
};

/// Conflicts beyond this many uncounted retries are ordinary failures.
inline constexpr int kMaxConflictRetries = 20;

/// A job that has failed this often for lack of resources is too large for the server: some hours of growing
/// delays, all but the first few runs alone in their transaction.
inline constexpr int kMaxShortageRetries = 15;

/// A built-in job has run longer than it may. Once this may be the machine's fault.
inline constexpr std::string_view kJobTimeout = "57T01";
inline constexpr int kMaxTimeouts = 2;

/// Out of memory, of locks, of temporary files (53200, 53400): the server lacks it, or the job is too large.
/// A full disk or too many connections are never the job's fault.
bool is_shortage(std::string_view sqlstate);

/// `attempt` is the number of the run that failed, from 1; `random01` is uniform in [0, 1).
///
///   failure                       outcome
///   permanent                     dead
///   40001, 40P01, 55P03: conflict retry, not counted, 20 times; below 50 ms * 2^retries, cap 10 s
///   53200, 53400: shortage        retry, not counted, 15 times, then dead; below 1 s * 2^retries, cap 1 h
///   else 53xxx, 57Pxx: outage     retry, not counted, without limit; below 1 s * 2^retries, cap 1 h
///   57T01: out of time            dead at the second attempt; else as below
///   else, 57014 (cancel) too      dead if attempt >= max_attempts;
///                                 else retry, counted; below 1 s * 2^(attempt - 1), cap 1 h
///
/// Delays have full jitter: random01 times the bound. Conflicts and outages say nothing about the job,
/// so a full disk over a weekend puts no job among the dead.
Decision decide(const Failure& failure, int attempt, int max_attempts, double random01);

}  // namespace hr::core
