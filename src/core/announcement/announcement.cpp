#include "core/announcement/announcement.hpp"

#include "core/announcement/layout.hpp"
#include "core/error.hpp"
#include "core/xjustiz/lexical.hpp"

#include <iterator>

namespace hr::core::announcement {
namespace {

using legal::Kind;

constexpr std::string_view kCategories[] = {"unknown", "transformation", "cancellation", "documents", "other",
                                            "outside", "entry",          "change",       "deletion"};
static_assert(std::size(kCategories) == static_cast<std::size_t>(Category::kDeletion) + 1);

/// What the sort of announcement says of a text that does not say it itself.
Kind kind_by_category(const Announcement& announcement) {
    switch (announcement.category) {
        case Category::kTransformation:
            return Kind::kTransformation;
        case Category::kCancellation:
            return Kind::kCancellation;
        case Category::kEntry:
            return Kind::kNewEntry;
        case Category::kChange:
            return Kind::kChange;
        case Category::kDeletion:
            return Kind::kDeletion;
        default:
            return Kind::kOther;
    }
}

legal::Recognized event_of(const Announcement& announcement) {
    legal::Recognized event;
    const bool by_category_only =
        announcement.category == Category::kEntry || announcement.category == Category::kDeletion;
    if (!by_category_only) event = legal::recognize(announcement.body);
    const bool vague = event.kind == Kind::kOther || (event.kind == Kind::kCreditorProtection &&
                                                      announcement.category == Category::kTransformation);
    if (vague) event.kind = kind_by_category(announcement);
    if (vague && announcement.category == Category::kCancellation) event.stage = legal::Stage::kPlanned;
    return event;
}

/// What the text says.
void read_body(Announcement& announcement) {
    if (announcement.body.empty()) return;
    const std::string body = legal::without_placeholders(announcement.body);
    announcement.dates = legal::find_dates(body);
    // A cancellation is about the company itself; numbers in it are its own, or of others that are announced
    // with it.
    if (!legal::is_cancellation(announcement.event.kind))
        announcement.parties = legal::find_parties(body, announcement.id ? &*announcement.id : nullptr);
    announcement.amount = legal::find_amount(body);
}

std::string impossible(std::string_view day) {
    return "\"" + std::string(day) + "\" is not a date that a register can state";
}

void drop_impossible(std::string_view name, std::optional<std::string>& day,
                     std::vector<std::string>& findings) {
    if (!day || xjustiz::is_register_date(*day)) return;
    findings.push_back(std::string(name) + ": " + impossible(*day) + " and was left out");
    day.reset();
}

/// The day of publication, and that of a withdrawal, say where an announcement stands: it needs them.
void check_days(Announcement& announcement) {
    for (const std::string& day : {announcement.published, announcement.withdrawn_at.value_or("")})
        if (!day.empty() && !xjustiz::is_register_date(day)) refuse(impossible(day) + ".");
    drop_impossible("entered", announcement.entered, announcement.findings);
    legal::Dates& dates = announcement.dates;
    drop_impossible("agreement", dates.agreement, announcement.findings);
    drop_impossible("resolution", dates.resolution, announcement.findings);
    drop_impossible("effective", dates.effective, announcement.findings);
    drop_impossible("filed", dates.filed, announcement.findings);
}

}  // namespace

std::string_view code(Category category) {
    return kCategories[static_cast<std::size_t>(category)];
}

[[noreturn]] void refuse(std::string detail) {
    throw Error(
        sqlstate::kInvalidParameter, "invalid announcement", std::move(detail),
        "An announcement begins with its day, its court with the register number, and the company, as on "
        "the portal's page.");
}

Announcement parse(std::string_view bytes) {
    const Source source = read_source(bytes);
    Announcement announcement;
    if (is_current(source))
        read_current(source, announcement);
    else
        read_former(source, announcement);
    announcement.event = event_of(announcement);
    read_body(announcement);
    check_days(announcement);
    return announcement;
}

}  // namespace hr::core::announcement
