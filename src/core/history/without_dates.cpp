#include "core/history/display.hpp"
#include "core/text/date_finder.hpp"

#include <initializer_list>

namespace hr::core::history {
namespace {

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
    std::size_t copied = 0;
    for (auto date = text::next_date(text, 0); date; date = text::next_date(text, date->end)) {
        if (date->is_loose()) continue;
        out += text.substr(copied, date->begin - copied);
        copied = date->begin;
        const std::size_t marker = birth_marker(out);
        const bool goes = which == Dates::all || marker != std::string::npos ||
                          (which == Dates::births_and_listed && is_listed(out));
        if (!goes) continue;
        if (marker != std::string::npos) out.erase(marker);
        while (!out.empty() && (out.back() == ' ' || out.back() == ',')) out.pop_back();
        copied = date->end;
    }
    out += text.substr(copied);
    return out;
}

}  // namespace hr::core::history
