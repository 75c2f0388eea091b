#include "core/legal/recognize.hpp"

#include "core/legal/searched_text.hpp"
#include "core/name/words.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace hr::core::legal {
namespace {

constexpr std::size_t kMaxBytes = 64 * 1024;

/// All of the phrases occur, in the form of name::words(); a trailing blank ends a word. Empty ones are no
/// condition.
struct Rule {
    Kind kind;
    std::array<std::string_view, 3> phrases;
};

// The first rule that holds decides: what a court intends to cancel goes before the reasons it gives.
constexpr Rule kCourtRules[] = {
    {Kind::kSupplementaryLiquidation, {"nachtragsliquid"}},
    {Kind::kSupplementaryLiquidation, {"nachtragsliqid"}},
    {Kind::kSupplementaryLiquidation, {"nachtragsabwickl"}},
    {Kind::kSupplementaryLiquidation, {"n a c h t r a g s l i q"}},
    {Kind::kAppointment, {"notvorstand"}},
    {Kind::kAppointment, {"notgeschaeftsfuehrer"}},
    {Kind::kLossOfCapacity, {"rechtsfaehigkeit", "entz"}},
    {Kind::kDefectOfArticles, {"399 famfg"}},
    {Kind::kDefectOfArticles, {"mangel der satzung"}},
    {Kind::kCancellationNoAssets, {"394 ", "famfg"}},
    {Kind::kCancellationNoAssets, {"394 ", "loesch"}},
    {Kind::kCancellationNoAssets, {"vermoegenslos", "loesch"}},
    {Kind::kCancellationInadmissible, {"395 ", "famfg"}},
    {Kind::kCancellationInadmissible, {"397 ", "famfg"}},
    {Kind::kCancellationInadmissible, {"398 ", "famfg"}},
    {Kind::kCancellationInadmissible, {"unzulaessig", "loesch"}},
    {Kind::kCancellationInadmissible, {"wesentlichen voraussetzung", "loesch"}},
    {Kind::kCancellationInadmissible, {"beabsicht", "geschaeftsfuehrer", "loesch"}},
    {Kind::kCancellationExtinct, {"393 ", "famfg"}},
    {Kind::kCancellationExtinct, {"31 ", "hgb", "loesch"}},
    {Kind::kCancellationExtinct, {"31 ", "hbg", "loesch"}},
    {Kind::kCancellationExtinct, {"erloeschen der firma", "amts wegen"}},
    {Kind::kCancellationMemberless, {"saemtlicher mitglieder"}},
    {Kind::kCancellationMemberless, {"saemtliche mitglieder"}},
    {Kind::kCancellationMemberless, {"aller mitglieder"}},
    {Kind::kCancellationMemberless, {"alle vereinsmitglieder"}},
    {Kind::kCancellationMemberless, {"mitgliederlos"}},
    {Kind::kCancellationMemberless, {"keine mitglieder"}},
    {Kind::kCancellationMemberless, {"registerblatt", "verein", "schlie"}},
    {Kind::kCancellationMemberless, {"vereinszweck", "loesch"}},
    {Kind::kCancellation, {"amtsloeschung"}},
    {Kind::kCancellation, {"loeschungsankuendigung"}},
    {Kind::kCancellation, {"loeschungsverfahren"}},
    {Kind::kCancellation, {"beabsicht", "amts wegen", "loesch"}},
    {Kind::kCancellation, {"beabsicht", "v a w", "loesch"}},
    {Kind::kCancellation, {"beabsicht", "zu loeschen"}},
    {Kind::kSqueezeOut, {"minderheitsaktionaere", "uebertrag"}},
    {Kind::kSqueezeOut, {"minderheitsaktionaere", "ausschluss"}},
    {Kind::kSqueezeOut, {"327a "}},
};

/// Of these the one that the text names first: a merger may mention an agreement, and the reverse.
constexpr Rule kDealRules[] = {
    {Kind::kMerger, {"verschmelz"}},
    {Kind::kMerger, {"verschmolz"}},
    {Kind::kHivingOff, {"ausglieder"}},
    {Kind::kHivingOff, {"ausgegliedert"}},
    {Kind::kConversion, {"formwechsel"}},
    {Kind::kDivision, {"abspalt"}},
    {Kind::kDivision, {"aufspalt"}},
    {Kind::kDivision, {"spaltung"}},
    {Kind::kAssetTransfer, {"vermoegensuebertrag"}},
    {Kind::kSeatTransfer, {"verlegungsplan"}},
    {Kind::kInterCompanyAgreement, {"gewinnabfuehrung"}},
    {Kind::kInterCompanyAgreement, {"ergebnisabfuehrung"}},
    {Kind::kInterCompanyAgreement, {"beherrschungs"}},
    {Kind::kInterCompanyAgreement, {"unternehmensvertr"}},
    {Kind::kInterCompanyAgreement, {"organschaft"}},
    {Kind::kInterCompanyAgreement, {"betriebspacht"}},
    {Kind::kInterCompanyAgreement, {"betriebsueberlassung"}},
    {Kind::kInterCompanyAgreement, {"beendigung des vertrag"}},
    {Kind::kInterCompanyAgreement, {"vertragsbeendigung"}},
    {Kind::kInterCompanyAgreement, {"anderen vertragsteil"}},
    {Kind::kInterCompanyAgreement, {"andere vertragsteil"}},
};

constexpr Rule kOtherRules[] = {
    {Kind::kSupervisoryBoardList, {"aufsichtsrat"}},
    {Kind::kSupervisoryBoardList, {"aufsichtsraet"}},
    {Kind::kSupervisoryBoardList, {"ausichtsrat"}},
    {Kind::kAdministrativeBoardList, {"liste", "verwaltungsrat"}},
    {Kind::kAdministrativeBoardList, {"mitglieder des verwaltungsrat"}},
    {Kind::kAdvisoryBoardList, {"liste", "beirat"}},
    {Kind::kAdvisoryBoardList, {"liste", "beisrat"}},
    {Kind::kShareholderList, {"liste der gesellschafter "}},
    {Kind::kShareholderList, {"gesellschafterliste"}},
    {Kind::kGeneralMeetingMinutes, {"protokoll", "versammlung"}},
    {Kind::kGeneralMeetingMinutes, {"niederschrift", "versammlung"}},
    {Kind::kFiscalYear, {"geschaeftsjahr"}},
    {Kind::kMemberLiability, {"nachschuss"}},
    {Kind::kMemberLiability, {"nachschuesse"}},
    {Kind::kMemberLiability, {"haftsumme"}},
    {Kind::kMemberLiability, {"glaeubigern der genossenschaft"}},
    {Kind::kConditionalCapital, {"bedingt", "kapital"}},
    {Kind::kConditionalCapital, {"bedingt", "erhoeht"}},
    {Kind::kAuthorisedCapital, {"genehmigte", "kapital"}},
    {Kind::kAuthorisedCapital, {"ermaechtigt", "kapital", "erhoeh"}},
    {Kind::kCapitalReduction, {"kapitalherabsetzung"}},
    {Kind::kCapitalReduction, {"herabsetzung des", "kapital"}},
    {Kind::kCapitalReduction, {"kapital", "herabgesetzt"}},
    {Kind::kCapitalIncrease, {"kapitalerhoehung"}},
    {Kind::kCapitalIncrease, {"erhoehung des", "kapital"}},
    {Kind::kCapitalIncrease, {"kapital", "erhoeht"}},
    {Kind::kCapitalIncrease, {"sacheinlage"}},
    {Kind::kTransformation, {"umwandlung"}},
    {Kind::kTransformation, {"umwg"}},
    {Kind::kDissolution, {"aufgeloest"}},
    {Kind::kDissolution, {"aufloesung"}},
    {Kind::kDissolution, {"liquidation"}},
    {Kind::kCreditorProtection, {"glaeubiger", "forderung"}},
    {Kind::kCreditorProtection, {"glaeubiger", "anspr"}},
    {Kind::kCreditorProtection, {"glaeubiger", "sicherheit"}},
    {Kind::kInsolvency, {"insolvenz"}},
    {Kind::kInsolvency, {"konkurs"}},
    {Kind::kCorrection, {"berichtig"}},
    {Kind::kCorrection, {"gegenstandslos"}},
    {Kind::kBranch, {"zweigniederlassung"}},
    {Kind::kPurpose, {"gegenstand des unternehmens"}},
    {Kind::kAddress, {"geschaeftsanschrift"}},
    {Kind::kLiabilityExclusion, {"verbindlichkeiten", "ausgeschlossen"}},
    {Kind::kBonds, {"schuldverschreibung"}},
    {Kind::kBonds, {"genussrecht"}},
    {Kind::kBoardList, {"liste der mitglieder"}},
    {Kind::kBoardList, {"liste der", "mitglieder eingereicht"}},
    {Kind::kDeletion, {"ist erloschen"}},
    {Kind::kDeletion, {"firma", "geloescht"}},
    {Kind::kAddress, {"anschrift des vereins"}},
    {Kind::kAddress, {"vereinsanschrift"}},
    {Kind::kPurpose, {"unternehmensgegenstand"}},
    {Kind::kNewEntry, {"neugruendung"}},
    {Kind::kArticlesChange, {"neufassung der satzung"}},
    {Kind::kArticlesChange, {"neufassung des gesellschaftsvertrag"}},
    {Kind::kArticlesChange, {"aenderung der satzung"}},
    {Kind::kArticlesChange, {"aenderung des gesellschaftsvertrag"}},
    {Kind::kArticlesChange, {"satzung", "geaendert"}},
};

bool holds(const Rule& rule, const SearchedText& words) {
    return std::all_of(rule.phrases.begin(), rule.phrases.end(),
                       [&](std::string_view phrase) { return words.has(phrase); });
}

Kind first_rule(std::span<const Rule> rules, const SearchedText& words) {
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const Rule& r) { return holds(r, words); });
    return rule == rules.end() ? Kind::kOther : rule->kind;
}

