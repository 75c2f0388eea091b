#include "core/entry/legal_event.hpp"

namespace hr::core::entry {
namespace {

using legal::Kind;

struct Type {
    std::string_view code;
    Kind kind;
};

constexpr Type kTypes[] = {
    {"001", Kind::kConditionalCapital},
    {"005", Kind::kAuthorisedCapital},
    {"006", Kind::kInsolvency},
    {"014", Kind::kInterCompanyAgreement},
    {"017", Kind::kDissolution},
    {"019", Kind::kConversion},
    {"022", Kind::kDivision},
    {"023", Kind::kAssetTransfer},
    {"024", Kind::kMerger},
};

Kind kind_of_type(std::string_view code) {
    for (const Type& type : kTypes)
        if (type.code == code) return type.kind;
    return Kind::kOther;
}

/// A hiving-off is entered as a division, an insolvency that ends a company as its dissolution.
bool refines(Kind by_text, Kind by_type) {
    return (by_type == Kind::kDivision && by_text == Kind::kHivingOff) ||
           (by_type == Kind::kDissolution && by_text == Kind::kInsolvency);
}

/// What can stand in a sheet; other kinds are of announcements.
bool is_of_sheet(Kind kind) {
    switch (kind) {
        case Kind::kMerger:
        case Kind::kDivision:
        case Kind::kHivingOff:
        case Kind::kConversion:
        case Kind::kAssetTransfer:
        case Kind::kSqueezeOut:
        case Kind::kInterCompanyAgreement:
        case Kind::kCancellationNoAssets:
        case Kind::kCancellationInadmissible:
        case Kind::kCancellationExtinct:
        case Kind::kSupplementaryLiquidation:
        case Kind::kDissolution:
        case Kind::kInsolvency:
        case Kind::kAuthorisedCapital:
        case Kind::kConditionalCapital:
        case Kind::kCapitalReduction:
        case Kind::kCapitalIncrease:
            return true;
        default:
            return false;
    }
}

}  // namespace

std::optional<LegalEvent> legal_event(std::string_view type, std::string_view text) {
    LegalEvent result;
    result.event = legal::recognize(text);
    const Kind by_type = kind_of_type(type);
    if (by_type != Kind::kOther && result.event.kind != by_type && !refines(result.event.kind, by_type))
        result.event = legal::recognize_as(by_type, text);
    if (!is_of_sheet(result.event.kind)) return std::nullopt;
    result.parties = legal::find_parties(text, nullptr);
    result.dates = legal::find_dates(text);
    result.amount = legal::find_amount(text);
    return result;
}

}  // namespace hr::core::entry
