// Owns what of the spelling of a court's name counts.
#pragma once

#include <string>
#include <string_view>

namespace hr::core::identity {

/// Letters and digits only, folded, without "Amtsgericht": "Bad Homburg v.d.H." -> "badhomburgvdh".
std::string name_key(std::string_view name);

/// The same with umlauts as bare vowels: "Köln" -> "koln".
std::string plain_name_key(std::string_view name);

}  // namespace hr::core::identity
