// Owns the legal forms of companies as their names tell them.
#pragma once

#include <cstdint>
#include <string_view>

namespace hr::core::name {

/// What forms of several countries have in common: "OAO", "JSC" and "AG" are one kind.
enum class FormKind : std::uint8_t {
    none,
    limited,      ///< GmbH, UG, Ltd., LLC, S.à r.l.
    stock,        ///< AG, SE, KGaA, plc, S.A.
    partnership,  ///< KG, OHG, GbR, PartG, LLP
    trader,       ///< e.K.
    association,  ///< e.V., VVaG
    cooperative,  ///< eG, SCE
    foundation,
    institution,  ///< of public law
    corporate,    ///< Inc., Corp., Company: says little
};

/// Empty where a name tells none.
struct LegalForm {
    std::string_view label;  ///< as usually written: "GmbH & Co. KG"
    std::string_view code;   ///< of the reference list legal_form: "112211"; empty where the list has none
    std::string_view
        elf_code;  ///< ISO 20275: "8Z6G"; empty where there is none, or where it depends on the country
    FormKind kind = FormKind::none;
};

}  // namespace hr::core::name
