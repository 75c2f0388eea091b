// Owns amounts of money in register texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hr::core::legal {

struct Amount {
    std::string value;     ///< exact decimal: "25000", "12782.3"
    std::string currency;  ///< ISO code: EUR, DEM, USD, CHF, GBP

    bool operator==(const Amount&) const = default;
};

/// The first amount in German notation with a currency before or behind: "25.000,00 EUR", "EUR 1.000".
std::optional<Amount> find_amount(std::string_view utf8);

}  // namespace hr::core::legal
