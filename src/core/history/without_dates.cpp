#include "core/history/display.hpp"

#include <initializer_list>

namespace hr::core::history {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t digits(std::string_view text, std::size_t at) {
    std::size_t n = 0;
    while (at + n < text.size() && is_digit(text[at + n])) ++n;
    return n;
}

/// Length of "1.2.1980", "01. 02. 1980" or "1980-02-01" at the position, 0 where there is none.
std::size_t date_length(std::string_view text, std::size_t at) {
    const bool iso = digits(text, at) == 4;
    const char separator = iso ? '-' : '.';
    std::size_t pos = at;
    for (int part = 0; part < 3; ++part) {
        const std::size_t n = digits(text, pos);
        const bool is_year = part == (iso ? 0 : 2);
        if (is_year ? n != 4 : n < 1 || n > 2) return 0;
        pos += n;
        if (part == 2) break;
        if (pos >= text.size() || text[pos] != separator) return 0;
        ++pos;
        while (!iso && pos < text.size() && text[pos] == ' ') ++pos;
    }
    return pos - at;
}

/// Does the text end with a birth marker? Gives where the marker begins, npos where there is none.
std::size_t birth_marker(std::string_view text) {
    const auto trimmed = [](std::string_view t) { return t.substr(0, t.find_last_not_of(' ') + 1); };
    text = trimmed(text);
    if (text.ends_with(" am")) text = trimmed(text.substr(0, text.size() - 3));
    for (const std::string_view marker :
         {"*", "geboren", "geb.", "Geb.", "geb", "Geburtsdatum:", "Geburtsdatum"})
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
    for (std::size_t i = 0; i < text.size();) {
        const bool starts = i == 0 || !is_digit(text[i - 1]);
        const std::size_t length = starts ? date_length(text, i) : 0;
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
