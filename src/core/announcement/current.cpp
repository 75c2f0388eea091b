// The layout since August 2022.
#include "core/announcement/layout.hpp"

#include "core/error.hpp"
#include "core/identity/court.hpp"
#include "core/xjustiz/lexical.hpp"

#include <algorithm>

namespace hr::core::announcement {
namespace {

using Lines = std::vector<std::string_view>;
using xjustiz::trimmed;

constexpr std::string_view kPublished = "(Bekanntmachungsdatum)";
constexpr std::string_view kEntered = "(Eintragungsdatum)";
constexpr std::string_view kWithdrawn = "Die Registerbekanntmachung ist nachträglich am ";
constexpr std::string_view kCourt = "Amtsgericht ";
constexpr std::string_view kDash = " – ";

/// Up to the first line that is blank; what was read is taken off the text.
Lines block(std::string_view& text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = trimmed(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (!line.empty())
            lines.push_back(line);
        else if (!lines.empty())
            break;
    }
    return lines;
}

std::optional<std::string> day(std::string_view text) {
    const std::optional<legal::Day> found = legal::day_at(text);
    return found ? std::optional<std::string>(found->iso) : std::nullopt;
}

/// "Nordrhein-Westfalen Amtsgericht Köln HRB 12 früher Amtsgericht Brühl"
void read_court(std::string_view line, Announcement& announcement) {
    const std::size_t at = line.find(kCourt);
    if (at == std::string_view::npos)
        refuse("The line \"" + std::string(line) + "\" names no register court.");
    announcement.state = trimmed(line.substr(0, at));
    const std::string_view rest = line.substr(at + kCourt.size());
    std::size_t number = std::string_view::npos;
    for (const std::string_view type : {" HRA ", " HRB ", " GnR ", " PR ", " VR ", " GsR ", " GR "})
        number = std::min(number, rest.find(type));
    announcement.court = trimmed(rest.substr(0, number));
    if (announcement.court.empty()) refuse("The line \"" + std::string(line) + "\" names no register court.");
    if (number != std::string_view::npos) read_number(rest.substr(number + 1), announcement);
}

/// "… ist nachträglich am 22.10.2024 um 02:00 Uhr gelöscht worden."
bool read_withdrawal(std::string_view line, Announcement& announcement) {
    if (line.substr(0, kWithdrawn.size()) != kWithdrawn) return false;
    const std::string_view rest = line.substr(kWithdrawn.size());
    const std::optional<legal::Day> found = legal::day_at(rest);
    if (!found) refuse("The line \"" + std::string(line) + "\" does not say when it was deleted.");
    const std::string_view clock = rest.substr(std::min(rest.size(), found->length + 4), 5);
    const auto time = xjustiz::clock_time(std::string(clock) + ":00");
    announcement.withdrawn_at = found->iso + ' ' + (time ? time->substr(0, 5) : "00:00");
    return true;
}

/// "Löschungsankündigung 21.10.2025 (Eintragungsdatum)"
void read_category(std::string_view line, Announcement& announcement) {
    announcement.category = category_of(line);
    const std::size_t mark = line.find(kEntered);
    if (mark == std::string_view::npos) return;
    const std::string_view before = trimmed(line.substr(0, mark));
    announcement.entered = day(before.substr(before.rfind(' ') + 1));
}

/// The lines "2 plus Projekt 22 GmbH – Mönchengladbach" of the result list; names have dashes, seats have
/// none.
void read_heading_name(std::string_view line, Announcement& announcement) {
    const std::size_t dash = line.rfind(kDash);
    announcement.name = trimmed(line.substr(0, dash));
    if (dash != std::string_view::npos) announcement.seat = trimmed(line.substr(dash + kDash.size()));
}

/// Name, legal form, seat. Outside of the register there is only the name.
void read_company(Lines lines, Announcement& announcement) {
    if (lines.empty()) return;
    if (announcement.id && lines.size() >= 2) {
        announcement.seat = lines.back();
        lines.pop_back();
        if (lines.size() >= 2) {
            if (lines.back().find("???") == std::string_view::npos) announcement.legal_form = lines.back();
            lines.pop_back();
        }
    }
    announcement.name.clear();
    for (const std::string_view line : lines)
        announcement.name += (announcement.name.empty() ? "" : " ") + std::string(line);
}

/// Court, number or reference, and category or withdrawal: two or three lines.
void read_lines(const Lines& lines, Announcement& announcement) {
    if (lines.empty()) refuse("The lines of court and register number are missing.");
    read_court(lines[0], announcement);
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (read_withdrawal(lines[i], announcement)) return;
        if (category_of(lines[i]) != Category::kUnknown)
            read_category(lines[i], announcement);
        else if (!announcement.id && announcement.reference.empty())
            announcement.reference = lines[i];
    }
}

/// The heading has what the text of an empty or withdrawn announcement lacks.
void read_heading(std::string_view heading, Announcement& announcement) {
    const Lines lines = block(heading);
    if (lines.size() < 3) return;
    read_category(lines[0], announcement);
    read_court(lines[1], announcement);
    if (!announcement.id && lines.size() > 3) announcement.reference = lines[2];
    read_heading_name(lines.back(), announcement);
    if (!announcement.id) announcement.name = lines.back();
}

}  // namespace

bool is_current(const Source& source) {
    return source.text.find(kPublished) < 40 || !source.heading.empty();
}

void read_current(const Source& source, Announcement& announcement) {
    if (!source.published.empty()) {
        const auto date = xjustiz::calendar_date(source.published.substr(0, 10));
        if (!date) refuse("\"" + source.published + "\" is not a day.");
        announcement.published = *date;
    }
    read_heading(source.heading, announcement);
    std::string_view text = source.text;
    if (const Lines first = block(text); !first.empty()) {
        if (const auto published = day(first[0])) announcement.published = *published;
        read_lines(Lines(block(text)), announcement);
        if (!announcement.withdrawn_at) {
            read_company(block(text), announcement);
            announcement.body = trimmed(text);
        }
    }
    if (announcement.published.empty()) refuse("The day of publication is missing.");
    if (announcement.court.empty()) refuse("The register court is missing.");
    if (!announcement.id && announcement.reference.empty()) refuse("The register number is missing.");
    if (announcement.category == Category::kUnknown && !announcement.withdrawn_at)
        refuse("The line that says what is announced is missing.");
    if (announcement.name.empty() && !announcement.withdrawn_at) refuse("The company's name is missing.");
}

Category category_of(std::string_view text) {
    constexpr std::pair<std::string_view, Category> kBegins[] = {
        {"Registerbekanntmachung nach dem Umwandlungsgesetz", Category::kTransformation},
        {"Löschungsankündigung", Category::kCancellation},
        {"Einreichung neuer Dokumente", Category::kDocuments},
        {"Sonstige Registerbekanntmachung", Category::kOther},
        {"Sonderregisterbekanntmachung", Category::kOutsideOfRegister},
        {"Neueintragung", Category::kEntry},
        {"Veränderung", Category::kChange},
        {"Löschung", Category::kDeletion},
    };
    for (const auto& [begin, category] : kBegins)
        if (text.substr(0, begin.size()) == begin) return category;
    return Category::kUnknown;
}

void read_number(std::string_view number, Announcement& announcement) {
    try {
        announcement.id = identity::parse_entry(number, announcement.court);
    } catch (const Error& error) {
        refuse(error.detail());
    }
}

}  // namespace hr::core::announcement
