// The layout before August 2022.
#include "core/announcement/layout.hpp"

#include "core/ascii.hpp"
#include "core/xjustiz/lexical.hpp"

#include <algorithm>

namespace hr::core::announcement {
namespace {

using xjustiz::trimmed;

constexpr std::string_view kPageCourt = "Amtsgericht ";
constexpr std::string_view kPageNumber = "Aktenzeichen:";
constexpr std::string_view kPagePublished = "Bekannt gemacht am:";

bool is_number(std::string_view text) {
    for (const std::string_view type : {"HRA ", "HRB ", "GnR ", "PR ", "VR ", "GsR "})
        if (text.substr(0, type.size()) == type) return true;
    return false;
}

/// The lines above the text on the page: court, file number, days and category.
void read_page_line(std::string_view line, Announcement& announcement) {
    if (const std::size_t number = line.find(kPageNumber); number != std::string_view::npos) {
        const std::size_t court = line.find(kPageCourt);
        if (court < number)
            announcement.court =
                trimmed(line.substr(court + kPageCourt.size(), number - court - kPageCourt.size()));
    }
    if (const std::size_t at = line.find(kPagePublished); at != std::string_view::npos) {
        if (const auto day = legal::day_at(trimmed(line.substr(at + kPagePublished.size()))))
            announcement.published = day->iso;
    } else if (const auto day = legal::day_at(line); day && trimmed(line).size() == day->length) {
        announcement.entered = day->iso;
    }
    if (const Category category = category_of(line); category != Category::kUnknown)
        announcement.category = category;
}

/// ", 12345 " is where a place with its postcode begins; npos where there is none.
std::size_t postcode_at(std::string_view text) {
    for (std::size_t i = 0; i + 7 < text.size(); ++i)
        if (text[i] == ',' && text[i + 1] == ' ' && text[i + 7] == ' ' &&
            std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i) + 2,
                        text.begin() + static_cast<std::ptrdiff_t>(i) + 7, is_digit))
            return i;
    return std::string_view::npos;
}

std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t comma = text.find(", ");
        parts.push_back(trimmed(text.substr(0, comma)));
        if (comma == std::string_view::npos) return parts;
        text.remove_prefix(comma + 2);
    }
}

bool is_care_of(std::string_view part) {
    return part.substr(0, 3) == "c/o" || part.substr(0, 3) == "C/o";
}

/// "name, seat, street, 12345 place. …" or "name, seat."; names may hold commas, the others do not.
void read_company(std::string_view text, Announcement& announcement) {
    std::size_t end = postcode_at(text);
    const bool has_address = end != std::string_view::npos && end < 600;
    if (!has_address) end = std::min(text.find(".\n"), text.find(". "));
    std::string_view head = trimmed(text.substr(0, end));
    if (!has_address && !head.empty() && head.back() == '.') head.remove_suffix(1);
    std::vector<std::string_view> parts = parts_of(head);
    if (has_address && parts.size() > 2) parts.pop_back();
    while (parts.size() > 2 && is_care_of(parts.back())) parts.pop_back();
    if (parts.size() > 1) {
        announcement.seat = parts.back();
        parts.pop_back();
    }
    for (const std::string_view part : parts)
        announcement.name += (announcement.name.empty() ? "" : ", ") + std::string(part);
}

/// "HRB 242356 B: Karl-Marx-Straße …"; a blank behind the colon may be missing.
void read_text(std::string_view line, Announcement& announcement) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) refuse("There is no colon behind the register number.");
    if (announcement.court.empty())
        refuse("The register court is missing; the former layout has it beside the text.");
    read_number(line.substr(0, colon), announcement);
    announcement.body = trimmed(line.substr(colon + 1));
    read_company(announcement.body, announcement);
    if (announcement.name.empty()) refuse("The company's name is missing.");
}

}  // namespace

void read_former(const Source& source, Announcement& announcement) {
    announcement.former_layout = true;
    announcement.court = source.court;
    announcement.category = category_of(source.category);
    if (const auto day = xjustiz::calendar_date(source.published.substr(0, 10)))
        announcement.published = *day;
    announcement.entered = xjustiz::calendar_date(source.entered);
    std::string_view text = source.text;
    while (!text.empty()) {
        const std::string_view line = trimmed(text.substr(0, text.find('\n')));
        if (is_number(line)) return read_text(trimmed(text), announcement);
        read_page_line(line, announcement);
        const std::size_t end = text.find('\n');
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    refuse("No line begins with a register number.");
}

}  // namespace hr::core::announcement