Kind first_named(const SearchedText& words) {
    Kind kind = Kind::kOther;
    std::size_t first = std::string_view::npos;
    for (const Rule& rule : kDealRules)
        if (const std::size_t at = words.find(rule.phrases[0], first); at != std::string_view::npos) {
            kind = rule.kind;
            first = at;
        }
    return kind;
}

/// An insolvency that is the subject, not a right of creditors "im Falle der Insolvenz".
bool tells_insolvency(const SearchedText& words) {
    if (!words.has("insolvenzverfahren")) return false;
    for (const std::string_view phrase :
         {"insolvenzverfahren eroeffnet", "eroeffnung des insolvenzverfahrens", "mangels masse",
          "insolvenzverfahren ist", "insolvenzverfahren aufgehoben", "insolvenzverfahren eingestellt",
          "eroeffnung eines insolvenzverfahrens", "insolvenzverfahren ueber das vermoegen",
          "das insolvenzverfahren wurde"})
        if (words.has(phrase)) return true;
    return false;
}

/// "Der mit der X GmbH, auf die Y verschmolzen ist, bestehende Gewinnabführungsvertrag ist beendet."
bool tells_end_of_agreement(const SearchedText& words) {
    for (const std::string_view agreement :
         {"abfuehrungsvertrag", "beherrschungsvertrag", "unternehmensvertrag"})
        if (words.has(agreement))
            for (const std::string_view end : {" beendet", " aufgehoben", " gekuendigt"})
                if (words.has(end)) return true;
    return false;
}

