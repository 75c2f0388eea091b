// Owns the lexical forms of values in a register document: blanks, amounts, dates, code lists, name
// characters.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hr::core::xjustiz {

/// Without the blanks, tabs and line ends around it.
std::string_view trimmed(std::string_view text);

/// Also without the ";" behind it.
std::string_view without_semicolon(std::string_view text);

/// xs:double as exact decimal text: "2.5E4" -> "25000", "25000.00" -> "25000". Absent for what is no finite
/// number or has more than 40 digits.
std::optional<std::string> exact_decimal(std::string_view text);

/// xs:integer in its shortest form: "+07" -> "7". Absent for what is none or has more than nine digits.
std::optional<std::string> whole_number(std::string_view text);

/// xs:date without its time zone: "2025-06-02". Absent for a day that does not exist.
std::optional<std::string> calendar_date(std::string_view text);

/// "1965", "1965-04", "1965-04-03".
std::optional<std::string> partial_date(std::string_view text);

/// xs:time without fraction and time zone: "11:21:36".
std::optional<std::string> clock_time(std::string_view text);

/// xs:dateTime without fraction and time zone: "2026-02-25 11:21:36".
std::optional<std::string> date_and_time(std::string_view text);

/// The years that a register can state: the oldest registers began in the 19th century, and what lies ahead
/// is the end of a term. Others (9999, 0202) are slips, which would stand first or last in every list.
inline constexpr std::string_view kFirstYear = "1800", kLastYear = "2199";

/// Whether a text that begins with a date, or with its year, states one of these.
bool is_register_date(std::string_view iso);

/// date_and_time() within these years.
std::optional<std::string> register_moment(std::string_view text);

/// "urn:xoev-de:xjustiz:codeliste:gds.gerichte" -> "gds.gerichte"; other names as they are.
std::string_view list_name(std::string_view uri);

/// Whether a person's name has only characters of DIN 91379 data type A, as the schema demands.
bool is_clean_name(std::string_view utf8);

}  // namespace hr::core::xjustiz
