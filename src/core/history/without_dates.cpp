#include "core/history/display.hpp"
#include "core/ascii.hpp"
#include "core/history/month.hpp"

#include <algorithm>
#include <initializer_list>

namespace hr::core::history {
namespace {

std::size_t digits(std::string_view text, std::size_t at) {
    std::size_t n = 0;
    while (at + n < text.size() && is_digit(text[at + n])) ++n;
    return n;
}

std::size_t after_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at;
}

/// Length of "9.", "September" or "Sept." at the position, 0 where there is none.
std::size_t month_length(std::string_view text, std::size_t at) {
    const std::size_t n = digits(text, at);
    if (n > 0) return n <= 2 && text.substr(at + n).starts_with('.') ? n + 1 : 0;
    for (const MonthName& month : kMonthNames)
        if (text.substr(at).starts_with(month.written)) return month.written.size();
    return 0;
}

/// Length of "1.2.1980", "01. 02. 1980", "1. Februar 1980" or "1.2.80" at the position, 0 where there is none.
std::size_t german_date_length(std::string_view text, std::size_t at) {
    const std::size_t day = digits(text, at);
    if (day < 1 || day > 2 || !text.substr(at + day).starts_with('.')) return 0;
    std::size_t pos = after_blanks(text, at + day + 1);
    const std::size_t month = month_length(text, pos);
    if (month == 0) return 0;
    pos = after_blanks(text, pos + month);
    const std::size_t year = digits(text, pos);
    return year == 4 || year == 2 ? pos + year - at : 0;
}

/// Length of "1980-02-01" at the position, 0 where there is none.
std::size_t iso_date_length(std::string_view text, std::size_t at) {
    if (digits(text, at) != 4) return 0;
    std::size_t pos = at + 4;
    for (int part = 0; part < 2; ++part) {
        const std::size_t n = text.substr(pos).starts_with('-') ? digits(text, pos + 1) : 0;
        if (n < 1 || n > 2) return 0;
        pos += n + 1;
    }
    return pos - at;
}

/// Does the text end with a birth marker? Gives where the marker begins, npos where there is none.
std::size_t birth_marker(std::string_view text) {
    const auto trimmed = [](std::string_view t) { return t.substr(0, t.find_last_not_of(" :") + 1); };
    text = trimmed(text);
    for (const std::string_view link : {" am", " den"})
        if (text.ends_with(link)) text = trimmed(text.substr(0, text.size() - link.size()));
    for (const std::string_view marker :
         {"*", "geboren", "Geboren", "geb.", "Geb.", "geb", "Geburtsdatum", "Geburtstag"})
        if (text.ends_with(marker)) return text.size() - marker.size();
    return std::string_view::npos;
}

/// Is the date an item of its own, as in "Muster, Erika, Berlin, 01.02.1980"?
bool is_listed(std::string_view before) {
    const std::size_t last = before.find_last_not_of(' ');
    return last != std::string_view::npos && (before[last] == ',' || before[last] == ';');
}

}  // namespace

std::string without_dates(std::string_view text, Dates which) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const bool starts = i == 0 || !is_digit(text[i - 1]);
        const std::size_t length = starts ? std::max(german_date_length(text, i), iso_date_length(text, i)) : 0;
        const std::size_t marker = length > 0 ? birth_marker(out) : std::string::npos;
        const bool goes = which == Dates::all || marker != std::string::npos ||
                          (which == Dates::births_and_listed && is_listed(out));
        if (length == 0 || !goes) {
            out += text[i++];
            continue;
        }
        if (marker != std::string::npos) out.erase(marker);
        while (!out.empty() && (out.back() == ' ' || out.back() == ',')) out.pop_back();
        i += length;
    }
    return out;
}

}  // namespace hr::core::history
