#include "core/text/date_finder.hpp"

#include "core/ascii.hpp"
#include "core/text/blank.hpp"
#include "core/text/month.hpp"

#include <algorithm>

namespace hr::core::text {
namespace {

constexpr std::string_view kRomanMonths[] = {"i",   "ii",   "iii", "iv", "v",  "vi",
                                             "vii", "viii", "ix",  "x",  "xi", "xii"};

/// A run of digits. Only short runs have a value.
struct Number {
    std::size_t end = 0, length = 0;
    int value = 0;
};

Number number_at(std::string_view text, std::size_t at) {
    Number number{at};
    for (; number.end < text.size() && is_digit(text[number.end]); ++number.end)
        if (++number.length <= 8) number.value = number.value * 10 + (text[number.end] - '0');
    return number;
}

bool is_month(int value) {
    return value >= 0 && value <= 12;
}

bool is_day(int value) {
    return value >= 0 && value <= 31;
}

/// Length of a dot, slash, hyphen or dash at the position, 0 where there is none.
std::size_t separator_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    const std::string_view rest = text.substr(at);
    if (rest[0] == '.' || rest[0] == '/' || rest[0] == '-') return 1;
    // U+2010 to U+2014, U+2212
    if (rest.size() >= 3 && rest.starts_with("\xe2\x80") && rest[2] >= '\x90' && rest[2] <= '\x94') return 3;
    return rest.starts_with("\xe2\x88\x92") ? 3 : 0;
}

/// What tells two parts of a date apart: blanks, a separator among them or none.
struct Gap {
    std::size_t end = 0;
    bool is_empty = true, has_separator = false;
};

Gap gap_at(std::string_view text, std::size_t at) {
    Gap gap{after_blanks(text, at)};
    const std::size_t separator = separator_at(text, gap.end);
    gap.has_separator = separator > 0;
    if (gap.has_separator) gap.end = after_blanks(text, gap.end + separator);
    gap.is_empty = gap.end == at;
    return gap;
}

struct Month {
    std::size_t end = 0;
    int number = 0;
};

int month_named(std::string_view word) {
    for (const MonthName& month : kMonthNames)
        if (month.word == word) return (month.number[0] - '0') * 10 + month.number[1] - '0';
    const auto roman = std::find(std::begin(kRomanMonths), std::end(kRomanMonths), word);
    return roman == std::end(kRomanMonths) ? 0 : static_cast<int>(roman - kRomanMonths) + 1;
}

/// A whole word that names a month, of either case, its umlaut in one character or two.
std::optional<Month> named_month_at(std::string_view text, std::size_t at) {
    char word[kLongestMonthName + 1];
    std::size_t length = 0, end = at;
    while (end < text.size() && is_letter(text[end])) {
        const std::string_view rest = text.substr(end);
        if (blank_at(text, end) > 0 || separator_at(text, end) > 0) break;
        if (length + 2 > sizeof word) return std::nullopt;
        const bool is_umlaut = rest.starts_with("\xc3\xa4") || rest.starts_with("\xc3\x84");
        const bool is_diaeresis = rest.starts_with("\xcc\x88") && length > 0 && word[length - 1] == 'a';
        if (is_umlaut) word[length++] = 'a';
        word[length++] = is_umlaut || is_diaeresis ? 'e' : lower(rest[0]);
        end += is_umlaut || is_diaeresis ? 2 : 1;
    }
    const int number = month_named(std::string_view(word, length));
    return number == 0 ? std::nullopt : std::optional<Month>(Month{end, number});
}

/// A year of two digits that goes on is none: "10.1.10.20".
bool goes_on(std::string_view text, std::size_t end) {
    const std::size_t separator = separator_at(text, end);
    return separator > 0 && end + separator < text.size() && is_digit(text[end + separator]);
}

std::optional<WrittenDate> with_named_month(std::string_view text, std::size_t at, const Number& day) {
    const std::optional<Month> month = named_month_at(text, gap_at(text, day.end).end);
    if (!month) return std::nullopt;
    const Number year = number_at(text, gap_at(text, month->end).end);
    if (year.length != 4 && (year.length != 2 || goes_on(text, year.end))) return std::nullopt;
    return WrittenDate{at, year.end, year.value, month->number, day.value, year.length == 4, DateForm::named};
}

/// "1.2.1980": of two digits may be any, so that a slip of the pen is a date too.
std::optional<WrittenDate> day_first(std::string_view text, std::size_t at, const Number& day) {
    const Gap first = gap_at(text, day.end);
    const Number month = number_at(text, first.end);
    if (first.is_empty || month.length < 1 || month.length > 2) return with_named_month(text, at, day);
    const Gap second = gap_at(text, month.end);
    const Number year = number_at(text, second.end);
    const bool is_spaced = !first.has_separator && !second.has_separator;
    if (second.is_empty || (year.length != 4 && year.length != 2)) return std::nullopt;
    if (year.length == 2 && (!first.has_separator || !second.has_separator || goes_on(text, year.end)))
        return std::nullopt;
    WrittenDate date{at,
                     year.end,
                     year.value,
                     month.value,
                     day.value,
                     year.length == 4,
                     is_spaced ? DateForm::spaced : DateForm::numeric};
    if (is_spaced && !date.exists()) return std::nullopt;
    if (month.value > 12 && day.value <= 12) std::swap(date.month, date.day);  // as Americans write
    return date;
}

std::optional<WrittenDate> year_first(std::string_view text, std::size_t at, const Number& year) {
    const Gap first = gap_at(text, year.end);
    const Number month = number_at(text, first.end);
    if (!first.has_separator || month.length < 1 || month.length > 2 || !is_month(month.value))
        return std::nullopt;
    const Gap second = gap_at(text, month.end);
    const Number day = number_at(text, second.end);
    if (!second.has_separator || day.length < 1 || day.length > 2 || !is_day(day.value)) return std::nullopt;
    return WrittenDate{at, day.end, year.value, month.value, day.value, true, DateForm::numeric};
}

std::optional<WrittenDate> compact(std::size_t at, const Number& number) {
    const auto is_year = [](int year) { return year >= 1800 && year < 2200; };
    const int n = number.value;
    WrittenDate date{at, number.end, n / 10000, n / 100 % 100, n % 100, true, DateForm::compact};
    if (is_year(date.year) && date.exists()) return date;
    date = {at, number.end, n % 10000, n / 10000 % 100, n / 1000000, true, DateForm::compact};
    return is_year(date.year) && date.exists() ? std::optional(date) : std::nullopt;
}

std::optional<WrittenDate> date_of(std::string_view text, std::size_t at, const Number& number) {
    text = text.substr(0, std::min(text.size(), at + kLongestDate + 1));
    switch (number.length) {
        case 1:
        case 2:
            return day_first(text, at, number);
        case 4:
            return year_first(text, at, number);
        case 8:
            return compact(at, number);
        default:
            return std::nullopt;
    }
}

int two_digits(std::string_view text) {
    return (text[0] - '0') * 10 + text[1] - '0';
}

void put_number(std::string& out, int value, std::size_t width) {
    const std::string digits = std::to_string(value);
    out.append(width - std::min(width, digits.size()), '0').append(digits);
}

}  // namespace

