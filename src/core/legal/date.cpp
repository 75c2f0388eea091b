#include "core/legal/date.hpp"

#include "core/ascii.hpp"
#include "core/name/words.hpp"
#include "core/xjustiz/lexical.hpp"

#include <algorithm>

namespace hr::core::legal {
namespace {

constexpr std::string_view kMonths[] = {"Januar", "Februar", "März",      "April",   "Mai",      "Juni",
                                        "Juli",   "August",  "September", "Oktober", "November", "Dezember"};
constexpr std::size_t kContext = 120;

std::string_view digits(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && is_digit(text[n])) ++n;
    return text.substr(0, n);
}

std::string padded(std::string_view number) {
    return (number.size() == 1 ? "0" : "") + std::string(number);
}

void skip_blanks(std::string_view& rest) {
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
}

/// "06." or "Juni " as "06"; empty for neither. Removes it from the rest.
std::string month(std::string_view& rest) {
    if (const std::string_view number = digits(rest); !number.empty()) {
        if (number.size() > 2 || rest.substr(number.size(), 1) != ".") return {};
        rest.remove_prefix(number.size() + 1);
        return padded(number);
    }
    for (std::size_t i = 0; i < std::size(kMonths); ++i)
        if (rest.substr(0, kMonths[i].size()) == kMonths[i]) {
            rest.remove_prefix(kMonths[i].size());
            return padded(std::to_string(i + 1));
        }
    return {};
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// The words after the last day that stands before.
std::string_view after_last_day(std::string_view text) {
    for (std::size_t i = text.size(); i-- > 0;)
        if (is_digit(text[i]) && (i == 0 || !is_digit(text[i - 1])))
            if (const std::optional<Day> day = day_at(text.substr(i))) return text.substr(i + day->length);
    return text;
}

std::optional<std::string>* slot(Dates& dates, const std::string& before, const std::string& behind) {
    const bool of = before.ends_with("vom") || before.ends_with("v");
    if (before.ends_with("geb am") || before.ends_with("geboren am")) return nullptr;
    for (const std::string_view end :
         {"mit wirkung zum", "mit wirkung vom", "mit wirkung ab", "ablauf des", "wirkung zum ende des",
          "mit wirkung ab dem", "mit wirkung ab", "mit wirkung zum ablauf des"})
        if (before.ends_with(end)) return &dates.effective;
    if (before.ends_with("zum") && (behind.starts_with("beendet") || behind.starts_with("gekuendigt") ||
                                     behind.starts_with("aufgehoben")))
        return &dates.effective;
    if (before.ends_with("am") && has(behind, "eingereicht")) return &dates.filed;
    if (before.ends_with("eingereicht am") || before.ends_with("einreichung am")) return &dates.filed;
    if (!of) return nullptr;
    // "durch Beschluss der Gesellschafterversammlung vom", "Vertrag in der Fassung vom": the nearest noun
    // counts.
    const std::size_t agreement =
        std::max({before.rfind("vertrag") + 1, before.rfind("plan") + 1, before.rfind("vereinbarung") + 1});
    const std::size_t resolution = std::max(
        {before.rfind("beschluss") + 1, before.rfind("beschluesse") + 1, before.rfind("versammlung") + 1});
    if (agreement == 0 && resolution == 0) return nullptr;
    return agreement > resolution ? &dates.agreement : &dates.resolution;
}

}  // namespace

std::optional<Day> day_at(std::string_view text) {
    std::string_view rest = text;
    const std::string_view day = digits(rest);
    if (day.empty() || day.size() > 2 || rest.substr(day.size(), 1) != ".") return std::nullopt;
    rest.remove_prefix(day.size() + 1);
    skip_blanks(rest);
    const std::string in_year = month(rest);
    if (in_year.empty()) return std::nullopt;
    skip_blanks(rest);
    const std::string_view year = digits(rest);
    if (year.size() != 4) return std::nullopt;
    const auto date = xjustiz::calendar_date(std::string(year) + "-" + in_year + "-" + padded(day));
    if (!date) return std::nullopt;
    return Day{*date, text.size() - rest.size() + 4};
}

Dates find_dates(std::string_view utf8) {
    Dates dates;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        if (!is_digit(utf8[i]) || (i > 0 && (is_digit(utf8[i - 1]) || utf8[i - 1] == '.'))) continue;
        const std::optional<Day> day = day_at(utf8.substr(i));
        if (!day) continue;
        const std::size_t begin = i > kContext ? i - kContext : 0;
        const std::string before = name::words(after_last_day(utf8.substr(begin, i - begin)));
        const std::string behind = name::words(utf8.substr(i + day->length, 3 * kContext));
        std::optional<std::string>* target = slot(dates, before, behind);
        if (target && !*target) *target = day->iso;
        const bool both = target == &dates.resolution && has(before, "vertrag und beschl");
        if (both && !dates.agreement) dates.agreement = day->iso;
        i += day->length - 1;
    }
    return dates;
}

}  // namespace hr::core::legal
