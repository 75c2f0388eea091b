// Owns the names of months, as people write them and as name::words() makes them.
#pragma once

#include <array>
#include <string_view>

namespace hr::core::history {

struct MonthName {
    std::string_view written;
    std::string_view word;
    std::string_view number;  ///< two digits
};

inline constexpr std::array kMonthNames = {
    MonthName{"Januar", "januar", "01"},       MonthName{"Jänner", "jaenner", "01"},
    MonthName{"Jan.", "jan", "01"},            MonthName{"Februar", "februar", "02"},
    MonthName{"Feb.", "feb", "02"},            MonthName{"März", "maerz", "03"},
    MonthName{"Mrz.", "mrz", "03"},            MonthName{"April", "april", "04"},
    MonthName{"Apr.", "apr", "04"},            MonthName{"Mai", "mai", "05"},
    MonthName{"Juni", "juni", "06"},           MonthName{"Jun.", "jun", "06"},
    MonthName{"Juli", "juli", "07"},           MonthName{"Jul.", "jul", "07"},
    MonthName{"August", "august", "08"},       MonthName{"Aug.", "aug", "08"},
    MonthName{"September", "september", "09"}, MonthName{"Sept.", "sept", "09"},
    MonthName{"Sep.", "sep", "09"},            MonthName{"Oktober", "oktober", "10"},
    MonthName{"Okt.", "okt", "10"},            MonthName{"November", "november", "11"},
    MonthName{"Nov.", "nov", "11"},            MonthName{"Dezember", "dezember", "12"},
    MonthName{"Dez.", "dez", "12"}};

}  // namespace hr::core::history
