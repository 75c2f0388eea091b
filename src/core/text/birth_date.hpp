// Owns the decision whether a date in a text is somebody's birth date.
#pragma once

#include "core/text/date_finder.hpp"

namespace hr::core::text {

/// How much of a text is looked at around a date, in bytes: what is farther away does not count.
inline constexpr std::size_t kBeforeDate = 400, kBehindDate = 100;

/// Why a date is a birth date.
enum class BirthReason {
    stored,  ///< it is the birth date of one of the persons
    mark,    ///< a mark stands beside it: "* 1.2.1980", "geb. am 1.2.1980", "am 1.2.1980 geborene"
    birth,   ///< names or places stand between the mark and it: "geboren in Köln am 1.2.1980", "geb.
             ///< Müller, 1.2.1980"
    place    ///< it stands where the registers write it: "Müller, Hans, Köln, 1.2.1980"
};

/// What goes with a birth date: bytes right before it and right behind it.
struct Birth {
    BirthReason reason;
    std::size_t before = 0, behind = 0;
};

/// Days on which persons were born.
class Births {
public:
    Births() = default;

    /// "1957-03-05 1980-02-01": in order, a blank between two. Lives as long as the text.
    explicit Births(std::string_view days) : days_(days) {}

    /// Is it one of them? Without a century: of any since 1800.
    bool has(const WrittenDate& date) const;

private:
    bool has_day(std::string_view day) const;

    std::string_view days_;
};

/// `before` ends where the date begins, `behind` begins where it ends. Absent for dates of contracts,
/// meetings, entries, …
std::optional<Birth> find_birth(std::string_view before, const WrittenDate& date, std::string_view behind,
                                const Births& births);

}  // namespace hr::core::text
