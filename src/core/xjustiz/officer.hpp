// Owns the participants of a message: who is an officer, under which key, with which authority.
#pragma once

#include "core/xjustiz/compiled.hpp"

#include <unordered_map>
#include <unordered_set>

namespace hr::core::xjustiz {

/// One role of one participant. Role numbers are unique in a document, and only there.
struct Role {
    std::string number;
    std::string code;
    history::Fact officer;  ///< the person or organisation in this role; its key is not set
    pugi::xml_node party;   ///< the element of the person or organisation
};

/// In document order. A participant without a role counts once, with an empty number.
std::vector<Role> read_roles(const Compiled& layout, pugi::xml_node root, Findings& findings);

inline constexpr std::string_view kEntityRole = "287";
inline constexpr std::string_view kCourtRole = "288";

/// Collects the officers of one entity and their authorities.
class Officers {
public:
    /// Equal entries count once; the second different one with the same identity gets "#2" behind its key.
    void add(const std::string& role_number, history::Fact officer);

    /// False where no officer has the role number. Equal authorities of an officer count once.
    bool add_authority(const std::string& role_number, history::Fact authority);

    std::vector<history::Fact> take() { return std::move(facts_); }

private:
    std::string key_of(const history::Value& officer);

    std::vector<history::Fact> facts_;
    struct Namesakes {
        std::size_t first = 0;                                        ///< position in facts_
        std::unordered_map<std::string, std::string> key_of_content;  ///< filled from the second on
    };

    std::unordered_map<std::string, Namesakes> namesakes_;  ///< by identity
    std::unordered_set<std::string> keys_;
    std::unordered_map<std::string, std::string> key_of_role_;
    std::unordered_map<std::string, int> count_of_authorities_;
    std::unordered_set<std::string> authorities_;
};

/// 16 hex digits from role, kind, name, birth date and seat: equal in all documents that write them alike.
std::string officer_identity(const history::Value& officer);

}  // namespace hr::core::xjustiz
