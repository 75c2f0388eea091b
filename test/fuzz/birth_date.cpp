// Dates of any text lie in it, in order, and without birth dates it is a part of itself that stays the same.
#include "core/text/without_dates.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace hr::core::text;  // NOLINT: one file

bool is_subsequence(std::string_view part, std::string_view whole) {
    std::size_t found = 0;
    for (const char c : whole)
        if (found < part.size() && part[found] == c) ++found;
    return found == part.size();
}

void check_dates(std::string_view text) {
    std::size_t end = 0;
    for (const WrittenDate& date : find_dates(text)) {
        if (date.begin < end || date.end <= date.begin || date.end > text.size()) std::abort();
        if (date.end - date.begin > kLongestDate + 1 || !date_at(text, date.begin)) std::abort();
        if (const auto iso = date.iso(); iso && !date.is(*iso)) std::abort();
        end = date.end;
    }
}

void check_without(std::string_view text, Dates which, const Births& births) {
    const std::string once = without_dates(text, which, births);
    if (!is_subsequence(once, text) || without_dates(once, which, births) != once) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_dates(text);
    check_without(text, Dates::births, {});
    check_without(text, Dates::births, Births("1957-03-05 1970-02-01"));
    check_without(text, Dates::all, {});
    return 0;
}
