// Owns where an officer's values stand: the columns that reading asks for by name.
#pragma once

#include "core/history/fact.hpp"

#include <string_view>

namespace hr::core::xjustiz {

struct OfficerColumns {
    std::size_t kind, role_code, role_text, last_name, first_names, birth_date, residence, country_code,
        organisation_name, organisation_seat;
};

inline const OfficerColumns& officer_columns() {
    const auto at = [](std::string_view column) {
        return history::column_index(history::Attribute::officer, column);
    };
    static const OfficerColumns kColumns = {at("kind"),
                                            at("role_code"),
                                            at("role_text"),
                                            at("last_name"),
                                            at("first_names"),
                                            at("birth_date"),
                                            at("residence"),
                                            at("country_code"),
                                            at("organisation_name"),
                                            at("organisation_seat")};
    return kColumns;
}

inline std::string_view text_of(const std::optional<std::string>& value) {
    return value ? std::string_view(*value) : std::string_view();
}

/// Of a person or an organisation; nobody is an officer without.
inline bool has_name(const history::Value& officer) {
    const OfficerColumns& at = officer_columns();
    return officer[at.last_name] || officer[at.first_names] || officer[at.organisation_name];
}

}  // namespace hr::core::xjustiz
