#include "core/xjustiz/officer.hpp"

#include "core/digest.hpp"
#include "core/name/letter.hpp"
#include "core/name/utf8.hpp"

namespace hr::core::xjustiz {
namespace {

using history::Attribute;
using history::Fact;
using history::Value;

struct Columns {
    std::size_t kind, role_code, role_text, last_name, first_names, birth_date, organisation_name,
        organisation_seat;
};

const Columns& columns() {
    const auto at = [](std::string_view column) { return history::column_index(Attribute::officer, column); };
    static const Columns kColumns = {
        at("kind"),        at("role_code"),  at("role_text"),         at("last_name"),
        at("first_names"), at("birth_date"), at("organisation_name"), at("organisation_seat")};
    return kColumns;
}

std::string_view text_of(const std::optional<std::string>& value) {
    return value ? std::string_view(*value) : std::string_view();
}

/// Without case, diacritics and doubled blanks; only to be compared.
std::string folded(std::string_view text) {
    std::string out;
    while (!text.empty()) {
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

/// All columns in one text, different for different values.
std::string content_of(const Value& value) {
    std::string content;
    for (const auto& column : value) {
        if (column) content += std::to_string(column->size()) + ":" + *column;
        content += ',';
    }
    return content;
}

bool has_name(const Value& officer) {
    const Columns& at = columns();
    return officer[at.last_name] || officer[at.first_names] || officer[at.organisation_name];
}

Fact merged(Fact officer, const Fact* role) {
    if (!role) return officer;
    for (std::size_t i = 0; i < role->value.size(); ++i)
        if (role->value[i]) officer.value[i] = role->value[i];
    return officer;
}

const Fact* officer_in(const Gathered& gathered) {
    for (const Fact& fact : gathered.facts)
        if (fact.attribute == Attribute::officer) return &fact;
    return nullptr;
}

pugi::xml_node first_child_element(pugi::xml_node parent) {
    for (const pugi::xml_node child : parent.children())
        if (child.type() == pugi::node_element) return child;
    return {};
}

}  // namespace

std::string officer_identity(const Value& officer) {
    const Columns& at = columns();
    const bool coded = officer[at.role_code].has_value();
    Digest digest;
    digest.add(text_of(officer[coded ? at.role_code : at.role_text]));
    digest.add(text_of(officer[at.kind]));
    for (const std::size_t column :
         {at.last_name, at.first_names, at.birth_date, at.organisation_name, at.organisation_seat})
        digest.add(folded(text_of(officer[column])));
    return digest.hex().substr(0, 16);
}

std::vector<Role> read_roles(const Compiled& layout, pugi::xml_node root, Findings& findings) {
    std::vector<Role> roles;
    const Fact nobody{Attribute::officer, {}, Value(history::info(Attribute::officer).columns.size())};
    for (const pugi::xml_node participant : elements(root, layout.structure.participants)) {
        const Gathered person = layout.participant.gather(participant, findings);
        const Fact* known = officer_in(person);
        const pugi::xml_node party = first_child_element(first_element(participant, layout.structure.party));
        const auto add = [&](const Gathered& role) {
            Fact officer = merged(known ? *known : nobody, officer_in(role));
            std::string code(text_of(officer.value[columns().role_code]));
            roles.push_back({role.item(Item::role_number), std::move(code), std::move(officer), party});
        };
        const auto stated = elements(participant, layout.structure.roles);
        for (const pugi::xml_node role : stated) add(layout.role.gather(role, findings));
        if (stated.empty()) add({});
        for (std::size_t i = roles.size() - std::max<std::size_t>(stated.size(), 1); i < roles.size(); ++i)
            if (!has_name(roles[i].officer.value) && roles[i].code != kEntityRole &&
                roles[i].code != kCourtRole)
                findings.push_back("beteiligung: participant \"" + roles[i].number +
                                   "\" has no name and was left out");
    }
    return roles;
}

std::string Officers::key_of(const Value& officer) {
    const std::string identity = officer_identity(officer);
    const auto [found, is_new] = namesakes_.try_emplace(identity);
    Namesakes& namesakes = found->second;
    if (is_new) {
        namesakes.first = facts_.size();
        return identity;
    }
    auto& keys = namesakes.key_of_content;
    if (keys.empty()) keys.emplace(content_of(facts_[namesakes.first].value), identity);
    return keys.try_emplace(content_of(officer), identity + "#" + std::to_string(keys.size() + 1))
        .first->second;
}

void Officers::add(const std::string& role_number, Fact officer) {
    if (!has_name(officer.value)) return;
    officer.key = key_of(officer.value);
    if (!role_number.empty()) key_of_role_.emplace(role_number, officer.key);
    if (keys_.insert(officer.key).second) facts_.push_back(std::move(officer));
}

bool Officers::add_authority(const std::string& role_number, Fact authority) {
    const auto key = key_of_role_.find(role_number);
    if (key == key_of_role_.end()) return false;
    if (!authorities_.insert(key->second + content_of(authority.value)).second) return true;
    authority.key = key->second + "/" + std::to_string(++count_of_authorities_[key->second]);
    facts_.push_back(std::move(authority));
    return true;
}

}  // namespace hr::core::xjustiz
