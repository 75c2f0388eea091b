// Owns the names of months as name::words() makes them: lower case, umlauts spelled out.
#pragma once

#include <array>
#include <string_view>

namespace hr::core::text {

struct MonthName {
    std::string_view word;
    std::string_view number;  ///< two digits
};

/// German and Austrian names, their abbreviations, and the English ones of foreign companies' texts.
inline constexpr std::array kMonthNames = {
    MonthName{"januar", "01"},    MonthName{"jaenner", "01"},  MonthName{"jan", "01"},
    MonthName{"jaen", "01"},      MonthName{"january", "01"},  MonthName{"februar", "02"},
    MonthName{"feber", "02"},     MonthName{"febr", "02"},     MonthName{"feb", "02"},
    MonthName{"february", "02"},  MonthName{"maerz", "03"},    MonthName{"marz", "03"},
    MonthName{"mrz", "03"},       MonthName{"maer", "03"},     MonthName{"mar", "03"},
    MonthName{"march", "03"},     MonthName{"april", "04"},    MonthName{"apr", "04"},
    MonthName{"mai", "05"},       MonthName{"may", "05"},      MonthName{"juni", "06"},
    MonthName{"juno", "06"},      MonthName{"jun", "06"},      MonthName{"june", "06"},
    MonthName{"juli", "07"},      MonthName{"julei", "07"},    MonthName{"jul", "07"},
    MonthName{"july", "07"},      MonthName{"august", "08"},   MonthName{"aug", "08"},
    MonthName{"september", "09"}, MonthName{"sept", "09"},     MonthName{"sep", "09"},
    MonthName{"oktober", "10"},   MonthName{"okt", "10"},      MonthName{"october", "10"},
    MonthName{"oct", "10"},       MonthName{"november", "11"}, MonthName{"nov", "11"},
    MonthName{"dezember", "12"},  MonthName{"dez", "12"},      MonthName{"december", "12"},
    MonthName{"dec", "12"}};

/// Longer words are no month.
inline constexpr std::size_t kLongestMonthName = 9;

}  // namespace hr::core::text
