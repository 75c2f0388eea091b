// Owns jobs as values: what a claim takes out of hr_queue, and what is put back.
#pragma once

#include "core/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hr::queue {

struct Job {
    std::int64_t id = 0;
    int priority = 0;
    std::optional<std::string> subject;  ///< JWT claim "sub" at enqueue
    std::string payload;                 ///< JSON text
    int attempt = 0;
    int retries = 0;
    int crashes = 0;
    int interrupts = 0;
    std::string enqueued_at;  ///< as the server prints it
};

/// A batch: jobs of one kind and one owner, in order of priority and number.
struct Claim {
    std::string kind;
    std::string owner;
    std::optional<std::string> handler;  ///< signature of an SQL processor
    bool builtin = false;                ///< neither handler nor builtin: the kind is not registered any more
    int max_attempts = 1;
    std::vector<Job> jobs;
};

/// What became of one job.
struct Outcome {
    std::optional<std::string> result;  ///< JSON text of a completed job
    std::optional<Error> error;         ///< set: the job failed
    bool permanent = false;             ///< another attempt cannot help
};

inline Outcome done(std::optional<std::string> result) {
    return {std::move(result), std::nullopt, false};
}
inline Outcome failed(Error error, bool permanent) {
    return {std::nullopt, std::move(error), permanent};
}

}  // namespace hr::queue
