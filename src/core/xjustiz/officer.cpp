#include "core/xjustiz/officer.hpp"

#include "core/ascii.hpp"
#include "core/digest.hpp"
#include "core/name/letter.hpp"
#include "core/name/utf8.hpp"
#include "core/xjustiz/key.hpp"
#include "core/xjustiz/officer_columns.hpp"

namespace hr::core::xjustiz {
namespace {

using history::Attribute;
using history::Fact;
using history::Value;

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

}  // namespace

std::string officer_identity(const Value& officer) {
    const OfficerColumns& at = officer_columns();
    const bool coded = officer[at.role_code].has_value();
    Digest digest;
    digest.add(text_of(officer[coded ? at.role_code : at.role_text]));
    digest.add(text_of(officer[at.kind]));
    for (const std::size_t column :
         {at.last_name, at.first_names, at.birth_date, at.organisation_name, at.organisation_seat})
        digest.add(folded(text_of(officer[column])));
    return digest.short_hex();
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