bool WrittenDate::exists() const {
    constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1 || day > kDays[month - 1]) return false;
    if (month != 2 || day < 29) return has_century ? year > 0 : true;
    const int in = has_century || year != 0 ? year : 2000;
    return in % 4 == 0 && (!has_century || in % 100 != 0 || in % 400 == 0);
}

std::optional<std::string> WrittenDate::iso() const {
    if (!has_century || !exists()) return std::nullopt;
    std::string out;
    put_number(out, year, 4);
    put_number(out += '-', month, 2);
    put_number(out += '-', day, 2);
    return out;
}

bool WrittenDate::is(std::string_view iso_date) const {
    if (iso_date.size() != 10) return false;
    const int century = two_digits(iso_date), in_century = two_digits(iso_date.substr(2));
    return year == (has_century ? century * 100 : 0) + in_century &&
           month == two_digits(iso_date.substr(5)) && day == two_digits(iso_date.substr(8));
}

std::optional<WrittenDate> date_at(std::string_view text, std::size_t at) {
    return at < text.size() && is_digit(text[at]) ? date_of(text, at, number_at(text, at)) : std::nullopt;
}

std::optional<WrittenDate> next_date(std::string_view text, std::size_t from) {
    while (from > 0 && from < text.size() && is_digit(text[from]) && is_digit(text[from - 1])) ++from;
    while (from < text.size()) {
        if (!is_digit(text[from])) {
            ++from;
            continue;
        }
        const Number number = number_at(text, from);
        if (const std::optional<WrittenDate> date = date_of(text, from, number)) return date;
        from = number.end;
    }
    return std::nullopt;
}

std::vector<WrittenDate> find_dates(std::string_view text) {
    std::vector<WrittenDate> dates;
    for (auto date = next_date(text, 0); date; date = next_date(text, date->end)) dates.push_back(*date);
    return dates;
}

}  // namespace hr::core::text
