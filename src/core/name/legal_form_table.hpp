// Owns the known legal forms: what they are called, and how names write them.
#pragma once

#include "core/name/legal_form.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace hr::core::name {

enum class Form : std::uint8_t {
    none,
    // of German law
    gmbh,
    ggmbh,
    ug,
    gug,
    ag,
    gag,
    invag,
    reit,
    se,
    kgaa,
    kg,
    ohg,
    ewiv,
    gbr,
    egbr,
    gbrmbh,
    partg,
    partgmbb,
    ev,
    unregistered,
    economic,
    old_law,
    guild,
    vvag,
    eg,
    cooperative,
    sce,
    ek,
    foundation,
    church_foundation,
    kdoer,
    aoer,
    // of other laws
    ltd,
    llc,
    plc,
    inc,
    corp,
    company,
    llp,
    lp,
    jsc,
    ooo,
    ano,
    sa,
    sarl,
    sas,
    snc,
    srl,
    spa,
    sl,
    bv,
    nv,
    ab,
    as,
    aps,
    oy,
    sro,
    zoo,
    bank_na,
    count,
};

/// Where a phrase may stand to be a legal form.
enum class Place : std::uint8_t {
    anywhere,   ///< unmistakable
    behind,     ///< not at the beginning: "AG Sport"
    end,        ///< only where the name ends
    spelled,    ///< only in single letters: "S.p.A.", not "Spa"
    mentioned,  ///< tells the form where nothing else does, and stays a word: "Verein"
};

/// Folded words. A word that ends with "*" stands for all that begin so: how "Gesellschaft" is abbreviated or
/// misspelled.
struct Phrase {
    std::string_view text;
    Form form = Form::none;
    Place place = Place::anywhere;
};

/// What the form is; for Form::none an empty one.
const LegalForm& legal_form(Form form);

/// Of "GmbH & Co. KG": the partnership whose general partner has a form; the partnership's own where the list
/// has no code for the two.
const LegalForm& combined_form(Form partner, Form partnership);

/// Those whose first word has the same first four bytes, the longest one first.
std::span<const Phrase> phrases_like(std::string_view first_word);

}  // namespace hr::core::name
