// Owns the officers of one entity: under which key each stands, with which authority.
#pragma once

#include "core/xjustiz/role.hpp"

#include <map>
#include <set>

namespace hr::core::xjustiz {

/// Collects the officers of one entity and what belongs to them.
class Officers {
public:
    /// Equal entries count once; the second different one with the same identity gets "#2" behind its key.
    void add(Role role);

    /// Gives the officer in a role another fact (see AttributeInfo::of_officer); equal ones of an officer
    /// count once, details are put together. False where no officer has the role number.
    bool attach(const std::string& role_number, history::Fact fact);

    std::vector<history::Fact> take() { return std::move(facts_); }

private:
    /// Stays where it is; and whether it is a new one.
    std::pair<const std::string&, bool> key_of(const history::Value& officer);
    void attach_to(const std::string& officer_key, history::Fact fact);
    void add_detail(history::Fact fact);

    std::vector<history::Fact> facts_;
    struct Namesakes {
        std::size_t first = 0;                              ///< position in facts_
        std::map<std::string, std::string> key_of_content;  ///< filled from the second on
    };

    std::map<std::string, Namesakes> namesakes_;  ///< by identity
    std::map<std::string, const std::string*> key_of_role_;
    std::map<std::string, int> counts_;           ///< by what is numbered
    std::map<std::string, std::size_t> details_;  ///< by key: position in facts_
    std::set<std::string> contents_;
};

/// 16 hex digits from role, kind, name, birth date and seat: equal in all documents that write them alike.
std::string officer_identity(const history::Value& officer);

}  // namespace hr::core::xjustiz
