#include "core/xjustiz/message.hpp"

#include "core/xjustiz/entity.hpp"
#include "core/xjustiz/finding.hpp"
#include "core/xjustiz/key.hpp"
#include "core/xjustiz/lexical.hpp"
#include "core/xjustiz/officer.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace hr::core::xjustiz {
namespace {

using history::Attribute;
using history::Fact;

/// Other organisations: a branch, or who the subject was before or is now.
bool is_related(Attribute attribute) {
    return attribute == Attribute::branch || attribute == Attribute::succession;
}

/// A participant is one branch, and one predecessor or successor: the first that refers to it, and before
/// the parts of an enterprise those that say what kind of branch it is.
void refer_once(std::vector<Fact>& facts) {
    static const std::size_t kBranchKind = history::column_index(Attribute::branch, "kind");
    static const std::size_t kDirection = history::column_index(Attribute::succession, "kind");
    std::set<std::string> designated, seen;
    const auto is_part = [](const Fact& fact) { return fact.value[kBranchKind] == "part"; };
    for (const Fact& fact : facts)
        if (fact.attribute == Attribute::branch && !is_part(fact)) designated.insert(fact.key);
    std::erase_if(facts, [&](const Fact& fact) {
        if (fact.attribute == Attribute::succession)
            return !seen.insert(fact.value[kDirection].value_or("") + "/" + fact.key).second;
        if (fact.attribute != Attribute::branch) return false;
        if (is_part(fact) && designated.contains(fact.key)) return true;
        return !seen.insert("branch/" + fact.key).second;
    });
}

bool states_nothing(const Fact& fact) {
    return std::none_of(fact.value.begin(), fact.value.end(), [](const auto& c) { return c.has_value(); });
}

std::string nobody(std::string_view what, std::string_view role_number) {
    return std::string(what) + ": nobody has the role number " + quoted(role_number);
}

}  // namespace

Message::Message(const Compiled& layout, Element root, Findings& findings, Copies& copies)
    : layout_(layout),
      findings_(findings),
      copies_(copies),
      shared_(layout.message.gather(root, findings)),
      roles_(read_roles(layout, root, findings, copies)),
      index_(roles_),
      is_subject_(roles_.size()),
      is_related_(roles_.size()),
      uses_(roles_.size()) {
    number_roles();
    for (const Element element : elements(root, layout.structure.subjects))
        parts_.push_back({element, layout.subject.gather(element, findings), {}});
    for (const Part& part : parts_) mark_subject_and_related(part.gathered);
    distribute_roles();
}

void Message::number_roles() {
    for (auto* numbers :
         {&numbers_.party_numbers, &numbers_.role_numbers, &numbers_.role_counts, &numbers_.role_ids})
        numbers->reserve(roles_.size());
    for (std::size_t i = 0; i < roles_.size(); ++i) {
        if (roles_[i].code == kEntityRole && !entity_role_) entity_role_ = i;
        numbers_.party_numbers.push_back(roles_[i].party_number);
        numbers_.role_numbers.push_back(roles_[i].number);
        numbers_.role_counts.push_back(roles_[i].count);
        numbers_.role_ids.push_back(roles_[i].id);
    }
}

/// These are no officers.
void Message::mark_subject_and_related(const Gathered& part) {
    const std::string& subject = part.item(Item::subject_role);
    if (const auto role = index_.find(subject))
        is_subject_[*role] = true;
    else if (!subject.empty())
        findings_.push_back(nobody("betroffenerRechtstraeger", subject));
    for (const Fact& fact : part.facts)
        if (is_related(fact.attribute))
            if (const auto role = index_.find(fact.key)) is_related_[*role] = true;
}

/// With several parts a participant belongs to those that refer to it, else to the first.
void Message::distribute_roles() {
    std::vector<bool> is_taken(roles_.size());
    if (parts_.size() > 1)
        for (Part& part : parts_) {
            part.roles = index_.referred(part.element, layout_.structure.references);
            for (const std::size_t role : part.roles) is_taken[role] = true;
        }
    if (parts_.empty()) return;
    for (std::size_t i = 0; i < roles_.size(); ++i)
        if (!is_taken[i]) parts_.front().roles.push_back(i);
    std::sort(parts_.front().roles.begin(), parts_.front().roles.end());
    for (const Part& part : parts_)
        for (const std::size_t role : part.roles) ++uses_[role];
}

std::vector<Entity> Message::entities() {
    const identity::RegisterId id = message_register_id(shared_, findings_);
    for (Part& part : parts_) set_residences(part.gathered.facts);
    std::vector<Entity> out;
    std::set<identity::RegisterId> seen;
    for (Part& part : parts_) {
        Entity next = entity(part, id, &part == &parts_.front());
        if (seen.insert(next.id).second) {
            check_register_parts(seen.size());
            out.push_back(std::move(next));
        } else {
            findings_.push_back("fachdatenRegister: another entity as " + label(next.id) + " was left out");
        }
    }
    return out;
}

MessageData Message::data() {
    MessageData data = std::move(numbers_);
    data.id = shared_.item(Item::message_id);
    const std::string& created = shared_.item(Item::created);
    data.created = register_moment(created).value_or("");
    if (data.created.empty() && !created.empty())
        findings_.push_back("erstellungszeitpunkt: " + quoted(created) + " is not a time and was left out");
    data.sender_court = shared_.item(Item::sender_court);
    data.sender_reference = shared_.item(Item::sender_reference);
    data.event = shared_.item(Item::event);
    data.product = shared_.item(Item::product);
    data.matter = shared_.item(Item::matter);
    data.reference_year = shared_.item(Item::reference_year);
    data.reference_prefix = shared_.item(Item::reference_prefix);
    std::set<std::string> notices;
    for (const Part& part : parts_)
        if (const std::string& notice = part.gathered.item(Item::notice);
            !notice.empty() && notices.insert(notice).second)
            data.notice += (data.notice.empty() ? "" : ", ") + notice;
    return data;
}

