// Lists every date of texts with the decision whether it is a birth date, a line each:
//   REASON <tab> DATE <tab> TEXT BEFORE <tab> TEXT BEHIND
// The reason is stored, mark, birth or place; "-" where the date stays. Texts come from standard input, NUL
// behind each.
#include "core/text/birth_date.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>

namespace {

constexpr std::string_view kReasons[] = {"stored", "mark", "birth", "place"};

std::string one_line(std::string_view text) {
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, '|');
    return line;
}

std::string_view last(std::string_view text, std::size_t bytes) {
    return text.substr(text.size() - std::min(bytes, text.size()));
}

}  // namespace

int main() {
    for (std::string text; std::getline(std::cin, text, '\0');) {
        const std::string_view view = text;
        for (const auto& date : hr::core::text::find_dates(view)) {
            const std::string_view before = view.substr(0, date.begin), behind = view.substr(date.end);
            const auto birth = hr::core::text::find_birth(before, date, behind, {});
            std::cout << (birth ? kReasons[static_cast<int>(birth->reason)] : "-") << '\t'
                      << one_line(view.substr(date.begin, date.end - date.begin)) << '\t'
                      << one_line(last(before, 90)) << '\t' << one_line(behind.substr(0, 50)) << '\n';
        }
    }
}
