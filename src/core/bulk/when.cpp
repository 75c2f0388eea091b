#include "core/bulk/when.hpp"

#include "core/xjustiz/lexical.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace hr::core::bulk {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year_month_day;

constexpr std::string_view kShape = "0000-00-00T00:00:00";
constexpr std::size_t kDateLength = 10;

bool fits(std::string_view text, std::string_view shape) {
    if (text.size() != shape.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_digit = text[i] >= '0' && text[i] <= '9';
        const bool is_gap = shape[i] == 'T' && text[i] == ' ';
        if (shape[i] == '0' ? !is_digit : text[i] != shape[i] && !is_gap) return false;
    }
    return true;
}

int number(std::string_view text, std::size_t at, std::size_t length) {
    int value = 0;
    for (const char c : text.substr(at, length)) value = value * 10 + (c - '0');
    return value;
}

/// One o'clock UTC on the last Sunday of a month: when summer time begins and ends in all of Germany since
/// 1996.
sys_seconds change(std::chrono::year year, std::chrono::month month) {
    return sys_days(year / month / std::chrono::Sunday[std::chrono::last]) + hours(1);
}

hours offset(sys_seconds time) {
    const std::chrono::year year = year_month_day(std::chrono::floor<days>(time)).year();
    const bool is_summer =
        time >= change(year, std::chrono::March) && time < change(year, std::chrono::October);
    return hours(is_summer ? 2 : 1);
}

std::string shown(sys_seconds time) {
    const auto day = std::chrono::floor<days>(time);
    const year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 40> text{};
    const int length =
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02u %02d:%02d:%02d",
                      static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                      static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace

std::optional<std::string> local_time(std::string_view text) {
    const bool is_utc = !text.empty() && text.back() == 'Z';
    if (is_utc) text.remove_suffix(1);
    const bool is_date = fits(text, kShape.substr(0, kDateLength));
    if (is_date ? is_utc : !fits(text, kShape)) return std::nullopt;
    const year_month_day date{std::chrono::year(number(text, 0, 4)),
                              std::chrono::month(static_cast<unsigned>(number(text, 5, 2))),
                              std::chrono::day(static_cast<unsigned>(number(text, 8, 2)))};
    if (!date.ok() || date.year() < std::chrono::year(1900) || !xjustiz::is_register_date(text))
        return std::nullopt;
    sys_seconds time = sys_days(date);
    if (!is_date) {
        const int hour = number(text, 11, 2), minute = number(text, 14, 2), second = number(text, 17, 2);
        if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
        time += hours(hour) + minutes(minute) + seconds(second);
    }
    return shown(is_utc ? time + offset(time) : time);
}

}  // namespace hr::core::bulk
