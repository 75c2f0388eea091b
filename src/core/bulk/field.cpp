#include "core/bulk/field.hpp"

#include "core/ascii.hpp"
#include "core/bulk/when.hpp"
#include "core/error.hpp"

#include <algorithm>

namespace hr::core::bulk {
namespace {

using history::Attribute;
using history::Fact;
using history::Value;
using identity::RegisterId;

/// A name is part of an index entry, which has room for some 2,700 bytes.
constexpr std::size_t kMaxNameBytes = 2000;
constexpr std::size_t kMaxTextBytes = 4000;
constexpr std::size_t kMaxNumberBytes = 100;

constexpr std::string_view kStatusList = "urn:xoev-de:xjustiz:codeliste:reg.status-rechtstraeger";
constexpr std::string_view kStatusVersion = "2.0";
constexpr std::string_view kAddressList = "urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp";
constexpr std::string_view kAddressVersion = "3.0";

bool is_blank(char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
}
/// Also of a suffix such as "MÖ".
bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Puts texts into columns of one attribute; what is empty stays absent.
class Columns {
public:
    explicit Columns(Attribute attribute)
        : attribute_(attribute), value_(history::info(attribute).columns.size()) {}

    Columns& set(std::string_view column, std::string_view text) {
        if (!text.empty()) value_[history::column_index(attribute_, column)] = std::string(text);
        return *this;
    }
    Fact fact(std::string key = {}) { return {attribute_, std::move(key), std::move(value_)}; }

private:
    Attribute attribute_;
    Value value_;
};

std::string_view checked_text(std::string_view text, std::string_view what, std::size_t most) {
    text = trimmed(text);
    if (text.size() > most)
        refuse("the " + std::string(what) + " is longer than " + std::to_string(most) + " bytes");
    return text;
}

/// The two that OffeneRegister writes are the register's own; any other is kept as it is.
Fact status_of(std::string_view text) {
    Columns status(Attribute::status);
    const bool is_active = text == "currently registered", is_removed = text == "removed";
    if (!is_active && !is_removed)
        return status.set("list", "offeneregister").set("code", text).set("label", text).fact();
    return status.set("list", kStatusList)
        .set("version", kStatusVersion)
        .set("code", is_active ? "001" : "002")
        .set("label", is_active ? "aktiv" : "gelöscht")
        .fact();
}

/// "79331 Teningen": five digits, a blank and a name.
bool is_place(std::string_view text) {
    return text.size() > 6 && std::all_of(text.begin(), text.begin() + 5, is_digit) && text[5] == ' ' &&
           !is_digit(text[6]);
}

/// "Siemensstraße 10 a" -> 10 a: from the last word that begins with a digit, if a street stands before it.
std::size_t house_number_in(std::string_view street) {
    for (std::size_t at = street.size(); at-- > 1;) {
        if (street[at - 1] != ' ' || street[at] == ' ') continue;
        if (is_digit(street[at])) return at;
        if (street.size() - at > 2) break;  // more than the letter of a number
    }
    return std::string_view::npos;
}

/// "c/o Muster, Siemensstraße 10, 79331 Teningen." taken apart; what does not look like it is the street as a
/// whole.
Fact address_of(std::string_view text) {
    Columns address(Attribute::address);
    address.set("kind_list", kAddressList).set("kind_version", kAddressVersion).set("kind_code", "003");
    address.set("kind_label", "Dienst-/Geschäftsanschrift");
    constexpr const char* kKey = "003#1";
    std::string_view rest = text;
    while (!rest.empty() && (rest.back() == '.' || rest.back() == ' ')) rest.remove_suffix(1);
    const std::size_t comma = rest.rfind(", ");
    const std::string_view place = comma == std::string_view::npos ? rest : rest.substr(comma + 2);
    if (!is_place(place)) return address.set("street", text).fact(kKey);
    address.set("postal_code", place.substr(0, 5)).set("city", trimmed(place.substr(6)));
    if (comma == std::string_view::npos) return address.fact(kKey);
    rest = rest.substr(0, comma);
    if (const std::size_t last = rest.rfind(", "); last != std::string_view::npos) {
        address.set("addition", trimmed(rest.substr(0, last)));
        rest = rest.substr(last + 2);
    }
    const std::size_t house = house_number_in(rest);
    address.set("street", trimmed(rest.substr(0, house)));
    if (house != std::string_view::npos) address.set("house_number", trimmed(rest.substr(house)));
    return address.fact(kKey);
}

/// "M1114_M1112_HRB840": court, former court if there is one, and entry. It has no suffix.
RegisterId id_of_number(std::string_view number) {
    const std::size_t first = number.find('_');
    const std::size_t last = number.rfind('_');
    if (first == std::string_view::npos)
        refuse("the company number \"" + std::string(number) + "\" names no court");
    std::string entry(number.substr(last + 1));
    if (last > first) entry += " früher " + std::string(number.substr(first + 1, last - first - 1));
    return identity::parse_entry(entry, number.substr(0, first));
}

/// As the register writes it; where that is not understood, by the court codes of the company number, or with
/// the court that is named beside it.
RegisterId id_of(const Fields& fields) {
    if (fields.native_number.empty() && fields.number.empty()) refuse("there is no register number");
    std::string problem;
    const auto attempt = [&](auto read) -> std::optional<RegisterId> {
        try {
            return read();
        } catch (const Error& error) {
            if (problem.empty())
                problem = error.message() + (error.detail().empty() ? "" : ": " + error.detail());
            return std::nullopt;
        }
    };
    std::optional<RegisterId> id;
    if (!fields.native_number.empty())
        id = attempt([&] { return identity::parse_register_id(fields.native_number); });
    if (!id && !fields.number.empty()) id = attempt([&] { return id_of_number(fields.number); });
    if (!id && !fields.registrar.empty())
        id = attempt([&] { return identity::parse_entry(fields.native_number, fields.registrar); });
    if (!id) refuse(problem);
    return *id;
}

}  // namespace

void refuse(std::string message) {
    throw Error(sqlstate::kInvalidParameter, std::move(message));
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string shortened(std::string_view text, std::size_t most) {
    if (text.size() <= most) return std::string(text);
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
    return std::string(text.substr(0, most));
}

Fact former_name(std::string_view name) {
    name = checked_text(name, "former name", kMaxNameBytes);
    if (name.empty()) refuse("a former name is empty");
    return Columns(Attribute::former_name).set("name", name).fact(std::string(name));
}

std::string checked_number(std::string_view number) {
    number = checked_text(number, "company number", kMaxNumberBytes);
    const bool is_plain = std::all_of(number.begin(), number.end(),
                                      [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
    if (number.empty() || !is_plain)
        refuse("the company number \"" + std::string(number) + "\" is not one of letters, digits and \"_\"");
    return std::string(number);
}

Statement statement_of(const Fields& fields) {
    Statement statement;
    if (!trimmed(fields.number).empty()) statement.number = checked_number(fields.number);
    statement.id = id_of(fields);
    if (const std::string_view retrieved = trimmed(fields.retrieved); !retrieved.empty()) {
        const auto time = local_time(retrieved);
        if (!time)
            refuse("the time of retrieval \"" + shortened(retrieved, 40) +
                   "\" is none like \"2018-07-28T03:16:34Z\"");
        statement.retrieved = *time;
    }
    const std::string_view name = checked_text(fields.name, "name", kMaxNameBytes);
    if (name.empty()) refuse("the name is empty");
    statement.facts.push_back(Columns(Attribute::name).set("name", name).fact());
    for (const std::string_view former : fields.former_names) statement.facts.push_back(former_name(former));
    if (const auto seat = checked_text(fields.seat, "seat", kMaxTextBytes); !seat.empty())
        statement.facts.push_back(Columns(Attribute::seat).set("city", seat).fact());
    if (const auto address = checked_text(fields.address, "address", kMaxTextBytes); !address.empty())
        statement.facts.push_back(address_of(address));
    if (const auto status = checked_text(fields.status, "status", kMaxTextBytes); !status.empty())
        statement.facts.push_back(status_of(status));
    return statement;
}

}  // namespace hr::core::bulk
