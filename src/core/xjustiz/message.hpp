// Owns one message: what each of its register parts says, and what they share.
#pragma once

#include "core/xjustiz/compiled.hpp"
#include "core/xjustiz/limit.hpp"
#include "core/xjustiz/reader.hpp"
#include "core/xjustiz/role_index.hpp"

namespace hr::core::xjustiz {

class Message {
public:
    /// All of them must outlive it.
    Message(const Compiled& layout, Element root, Findings& findings, Copies& copies);

    /// One for each register part with a number of its own; throws as read() does. To be called once.
    std::vector<Entity> entities();

    /// To be called once, after entities().
    MessageData data();

private:
    /// A fachdatenRegister, with the roles that belong to it.
    struct Part {
        Element element;
        Gathered gathered;
        std::vector<std::size_t> roles;
    };

    void number_roles();
    void mark_subject_and_related(const Gathered& part);
    void distribute_roles();
    void set_residences(std::vector<history::Fact>& facts);
    Entity entity(Part& part, identity::RegisterId id, bool is_first);
    void describe_related(std::vector<history::Fact>& facts);
    void describe(history::Fact& fact);
    Element party_of(const std::string& role_number) const;
    Gathered described(const Mapping& mapping, Element party);
    bool is_officer(std::size_t role) const;
    Role role_at(std::size_t role);
    void add_officers(const Part& part, std::vector<history::Fact> others, std::vector<history::Fact>& facts);

    const Compiled& layout_;
    Findings& findings_;
    Findings ignored_;  ///< what the participant says again, or what is only a fallback
    Copies& copies_;
    Gathered shared_;
    std::vector<Role> roles_;
    RoleIndex index_;
    MessageData numbers_;  ///< of all roles, which may have been moved out
    std::optional<std::size_t> entity_role_;
    std::vector<Part> parts_;
    // By role.
    std::vector<bool> is_subject_, is_related_;
    std::vector<std::size_t> uses_;  ///< parts that have still to take it
};

}  // namespace hr::core::xjustiz
