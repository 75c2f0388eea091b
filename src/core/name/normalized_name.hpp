// Owns a company's name taken apart: what is searched for and compared.
#pragma once

#include "core/name/legal_form.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hr::core::name {

/// Longer input is cut at a character boundary.
inline constexpr std::size_t kMaxNameBytes = 4096;

struct NormalizedName {
    /// As in normalize_company_name: lower case, umlauts spelled out, abbreviations and numbers in one form,
    /// no legal form unless nothing else is there. In the order of the name; a word may come twice.
    std::vector<std::string> words;
    LegalForm legal_form;  ///< of the company: the last one in its name, with what stands before "& Co."
    bool is_in_liquidation = false;  ///< "i. L.", "in Insolvenz", "i. Abw."
};

/// Never fails. No words where the text has no letters and digits.
NormalizedName parse_company_name(std::string_view utf8);

/// The words with single blanks between them.
std::string joined(const NormalizedName& name);

}  // namespace hr::core::name
