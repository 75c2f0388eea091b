#include "core/name/legal_form_table.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace hr::core::name {
namespace {

using enum FormKind;

// Codes: XUnternehmen's list "rechtsformen" where it has the form, else XJustiz's "gds.rechtsform".
constexpr LegalForm kForms[] = {
    {},
    {"GmbH", "221110", "2HBR", limited},
    {"gGmbH", "221120", "SCE1", limited},
    {"UG (haftungsbeschränkt)", "221200", "63KS", limited},
    {"gUG (haftungsbeschränkt)", "221200", "63KS", limited},
    {"AG", "222110", "6QQB", stock},
    {"gAG", "222110", "YA01", stock},
    {"InvAG", "222120", "JMVF", stock},
    {"REIT-AG", "222110", "AMKW", stock},
    {"SE", "222200", "SGST", stock},
    {"KGaA", "223100", "T0YJ", stock},
    {"KG", "112100", "8Z6G", partnership},
    {"OHG", "111100", "40DB", partnership},
    {"EWIV", "113000", "JNDX", partnership},
    {"GbR", "120000", "FR3V", partnership},
    {"eGbR", "123000", "FR3V", partnership},
    {"GbR mbH", "122000", "FR3V", partnership},
    {"PartG", "131000", "8CM0", partnership},
    {"PartG mbB", "131000", "2YZO", partnership},
    {"e.V.", "211000", "QZ3L", association},
    {"nicht eingetragener Verein", "360000", "79H0", association},
    {"wirtschaftlicher Verein", "212000", "7J3S", association},
    {"Verein alten Rechts", "214000", "D40E", association},
    {"Landesinnungsverband", "", "9JGX", institution},
    {"VVaG", "213100", "13AV", association},
    {"eG", "251000", "AZFE", FormKind::cooperative},
    {"Genossenschaft", "250000", "US8E", FormKind::cooperative},
    {"SCE", "252000", "SUA1", FormKind::cooperative},
    {"e.K.", "411000", "OL20", trader},
    {"Stiftung", "231000", "V2YH", FormKind::foundation},
    {"kirchliche Stiftung", "232000", "YJ4C", FormKind::foundation},
    {"KdöR", "240000", "SQKS", institution},
    {"AöR", "262000", "XLWA", institution},
    {"Ltd.", "293100", "", limited},
    {"LLC", "", "", limited},
    {"plc", "", "", stock},
    {"Inc.", "Inc", "", corporate},
    {"Corp.", "Corporation", "", corporate},
    {"Company", "", "", corporate},
    {"LLP", "LLP", "", partnership},
    {"LP", "", "", partnership},
    {"JSC", "", "", stock},
    {"OOO", "", "", limited},
    {"ANO", "", "", association},
    {"S.A.", "SA", "", stock},
    {"S.à r.l.", "SARL", "", limited},
    {"S.A.S.", "", "", limited},
    {"SNC", "SNC", "", partnership},
    {"S.r.l.", "SRL", "", limited},
    {"S.p.A.", "SPA", "", stock},
    {"S.L.", "S.L.", "", limited},
    {"B.V.", "BV", "", limited},
    {"N.V.", "NV", "", stock},
    {"AB", "", "", stock},
    {"A/S", "AS", "", stock},
    {"ApS", "APS", "", limited},
    {"Oy", "OY", "", limited},
    {"s.r.o.", "", "", limited},
    {"Sp. z o.o.", "SpzOO", "", limited},
    {"N.A.", "", "", corporate},
};
static_assert(std::size(kForms) == static_cast<std::size_t>(Form::count));

struct Combination {
    Form partner;
    Form partnership;
    LegalForm form;
};

constexpr Combination kCombinations[] = {
    {Form::gmbh, Form::kg, {"GmbH & Co. KG", "112211", "8Z6G", partnership}},
    {Form::ug, Form::kg, {"UG (haftungsbeschränkt) & Co. KG", "112212", "8Z6G", partnership}},
    {Form::ag, Form::kg, {"AG & Co. KG", "112221", "8Z6G", partnership}},
    {Form::se, Form::kg, {"SE & Co. KG", "112222", "8Z6G", partnership}},
    {Form::kgaa, Form::kg, {"KGaA & Co. KG", "112230", "8Z6G", partnership}},
    {Form::ltd, Form::kg, {"Ltd. & Co. KG", "112240", "8Z6G", partnership}},
    {Form::bv, Form::kg, {"B.V. & Co. KG", "112200", "8Z6G", partnership}},
    {Form::eg, Form::kg, {"eG & Co. KG", "112310", "8Z6G", partnership}},
    {Form::gbr, Form::kg, {"GbR & Co. KG", "112410", "8Z6G", partnership}},
    {Form::foundation, Form::kg, {"Stiftung & Co. KG", "112500", "8Z6G", partnership}},
    {Form::gmbh, Form::ohg, {"GmbH & Co. OHG", "111211", "40DB", partnership}},
    {Form::ug, Form::ohg, {"UG (haftungsbeschränkt) & Co. OHG", "111212", "40DB", partnership}},
    {Form::ag, Form::ohg, {"AG & Co. OHG", "111221", "40DB", partnership}},
    {Form::se, Form::ohg, {"SE & Co. OHG", "111222", "40DB", partnership}},
    {Form::kgaa, Form::ohg, {"KGaA & Co. OHG", "111230", "40DB", partnership}},
    {Form::ltd, Form::ohg, {"Ltd. & Co. OHG", "111240", "40DB", partnership}},
    {Form::eg, Form::ohg, {"eG & Co. OHG", "111310", "40DB", partnership}},
    {Form::foundation, Form::ohg, {"Stiftung & Co. OHG", "111400", "40DB", partnership}},
    {Form::gmbh, Form::kgaa, {"GmbH & Co. KGaA", "223211", "T0YJ", stock}},
    {Form::ug, Form::kgaa, {"UG (haftungsbeschränkt) & Co. KGaA", "223212", "T0YJ", stock}},
    {Form::ag, Form::kgaa, {"AG & Co. KGaA", "223221", "T0YJ", stock}},
    {Form::se, Form::kgaa, {"SE & Co. KGaA", "223222", "T0YJ", stock}},
    {Form::foundation, Form::kgaa, {"Stiftung & Co. KGaA", "223400", "T0YJ", stock}},
};

/// Of a form the one that counts as partner: "gGmbH & Co. KG" is listed as "GmbH & Co. KG".
constexpr Form as_partner(Form form) {
    switch (form) {
        case Form::ggmbh:
            return Form::gmbh;
        case Form::gug:
            return Form::ug;
        case Form::gag:
        case Form::invag:
        case Form::reit:
            return Form::ag;
        case Form::cooperative:
            return Form::eg;
        case Form::egbr:
            return Form::gbr;
        default:
            return form;
    }
}

constexpr auto kPhrases = std::to_array<Phrase>({
#include "core/name/legal_phrases.inc"
});

constexpr std::uint32_t key(std::string_view word) {
    std::uint32_t key = 0;
    for (std::size_t i = 0; i < 4 && i < word.size() && word[i] != ' '; ++i)
        key |= static_cast<std::uint32_t>(static_cast<unsigned char>(word[i])) << (8 * i);
    return key;
}

constexpr bool comes_before(const Phrase& a, const Phrase& b) {
    if (key(a.text) != key(b.text)) return key(a.text) < key(b.text);
    const auto words = [](std::string_view text) { return std::count(text.begin(), text.end(), ' '); };
    if (words(a.text) != words(b.text)) return words(a.text) > words(b.text);
    return a.text.size() > b.text.size();
}

constexpr auto kSorted = [] {
    auto sorted = kPhrases;
    std::sort(sorted.begin(), sorted.end(), comes_before);
    return sorted;
}();

constexpr std::size_t kSlots = 512;

constexpr std::size_t slot(std::uint32_t key) {
    return (key * 2654435769U) >> 23;
}

/// Where the phrases of a key begin in kSorted, plus 1; 0 for none. Open addressing.
constexpr auto kFirst = [] {
    std::array<std::uint16_t, kSlots> first{};
    for (std::size_t i = 0; i < kSorted.size(); ++i) {
        if (i > 0 && key(kSorted[i].text) == key(kSorted[i - 1].text)) continue;
        std::size_t at = slot(key(kSorted[i].text));
        while (first[at] != 0) at = (at + 1) % kSlots;
        first[at] = static_cast<std::uint16_t>(i + 1);
    }
    return first;
}();

}  // namespace

const LegalForm& legal_form(Form form) {
    return kForms[static_cast<std::size_t>(form)];
}

const LegalForm& combined_form(Form partner, Form partnership) {
    const auto* found =
        std::find_if(std::begin(kCombinations), std::end(kCombinations), [&](const Combination& c) {
            return c.partner == as_partner(partner) && c.partnership == partnership;
        });
    return found == std::end(kCombinations) ? legal_form(partnership) : found->form;
}

std::span<const Phrase> phrases_like(std::string_view first_word) {
    const std::uint32_t wanted = key(first_word);
    for (std::size_t at = slot(wanted); kFirst[at] != 0; at = (at + 1) % kSlots) {
        const std::size_t first = kFirst[at] - 1U;
        if (key(kSorted[first].text) != wanted) continue;
        std::size_t end = first + 1;
        while (end < kSorted.size() && key(kSorted[end].text) == wanted) ++end;
        return {kSorted.data() + first, end - first};
    }
    return {};
}

}  // namespace hr::core::name
