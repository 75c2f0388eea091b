#include "core/xjustiz/role.hpp"

#include "core/name/utf8.hpp"
#include "core/xjustiz/finding.hpp"
#include "core/xjustiz/officer_columns.hpp"

#include <algorithm>
#include <map>

namespace hr::core::xjustiz {
namespace {

using history::Attribute;
using history::Fact;
using history::Value;

constexpr std::string_view kPrivateAddress = "017", kCurrentAddress = "001";  // the latter before 3

/// A person's details are repeated for each role; real documents state a few.
constexpr std::size_t kMostRolesWithDetails = 16;

/// The first officer among the facts, taken from them; one without values where there is none.
Fact take_officer(std::vector<Fact>& facts) {
    for (Fact& fact : facts)
        if (fact.attribute == Attribute::officer) return std::move(fact);
    return {Attribute::officer, {}, Value(history::info(Attribute::officer).columns.size())};
}

/// A private address of which only place and country are stated: the officer's own columns say it.
bool says_only_residence(const Fact& address, const Value& officer) {
    static const std::size_t kKind = history::column_index(Attribute::officer_address, "kind_code");
    static const std::size_t kCity = history::column_index(Attribute::officer_address, "city");
    static const std::size_t kCountry = history::column_index(Attribute::officer_address, "country_code");
    constexpr std::size_t kCodeColumns = 4;
    for (std::size_t i = 0; i < address.value.size(); ++i) {
        const bool expected = i < kCodeColumns || i == kCity || i + 2 == kCountry || i + 1 == kCountry ||
                              i == kCountry || i == kCountry + 1;
        if (address.value[i] && !expected) return false;
    }
    const auto& kind = address.value[kKind];
    return (!kind || *kind == kPrivateAddress || *kind == kCurrentAddress) &&
           address.value[kCity] == officer[officer_columns().residence] &&
           address.value[kCountry] == officer[officer_columns().country_code];
}

void add_details(std::vector<Fact>& details, std::vector<Fact> facts, const Value& officer) {
    for (Fact& fact : facts) {
        if (fact.attribute == Attribute::officer) continue;
        if (fact.attribute == Attribute::officer_address && says_only_residence(fact, officer)) continue;
        details.push_back(std::move(fact));
    }
}

/// "Erika Muster" or "Muster GmbH", cut: many may refer to one.
std::string name_of(const Value& officer) {
    constexpr std::size_t kLongest = 500;
    const OfficerColumns& at = officer_columns();
    std::string name;
    for (const std::size_t column : {at.organisation_name, at.first_names, at.last_name}) {
        if (!officer[column]) continue;
        if (!name.empty()) name += ' ';
        name += name::prefix(*officer[column], kLongest);
    }
    return name;
}

std::map<std::string, std::string> names_by_number(const std::vector<Role>& roles) {
    std::map<std::string, std::string> names;
    for (const Role& role : roles)
        if (!role.number.empty()) names.emplace(role.number, name_of(role.officer.value));
    return names;
}

/// Numbers of roles for which others act become names: numbers mean nothing outside the document.
void name_references(std::vector<Role>& roles, Findings& findings) {
    static const std::size_t kActsFor = history::column_index(Attribute::officer_detail, "acts_for");
    std::optional<std::map<std::string, std::string>> names;
    for (Role& role : roles)
        for (Fact& fact : role.details) {
            if (fact.attribute != Attribute::officer_detail || !fact.value[kActsFor]) continue;
            if (!names) names = names_by_number(roles);
            const auto found = names->find(*fact.value[kActsFor]);
            const bool known = found != names->end() && !found->second.empty();
            if (!known)
                findings.push_back("referenz: nobody has the role number " + quoted(*fact.value[kActsFor]));
            fact.value[kActsFor] = known ? std::optional(found->second) : std::nullopt;
        }
    for (Role& role : roles)
        std::erase_if(role.details, [](const Fact& fact) {
            return std::none_of(fact.value.begin(), fact.value.end(),
                                [](const auto& c) { return c.has_value(); });
        });
}

/// The person or organisation in a participant: the child with content of its own, not its number.
Element party_in(Element parent) {
    if (!parent) return {};
    for (const Element child : parent.children())
        for (const Element below : child.children())
            if (below.is_element()) return child;
    return {};
}

/// What nobody will find in a participant that others refer to.
void tell_missing(const Role& role, Findings& findings) {
    const bool is_officer = role.code != kEntityRole && role.code != kCourtRole;
    const bool is_nameless = is_officer && !has_name(role.officer.value);
    if (role.party && !is_nameless) return;
    findings.push_back("beteiligung: participant " + quoted(role.number) +
                       (is_nameless ? " has no name and was left out" : " has no content"));
}

/// One participant: a role for each that it has, or one without a number.
class Participant {
public:
    Participant(const Compiled& layout, Element element, Findings& findings)
        : layout_(layout),
          person_(layout.participant.gather(element, findings)),
          known_(take_officer(person_.facts)),
          party_(party_in(first_element(element, layout.structure.party))) {}

