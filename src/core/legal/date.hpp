// Owns the days that a register text names, and what each stands for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hr::core::legal {

/// "YYYY-MM-DD"; the first of each sort that the text has.
struct Dates {
    std::optional<std::string> agreement;   ///< of a contract or plan
    std::optional<std::string> resolution;  ///< of a meeting or a court
    std::optional<std::string> effective;   ///< from when on, or until when
    std::optional<std::string> filed;       ///< when something was handed in at the court

    bool operator==(const Dates&) const = default;
};

Dates find_dates(std::string_view utf8);

/// A day at the beginning of the text, written with its century, and its length in bytes.
struct Day {
    std::string iso;
    std::size_t length = 0;
};

/// Absent where the text does not begin with a day that exists.
std::optional<Day> day_at(std::string_view text);

}  // namespace hr::core::legal
