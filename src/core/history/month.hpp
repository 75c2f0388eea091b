// Owns the names of months, as name::words() writes them.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace hr::core::history {

struct MonthName {
    std::string_view name;
    std::string_view number;  ///< two digits
};

inline constexpr std::array kMonthNames = {
    MonthName{"januar", "01"},  MonthName{"jaenner", "01"},   MonthName{"jan", "01"},
    MonthName{"februar", "02"}, MonthName{"feb", "02"},       MonthName{"maerz", "03"},
    MonthName{"mrz", "03"},     MonthName{"april", "04"},     MonthName{"apr", "04"},
    MonthName{"mai", "05"},     MonthName{"juni", "06"},      MonthName{"jun", "06"},
    MonthName{"juli", "07"},    MonthName{"jul", "07"},       MonthName{"august", "08"},
    MonthName{"aug", "08"},     MonthName{"september", "09"}, MonthName{"sept", "09"},
    MonthName{"sep", "09"},     MonthName{"oktober", "10"},   MonthName{"okt", "10"},
    MonthName{"november", "11"}, MonthName{"nov", "11"},      MonthName{"dezember", "12"},
    MonthName{"dez", "12"}};

}  // namespace hr::core::history