/// Residences told apart from the participants go to these.
void Message::set_residences(std::vector<Fact>& facts) {
    for (const Fact& fact : facts) {
        if (fact.attribute != Attribute::officer) continue;
        if (const auto role = index_.find(fact.key))
            set_residence(roles_[*role], fact);
        else
            findings_.push_back(nobody("wohnort", fact.key));
    }
    std::erase_if(facts, [](const Fact& fact) { return fact.attribute == Attribute::officer; });
}

/// The number of the message belongs to its first entity; others may state their own.
Entity Message::entity(Part& part, identity::RegisterId id, bool is_first) {
    Gathered stated = layout_.entity.gather(first_element(part.element, layout_.structure.entity), findings_);
    Gathered participant = described(layout_.entity, party_of(part.gathered.item(Item::subject_role)));
    Entity entity;
    entity.id = std::move(id);
    if (!is_first) {
        auto own = own_register_id(stated);
        if (!own) own = own_register_id(participant);
        if (own) entity.id = *own;
    }
    set_extract(entity, shared_, part.gathered, findings_);
    drop_own_entry(stated.facts, own_register_id(stated), entity.id);
    drop_own_entry(participant.facts, own_register_id(participant), entity.id);
    entity.facts = complete(std::move(stated.facts), std::move(participant.facts));
    entity.facts.reserve(entity.facts.size() + part.gathered.facts.size());
    std::vector<Fact> of_officers;
    for (Fact& fact : std::exchange(part.gathered.facts, {}))
        (history::info(fact.attribute).of_officer ? of_officers : entity.facts).push_back(std::move(fact));
    refer_once(entity.facts);
    describe_related(entity.facts);
    name_capital(entity.facts);
    set_keys(entity.facts);
    const bool named = std::any_of(entity.facts.begin(), entity.facts.end(),
                                   [](const Fact& fact) { return fact.attribute == Attribute::name; });
    if (!named) findings_.push_back("rechtstraeger: the entity has no name");
    add_officers(part, std::move(of_officers), entity.facts);
    return entity;
}

/// A reference that leads to nothing is no organisation.
void Message::describe_related(std::vector<Fact>& facts) {
    for (Fact& fact : facts)
        if (is_related(fact.attribute)) describe(fact);
    std::erase_if(facts, [&](const Fact& fact) {
        if (!is_related(fact.attribute) || !states_nothing(fact)) return false;
        findings_.push_back(std::string(history::info(fact.attribute).name) +
                            ": nothing is stated about the one with the role number " + quoted(fact.key));
        return true;
    });
}

/// What the participant says about the organisation that the fact refers to by its key.
void Message::describe(Fact& fact) {
    if (fact.key.empty()) return;  // 3.1 says that there is a branch, not which
    const auto role = index_.find(fact.key);
    if (!role) return findings_.push_back(nobody(history::info(fact.attribute).name, fact.key));
    const Mapping& mapping = fact.attribute == Attribute::branch ? layout_.branch : layout_.succession;
    for (const Fact& more : described(mapping, roles_[*role].party).facts)
        for (std::size_t i = 0; i < fact.value.size(); ++i)
            if (!fact.value[i]) fact.value[i] = more.value[i];
}

/// The participant that is the entity: by the number of its role, else by the kind of its role.
Element Message::party_of(const std::string& role_number) const {
    if (const auto role = index_.find(role_number)) return roles_[*role].party;
    return parts_.size() == 1 && entity_role_ ? roles_[*entity_role_].party : Element();
}

/// What a participant says beside its roles: a copy, as several parts may ask for it.
Gathered Message::described(const Mapping& mapping, Element party) {
    Gathered gathered = mapping.gather(party, ignored_);
    if (parts_.size() > 1) copies_.add(party, gathered.facts);
    return gathered;
}

bool Message::is_officer(std::size_t role) const {
    const std::string& code = roles_[role].code;
    const std::size_t meant = index_.meant(role);
    return code != kEntityRole && code != kCourtRole && !is_subject_[meant] && !is_related_[meant];
}

/// The last part to take it gets it itself, others a copy.
Role Message::role_at(std::size_t role) {
    if (--uses_[role] == 0) return std::move(roles_[role]);
    copies_.add(roles_[role].officer);
    copies_.add(roles_[role].details);
    return roles_[role];
}

void Message::add_officers(const Part& part, std::vector<Fact> others, std::vector<Fact>& facts) {
    Officers officers;
    for (const std::size_t role : part.roles)
        if (is_officer(role)) officers.add(role_at(role));
    const auto attach = [&](std::string_view element, const std::string& role, Fact fact) {
        if (!officers.attach(role, std::move(fact)))
            findings_.push_back(std::string(element) + ": there is no officer with the role number " +
                                quoted(role));
    };
    for (const Element element : elements(part.element, layout_.structure.authorities)) {
        Gathered authority = layout_.authority.gather(element, findings_);
        const std::string& role = authority.item(Item::authority_role);
        for (Fact& fact : authority.facts) attach("vertretungsberechtigte", role, std::move(fact));
    }
    for (Fact& fact : others) {
        const std::string role = fact.key;
        attach(history::info(fact.attribute).name, role, std::move(fact));
    }
    for (Fact& fact : officers.take()) facts.push_back(std::move(fact));
}

}  // namespace hr::core::xjustiz
