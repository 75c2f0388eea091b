// Owns the participants of a message in their roles.
#pragma once

#include "core/xjustiz/compiled.hpp"
#include "core/xjustiz/limit.hpp"

namespace hr::core::xjustiz {

/// One role of one participant. Role numbers are unique in a document, and only there.
struct Role {
    std::string number;
    std::string code;
    history::Fact officer;                ///< the person or organisation in this role; its key is not set
    std::vector<history::Fact> details;   ///< more about the officer, without keys
    Element party;                        ///< the element of the person or organisation
    std::string party_number, count, id;  ///< what else numbers it
};

/// In document order. A participant without a role counts once, with an empty number.
std::vector<Role> read_roles(const Compiled& layout, Element root, Findings& findings, Copies& copies);

/// Where somebody lives, as told apart from the participant: becomes the residence of who has the role. A
/// residence that the participant stated becomes an address.
void set_residence(Role& role, const history::Fact& told);

inline constexpr std::string_view kEntityRole = "287";
inline constexpr std::string_view kCourtRole = "288";

}  // namespace hr::core::xjustiz