    void add_roles(const std::vector<Element>& stated, std::vector<Role>& roles, Findings& findings,
                   Copies& copies) {
        for (std::size_t i = 0; i < stated.size(); ++i) {
            const bool is_last = i + 1 == stated.size();
            if (!is_last) count_copies(i, copies);
            Fact officer = is_last ? std::move(known_) : known_;
            roles.push_back(role(layout_.role.gather(stated[i], findings, std::move(officer)), i, is_last));
        }
        if (!stated.empty()) return;
        Gathered none;
        none.facts.push_back(std::move(known_));
        roles.push_back(role(std::move(none), 0, true));
    }

    bool has_details() const { return has_details_; }

private:
    /// Of what one more role gets.
    void count_copies(std::size_t index, Copies& copies) const {
        copies.add(known_);
        copies.add(person_.item(Item::party_number));
        if (index < kMostRolesWithDetails) copies.add(person_.facts);
    }

    /// What was gathered about a role begins with the officer. The last one gets what others get a copy of.
    Role role(Gathered role, std::size_t index, bool is_last) {
        Fact officer = take_officer(role.facts);
        std::vector<Fact> details;
        if (index < kMostRolesWithDetails)
            add_details(details, is_last ? std::move(person_.facts) : person_.facts, officer.value);
        add_details(details, std::move(role.facts), officer.value);
        std::string code(text_of(officer.value[officer_columns().role_code]));
        return {role.item(Item::role_number),
                std::move(code),
                std::move(officer),
                std::move(details),
                party_,
                person_.item(Item::party_number),
                role.item(Item::role_count),
                role.item(Item::role_id)};
    }

    const Compiled& layout_;
    Gathered person_;
    Fact known_;
    Element party_;
    bool has_details_ = person_.facts.size() > 1;
};

}  // namespace

void set_residence(Role& role, const Fact& told) {
    static const std::size_t kCity = history::column_index(Attribute::officer_address, "city");
    auto& residence = role.officer.value[officer_columns().residence];
    const auto& stated = told.value[officer_columns().residence];
    if (!stated || residence == stated) return;
    if (residence) {
        Fact address{
            Attribute::officer_address, {}, Value(history::info(Attribute::officer_address).columns.size())};
        address.value[kCity] = residence;
        role.details.push_back(std::move(address));
    }
    residence = stated;
}

std::vector<Role> read_roles(const Compiled& layout, Element root, Findings& findings, Copies& copies) {
    std::vector<Role> roles;
    for (const Element element : elements(root, layout.structure.participants)) {
        Participant participant(layout, element, findings);
        const std::size_t first = roles.size();
        const auto stated = elements(element, layout.structure.roles);
        participant.add_roles(stated, roles, findings, copies);
        if (stated.size() > kMostRolesWithDetails && participant.has_details())
            findings.push_back("beteiligung: of a participant with " + std::to_string(stated.size()) +
                               " roles, names and addresses are kept with the first " +
                               std::to_string(kMostRolesWithDetails) + " only");
        for (std::size_t i = first; i < roles.size(); ++i) tell_missing(roles[i], findings);
    }
    name_references(roles, findings);
    return roles;
}

}  // namespace hr::core::xjustiz
