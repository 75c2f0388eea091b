#include "core/xjustiz/reader.hpp"

#include "core/error.hpp"
#include "core/name/utf8.hpp"
#include "core/xjustiz/entity.hpp"
#include "core/xjustiz/key.hpp"
#include "core/xjustiz/lexical.hpp"
#include "core/xjustiz/officer.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace hr::core::xjustiz {
namespace {

using history::Attribute;
using history::Fact;

constexpr std::string_view kNamespace = "http://www.xjustiz.de";
constexpr std::string_view kRoot = "nachricht.reg.0400003";
constexpr std::string_view kHint = "Submit the structured register content (SI) of a register sheet.";

[[noreturn]] void refuse(std::string message, std::string detail) {
    throw Error(sqlstate::kInvalidParameter, std::move(message), std::move(detail), std::string(kHint));
}

/// Cut for messages.
std::string excerpt(std::string_view text) {
    return std::string(name::prefix(text, 80));
}

void check_root(const Tree& tree) {
    const std::string_view name = tree.root().name(), space = tree.root_namespace();
    if (name == kRoot && space == kNamespace) return;
    refuse("document is not a register content document",
           "The root element is \"" + excerpt(name) + "\" in the namespace \"" + excerpt(space) +
               "\", expected is \"" + std::string(kRoot) + "\" in \"" + std::string(kNamespace) + "\".");
}

/// The first attribute of a name below the root; versions before 3 have it at other elements.
std::string attribute_below(Element root, std::string_view name) {
    for (const Element child : root.children()) {
        if (!child.is_element()) continue;
        const auto value = trimmed(child.attribute(name));
        if (!value.empty()) return std::string(value);
    }
    return {};
}

const Compiled& compiled(std::size_t index) {
    static const std::vector<Compiled> all(layouts().begin(), layouts().end());
    return all[index];
}

std::string_view first_text(Element element) {
    if (!element.leading_text().empty()) return element.leading_text();
    for (const Element child : element.children())
        if (child.is_text()) return child.text();
    return {};
}

/// All role numbers that an element or anything below it refers to. Depth is limited by the parser.
void collect_references(Element element, std::string_view name, std::set<std::string>& out) {
    for (const Element child : element.children()) {
        if (!child.is_element()) continue;
        if (child.name() == name) out.insert(std::string(trimmed(first_text(child))));
        collect_references(child, name, out);
    }
}

/// One message: what all its entities share.
class Message {
public:
    Message(const Compiled& layout, Element root, Findings& findings)
        : layout_(layout),
          findings_(findings),
          shared_(layout.message.gather(root, findings)),
          roles_(read_roles(layout, root, findings)),
          subjects_(elements(root, layout.structure.subjects)) {
        for (auto* numbers :
             {&numbers_.party_numbers, &numbers_.role_numbers, &numbers_.role_counts, &numbers_.role_ids})
            numbers->reserve(roles_.size());
        for (std::size_t i = 0; i < roles_.size(); ++i) {
            if (!roles_[i].number.empty()) role_with_number_.emplace(roles_[i].number, i);
            if (roles_[i].code == kEntityRole && !entity_role_) entity_role_ = i;
            numbers_.party_numbers.push_back(roles_[i].party_number);
            numbers_.role_numbers.push_back(roles_[i].number);
            numbers_.role_counts.push_back(roles_[i].count);
            numbers_.role_ids.push_back(roles_[i].id);
        }
    }

    std::vector<Entity> entities() {
        if (subjects_.empty())
            refuse("register document has no content",
                   "The message contains no element \"" + std::string(layout_.structure.subjects) + "\".");
        const identity::RegisterId id = message_register_id(shared_, findings_);
        for (const Element subject : subjects_) read_references(subject);
        for (Gathered& subject : gathered_) set_residences(subject.facts);
        std::vector<Entity> out;
        std::set<identity::RegisterId> seen;
        for (std::size_t i = 0; i < subjects_.size(); ++i) {
            Entity next = entity(i, id);
            const bool known = !seen.insert(next.id).second;
            if (known)
                findings_.push_back("fachdatenRegister: another entity as " + label(next.id) +
                                    " was left out");
            if (!known) out.push_back(std::move(next));
        }
        return out;
    }

