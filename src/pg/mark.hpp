// Owns what a process remembers of its last claim.
#pragma once

#include <cstdint>
#include <optional>

namespace hr::pg {

/// The first job of the last claim. Those before it are gone, or other transactions have them.
struct Mark {
    std::int64_t priority;
    std::int64_t id;
    int uses;  ///< claims that have begun there
};

/// Absent before the first claim and after one that found nothing. Only a hint: the transaction that claimed may have
/// been rolled back, and other jobs may have come before it.
std::optional<Mark> mark() noexcept;
void set_mark(std::optional<Mark> mark) noexcept;

}  // namespace hr::pg
