// Owns recognising dates in the register's texts, in every form in which they are written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::text {

/// How a date is written. The loose forms are numbers that need not be a date: whoever acts on them asks for
/// more.
enum class DateForm {
    numeric,  ///< "1.2.1980", "01. 02. 80", "1/2/1980", "1-2-1980", "1980-02-01", "1980/02/01", "1.II.1980"
    named,    ///< "1. Februar 1980", "1.FEB.80", "1 Mrz. 1980", "01-Feb-1980"
    spaced,   ///< "01 02 1980": loose
    compact   ///< "19800201", "01021980": loose
};

/// A date as a text has it. Wherever parts are told apart there may be any number of blanks, see blank_at().
struct WrittenDate {
    std::size_t begin = 0, end = 0;  ///< in bytes
    int year = 0;                    ///< 0 to 99 where only two digits are written
    int month = 0, day = 0;          ///< as written: 0 and days that do not exist occur
    bool has_century = true;         ///< are four digits of the year written?
    DateForm form = DateForm::numeric;

    bool is_loose() const { return form == DateForm::spaced || form == DateForm::compact; }

    /// Is it a day of the calendar? Without a century, in 2000 or 1900.
    bool exists() const;

    /// "1980-02-01", absent without a century and for what does not exist.
    std::optional<std::string> iso() const;

    /// Does it stand for this day ("1980-02-01")? Without a century: of any.
    bool is(std::string_view iso_date) const;
};

/// More bytes, which could only be blanks, are no date.
inline constexpr std::size_t kLongestDate = 120;

/// The date that begins at the position, the longest one; the text before does not count.
std::optional<WrittenDate> date_at(std::string_view text, std::size_t at);

/// The first date that begins at or behind `from`. No date begins within a number.
std::optional<WrittenDate> next_date(std::string_view text, std::size_t from);

/// All dates, which never overlap. Linear in the text's length.
std::vector<WrittenDate> find_dates(std::string_view text);

}  // namespace hr::core::text
