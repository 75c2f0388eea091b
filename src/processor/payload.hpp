// Owns reading the payload of a job of a built-in kind, which anybody with the right to enqueue may have
// written by hand.
#pragma once

#include "queue/job.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hr::processor {

/// The payload of one kind. Errors are 22023 with `message` and `hint`; they tell names and types of what is
/// there, and never a value, since payloads may hold personal data.
class Payload {
public:
    Payload(const queue::Job& job, std::string message, std::string hint)
        : text_(job.payload), message_(std::move(message)), hint_(std::move(hint)) {}

    std::int64_t number(const char* key) const;  ///< throws where it is missing
    std::optional<std::int64_t> optional_number(
        const char* key) const;        ///< throws where it is something else
    bool flag(const char* key) const;  ///< false where it is missing

private:
    [[noreturn]] void refuse(const std::string& why) const;

    std::string_view text_;
    std::string message_, hint_;
};

}  // namespace hr::processor