    /// To be called once.
    MessageData data() {
        MessageData data = std::move(numbers_);
        data.id = shared_.item(Item::message_id);
        data.created = date_and_time(shared_.item(Item::created)).value_or("");
        data.sender_court = shared_.item(Item::sender_court);
        data.sender_reference = shared_.item(Item::sender_reference);
        data.event = shared_.item(Item::event);
        data.product = shared_.item(Item::product);
        data.matter = shared_.item(Item::matter);
        data.reference_year = shared_.item(Item::reference_year);
        data.reference_prefix = shared_.item(Item::reference_prefix);
        std::set<std::string> notices;
        for (const Gathered& subject : gathered_)
            if (const std::string& notice = subject.item(Item::notice);
                !notice.empty() && notices.insert(notice).second)
                data.notice += (data.notice.empty() ? "" : ", ") + notice;
        return data;
    }

private:
    void read_references(Element subject) {
        gathered_.push_back(layout_.subject.gather(subject, findings_));
        references_.emplace_back();
        if (subjects_.size() > 1)
            collect_references(subject, layout_.structure.references, references_.back());
        subject_roles_.insert(gathered_.back().item(Item::subject_role));
        for (const Fact& fact : gathered_.back().facts)
            if (is_related(fact.attribute)) related_roles_.insert(fact.key);
        all_references_.insert(references_.back().begin(), references_.back().end());
    }

    /// Residences told apart from the participants go to these.
    void set_residences(std::vector<Fact>& facts) {
        for (const Fact& fact : facts) {
            if (fact.attribute != Attribute::officer) continue;
            const auto found = role_with_number_.find(fact.key);
            if (found != role_with_number_.end())
                set_residence(roles_[found->second], fact);
            else
                findings_.push_back("wohnort: nobody has the role number \"" + excerpt(fact.key) + "\"");
        }
        std::erase_if(facts, [](const Fact& fact) { return fact.attribute == Attribute::officer; });
    }

    /// The number of the message belongs to its first entity; others may state their own.
    Entity entity(std::size_t index, const identity::RegisterId& message_id) {
        Gathered& subject = gathered_[index];
        Gathered stated;
        if (const Element own = first_element(subjects_[index], layout_.structure.entity))
            stated = layout_.entity.gather(own, findings_);
        Gathered participant;
        if (const Element party = party_of(subject.item(Item::subject_role)))
            participant = layout_.entity.gather(party, ignored_);
        Entity entity;
        entity.id = message_id;
        if (index > 0) {
            auto own = own_register_id(stated);
            if (!own) own = own_register_id(participant);
            if (own) entity.id = *own;
        }
        set_extract(entity, shared_, subject, findings_);
        drop_own_entry(stated.facts, own_register_id(stated), entity.id);
        drop_own_entry(participant.facts, own_register_id(participant), entity.id);
        entity.facts = complete(std::move(stated.facts), std::move(participant.facts));
        entity.facts.reserve(entity.facts.size() + subject.facts.size());
        std::vector<Fact> of_officers;
        for (Fact& fact : std::exchange(subject.facts, {}))
            (history::info(fact.attribute).of_officer ? of_officers : entity.facts)
                .push_back(std::move(fact));
        refer_once(entity.facts);
        for (Fact& fact : entity.facts)
            if (is_related(fact.attribute)) describe(fact);
        name_capital(entity.facts);
        set_keys(entity.facts);
        const bool named = std::any_of(entity.facts.begin(), entity.facts.end(),
                                       [](const Fact& fact) { return fact.attribute == Attribute::name; });
        if (!named) findings_.push_back("rechtstraeger: the entity has no name");
        add_officers(index, std::move(of_officers), entity.facts);
        return entity;
    }

    /// Other organisations: a branch, or who the subject was before or is now.
    static bool is_related(Attribute attribute) {
        return attribute == Attribute::branch || attribute == Attribute::succession;
    }

