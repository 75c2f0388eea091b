#include "core/xjustiz/entity.hpp"

#include "core/error.hpp"
#include "core/identity/court.hpp"
#include "core/xjustiz/finding.hpp"
#include "core/xjustiz/lexical.hpp"

#include <algorithm>
#include <array>

namespace hr::core::xjustiz {
namespace {

using history::Attribute;
using history::Fact;
using identity::RegisterId;

/// "HRB 158855 B" from the parts of a file reference; the number may have its suffix glued to it.
std::string entry_of(const Gathered& message, std::string_view suffix) {
    std::string entry = message.item(Item::register_code) + " " + message.item(Item::number);
    if (!suffix.empty()) entry += " " + std::string(suffix);
    return entry;
}

/// In text, court first and entry alone are both found; the court that the message names counts before one in
/// the text.
RegisterId from_text(const std::string& text, const std::string& court) {
    if (court.empty()) return identity::parse_register_id(text);
    try {
        return identity::parse_entry(text, court);
    } catch (const Error&) {
        return identity::parse_register_id(text);
    }
}

RegisterId from_parts(const Gathered& message, const std::string& court, Findings& findings) {
    const std::string& mark = message.item(Item::suffix_mark);
    const std::string& suffix = message.item(Item::suffix).empty() ? mark : message.item(Item::suffix);
    try {
        return identity::parse_entry(entry_of(message, suffix), court);
    } catch (const Error&) {
        if (suffix.empty()) throw;
        const RegisterId id = identity::parse_entry(entry_of(message, {}), court);
        findings.push_back("zusatz: " + quoted(suffix) +
                           " is not a suffix of a register number and was left out");
        return id;
    }
}

}  // namespace

RegisterId message_register_id(const Gathered& message, Findings& findings) {
    const bool own_court = !message.item(Item::court).empty();
    const std::string& court = message.item(own_court ? Item::court : Item::sender_court);
    const std::string& text = message.item(Item::entry_text);
    const bool structured = !message.item(Item::number).empty();
    if (!structured && text.empty())
        throw Error(sqlstate::kInvalidParameter, "register document has no register number",
                    "The message states no file reference (aktenzeichen).");
    if (structured && court.empty())
        throw Error(sqlstate::kInvalidParameter, "register document names no register court",
                    "The message states no court beside the number \"" + message.item(Item::number) + "\".");
    RegisterId id = structured ? from_parts(message, court, findings) : from_text(text, court);
    if (!identity::find_court_by_code(id.court))
        findings.push_back("gericht: court " + quoted(id.court) + " is not known");
    return id;
}

std::optional<RegisterId> own_register_id(const Gathered& entity) {
    const std::string& court = entity.item(Item::entity_court);
    const std::string& number = entity.item(Item::entity_number);
    if (court.empty() || number.empty()) return std::nullopt;
    for (const std::string& entry : {number, entity.item(Item::entity_type) + " " + number}) {
        try {
            return identity::parse_entry(entry, court);
        } catch (const Error&) {
            continue;  // the number is written with its type or without
        }
    }
    return std::nullopt;
}

std::vector<Fact> complete(std::vector<Fact> stated, std::vector<Fact> fallback) {
    std::array<bool, history::kAttributes.size() + 1> is_known{};
    for (const Fact& fact : stated) is_known[static_cast<std::size_t>(fact.attribute)] = true;
    for (Fact& fact : fallback)
        if (!is_known[static_cast<std::size_t>(fact.attribute)]) stated.push_back(std::move(fact));
    return stated;
}

void drop_own_entry(std::vector<Fact>& facts, const std::optional<RegisterId>& stated,
                    const RegisterId& company) {
    if (stated != company) return;
    for (Fact& fact : facts) {
        if (fact.attribute != Attribute::identifier) continue;
        for (const std::string_view column : {"register_court", "register_type", "register_number"})
            fact.value[history::column_index(Attribute::identifier, column)].reset();
    }
    std::erase_if(facts, [](const Fact& fact) {
        return fact.attribute == Attribute::identifier &&
               std::none_of(fact.value.begin(), fact.value.end(),
                            [](const auto& c) { return c.has_value(); });
    });
}

void name_capital(std::vector<Fact>& facts) {
    static const std::size_t kKind = history::column_index(Attribute::capital, "kind");
    static const std::size_t kForm = history::column_index(Attribute::legal_form, "code");
    std::string_view kind;
    for (const Fact& fact : facts) {
        if (fact.attribute != Attribute::legal_form || !fact.value[kForm]) continue;
        const std::string_view group = std::string_view(*fact.value[kForm]).substr(0, 3);
        if (group == "221") kind = "stammkapital";                    // GmbH, UG
        if (group == "222" || group == "223") kind = "grundkapital";  // AG, SE, KGaA
    }
    if (kind.empty()) return;
    for (Fact& fact : facts)
        if (fact.attribute == Attribute::capital && fact.value[kKind] == "kapital") fact.value[kKind] = kind;
}

void set_extract(Entity& entity, const Gathered& message, const Gathered& subject, Findings& findings) {
    const std::string& time = subject.item(Item::extract_time);
    const std::string& created = message.item(Item::created);
    const std::string& count = subject.item(Item::entry_count);
    entity.last_entry = subject.item(Item::last_entry);
    entity.last_change = subject.item(Item::last_change);
    if (const std::string& text = subject.item(Item::last_change_text); !text.empty())
        entity.last_change += (entity.last_change.empty() ? "" : "; ") + text;
    if (const std::string& date = subject.item(Item::extract_date); !date.empty()) {
        const std::optional<std::string> clock = clock_time(time);
        if (!clock && !time.empty())
            findings.push_back("abrufuhrzeit: " + quoted(time) + " is not a time and was left out");
        entity.retrieved = date + " " + clock.value_or("00:00:00");
    } else {
        entity.retrieved = register_moment(created).value_or("");
    }
    constexpr std::size_t kLongest = 9;
    const bool number = !count.empty() && count.size() <= kLongest &&
                        std::all_of(count.begin(), count.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (number) entity.entry_count = std::stoi(count);
    if (!number && !count.empty())
        findings.push_back("anzahlEintragungen: " + quoted(count) + " is not a number and was left out");
}

}  // namespace hr::core::xjustiz
