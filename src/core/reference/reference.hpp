// Owns the code lists of the register: what their codes mean in German and, where it is not a whole sentence,
// in English.
#pragma once

#include <span>
#include <string_view>

namespace hr::core::reference {

struct Reference {
    std::string_view kind;  ///< legal_form, role, entry_type, representation_rule, exemption, legal_status, …
    std::string_view code;  ///< unique within kind and category
    std::string_view name;
    std::string_view english_name;  ///< empty where there is none
    std::string_view category;  ///< the code list of a legal form; general or special of a rule; historical
    std::string_view elf_code;  ///< ISO 20275, of legal forms that have one
    std::string_view iso_code;  ///< ISO 3166-1, two letters, of countries that have one
};

/// All of a kind, in the order of their code lists; empty for an unknown kind.
std::span<const Reference> references(std::string_view kind);

}  // namespace hr::core::reference
