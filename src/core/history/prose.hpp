// Owns the list of columns in which documents write freely, and so may write of people.
#pragma once

#include "core/history/attribute.hpp"

namespace hr::core::history {

struct Prose {
    Attribute attribute;
    std::string_view column;
};

inline constexpr Prose kProse[] = {{Attribute::address, "addition"},
                                   {Attribute::purpose, "purpose"},
                                   {Attribute::purpose, "business_purpose"},
                                   {Attribute::capital, "note"},
                                   {Attribute::articles, "articles_text"},
                                   {Attribute::representation, "rule_text"},
                                   {Attribute::representation, "exemption_text"},
                                   {Attribute::officer, "role_text"},
                                   {Attribute::officer_authority, "rule_text"},
                                   {Attribute::officer_authority, "exemption_text"},
                                   {Attribute::officer_authority, "procuration_text"},
                                   {Attribute::officer_authority, "local_limit"},
                                   {Attribute::branch, "addition"},
                                   {Attribute::register_entry, "text"},
                                   {Attribute::term, "duration"},
                                   {Attribute::contract, "type_text"},
                                   {Attribute::officer_address, "addition"},
                                   {Attribute::officer_detail, "firm"},
                                   {Attribute::officer_detail, "acts_for"}};

}  // namespace hr::core::history
