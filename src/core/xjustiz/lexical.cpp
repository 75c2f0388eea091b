#include "core/xjustiz/lexical.hpp"

#include "core/ascii.hpp"
#include "core/xjustiz/resolver.hpp"

#include <algorithm>

namespace hr::core::xjustiz {
namespace {

constexpr std::size_t kMaxDigits = 40;

/// The number in `count` digits at `position`, -1 where they are not digits.
int digits_at(std::string_view text, std::size_t position, std::size_t count) {
    if (text.size() < position + count) return -1;
    int value = 0;
    for (const char c : text.substr(position, count)) {
        if (!is_digit(c)) return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

int days_of(int year, int month) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kDays[month - 1];
}

/// "Z", "+01:00", "-05:00" or nothing.
bool is_time_zone(std::string_view text) {
    if (text.empty() || text == "Z") return true;
    return text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' &&
           digits_at(text, 1, 2) >= 0 && digits_at(text, 4, 2) >= 0;
}

struct Decimal {
    std::string digits;  ///< without leading zeros
    int scale = 0;       ///< of them behind the point; may be negative
};

/// What stands before the exponent: "25000.00", ".5".
std::optional<Decimal> mantissa(std::string_view text) {
    Decimal decimal;
    bool seen_point = false;
    std::size_t count = 0;
    for (const char c : text) {
        if (c == '.' && !seen_point) {
            seen_point = true;
            continue;
        }
        if (!is_digit(c) || ++count > kMaxDigits) return std::nullopt;
        if (c != '0' || !decimal.digits.empty()) decimal.digits += c;
        if (seen_point) ++decimal.scale;
    }
    if (count == 0) return std::nullopt;
    return decimal;
}

/// "+4", "-2", "7"; at most two digits.
std::optional<int> exponent(std::string_view text) {
    const bool negative = text.substr(0, 1) == "-";
    if (negative || text.substr(0, 1) == "+") text.remove_prefix(1);
    if (text.empty() || text.size() > 2) return std::nullopt;
    const int value = digits_at(text, 0, text.size());
    if (value < 0) return std::nullopt;
    return negative ? -value : value;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_xml_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_xml_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string_view without_semicolon(std::string_view text) {
    text = trimmed(text);
    while (!text.empty() && text.back() == ';') text = trimmed(text.substr(0, text.size() - 1));
    return text;
}

std::optional<std::string> exact_decimal(std::string_view text) {
    const bool negative = text.substr(0, 1) == "-";
    if (negative || text.substr(0, 1) == "+") text.remove_prefix(1);
    const std::size_t mark = text.find_first_of("eE");
    std::optional<Decimal> decimal = mantissa(text.substr(0, mark));
    if (!decimal) return std::nullopt;
    if (mark != std::string_view::npos) {
        const std::optional<int> shift = exponent(text.substr(mark + 1));
        if (!shift) return std::nullopt;
        decimal->scale -= *shift;
    }
    // "25000.00" and "2.5E4" are one amount: zeros behind the point come from the notation.
    while (decimal->scale > 0 && !decimal->digits.empty() && decimal->digits.back() == '0') {
        decimal->digits.pop_back();
        --decimal->scale;
    }
    if (decimal->digits.empty()) decimal->scale = 0;
    std::string& digits = decimal->digits;
    if (decimal->scale < 0) digits.append(static_cast<std::size_t>(-decimal->scale), '0');
    const std::size_t scale = static_cast<std::size_t>(std::max(decimal->scale, 0));
    if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
    if (digits.size() > kMaxDigits) return std::nullopt;
    if (scale > 0) digits.insert(digits.size() - scale, 1, '.');
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    return negative && !zero ? "-" + digits : digits;
}

std::optional<std::string> partial_date(std::string_view text) {
    const int year = digits_at(text, 0, 4);
    if (year < 1) return std::nullopt;
    if (text.size() == 4) return std::string(text);
    const int month = text[4] == '-' ? digits_at(text, 5, 2) : -1;
    if (month < 1 || month > 12) return std::nullopt;
    if (text.size() == 7) return std::string(text);
    const int day = text[7] == '-' ? digits_at(text, 8, 2) : -1;
    if (day < 1 || day > days_of(year, month) || text.size() != 10) return std::nullopt;
    return std::string(text);
}

std::optional<std::string> whole_number(std::string_view text) {
    constexpr std::size_t kLongest = 9;
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
    while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
    if (text.size() > kLongest) return std::nullopt;
    return std::string(text);
}

std::optional<std::string> calendar_date(std::string_view text) {
    if (text.size() < 10 || !is_time_zone(text.substr(10))) return std::nullopt;
    return partial_date(text.substr(0, 10));
}

std::optional<std::string> clock_time(std::string_view text) {
    const int hour = digits_at(text, 0, 2), minute = digits_at(text, 3, 2), second = digits_at(text, 6, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
    if (text[2] != ':' || text[5] != ':') return std::nullopt;
    std::string_view rest = text.substr(8);
    if (rest.substr(0, 1) == ".") {
        rest.remove_prefix(1);
        while (!rest.empty() && is_digit(rest.front())) rest.remove_prefix(1);
    }
    if (!is_time_zone(rest)) return std::nullopt;
    return std::string(text.substr(0, 8));
}

std::optional<std::string> date_and_time(std::string_view text) {
    if (text.size() < 19 || text[10] != 'T') return std::nullopt;
    const std::optional<std::string> date = calendar_date(text.substr(0, 10));
    const std::optional<std::string> time = clock_time(text.substr(11));
    if (!date || !time) return std::nullopt;
    return *date + " " + *time;
}

bool is_register_date(std::string_view iso) {
    const std::string_view year = iso.substr(0, kFirstYear.size());
    return year.size() == kFirstYear.size() && year >= kFirstYear && year <= kLastYear;
}

std::optional<std::string> register_moment(std::string_view text) {
    std::optional<std::string> moment = date_and_time(text);
    return moment && is_register_date(*moment) ? moment : std::nullopt;
}

std::string_view list_name(std::string_view uri) {
    constexpr std::string_view kMark = "codeliste:";
    const std::size_t at = uri.find(kMark);
    return at == std::string_view::npos ? uri : uri.substr(at + kMark.size());
}

}  // namespace hr::core::xjustiz
