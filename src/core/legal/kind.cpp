#include "core/legal/kind.hpp"

#include <cstddef>
#include <iterator>

namespace hr::core::legal {
namespace {

constexpr std::string_view kKinds[] = {
    "other",
    "merger",
    "division",
    "hiving_off",
    "conversion",
    "asset_transfer",
    "transformation",
    "seat_transfer",
    "squeeze_out",
    "inter_company_agreement",
    "cancellation_394",
    "cancellation_395",
    "cancellation_393",
    "cancellation_memberless",
    "cancellation",
    "loss_of_capacity",
    "defect_of_articles",
    "supplementary_liquidation",
    "dissolution",
    "insolvency",
    "supervisory_board_list",
    "administrative_board_list",
    "advisory_board_list",
    "shareholder_list",
    "general_meeting_minutes",
    "capital_reduction",
    "capital_increase",
    "authorised_capital",
    "conditional_capital",
    "member_liability",
    "creditor_protection",
    "articles_change",
    "purpose",
    "fiscal_year",
    "branch",
    "address",
    "board_list",
    "appointment",
    "liability_exclusion",
    "bonds",
    "correction",
    "new_entry",
    "change",
    "deletion",
};
static_assert(std::size(kKinds) == static_cast<std::size_t>(Kind::kDeletion) + 1);

constexpr std::string_view kStages[] = {"done", "planned", "ended", "revoked"};
static_assert(std::size(kStages) == static_cast<std::size_t>(Stage::kRevoked) + 1);

}  // namespace

std::string_view code(Kind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

bool is_cancellation(Kind kind) {
    return kind >= Kind::kCancellationNoAssets && kind <= Kind::kDefectOfArticles;
}

std::string_view code(Stage stage) {
    return kStages[static_cast<std::size_t>(stage)];
}

}  // namespace hr::core::legal
