#include "core/xjustiz/officer.hpp"

#include "core/ascii.hpp"
#include "core/digest.hpp"
#include "core/name/letter.hpp"
#include "core/name/utf8.hpp"
#include "core/xjustiz/key.hpp"

#include <algorithm>

namespace hr::core::xjustiz {
namespace {

using history::Attribute;
using history::Fact;
using history::Value;

constexpr std::string_view kPrivateAddress = "017", kCurrentAddress = "001";  // the latter before 3

/// A person's details are repeated for each role; real documents state a few.
constexpr std::size_t kMostRoles = 16;

struct Columns {
    std::size_t kind, role_code, role_text, last_name, first_names, birth_date, residence, country_code,
        organisation_name, organisation_seat;
};

const Columns& columns() {
    const auto at = [](std::string_view column) { return history::column_index(Attribute::officer, column); };
    static const Columns kColumns = {at("kind"),
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

std::string_view text_of(const std::optional<std::string>& value) {
    return value ? std::string_view(*value) : std::string_view();
}

bool is_ascii_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/// Without case, diacritics and doubled blanks; only to be compared.
std::string folded(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        if (is_ascii_letter(text.front())) {  // most of them
            out += lower(text.front());
            text.remove_prefix(1);
            continue;
        }
        const name::CodePoint c = name::first_code_point(text);
        text.remove_prefix(c.length);
        const std::string_view letter = name::latin(c.value);
        if (!letter.empty())
            out += letter;
        else if (c.value <= ' ' || c.value == 0xA0)
            out += out.empty() || out.back() == ' ' ? "" : " ";
        else if (!name::is_invisible(c.value))
            out += "<" + std::to_string(static_cast<unsigned long>(name::lower(c.value))) + ">";
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

bool has_name(const Value& officer) {
    const Columns& at = columns();
    return officer[at.last_name] || officer[at.first_names] || officer[at.organisation_name];
}

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
           address.value[kCity] == officer[columns().residence] &&
           address.value[kCountry] == officer[columns().country_code];
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
    const Columns& at = columns();
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
                findings.push_back("referenz: nobody has the role number \"" +
                                   std::string(name::prefix(*fact.value[kActsFor], 80)) + "\"");
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

/// One participant: a role for each that it has, or one without a number.
class Participant {
public:
    Participant(const Compiled& layout, Element element, Findings& findings)
        : layout_(layout),
          person_(layout.participant.gather(element, findings)),
          known_(take_officer(person_.facts)),
          party_(party_in(first_element(element, layout.structure.party))) {}

    void add_roles(const std::vector<Element>& stated, std::vector<Role>& roles, Findings& findings) {
        for (std::size_t i = 0; i < stated.size(); ++i) {
            const bool is_last = i + 1 == stated.size();
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
    /// What was gathered about a role begins with the officer. The last one gets what others get a copy of.
    Role role(Gathered role, std::size_t index, bool is_last) {
        Fact officer = take_officer(role.facts);
        std::vector<Fact> details;
        if (index < kMostRoles)
            add_details(details, is_last ? std::move(person_.facts) : person_.facts, officer.value);
        add_details(details, std::move(role.facts), officer.value);
        std::string code(text_of(officer.value[columns().role_code]));
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
    auto& residence = role.officer.value[columns().residence];
    const auto& stated = told.value[columns().residence];
    if (!stated || residence == stated) return;
    if (residence) {
        Fact address{
            Attribute::officer_address, {}, Value(history::info(Attribute::officer_address).columns.size())};
        address.value[kCity] = residence;
        role.details.push_back(std::move(address));
    }
    residence = stated;
}

std::string officer_identity(const Value& officer) {
    const Columns& at = columns();
    const bool coded = officer[at.role_code].has_value();
    Digest digest;
    digest.add(text_of(officer[coded ? at.role_code : at.role_text]));
    digest.add(text_of(officer[at.kind]));
    for (const std::size_t column :
         {at.last_name, at.first_names, at.birth_date, at.organisation_name, at.organisation_seat})
        digest.add(folded(text_of(officer[column])));
    return digest.short_hex();
}

std::vector<Role> read_roles(const Compiled& layout, Element root, Findings& findings) {
    std::vector<Role> roles;
    for (const Element element : elements(root, layout.structure.participants)) {
        Participant participant(layout, element, findings);
        const std::size_t first = roles.size();
        const auto stated = elements(element, layout.structure.roles);
        participant.add_roles(stated, roles, findings);
        if (stated.size() > kMostRoles && participant.has_details())
            findings.push_back("beteiligung: of a participant with " + std::to_string(stated.size()) +
                               " roles, names and addresses are kept with the first " +
                               std::to_string(kMostRoles) + " only");
        for (std::size_t i = first; i < roles.size(); ++i)
            if (!has_name(roles[i].officer.value) && roles[i].code != kEntityRole &&
                roles[i].code != kCourtRole)
                findings.push_back("beteiligung: participant \"" + roles[i].number +
                                   "\" has no name and was left out");
    }
    name_references(roles, findings);
    return roles;
}

std::pair<const std::string&, bool> Officers::key_of(const Value& officer) {
    const auto [found, is_new] = namesakes_.try_emplace(officer_identity(officer));
    auto& [identity, namesakes] = *found;
    if (is_new) {
        namesakes.first = facts_.size();
        return {identity, true};
    }
    auto& keys = namesakes.key_of_content;
    if (keys.empty()) keys.emplace(content_of(facts_[namesakes.first].value), identity);
    const auto [own, is_other] =
        keys.try_emplace(content_of(officer), identity + "#" + std::to_string(keys.size() + 1));
    return {own->second, is_other};
}

void Officers::add(Role role) {
    Fact& officer = role.officer;
    if (!has_name(officer.value)) return;
    const auto [key, is_new] = key_of(officer.value);
    if (!role.number.empty()) key_of_role_.emplace(std::move(role.number), &key);
    if (is_new) {
        officer.key = key;
        facts_.push_back(std::move(officer));
    }
    for (Fact& fact : role.details) attach_to(key, std::move(fact));
}

bool Officers::attach(const std::string& role_number, Fact fact) {
    const auto key = key_of_role_.find(role_number);
    if (key == key_of_role_.end()) return false;
    attach_to(*key->second, std::move(fact));
    return true;
}

void Officers::attach_to(const std::string& officer_key, Fact fact) {
    std::string what = officer_key;
    what.append(1, '/').append(history::info(fact.attribute).name);
    if (!contents_.insert(what + content_of(fact.value)).second) return;
    const auto numbered = [&](std::string_view column) {
        const std::string kind = fact.value[history::column_index(fact.attribute, column)].value_or("");
        return kind + "#" + std::to_string(++counts_[what + kind]);
    };
    switch (fact.attribute) {
        case Attribute::officer_name:
            fact.key = officer_key + "/" + identity_of(fact, {"kind", "name"});
            break;
        case Attribute::officer_address:
            fact.key = officer_key + "/" + numbered("kind_code");
            break;
        case Attribute::officer_contribution:
            fact.key = officer_key + "/" + numbered("kind");
            break;
        case Attribute::officer_detail:
            fact.key = officer_key + "/1";
            return add_detail(std::move(fact));
        default:
            fact.key = officer_key + "/" + std::to_string(++counts_[what]);
    }
    facts_.push_back(std::move(fact));
}

/// An officer has one; what several say of the same column stands there one behind the other.
void Officers::add_detail(Fact fact) {
    const auto [found, is_new] = details_.emplace(fact.key, facts_.size());
    if (is_new) return facts_.push_back(std::move(fact));
    Value& whole = facts_[found->second].value;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (!fact.value[i] || whole[i] == fact.value[i]) continue;
        if (whole[i])
            whole[i]->append(", ").append(*fact.value[i]);
        else
            whole[i] = std::move(fact.value[i]);
    }
}

}  // namespace hr::core::xjustiz
