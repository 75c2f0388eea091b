#include "core/legal/date.hpp"

#include "core/name/words.hpp"
#include "core/text/date_finder.hpp"

#include <algorithm>

namespace hr::core::legal {
namespace {

constexpr std::size_t kContext = 120;

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
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

std::optional<std::string> day_of(const text::WrittenDate& date) {
    return date.is_loose() ? std::nullopt : date.iso();
}

}  // namespace

std::optional<Day> day_at(std::string_view text) {
    const std::optional<text::WrittenDate> date = text::date_at(text, 0);
    const std::optional<std::string> iso = date ? day_of(*date) : std::nullopt;
    return iso ? std::optional<Day>(Day{*iso, date->end}) : std::nullopt;
}

Dates find_dates(std::string_view utf8) {
    Dates dates;
    std::size_t behind_last = 0;
    for (auto date = text::next_date(utf8, 0); date; date = text::next_date(utf8, date->end)) {
        const std::optional<std::string> day = day_of(*date);
        if (!day) continue;
        const std::size_t begin = std::max(behind_last, date->begin - std::min(date->begin, kContext));
        const std::string_view text_before = utf8.substr(begin, date->begin - begin);
        behind_last = date->end;
        if (text_before.ends_with('.')) continue;
        const std::string before = name::words(text_before);
        const std::string behind = name::words(utf8.substr(date->end, 3 * kContext));
        std::optional<std::string>* target = slot(dates, before, behind);
        if (target && !*target) *target = *day;
        const bool both = target == &dates.resolution && has(before, "vertrag und beschl");
        if (both && !dates.agreement) dates.agreement = *day;
    }
    return dates;
}

}  // namespace hr::core::legal