    /// A participant is one branch, and one predecessor or successor: the first that refers to it, and before
    /// the parts of an enterprise those that say what kind of branch it is.
    static void refer_once(std::vector<Fact>& facts) {
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

    /// What the participant says about the organisation that the fact refers to by its key.
    void describe(Fact& fact) {
        if (fact.key.empty()) return;  // 3.1 says that there is a branch, not which
        const auto found = role_with_number_.find(fact.key);
        if (found == role_with_number_.end())
            return findings_.push_back(std::string(history::info(fact.attribute).name) +
                                       ": nobody has the role number \"" + excerpt(fact.key) + "\"");
        const Mapping& mapping = fact.attribute == Attribute::branch ? layout_.branch : layout_.succession;
        for (const Fact& more : mapping.gather(roles_[found->second].party, ignored_).facts)
            for (std::size_t i = 0; i < fact.value.size(); ++i)
                if (!fact.value[i]) fact.value[i] = more.value[i];
    }

    /// The participant that is the entity: by the number of its role, else by the kind of its role.
    Element party_of(const std::string& role_number) const {
        const auto named = role_with_number_.find(role_number);
        if (named != role_with_number_.end()) return roles_[named->second].party;
        return subjects_.size() == 1 && entity_role_ ? roles_[*entity_role_].party : Element();
    }

    bool is_officer(const Role& role) const {
        if (role.code == kEntityRole || role.code == kCourtRole) return false;
        return role.number.empty() ||
               (subject_roles_.count(role.number) == 0 && related_roles_.count(role.number) == 0);
    }

    /// With several entities a participant belongs to those that refer to it, else to the first.
    std::vector<std::size_t> roles_of(std::size_t index) const {
        std::vector<std::size_t> found;
        if (index == 0)
            for (std::size_t i = 0; i < roles_.size(); ++i)
                if (subjects_.size() == 1 || all_references_.count(roles_[i].number) == 0) found.push_back(i);
        if (subjects_.size() == 1) return found;
        for (const std::string& number : references_[index])
            if (const auto role = role_with_number_.find(number); role != role_with_number_.end())
                found.push_back(role->second);
        std::sort(found.begin(), found.end());
        return found;
    }

    /// Moved out where nobody else needs it.
    Role role_at(std::size_t index) {
        return subjects_.size() == 1 ? std::move(roles_[index]) : roles_[index];
    }

    void add_officers(std::size_t index, std::vector<Fact> others, std::vector<Fact>& facts) {
        Officers officers;
        for (const std::size_t i : roles_of(index))
            if (is_officer(roles_[i])) officers.add(role_at(i));
        const auto attach = [&](std::string_view element, const std::string& role, Fact fact) {
            if (!officers.attach(role, std::move(fact)))
                findings_.push_back(std::string(element) + ": there is no officer with the role number \"" +
                                    excerpt(role) + "\"");
        };
        for (const Element element : elements(subjects_[index], layout_.structure.authorities)) {
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

    const Compiled& layout_;
    Findings& findings_;
    Findings ignored_;  ///< what the participant says again, or what is only a fallback
    Gathered shared_;
    std::vector<Role> roles_;
    MessageData numbers_;  ///< of all roles, which may have been moved out
    std::map<std::string, std::size_t> role_with_number_;
    std::optional<std::size_t> entity_role_;
    std::vector<Element> subjects_;
    std::vector<Gathered> gathered_;
    std::vector<std::set<std::string>> references_;
    std::set<std::string> subject_roles_, related_roles_, all_references_;
};

/// An unknown version is read with a layout of the family whose names the document has.
Choice choice_for(const Reading& reading, Element root) {
    constexpr std::string_view kBefore3 = "2.9";
    const Choice choice = choose_layout(reading.xjustiz_version, reading.fach_version);
    const Layout &oldest = layouts().front(), &newest = layouts().back();
    if (!choice.guessed || first_element(root, layouts()[choice.index].structure.subjects)) return choice;
    if (first_element(root, oldest.structure.subjects)) return choose_layout(kBefore3, {});
    return first_element(root, newest.structure.subjects) ? Choice{layouts().size() - 1, true} : choice;
}

}  // namespace

Reading read(std::string_view document) {
    const Tree tree(document);
    check_root(tree);
    const Element root = tree.root();
    Reading reading;
    reading.xjustiz_version = attribute_below(root, "xjustizVersion");
    for (const Layout* layout : {&layouts().front(), &layouts().back()})
        if (reading.fach_version.empty())
            reading.fach_version = attribute_below(root, layout->structure.fach_version);
    const Choice choice = choice_for(reading, root);
    const Compiled& layout = compiled(choice.index);
    reading.layout = layouts()[choice.index].schema;
    reading.layout_guessed = choice.guessed;
    if (choice.guessed)
        reading.findings.push_back("xjustizVersion: \"" + excerpt(reading.xjustiz_version) +
                                   "\" with register version \"" + excerpt(reading.fach_version) +
                                   "\" is not known, read like version " + reading.layout);
    Message message(layout, root, reading.findings);
    reading.entities = message.entities();
    reading.message = message.data();
    reading.unmapped = layout.coverage.unread(root);
    return reading;
}

}  // namespace hr::core::xjustiz
