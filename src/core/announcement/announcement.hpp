// Owns register announcements: what one text of the portal states, as plain values.
#pragma once

#include "core/identity/register_id.hpp"
#include "core/legal/amount.hpp"
#include "core/legal/date.hpp"
#include "core/legal/party.hpp"
#include "core/legal/recognize.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::announcement {

/// The portal's own sorts; kEntry, kChange and kDeletion are those before August 2022.
enum class Category {
    kUnknown,
    kTransformation,     ///< "Registerbekanntmachung nach dem Umwandlungsgesetz"
    kCancellation,       ///< "Löschungsankündigung"
    kDocuments,          ///< "Einreichung neuer Dokumente"
    kOther,              ///< "Sonstige Registerbekanntmachung"
    kOutsideOfRegister,  ///< "Sonderregisterbekanntmachung …"
    kEntry,              ///< "Neueintragungen"
    kChange,             ///< "Veränderungen"
    kDeletion,           ///< "Löschungen"
};

std::string_view code(Category category);

struct Announcement {
    Category category = Category::kUnknown;
    bool former_layout = false;               ///< as before August 2022
    std::string published;                    ///< "YYYY-MM-DD"; empty where the source does not have it
    std::optional<std::string> entered;       ///< day of the entry that it tells of
    std::string state;                        ///< "Nordrhein-Westfalen"; empty in the former layout
    std::string court;                        ///< as written, without "Amtsgericht"
    std::optional<identity::RegisterId> id;   ///< absent outside of the register
    std::string reference;                    ///< file number outside of the register
    std::string name;                         ///< of the company
    std::string legal_form;                   ///< as written; empty where the portal knows none
    std::string seat;                         ///< empty where not stated
    std::optional<std::string> withdrawn_at;  ///< "YYYY-MM-DD HH:MM", when it was deleted afterwards
    std::string body;                         ///< UTF-8; empty for many
    legal::Recognized event;
    legal::Dates dates;
    std::vector<legal::Party> parties;
    std::optional<legal::Amount> amount;
    std::vector<std::string> findings;  ///< oddities that did not prevent reading, for people
};

/// A text of the portal, a page of the former one, or a JSON object that holds one (see source.hpp).
/// Throws hr::Error 22023 for what has no header of an announcement; the detail says what is missing.
Announcement parse(std::string_view bytes);

}  // namespace hr::core::announcement