bool is_deal(Kind kind) {
    return kind >= Kind::kMerger && kind <= Kind::kInterCompanyAgreement;
}

Kind kind_of(const SearchedText& words) {
    Kind kind = first_rule(kCourtRules, words);
    if (kind != Kind::kOther) return kind;
    if (tells_insolvency(words)) return Kind::kInsolvency;
    if (tells_end_of_agreement(words)) return Kind::kInterCompanyAgreement;
    kind = first_named(words);
    return kind != Kind::kOther ? kind : first_rule(kOtherRules, words);
}

bool has_any(const SearchedText& words, std::initializer_list<std::string_view> phrases) {
    return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view p) { return words.has(p); });
}

Stage stage_of(Kind kind, const SearchedText& words) {
    if (is_cancellation(kind)) {
        const bool intends = words.has("beabsichtig");
        if (!intends && has_any(words, {"eingestellt ", "zurueckgenommen", "faelschlicherweise", "aufgehoben",
                                        " beendet "}))
            return Stage::kRevoked;
        return has_any(words, {"beabsichtig", "ankuendigung", "zu loeschen", "widerspruch", "verfahren"})
                   ? Stage::kPlanned
                   : Stage::kDone;
    }
    if (kind == Kind::kSupplementaryLiquidation)
        return has_any(words, {"beabsichtig", "antrag"}) && !has_any(words, {"bestellt ", "angeordnet"})
                   ? Stage::kPlanned
                   : Stage::kDone;
    if (kind == Kind::kInterCompanyAgreement || kind == Kind::kInsolvency)
        return has_any(words, {"beendigung", "beendet", "aufgehoben", "aufhebung", "gekuendigt", "kuendigung",
                               "eingestellt"})
                   ? Stage::kEnded
                   : Stage::kDone;
    if (is_deal(kind) && words.has("eingereicht") && has_any(words, {"entwurf", "vertrag", "plan "}) &&
        !words.has("glaeubigern der an der"))
        return Stage::kPlanned;
    return Stage::kDone;
}

Recognized judged(Kind kind, const SearchedText& words) {
    return {kind, stage_of(kind, words), is_deal(kind) && words.has("grenzueberschreit")};
}

/// A blank ends the last word too.
SearchedText words_of(std::string_view utf8) {
    return SearchedText(name::words(without_placeholders(utf8.substr(0, kMaxBytes))) + ' ');
}

/// The end of "#name(…)" that begins at `at`; quotes may hold parentheses. npos where it is none.
std::size_t placeholder_end(std::string_view text, std::size_t at) {
    std::size_t i = at + 1;
    const auto is_name = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_';
    };
    while (i < text.size() && is_name(text[i])) ++i;
    if (i == at + 1) return std::string_view::npos;
    if (i == text.size() || text[i] != '(') return i;
    int depth = 0;
    for (; i < text.size(); ++i) {
        if (text[i] == '(') ++depth;
        if (text[i] == ')' && --depth == 0) return i + 1;
    }
    return text.size();
}

}  // namespace

std::string without_placeholders(std::string_view utf8) {
    std::string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const std::size_t mark = utf8.find('#', i);
        out += utf8.substr(i, mark - i);
        if (mark == std::string_view::npos) break;
        const std::size_t end = placeholder_end(utf8, mark);
        if (end == std::string_view::npos) out += '#';
        i = end == std::string_view::npos ? mark + 1 : end;
    }
    return out;
}

Recognized recognize(std::string_view utf8) {
    const SearchedText words = words_of(utf8);
    return judged(kind_of(words), words);
}

Recognized recognize_as(Kind kind, std::string_view utf8) {
    return judged(kind, words_of(utf8));
}

}  // namespace hr::core::legal
