// Owns the kinds of legal events that announcements and entries tell in words, and how far each has come.
#pragma once

#include <string_view>

namespace hr::core::legal {

enum class Kind {
    kOther,  ///< not recognised
    kMerger,
    kDivision,
    kHivingOff,
    kConversion,
    kAssetTransfer,
    kTransformation,  ///< under the UmwG, the text does not say which of the above
    kSeatTransfer,
    kSqueezeOut,
    kInterCompanyAgreement,
    kCancellationNoAssets,      ///< § 394 FamFG
    kCancellationInadmissible,  ///< § 395 FamFG
    kCancellationExtinct,       ///< § 393 FamFG, § 31 HGB
    kCancellationMemberless,    ///< an association that has no members any more
    kCancellation,              ///< ex officio, the text does not say why
    kLossOfCapacity,            ///< § 73 BGB
    kDefectOfArticles,          ///< §§ 397 to 399 FamFG
    kSupplementaryLiquidation,
    kDissolution,
    kInsolvency,
    kSupervisoryBoardList,
    kAdministrativeBoardList,
    kAdvisoryBoardList,
    kShareholderList,
    kGeneralMeetingMinutes,
    kCapitalReduction,
    kCapitalIncrease,
    kAuthorisedCapital,
    kConditionalCapital,
    kMemberLiability,  ///< what members of a cooperative are liable for
    kCreditorProtection,
    kArticlesChange,
    kPurpose,
    kFiscalYear,
    kBranch,
    kAddress,
    kBoardList,           ///< of a body that has no kind of its own
    kAppointment,         ///< of a board by the court
    kLiabilityExclusion,  ///< §§ 25, 28 HGB
    kBonds,
    kCorrection,
    kNewEntry,
    kChange,
    kDeletion,
};

/// By the court, ex officio.
bool is_cancellation(Kind kind);

/// Whether it is intended, has happened, has ended what was, or was called off.
enum class Stage { kDone, kPlanned, kEnded, kRevoked };

/// "merger", "cancellation_394", …
std::string_view code(Kind kind);

/// "done", "planned", "ended", "revoked"
std::string_view code(Stage stage);

}  // namespace hr::core::legal
